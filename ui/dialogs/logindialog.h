// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/logintest.h"

#include <QDialog>
#include <QList>

#include <memory>

class QGridLayout;
class QLabel;
class QPushButton;

namespace hopscope {

class MarkWidget;

/// A login taken apart: each step with its time, and for the one that failed what it means and what to do. What the host
/// asks meanwhile is asked here. Closing ends the test. GUI thread.
class LoginDialog : public QDialog {
    Q_OBJECT
public:
    LoginDialog(std::unique_ptr<LoginTest> test, QWidget* parent);
    ~LoginDialog() override;

public slots:
    /// What the test found out so far, and how it ended.
    void take(const QList<hopscope::LoginStep>& steps);
    void end(bool well);

private:
    struct Line {
        MarkWidget* mark;
        QLabel* name;
        QLabel* time;
        QLabel* text;
    };
    void addSteps(QGridLayout* grid);
    void ask(const Question& question);
    void begin();

    std::unique_ptr<LoginTest> m_test;
    QList<Line> m_lines;
    QLabel* m_result;
    QLabel* m_note;
    QPushButton* m_again;
};

} // namespace hopscope
