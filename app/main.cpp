// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/commands.h"
#include "app/hardening.h"
#include "app/options.h"

#include <QApplication>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QHashSeed>

#include <csignal>
#include <cstdio>
#include <memory>

namespace {

using namespace hopscope;

/// Pictures and PDFs need fonts and therefore a QGuiApplication, but no display.
bool needsFonts(const Options& options)
{
    return !options.report.isEmpty() || options.command == QStringLiteral("report") ||
           options.format == QStringLiteral("svg") || options.format == QStringLiteral("png");
}

std::unique_ptr<QCoreApplication> makeApplication(const Options& options, int& argc, char** argv)
{
    if (options.command.isEmpty())
        return std::make_unique<QApplication>(argc, argv);
    if (!needsFonts(options))
        return std::make_unique<QCoreApplication>(argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    return std::make_unique<QGuiApplication>(argc, argv);
}

/// stderr of a command is one line for a person; Qt's remark that there is no runtime folder is none.
void onMessage(QtMsgType type, const QMessageLogContext& context, const QString& text)
{
    if (text.contains(QStringLiteral("XDG_RUNTIME_DIR")))
        return;
    std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, text)));
}

int runCommand(const Options& options)
{
    if (options.command == QStringLiteral("diagnose"))
        return runDiagnose(options);
    if (options.command == QStringLiteral("topology"))
        return runTopology(options);
    if (options.command == QStringLiteral("probe"))
        return runProbe(options);
    if (options.command == QStringLiteral("replay"))
        return runReplay(options);
    if (options.command == QStringLiteral("report"))
        return runReport(options);
    if (options.command == QStringLiteral("parse"))
        return runParse(options);
    return runWindow(options);
}

} // namespace

int main(int argc, char** argv)
{
    keepMemoryPrivate();
    // The same incident gives the same report, byte for byte: hashes must not be seeded by chance.
    QHashSeed::setDeterministicGlobalSeed();
    // A peer that closes is an error code of write(), not the end of the program.
    std::signal(SIGPIPE, SIG_IGN);
    qInstallMessageHandler(onMessage);
    const ParsedOptions parsed = parseOptions(argc, argv);
    if (!parsed.options)
        return parsed.exitStatus;
    const auto application = makeApplication(*parsed.options, argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("hopscope"));
    QCoreApplication::setApplicationVersion(QStringLiteral(HOPSCOPE_VERSION));
    return runCommand(*parsed.options);
}
