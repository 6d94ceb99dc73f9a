// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QString>

namespace hopscope {

/// `127.0.0.1:80`, `[::1]:80`, `[::1]`, `name`, `*:80`, `unix:/path` or (when `portAlone`) `80` → address without brackets and
/// port. A part that is missing is `fallbackAddress` or `fallbackPort`; text with variables becomes the address as it is.
struct NginxAddress {
    QString address;
    int port = 0;
};
[[nodiscard]] NginxAddress splitNginxAddress(const QString& text, int fallbackPort, bool portAlone = false);

} // namespace hopscope
