// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QJsonObject>
#include <QString>

namespace hopscope::words {

/// Replaces `{name}` by the argument of that name, made visible and on one line; `…` where there is none. An argument
/// is never scanned for placeholders itself.
[[nodiscard]] QString fill(const QString& pattern, const QJsonObject& args);
/// `some-odd_name` → `some odd name`.
[[nodiscard]] QString humanised(const QString& slug);
/// What a subject id consists of.
struct SubjectParts {
    QString host;
    QString kind;
    QString instance;
    QString toHost; ///< set for a hop
    QString toKind;
    QString address;
};
[[nodiscard]] SubjectParts splitSubject(const QString& id);
/// `{host, title, port}` of a subject, overlaid by `args`.
[[nodiscard]] QJsonObject subjectArgs(const QString& id, const QString& title, const QJsonObject& args);

} // namespace hopscope::words
