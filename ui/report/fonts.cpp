// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/report/fonts.h"

#include <QFile>
#include <QFontDatabase>

namespace hopscope {
namespace {

QString familyOf(const QString& path)
{
    const int id = QFontDatabase::addApplicationFont(path);
    return id < 0 ? QString() : QFontDatabase::applicationFontFamilies(id).value(0);
}

ReportFonts load()
{
    ReportFonts fonts;
    // Paths, not bytes: Qt names a font by its path, and the order of fonts in a PDF follows those names.
    for (const char* face : {"Inter-Regular.otf", "Inter-Medium.otf", "Inter-SemiBold.otf", "Inter-Bold.otf"}) {
        const QString family = familyOf(QStringLiteral(":/hopscope/fonts/") + QLatin1String(face));
        if (!family.isEmpty() && !fonts.text.contains(family) && family == QStringLiteral("Inter"))
            fonts.text << family;
    }
    fonts.mono << familyOf(QStringLiteral(":/hopscope/fonts/JetBrainsMono-Regular.ttf"));
    // Not Noto Sans CJK: copied text would hold Kangxi radicals in place of the characters (tried with Qt 6.4.2).
    const QString zenHei = QStringLiteral("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc");
    const QString chinese = QFile::exists(zenHei) ? familyOf(zenHei) : QString();
    fonts.chinese = !chinese.isEmpty();
    if (fonts.chinese) {
        fonts.text << chinese;
        fonts.mono << chinese;
    }
    return fonts;
}

} // namespace

const ReportFonts& reportFonts()
{
    static const ReportFonts fonts = load();
    return fonts;
}

} // namespace hopscope
