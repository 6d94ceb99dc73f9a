// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/ssh/sshhost.h"

#include <QByteArray>

namespace hopscope {

/// A public key as a person compares it: `SHA256:…` and the picture `ssh-keygen -lv` draws (OpenSSH, sshkey.c, "the
/// drunken bishop"). `blob` is base64, as in known_hosts; bytes that are no key still give a picture, without a size.
[[nodiscard]] SshKeyLook lookOfKey(const QByteArray& type, const QByteArray& blob, const QString& where = {});

} // namespace hopscope
