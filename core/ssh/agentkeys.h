// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/fd.h"

#include <QByteArrayList>
#include <QString>

namespace hopscope {

/// The public keys (base64 blobs) an ssh-agent holds, empty when it does not answer in time. libssh itself waits for an
/// agent without a limit, so nobody may hand a session to it before this has answered. Blocking, for a worker thread.
/// Protocol: draft-ietf-sshm-ssh-agent, section 4.4.
[[nodiscard]] QByteArrayList agentKeys(const QString& socketPath, int timeoutMs);

/// A non-blocking connection to it, invalid where nobody listens.
[[nodiscard]] OwnedFd connectAgent(const QString& socketPath);
/// Takes a length and so many bytes off the front; what is too short gives what there is.
QByteArray takeAgentString(QByteArray& bytes);

} // namespace hopscope
