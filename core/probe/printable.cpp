// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/printable.h"

#include "core/base/redact.h"

namespace hopscope {
namespace {

/// Redaction looks beyond the cut, so that a secret across it is not kept in part.
constexpr qsizetype kMargin = 512;
constexpr qsizetype kUtf8Max = 4;

QChar cleaned(QChar c)
{
    if (c == QLatin1Char('\n') || c == QLatin1Char('\r') || c == QLatin1Char('\t'))
        return QLatin1Char(' ');
    const QChar::Category category = c.category();
    // Format characters (right-to-left marks, zero width) can make a page show something else than it holds.
    return category == QChar::Other_Control || category == QChar::Other_Format ? QChar(QChar::ReplacementCharacter) : c;
}

} // namespace

QString printable(const QByteArray& bytes, qsizetype most)
{
    QString text = QString::fromUtf8(redact(bytes.left(most * kUtf8Max + kMargin)));
    text.replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    text = text.left(most);
    if (text.endsWith(QChar::Null) || (!text.isEmpty() && text.back().isHighSurrogate()))
        text.chop(1);
    for (QChar& c : text)
        c = cleaned(c);
    return text;
}

} // namespace hopscope
