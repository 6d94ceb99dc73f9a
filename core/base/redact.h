// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>

namespace hopscope {

/// Replaces what must not leave a host by `[redacted]`: passwords in URLs (`amqp://user:PASS@host`), values of keys that
/// name a secret (JSON, `key=value`, `key: value`, `--key value`), bearer and JWT tokens, private key blocks.
/// Idempotent; never longer than the input plus one marker a match. Applied before anything is hashed or kept.
[[nodiscard]] QByteArray redact(const QByteArray& bytes);

} // namespace hopscope
