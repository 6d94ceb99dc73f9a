// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/ssh/hostconfig.h"

namespace hopscope {

/// What OpenSSH 9.2 uses where ssh_config says nothing.
[[nodiscard]] const AlgorithmLists& sshDefaultAlgorithms();
/// A keyword's value, which may begin with `+`, `-` or `^`, as the list ssh makes of it. `keyword` in lower case.
[[nodiscard]] QByteArray assembledAlgorithms(const QByteArray& keyword, const QByteArray& value);
/// The lists with those that equal `defaults` empty.
[[nodiscard]] AlgorithmLists withoutDefaults(AlgorithmLists lists, const AlgorithmLists& defaults);
/// The ciphers that need no MAC of their own, in order.
[[nodiscard]] QByteArray authenticatedCiphers(const QByteArray& ciphers);

} // namespace hopscope
