// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/evidence.h"
#include "core/probe/tlsprobe.h"
#include "core/triage/probes.h"

namespace hopscope {

/// A sweep as evidence: the command that repeats it and one line a port.
[[nodiscard]] Evidence evidenceOf(const ProbeRequest& request, const QString& vantage, const QList<ProbeAnswer>& answers,
                                  Timestamp begun, Timestamp ended);
/// A TLS handshake as evidence: what was shown, one line each.
[[nodiscard]] Evidence evidenceOf(const TlsResult& result, const QString& serverName, const QString& vantage,
                                  Timestamp begun);
/// ProbeAnswer::tls of what was shown; empty where nothing was.
[[nodiscard]] QJsonObject tlsFacts(const QString& serverName, const TlsInfo& info);
/// `80,443,8000-8010`, as short as it goes.
[[nodiscard]] QString portsText(QList<quint16> ports);

} // namespace hopscope
