// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/ssh/sshhost.h"
#include "core/ssh/sshoptions.h"

#include <QObject>

#include <memory>

namespace hopscope {

/// Owns the reactor thread and all hosts. Lives in the conductor's thread. Destroying it ends every operation within 2
/// s; callbacks not yet called are dropped.
class SshPool : public QObject {
    Q_OBJECT
public:
    /// `sshConfig` as in `ssh -F`; empty for the user's own.
    explicit SshPool(QString sshConfig, SshQuestionHandler questions = {}, QObject* parent = nullptr);
    /// With other caps and deadlines than the program's.
    SshPool(QString sshConfig, SshQuestionHandler questions, const SshOptions& options, QObject* parent = nullptr);
    ~SshPool() override;
    SshPool(const SshPool&) = delete;
    SshPool& operator=(const SshPool&) = delete;

    /// The host of that alias or `user@host:port`; made on first use, owned by the pool.
    [[nodiscard]] SshHost* host(const QString& alias);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace hopscope
