// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace hopscope {

/// The command line, taken apart. `command` is empty for the window.
struct Options {
    QString command; ///< `diagnose topology probe replay report parse`, or empty
    QString target;  ///< ENV, incident file or the file to parse
    QString parser;  ///< `nginx-config`, `nginx-error`
    bool json = false;
    bool demo = false;
    bool steps = false; ///< diagnose step by step, printing each as it runs
    QString save;
    QString report;
    QString output;
    QString format = QStringLiteral("json");
    QString at;
    QString environment; ///< `probe`: where ssh_config and host names come from; empty for the user's own
    QString from;        ///< `probe`: the host to start from; empty for this desktop
    QString sshAlias;    ///< `probe --ssh`
    QString address;     ///< `probe`: literal or name
    QString ports;
    QString theme;    ///< `light`, `dark` or empty for the desktop's
    QString language; ///< `en`, `zh` or empty for the desktop's
    int timeoutSeconds = 0; ///< 0: as the environment says
};

/// Either what was asked for, or the exit status to end with (help 0, usage 2) after its text was printed.
struct ParsedOptions {
    std::optional<Options> options;
    int exitStatus = 0;
};

[[nodiscard]] ParsedOptions parseOptions(int argc, char** argv);

} // namespace hopscope
