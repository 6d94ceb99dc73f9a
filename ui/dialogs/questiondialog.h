// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/session.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;
class QVBoxLayout;

namespace hopscope {

/// A secret that only the person in front knows: a passphrase, a password, a code, sudo's. Or a touch, which is told and
/// closed from outside. Does not block; closing it refuses. The secret leaves with answered() and is wiped from the field.
class QuestionDialog : public QDialog {
    Q_OBJECT
public:
    QuestionDialog(const Question& question, QWidget* parent);
    [[nodiscard]] const Question& question() const { return m_question; }

signals:
    void answered(qint64 question, bool accepted, const QString& secret, bool keep);

protected:
    void done(int result) override;

private:
    void addWords(QVBoxLayout* column);
    void addField(QVBoxLayout* column);
    void addButtons(QVBoxLayout* column);
    [[nodiscard]] bool isTouch() const;

    Question m_question;
    QLineEdit* m_secret = nullptr;
    QCheckBox* m_keep = nullptr;
    bool m_answered = false;
};

/// Overwrites the characters where they stand, in every string that shares them.
void wipe(QString& secret);

} // namespace hopscope
