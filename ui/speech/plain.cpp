// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/speech/plain.h"

namespace hopscope {

namespace {

bool isDangerous(QChar c)
{
    const char16_t u = c.unicode();
    const bool bidi = (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x2069) || u == 0x200E || u == 0x200F;
    return u < 0x20 || (u >= 0x7F && u < 0xA0) || bidi || u == 0x2028 || u == 0x2029 || u == 0xFEFF;
}

} // namespace

QString visibleLine(const QString& untrusted, qsizetype maxChars)
{
    QString out;
    out.reserve(qMin(untrusted.size(), maxChars) + 1);
    for (const QChar c : untrusted) {
        if (out.size() >= maxChars) {
            out += QChar(0x2026);
            break;
        }
        if (c == QLatin1Char('\t'))
            out += QLatin1Char(' ');
        else if (isDangerous(c))
            out += (c.unicode() < 0x100 ? QStringLiteral("\\x%1").arg(c.unicode(), 2, 16, QLatin1Char('0'))
                                        : QStringLiteral("\\u%1").arg(c.unicode(), 4, 16, QLatin1Char('0')));
        else
            out += c;
    }
    return out;
}

QString plainTip(const QString& text)
{
    if (text.isEmpty())
        return {};
    return QStringLiteral("<span>%1</span>")
        .arg(text.toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>")));
}

QString noMnemonic(QString text)
{
    return text.replace(QLatin1Char('&'), QStringLiteral("&&"));
}

} // namespace hopscope
