// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"
#include "core/probe/httpprobe.h"

#include <QUrl>

namespace hopscope {

/// A request for what a browser would ask of `url`: port and TLS from the scheme, Host and SNI from the name, path and
/// query as they are. User and password in the URL are dropped. Code: `http.bad-url`.
[[nodiscard]] Result<HttpRequest> requestFor(const QUrl& url, const QStringList& caFiles);
/// No control characters and no spaces where they would end a line or a word: nobody may smuggle a second request in.
[[nodiscard]] bool isSendable(const HttpRequest& request);
/// What goes over the wire.
[[nodiscard]] QByteArray requestBytes(const HttpRequest& request);

} // namespace hopscope
