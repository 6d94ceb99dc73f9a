// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/logs/followwords.h"
#include "core/logs/logline.h"
#include "ui/logs/logstore.h"

#include <QString>

namespace hopscope {

/// One line for all that nginx wrote about a request: what it means, the request, the addresses tried, the status. Null
/// where the catalogue does not know the message; the line itself says more then.
[[nodiscard]] QString sumUpRequest(const NginxRequest& request);
/// The same at length.
[[nodiscard]] QString tellRequest(const NginxRequest& request);
/// A failed request is an error; one that another address answered is nothing to stop at.
[[nodiscard]] LogLevel levelOfRequest(const NginxRequest& request);

/// What a mark says, as a line of its own in the view: the connection was lost from when to when, what may be missing.
[[nodiscard]] QString tellMark(const LogMark& mark);

} // namespace hopscope
