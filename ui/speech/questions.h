// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/session.h"

namespace hopscope {

/// What is asked, in one line: `Passphrase for docs`. What a host sent is made visible.
[[nodiscard]] QString questionTitle(const Question& question);
/// What the person should know beside it: the key file, the user, the server's own words in quotes, what an unknown or
/// changed host key means. May be empty.
[[nodiscard]] QString questionDetail(const Question& question);

} // namespace hopscope
