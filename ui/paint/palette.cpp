// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/paint/palette.h"

namespace hopscope {

const QColor& Palette::strong(Health health) const
{
    switch (health) {
    case Health::Ok:
        return well;
    case Health::Degraded:
        return degraded;
    case Health::Failed:
    case Health::Affected:
        return cause;
    case Health::Unknown:
        break;
    }
    return notMeasured;
}

const QColor& Palette::soft(Health health) const
{
    switch (health) {
    case Health::Ok:
        return wellSoft;
    case Health::Degraded:
        return degradedSoft;
    case Health::Failed:
    case Health::Affected:
        return causeSoft;
    case Health::Unknown:
        break;
    }
    return notMeasuredSoft;
}

const Palette& lightPalette()
{
    static const Palette palette{
        QColor(0xF4F5F7), QColor(0xFFFFFF), QColor(0xFAFBFC), QColor(0xDFE3E8), QColor(0x1B2330), QColor(0x5F6B7A),
        QColor(0x98A2AE), QColor(0x0B61A4), QColor(0xE3F0FA), QColor(0x00795B), QColor(0xDDF3EC), QColor(0xA86400),
        QColor(0xFCF0DA), QColor(0xC2410C), QColor(0xFDE7DD), QColor(0x6B7280), QColor(0xECEEF1), false};
    return palette;
}

const Palette& darkPalette()
{
    static const Palette palette{
        QColor(0x12161C), QColor(0x1A2028), QColor(0x202733), QColor(0x2E3744), QColor(0xE6EAF0), QColor(0x9AA7B8),
        QColor(0x6C7889), QColor(0x5AB0F2), QColor(0x17324A), QColor(0x3CC69A), QColor(0x12352B), QColor(0xF0B04A),
        QColor(0x3A2C12), QColor(0xFF8A5B), QColor(0x43231A), QColor(0x8792A2), QColor(0x262E39), true};
    return palette;
}

namespace {

QFont made(const QStringList& families, int pixels, QFont::Weight weight)
{
    QFont font;
    if (!families.isEmpty())
        font.setFamilies(families);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    // The same text must take the same room on screen, in a picture and on paper.
    font.setHintingPreference(QFont::PreferNoHinting);
    // Fonts put other glyphs for `11:02`, `->` or `!=`; those have no character of their own and would be lost to
    // search and copy, and bytes must be shown as they are. Scripts that need shaping still get it.
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

} // namespace

QFont PaintStyle::font(int pixels, QFont::Weight weight) const
{
    return made(text, pixels, weight);
}

QFont PaintStyle::monoFont(int pixels) const
{
    QFont font = made(mono, pixels, QFont::Normal);
    // setStyleHint() alone would put the strategy back to its default.
    font.setStyleHint(QFont::Monospace, QFont::PreferNoShaping);
    return font;
}

} // namespace hopscope
