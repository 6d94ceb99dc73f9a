// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/dsconfig.h"

#include <QJsonDocument>

#include <algorithm>

namespace hopscope {

namespace {

constexpr qsizetype kMaxBytes = qsizetype{4} * 1024 * 1024;

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

qsizetype endOfString(const QByteArray& text, qsizetype at)
{
    for (++at; at < text.size() && text.at(at) != '"'; ++at) {
        if (text.at(at) == '\\')
            ++at;
    }
    return std::min(at + 1, text.size());
}

// Comments become blanks, so that every offset (and with it line and column) stays what it was.
void blankComments(QByteArray& text)
{
    qsizetype at = 0;
    while (at < text.size()) {
        const char after = at + 1 < text.size() ? text.at(at + 1) : '\0';
        const bool line = text.at(at) == '/' && after == '/';
        const bool block = text.at(at) == '/' && after == '*';
        if (text.at(at) == '"') {
            at = endOfString(text, at);
        } else if (line || block) {
            qsizetype end = line ? text.indexOf('\n', at) : text.indexOf("*/", at + 2);
            end = end < 0 ? text.size() : end + (line ? 0 : 2);
            for (; at < end; ++at) {
                if (text.at(at) != '\n')
                    text[at] = ' ';
            }
        } else {
            ++at;
        }
    }
}

void blankTrailingCommas(QByteArray& text)
{
    qsizetype comma = -1;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const char c = text.at(at);
        if (c == '"') {
            at = endOfString(text, at) - 1;
            comma = -1;
        } else if (c == ',') {
            comma = at;
        } else if ((c == '}' || c == ']') && comma >= 0) {
            text[comma] = ' ';
            comma = -1;
        } else if (!isBlank(c)) {
            comma = -1;
        }
    }
}

} // namespace

Result<QJsonObject> parseRelaxedJson(const ConfigLayer& layer)
{
    if (layer.bytes.size() > kMaxBytes)
        return fail(QStringLiteral("dsconfig.too-large"), {}, {}, layer.file);
    QByteArray text = layer.bytes;
    if (text.startsWith("\xef\xbb\xbf"))
        text.replace(0, 3, "   ");
    blankComments(text);
    if (text.trimmed().isEmpty())
        return QJsonObject{};
    blankTrailingCommas(text);
    QJsonParseError problem;
    const QJsonDocument document = QJsonDocument::fromJson(text, &problem);
    if (problem.error == QJsonParseError::NoError && document.isObject())
        return document.object();
    const qsizetype offset = std::min<qsizetype>(problem.offset, text.size());
    const QByteArray before = text.left(offset);
    const qsizetype line = before.count('\n') + 1;
    const qsizetype column = offset - (before.lastIndexOf('\n') + 1) + 1;
    const QString why = problem.error == QJsonParseError::NoError ? QStringLiteral("not an object") : problem.errorString();
    return fail(QStringLiteral("dsconfig.syntax"), why, {},
                QStringLiteral("%1:%2:%3").arg(layer.file).arg(line).arg(column));
}

} // namespace hopscope
