// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "app/options.h"
#include "core/model/environment.h"
#include "core/probe/sshprobe.h"
#include "core/probe/tcpprobe.h"
#include "ui/words/words.h"

#include <QJsonObject>

namespace hopscope {

/// What `probe` prints and with which status it ends, apart from the network so that tests can reach it.
namespace probeoutput {

/// `{schema, from, results:[{address, port, family, verdict, ms}]}`; a verdict is null where the trouble was ours.
[[nodiscard]] QJsonObject portsJson(const QString& from, const QList<TcpResult>& results);
/// One line a result, and a summary. Of many results the commonest verdict but `open` is only counted.
[[nodiscard]] QString portsText(const QString& from, const QList<TcpResult>& results, const Words& words);
/// 0 all open, 1 some measured and not open, 3 something (or everything) could not be measured.
[[nodiscard]] int portsStatus(const QList<TcpResult>& results);

/// `{schema, host, steps:[{step, ok, ms, code, hint}]}`; null for what does not apply.
[[nodiscard]] QJsonObject stepsJson(const QString& host, const QList<SshStep>& steps, const Words& words);
[[nodiscard]] QString stepsText(const QList<SshStep>& steps, const Words& words);

} // namespace probeoutput
} // namespace hopscope
