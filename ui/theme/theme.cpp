// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/theme/theme.h"

#include "ui/theme/stylesheet.h"

#include <QApplication>
#include <QEvent>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>

namespace hopscope {

namespace {

QPalette paletteOf(const Palette& c)
{
    QPalette palette;
    palette.setColor(QPalette::Window, c.window);
    palette.setColor(QPalette::WindowText, c.text);
    palette.setColor(QPalette::Base, c.surface);
    palette.setColor(QPalette::AlternateBase, c.raised);
    palette.setColor(QPalette::Text, c.text);
    palette.setColor(QPalette::Button, c.surface);
    palette.setColor(QPalette::ButtonText, c.text);
    palette.setColor(QPalette::Highlight, c.accent);
    palette.setColor(QPalette::HighlightedText, onAccent(c));
    palette.setColor(QPalette::PlaceholderText, c.muted);
    palette.setColor(QPalette::ToolTipBase, c.raised);
    palette.setColor(QPalette::ToolTipText, c.text);
    palette.setColor(QPalette::Link, c.accent);
    palette.setColor(QPalette::Disabled, QPalette::Text, c.faint);
    palette.setColor(QPalette::Disabled, QPalette::ButtonText, c.faint);
    return palette;
}

} // namespace

std::optional<ThemeMode> themeModeFromCode(const QString& code)
{
    for (const ThemeMode mode : {ThemeMode::Desktop, ThemeMode::Light, ThemeMode::Dark}) {
        if (toCode(mode) == code)
            return mode;
    }
    return std::nullopt;
}

QString toCode(ThemeMode mode)
{
    switch (mode) {
    case ThemeMode::Light:
        return QStringLiteral("light");
    case ThemeMode::Dark:
        return QStringLiteral("dark");
    case ThemeMode::Desktop:
        break;
    }
    return QStringLiteral("desktop");
}

Theme& Theme::instance()
{
    static Theme* theme = nullptr;
    if (!theme) {
        theme = new Theme(qApp);
        QObject::connect(theme, &QObject::destroyed, qApp, [] { theme = nullptr; });
        theme->apply();
    }
    return *theme;
}

Theme::Theme(QObject* parent) : QObject(parent)
{
    m_desktopIsDark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    qApp->installEventFilter(this);
}

const Palette& Theme::colours() const
{
    const bool dark = m_mode == ThemeMode::Dark || (m_mode == ThemeMode::Desktop && m_desktopIsDark);
    return dark ? darkPalette() : lightPalette();
}

void Theme::setMode(ThemeMode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    apply();
}

/// In desktop mode the application keeps the desktop's own palette, so that a switch there is seen here.
bool Theme::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange && m_mode == ThemeMode::Desktop &&
        !m_applying) {
        const bool dark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
        if (dark != m_desktopIsDark) {
            m_desktopIsDark = dark;
            apply();
        }
    }
    return QObject::eventFilter(watched, event);
}

void Theme::apply()
{
    m_applying = true;
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(m_mode == ThemeMode::Desktop ? QPalette() : paletteOf(colours()));
    QApplication::setFont(textFont());
    qApp->setStyleSheet(styleSheet(colours()));
    m_applying = false;
    emit changed();
}

const Palette& colours()
{
    return Theme::instance().colours();
}

QFont textFont(int pixels, QFont::Weight weight)
{
    static const QStringList families = [] {
        QStringList list = QFontDatabase::systemFont(QFontDatabase::GeneralFont).families();
        if (QFontDatabase::families().contains(QStringLiteral("Inter")))
            list.prepend(QStringLiteral("Inter"));
        list.append({QStringLiteral("WenQuanYi Zen Hei"), QStringLiteral("Noto Sans CJK SC")});
        return list;
    }();
    QFont font(families);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

PaintStyle paintStyle()
{
    return {colours(), textFont().families(), monoFont().families()};
}

QFont monoFont(int pixels)
{
    QFont font({QStringLiteral("JetBrains Mono"), QStringLiteral("DejaVu Sans Mono"), QStringLiteral("monospace"),
                QStringLiteral("WenQuanYi Zen Hei Mono")});
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    font.setPixelSize(pixels);
    return font;
}

} // namespace hopscope
