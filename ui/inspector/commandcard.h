// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/evidence.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace hopscope {

/// One command behind what is shown: what was run where, how it ended, and one click to copy it or see its output.
class CommandCard : public QFrame {
    Q_OBJECT
public:
    explicit CommandCard(QWidget* parent = nullptr);
    void showEvidence(const Evidence& evidence, Timestamp now);

signals:
    void outputAsked(const QString& evidenceId);

private:
    Evidence m_evidence;
    QLabel* m_command;
    QLabel* m_meta;
    QPushButton* m_copy;
    QPushButton* m_output;
};

} // namespace hopscope
