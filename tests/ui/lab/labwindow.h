// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/session.h"
#include "ui/window/mainwindow.h"

#include <QProcess>
#include <QPushButton>
#include <QString>
#include <QStringList>
#include <QTest>

namespace hopscope::labwindow {

/// What a planted fault must look like in the window. Node ids as the lab's hosts give them.
struct Expected {
    QString fault;
    QString cause;        ///< node
    QStringList affected; ///< nodes that fail only because of it
    QString named;        ///< a word of the banner
    QString host;
    QString command; ///< that mends it; empty where it takes a person
};

/// By catalogue id; nullptr for a fault the window test does not know.
[[nodiscard]] const Expected* expected(const QString& fault);

/// What an assistive technology reads of the graph: one line a card and a curve.
[[nodiscard]] QStringList spokenGraph(const MainWindow& window);

/// Whether `colour`, or nearly so, is painted inside `area` of the widget.
[[nodiscard]] bool isPainted(QWidget& widget, const QRect& area, const QColor& colour);

/// All texts of the labels inside, in no order.
[[nodiscard]] QStringList shownTexts(const QWidget& widget);

/// The screen as a person sees it, dialogs included, as NAME.png; false when it cannot be saved.
[[nodiscard]] bool savePicture(const QString& name);

/// Clicks where a person would; false when the button is not there, hidden or disabled.
[[nodiscard]] bool press(const QWidget& window, const char* button);

struct Ran {
    int exit = -1;
    QString text; ///< stdout and stderr
};
/// Runs a program to its end (at most 60 s); blocks.
[[nodiscard]] Ran runProgram(const QString& program, const QStringList& arguments);

} // namespace hopscope::labwindow
