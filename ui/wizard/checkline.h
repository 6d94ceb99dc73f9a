// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/record/snapshot.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace hopscope {

class ElidedLabel;
class MarkWidget;

/// One line of a step: how it is, what was looked at, what was read; under it the command with its time, a button to copy it
/// and one that opens what it printed.
class CheckLine : public QWidget {
    Q_OBJECT
public:
    CheckLine(const GuideLine& line, const Snapshot& snapshot, QWidget* parent = nullptr);
    [[nodiscard]] const QString& sentence() const { return m_sentence; }

signals:
    void evidenceAsked(const QString& id);

private:
    void addCommand(QVBoxLayout* column, const QList<Evidence>& evidence);
    void toggleOutput(bool shown);
    QWidget* makeOutput() const;

    QString m_sentence;
    QList<Evidence> m_evidence;
    QVBoxLayout* m_column;
    QWidget* m_output = nullptr;
    QPushButton* m_outputButton = nullptr;
};

/// A small button that puts `text` on the clipboard.
[[nodiscard]] QToolButton* copyButton(const QString& text);

} // namespace hopscope
