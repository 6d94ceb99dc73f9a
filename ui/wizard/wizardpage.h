// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/session.h"
#include "ui/parts/panel.h"
#include "ui/wizard/guiderows.h"

#include <QPointer>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace hopscope {

class MarkWidget;
class StepCard;
class StepList;

/// The guide from 502 to report: the steps on the left, the one looked at on the right, and what can be done with it below.
/// Shows Snapshot::guide and asks the session; knows nothing of its own but which step is looked at. Enter goes on, Alt+Left
/// back, R runs again, S leaves out.
class WizardPage : public Panel {
    Q_OBJECT
public:
    explicit WizardPage(QWidget* parent = nullptr);

    void setSession(Session* session);
    /// Shows where the guide stands; the first step begins at once, it only reads.
    void open();
    [[nodiscard]] const QString& step() const { return m_step; }
    [[nodiscard]] RowsModel* steps() const { return m_rows; }

public slots:
    void goOn();
    void goBack();
    void runAgain();
    void leaveOut();

signals:
    void fixAsked();
    void reportAsked();
    void closeAsked();

protected:
    void retranslate() override;
    void render() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* buildSide();
    QWidget* buildStep();
    void buildButtons(QVBoxLayout* column);
    void addKey(const QString& keys, void (WizardPage::*act)());
    void showStep(const QString& step);
    void enter(const QString& step);
    void run(const QString& step);
    void renderHead(const GuideStep& step);
    void renderButtons();
    void keepFocus();

    QPointer<Session> m_session;
    QString m_step;
    QString m_asked; ///< run, but not in the snapshot yet
    int m_askedRuns = 0;
    RowsModel* m_rows;
    QLabel* m_title;
    QLabel* m_where;
    StepList* m_list;
    QPushButton* m_close;
    QLabel* m_count;
    MarkWidget* m_mark;
    QLabel* m_headline;
    QLabel* m_why;
    StepCard* m_card;
    QScrollArea* m_scroll;
    QPushButton* m_back;
    QPushButton* m_again;
    QPushButton* m_skip;
    QPushButton* m_go;
};

} // namespace hopscope
