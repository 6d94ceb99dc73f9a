// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/paint/palette.h"

#include <QFont>
#include <QObject>
#include <QString>

#include <optional>

namespace hopscope {

enum class ThemeMode { Desktop, Light, Dark };

/// `desktop`, `light` or `dark`, as after `--theme`.
[[nodiscard]] std::optional<ThemeMode> themeModeFromCode(const QString& code);
[[nodiscard]] QString toCode(ThemeMode mode);

/// What colours the window has now. One per program, in the GUI thread; exists only while a QApplication does.
class Theme : public QObject {
    Q_OBJECT
public:
    [[nodiscard]] static Theme& instance();

    [[nodiscard]] ThemeMode mode() const { return m_mode; }
    [[nodiscard]] const Palette& colours() const;
    /// Sets palette, style sheet and font of the whole application.
    void setMode(ThemeMode mode);

    bool eventFilter(QObject* watched, QEvent* event) override;

signals:
    void changed();

private:
    explicit Theme(QObject* parent);
    void apply();

    ThemeMode m_mode = ThemeMode::Desktop;
    bool m_desktopIsDark = false;
    bool m_applying = false;
};

[[nodiscard]] const Palette& colours();
/// The desktop's sans at 13 px.
[[nodiscard]] QFont textFont(int pixels = 13, QFont::Weight weight = QFont::Normal);
/// For everything ui/paint draws.
[[nodiscard]] PaintStyle paintStyle();
/// For commands and bytes.
[[nodiscard]] QFont monoFont(int pixels = 12);

} // namespace hopscope
