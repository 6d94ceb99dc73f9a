// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/probe/httpmessage.h"

namespace hopscope {

// The grammar of single lines of an HTTP/1.x response (RFC 9112), as pure functions for HttpParser.

/// Whether these first bytes can still grow into `HTTP/1.x NNN`.
[[nodiscard]] bool mayBecomeStatusLine(const QByteArray& start);
/// Fills version, status and reason; false when this is no HTTP/1.x status line.
[[nodiscard]] bool readStatusLine(const QByteArray& line, HttpMessage& message);
/// Appends `Name: value`; a folded line (it begins with white space) continues the one before, a line without a colon
/// is kept as a name without value, for the evidence.
void addHeaderLine(const QByteArray& line, QList<HttpHeader>& headers);
/// The last transfer coding is chunked.
[[nodiscard]] bool isChunked(const QList<HttpHeader>& headers);

struct LengthHeader {
    bool present = false;
    bool bad = false; ///< not a number, or several that differ
    qint64 value = 0;
};
[[nodiscard]] LengthHeader contentLength(const QList<HttpHeader>& headers);
/// Size in a chunk's first line, extensions ignored; -1 when it is not a number.
[[nodiscard]] qint64 chunkSize(const QByteArray& line);

} // namespace hopscope
