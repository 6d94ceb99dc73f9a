// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/theme/colours.h"

namespace hopscope {

const ThemeColours& lightColours()
{
    static const ThemeColours colours{
        .dark = false,
        .window = 0xF4F5F7, .surface = 0xFFFFFF, .raised = 0xFAFBFC, .line = 0xDFE3E8,
        .text = 0x1B2330, .muted = 0x5F6B7A, .faint = 0x7A8594,
        .accent = 0x0B61A4, .accentSoft = 0xE3F0FA, .onAccent = 0xFFFFFF,
        .well = 0x00795B, .wellSoft = 0xDDF3EC,
        .degraded = 0xA86400, .degradedSoft = 0xFCF0DA,
        .cause = 0xC2410C, .causeSoft = 0xFDE7DD,
        .unknown = 0x6B7280, .unknownSoft = 0xECEEF1,
    };
    return colours;
}

const ThemeColours& darkColours()
{
    static const ThemeColours colours{
        .dark = true,
        .window = 0x12161C, .surface = 0x1A2028, .raised = 0x202733, .line = 0x2E3744,
        .text = 0xE6EAF0, .muted = 0x9AA7B8, .faint = 0x7E8A9A,
        .accent = 0x5AB0F2, .accentSoft = 0x17324A, .onAccent = 0x0E1620,
        .well = 0x3CC69A, .wellSoft = 0x12352B,
        .degraded = 0xF0B04A, .degradedSoft = 0x3A2C12,
        .cause = 0xFF8A5B, .causeSoft = 0x43231A,
        .unknown = 0x8792A2, .unknownSoft = 0x262E39,
    };
    return colours;
}

QColor strong(const ThemeColours& colours, Health health)
{
    switch (health) {
    case Health::Ok:
        return colours.well;
    case Health::Degraded:
        return colours.degraded;
    case Health::Affected:
    case Health::Failed:
        return colours.cause;
    case Health::Unknown:
        break;
    }
    return colours.unknown;
}

QColor soft(const ThemeColours& colours, Health health)
{
    switch (health) {
    case Health::Ok:
        return colours.wellSoft;
    case Health::Degraded:
        return colours.degradedSoft;
    case Health::Affected:
    case Health::Failed:
        return colours.causeSoft;
    case Health::Unknown:
        break;
    }
    return colours.unknownSoft;
}

} // namespace hopscope
