// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QString>

namespace hopscope {

/// The code for what sudo said in English (LC_ALL=C), empty when the failure was the command's own:
/// `sudo.needs-password` where a password is required and none was given, `sudo.denied` where it was wrong, the user
/// may not, or sudo is missing or wants a terminal. Messages as of sudo 1.9 (check.c, auth/sudo_auth.c, logging.c).
[[nodiscard]] QString sudoRefusal(const QByteArray& standardError);

} // namespace hopscope
