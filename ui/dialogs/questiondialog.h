// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/session.h"

#include <QDialog>

class QLineEdit;
class QVBoxLayout;

namespace hopscope {

/// Something only the person in front can answer: an unknown host key, a passphrase, a password, sudo, a touch. Does
/// not block; closing it refuses. The secret leaves with answered() and the field is wiped.
class QuestionDialog : public QDialog {
    Q_OBJECT
public:
    QuestionDialog(const Question& question, QWidget* parent);

signals:
    void answered(qint64 question, bool accepted, const QString& secret);

protected:
    void done(int result) override;

private:
    void addWords(QVBoxLayout* column);
    void addField(QVBoxLayout* column);
    void addButtons(QVBoxLayout* column);

    Question m_question;
    QLineEdit* m_secret = nullptr;
    bool m_answered = false;
};

} // namespace hopscope
