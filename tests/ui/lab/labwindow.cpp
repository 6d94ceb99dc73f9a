// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/ui/lab/labwindow.h"

#include "ui/graph/graphview.h"

#include <QAccessible>
#include <QDir>
#include <QGuiApplication>
#include <QLabel>
#include <QScreen>

#include <cstdlib>

namespace hopscope::labwindow {

const Expected* expected(const QString& fault)
{
    static const QString gate = QStringLiteral("gate/nginx");
    static const QString front = QStringLiteral("docs/nginx");
    static const QString docservice = QStringLiteral("docs/docservice");
    static const QList<Expected> known{
        {QStringLiteral("MQ01"), QStringLiteral("store/rabbitmq"), {gate, front, docservice}, QStringLiteral("RabbitMQ"),
         QStringLiteral("store"), QStringLiteral("systemctl start rabbitmq-server")},
        {QStringLiteral("DS01"), docservice, {gate, front}, QStringLiteral("docservice"), QStringLiteral("docs"),
         QStringLiteral("systemctl start ds-docservice")},
        {QStringLiteral("DB08"), QStringLiteral("store/postgresql"), {gate, front, docservice}, QStringLiteral("slot"),
         QStringLiteral("store"), {}}};
    for (const Expected& one : known) {
        if (one.fault == fault)
            return &one;
    }
    return nullptr;
}

QStringList spokenGraph(const MainWindow& window)
{
    QStringList lines;
    const QAccessibleInterface* graph = QAccessible::queryAccessibleInterface(window.graph());
    for (int i = 0; graph && i < graph->childCount(); ++i)
        lines += graph->child(i)->text(QAccessible::Name);
    return lines;
}

bool isPainted(QWidget& widget, const QRect& area, const QColor& colour)
{
    // A thin dashed line at an odd zoom is never quite its own colour; the others of the palette are much further away.
    constexpr int kNear = 70;
    const QImage picture = widget.grab(area).toImage();
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            const QColor c = picture.pixelColor(x, y);
            if (std::abs(c.red() - colour.red()) + std::abs(c.green() - colour.green()) +
                    std::abs(c.blue() - colour.blue()) <
                kNear)
                return true;
        }
    }
    return false;
}

QStringList shownTexts(const QWidget& widget)
{
    QStringList texts;
    for (const QLabel* label : widget.findChildren<QLabel*>()) {
        if (label->isVisible())
            texts += label->text();
    }
    return texts;
}

bool savePicture(const QString& name)
{
    const QString folder = qEnvironmentVariable("HOPSCOPE_SCREENSHOTS");
    if (folder.isEmpty() || !QDir().mkpath(folder))
        return false;
    QTest::qWait(300); // what was just said is painted, and a tooltip or a hover is over
    const QPixmap picture = QGuiApplication::primaryScreen()->grabWindow(0);
    return !picture.isNull() && picture.save(folder + QLatin1Char('/') + name + QStringLiteral(".png"));
}

bool press(const QWidget& window, const char* button)
{
    auto* found = window.findChild<QPushButton*>(QString::fromLatin1(button));
    if (!found || !found->isVisible() || !found->isEnabled())
        return false;
    QTest::mouseClick(found, Qt::LeftButton);
    return true;
}

Ran runProgram(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(180'000)) // DB08 shows only when docservice's idle sessions are gone: 30 s at least
        return {-1, program + QStringLiteral(": ") + process.errorString()};
    return {process.exitCode(), QString::fromUtf8(process.readAll())};
}

} // namespace hopscope::labwindow
