// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/parse/logtime.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <optional>

namespace hopscope {

/// What `Express server listening on port …` says. `build` 0 where the line names none.
struct DocserviceListening {
    int port = 0;
    QString version;
    int build = 0;
};

/// One record of docservice or converter: a log4js line and the lines without a head that follow it (stacks).
struct DocserviceRecord {
    bool recognised = false;
    LogTime time;
    QString level; ///< `TRACE DEBUG INFO WARN ERROR FATAL MARK`
    QString tenant, document, user; ///< null in the form up to 7.1, which has no brackets for them
    QString category; ///< `nodeJS`
    QString message;  ///< first line, at most 10,000 characters
    QString stack;    ///< the lines behind it, joined by newlines, at most 20,000 characters
    qint64 offset = 0; ///< byte where the record starts in the text given
    int lines = 1;

    [[nodiscard]] std::optional<DocserviceListening> listening() const;
    /// `{time, level, tenant, document, user, category, message, stack}`, null where absent; only `message` when not recognised.
    [[nodiscard]] QJsonObject toJson() const;
};

/// Reads `[%d] [%p] [TENANT] [DOCID] [USERID][ usid] category - msg` (log4js pattern of the Document Server), its older form
/// `[%d] [%p] category - msg`, and both behind a journald prefix (`… sh[123]: `). A line without a head
/// belongs to the record before it when it is empty, indented or looks like an error, an object or markup; any other is a
/// record of its own that is not recognised. At most the first 32 KB of a line and 500,000 records. Any thread.
[[nodiscard]] QList<DocserviceRecord> parseDocserviceLog(const QByteArray& text);

} // namespace hopscope
