// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/session.h"

#include <QDialog>

class QHBoxLayout;
class QVBoxLayout;

namespace hopscope {

/// A host key that known_hosts does not vouch for. An unknown one may be trusted, never by the default button; a changed
/// or revoked one is shown beside what known_hosts has, and there is nothing to press but Close. Closing refuses. GUI
/// thread.
class HostKeyDialog : public QDialog {
    Q_OBJECT
public:
    HostKeyDialog(const Question& question, QWidget* parent);

signals:
    void answered(qint64 question, bool accepted, const QString& secret, bool keep);

protected:
    void done(int result) override;

private:
    void addWords(QVBoxLayout* column);
    void addKeys(QVBoxLayout* column);
    void addCard(QHBoxLayout* across, const char* name, const QString& heading, const HostKeyLook& key, bool wrong);
    void addAdvice(QVBoxLayout* column);
    void addButtons(QVBoxLayout* column);
    [[nodiscard]] bool isUnknown() const;
    [[nodiscard]] bool isRevoked() const;

    Question m_question;
    bool m_answered = false;
};

} // namespace hopscope
