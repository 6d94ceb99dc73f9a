// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/theme/stylesheet.h"

#include <array>
#include <utility>

namespace hopscope {

namespace {

constexpr const char* kSurfaces = R"(
QMainWindow, QDialog { background: @window; }
QWidget { color: @text; }
QFrame[card="true"] { background: @surface; border: 1px solid @line; border-radius: 9px; }
QFrame[card="graph"] { background: @raised; border: 1px solid @line; border-radius: 9px; }
QFrame[card="code"] { background: @raised; border: 1px solid @line; border-radius: 6px; }
QFrame[card="bar"] { background: @surface; border: 0; border-bottom: 1px solid @line; }
QFrame[card="side"] { background: @surface; border: 0; border-right: 1px solid @line; }
QFrame[card="replay"] { background: @accentSoft; border: 0; border-bottom: 1px solid @line; }
QFrame#frame { border: 3px solid @window; }
QFrame#frame[mark="production"] { border-color: @degraded; }
QFrame[card="rule"] { background: @line; border: 0; }
QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; border: 0; }
QSplitter::handle { background: transparent; }
QToolTip { background: @raised; color: @text; border: 1px solid @line; padding: 4px 6px; }
QLabel, QGraphicsView { background: transparent; border: 0; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="faint"] { color: @faint; font-size: 12px; }
QLabel[role="headline"] { font-size: 22px; font-weight: 600; }
QLabel[role="why"] { color: @muted; font-size: 14px; }
QLabel[role="title"] { font-size: 17px; font-weight: 600; }
QLabel[role="name"] { font-size: 15px; font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="section"] { color: @muted; font-size: 11px; font-weight: 600; }
QLabel[role="badge"] { border-radius: 4px; padding: 2px 8px; font-size: 11px; font-weight: 600;
  background: @unknownSoft; color: @muted; }
QLabel[role="badge"][tone="production"] { background: @degradedSoft; color: @degraded; }
QLabel[role="badge"][tone="locked"] { background: @accentSoft; color: @accent; }
QLabel[role="warning"] { color: @cause; }
)";

constexpr const char* kButtons = R"(
QPushButton, QToolButton[kind="button"] { background: @raised; color: @text; border: 1px solid @line;
  border-radius: 6px; padding: 5px 12px; min-height: 18px; }
QPushButton[size="tall"] { padding: 7px 14px; min-height: 20px; }
QPushButton[size="tall"]:focus { padding: 6px 13px; }
QPushButton:hover, QToolButton[kind="button"]:hover { border-color: @muted; }
QPushButton:pressed, QToolButton[kind="button"]:pressed { background: @line; }
QPushButton:focus, QToolButton:focus { border: 2px solid @accent; padding: 4px 11px; }
QPushButton:disabled, QToolButton[kind="button"]:disabled { color: @faint; background: transparent; }
QPushButton[kind="primary"] { background: @accent; color: @onAccent; border-color: @accent; }
QPushButton[kind="primary"]:hover { border-color: @text; }
QPushButton[kind="primary"]:focus { border: 2px solid @text; }
QPushButton[kind="primary"]:disabled { background: @unknownSoft; color: @faint; border-color: @line; }
QPushButton[kind="danger"] { color: @cause; border-color: @cause; }
QPushButton[kind="danger"]:disabled { color: @faint; border-color: @line; }
QToolButton[kind="button"]::menu-indicator { image: none; }
QToolButton[kind="flat"], QPushButton[kind="flat"] { background: transparent; border: 1px solid transparent;
  border-radius: 5px; padding: 3px 6px; color: @muted; min-height: 16px; }
QToolButton[kind="flat"]:hover, QPushButton[kind="flat"]:hover { color: @text; border-color: @line; }
QToolButton[kind="flat"]:focus, QPushButton[kind="flat"]:focus { border: 1px solid @accent; padding: 3px 6px; }
QToolButton[kind="flat"]::menu-indicator { image: none; }
QToolButton[tone="live"] { color: @well; }
QCheckBox { spacing: 6px; background: transparent; }
)";

constexpr const char* kInputs = R"(
QLineEdit, QComboBox { background: @surface; border: 1px solid @line; border-radius: 6px; padding: 4px 8px;
  min-height: 18px; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QComboBox:focus { border-color: @accent; }
QComboBox QLineEdit { border: 0; padding: 0; background: transparent; }
QSpinBox, QPlainTextEdit { background: @surface; border: 1px solid @line; border-radius: 6px; padding: 4px 8px;
  selection-background-color: @accent; selection-color: @onAccent; }
QSpinBox:focus, QPlainTextEdit:focus { border-color: @accent; }
QComboBox::drop-down { border: 0; width: 20px; }
QComboBox QAbstractItemView { background: @surface; border: 1px solid @line; selection-background-color: @accentSoft;
  selection-color: @text; }
QMenu { background: @surface; border: 1px solid @line; border-radius: 6px; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 22px; border-radius: 4px; }
QMenu::item:selected { background: @accentSoft; color: @text; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 4px 6px; }
QSlider::groove:horizontal { height: 4px; background: @line; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal { background: @accent; width: 14px; margin: -5px 0; border-radius: 7px; }
QSlider::handle:horizontal:focus { border: 2px solid @text; }
)";

constexpr const char* kViews = R"(
QListView, QTreeView, QTableView { background: transparent; alternate-background-color: @raised; border: 0;
  outline: 0; selection-background-color: @accentSoft; selection-color: @text; gridline-color: @line; }
QListView::indicator { width: 11px; height: 11px; border: 1px solid @muted; border-radius: 3px; background: @surface; }
QListView::indicator:checked { background: @accent; border: 1px solid @accent; }
QListView::item:selected, QTableView::item:selected { background: @accentSoft; color: @text; }
QTableView::item { padding: 0 6px; border: 0; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: transparent; color: @muted; border: 0; border-bottom: 1px solid @line;
  padding: 4px 6px; font-size: 12px; }
QTabWidget::pane { border: 0; border-top: 1px solid @line; top: -1px; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabWidget::tab-bar { left: 2px; }
QTabBar::tab { background: transparent; color: @muted; border: 0; border-bottom: 2px solid transparent;
  padding: 9px 12px 7px 12px; margin-left: 2px; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; font-weight: 600; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:focus { color: @accent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @line; border-radius: 4px; margin: 1px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
)";

} // namespace

QColor onAccent(const Palette& palette)
{
    return palette.dark ? palette.window : palette.surface;
}

QString styleSheet(const Palette& c)
{
    // Longer names first: `@accent` is a prefix of `@accentSoft`.
    const std::array<std::pair<const char*, QColor>, 18> roles{{
        {"@unknownSoft", c.notMeasuredSoft},
        {"@degradedSoft", c.degradedSoft},
        {"@accentSoft", c.accentSoft},
        {"@causeSoft", c.causeSoft},
        {"@wellSoft", c.wellSoft},
        {"@onAccent", onAccent(c)},
        {"@surface", c.surface},
        {"@degraded", c.degraded},
        {"@unknown", c.notMeasured},
        {"@window", c.window},
        {"@raised", c.raised},
        {"@accent", c.accent},
        {"@muted", c.muted},
        {"@faint", c.faint},
        {"@cause", c.cause},
        {"@text", c.text},
        {"@well", c.well},
        {"@line", c.line},
    }};
    QString sheet = QString::fromLatin1(kSurfaces) + QString::fromLatin1(kButtons) + QString::fromLatin1(kInputs) +
                    QString::fromLatin1(kViews);
    for (const auto& [name, colour] : roles)
        sheet.replace(QString::fromLatin1(name), colour.name());
    return sheet;
}

} // namespace hopscope
