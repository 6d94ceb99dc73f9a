// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/ssh/agentfilter.h"
#include "core/ssh/hostconfig.h"
#include "core/ssh/session.h"

#include <QList>

namespace hopscope {

/// A key file to log in with, or a certificate for it.
struct KeyCandidate {
    QString file;
    QString certificate; ///< empty for the plain key
};

/// What the configuration names and the disk has, each key's certificates (`CertificateFile`, `KEY-cert.pub`) before the
/// plain key. A certificate for another key is left out. Reads the disk; for a worker thread.
[[nodiscard]] QList<KeyCandidate> keyCandidates(const HostConfig& config);
/// The public half of a key file (`KEY.pub`, or what an OpenSSH private key has in clear) or of a certificate; null where
/// it cannot be known without a passphrase.
[[nodiscard]] SshKey publicHalf(const KeyCandidate& candidate);
/// Which of an agent's keys (base64) to show to the server, in ssh(1)'s order: those named by the configuration, each
/// after its certificates, then the others unless IdentitiesOnly forbids them.
[[nodiscard]] QList<AgentFilter::Identity> agentIdentities(const HostConfig& config, const QByteArrayList& held);

} // namespace hopscope
