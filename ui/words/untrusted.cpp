// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/words/untrusted.h"

namespace hopscope {
namespace {

bool mustEscape(char16_t c)
{
    const bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    const bool bidi =
        c == 0x061c || (c >= 0x200b && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f);
    const bool odd =
        c == 0xfeff || (c >= 0xfff9 && c <= 0xfffb) || c >= 0xfffe || (c >= 0xfdd0 && c <= 0xfdef) || c == 0xad;
    // Private use: a font's own pictures, which mean nothing to a reader.
    const bool privateUse = c >= 0xe000 && c <= 0xf8ff;
    return control || bidi || odd || privateUse;
}

QString escaped(char16_t c)
{
    return c < 0x100 ? QStringLiteral("\\x%1").arg(static_cast<uint>(c), 2, 16, QLatin1Char('0'))
                     : QStringLiteral("\\u%1").arg(static_cast<uint>(c), 4, 16, QLatin1Char('0'));
}

void appendVisible(QString& out, const QString& text, qsizetype& i)
{
    const QChar c = text.at(i);
    const bool pair = c.isHighSurrogate() && i + 1 < text.size() && text.at(i + 1).isLowSurrogate();
    if (pair) {
        out += c;
        out += text.at(++i);
    } else if (c == QLatin1Char('\t')) {
        out += QStringLiteral("    ");
    } else if (c.isSurrogate() || mustEscape(c.unicode())) {
        out += escaped(c.unicode());
    } else {
        out += c;
    }
}

} // namespace

QString visibleText(const QString& text, qsizetype max)
{
    QString out;
    out.reserve(qMin(text.size(), max) + 8);
    qsizetype i = 0;
    for (; i < text.size() && out.size() < max; ++i) {
        const QChar c = text.at(i);
        if (c == QLatin1Char('\n'))
            out += c;
        else if (c == QLatin1Char('\r') && i + 1 < text.size() && text.at(i + 1) == QLatin1Char('\n'))
            continue;
        else
            appendVisible(out, text, i);
    }
    if (i < text.size())
        out += QChar(0x2026);
    return out;
}

QString visibleLine(const QString& text, qsizetype max)
{
    return visibleText(text, max).replace(QLatin1Char('\n'), QLatin1Char(' '));
}

} // namespace hopscope
