// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/probes.h"
#include "core/model/health.h"

#include <QString>

#include <optional>

namespace hopscope {

/// What a cell of the matrix says: the answers of one port to one kind of probe from one place, one an address.
struct ProbeCell {
    QString text;
    std::optional<Health> mark; ///< none where there is nothing to judge: a port that speaks no TLS
    bool good = false;
    bool operator==(const ProbeCell&) const = default;
};

/// `open · 3 ms`, `valid · 81 days · 12 ms`, `no upgrade, 404 · 9 ms`; with several addresses of which not all agree
/// `IPv4 open · IPv6 refused`. `now` is what the days a certificate has left are counted from.
[[nodiscard]] ProbeCell cellOf(const QList<ProbeAnswer>& answers, Timestamp now);
/// Everything that is known, one line an address, safe to show.
[[nodiscard]] QString detailOf(const QList<ProbeAnswer>& answers);
/// `desktop` in the language of the window, a host by its name.
[[nodiscard]] QString sayVantage(const QString& vantage);
/// `TCP`, `TLS`, `WebSocket`.
[[nodiscard]] QString sayProbeKind(const QString& kind);

} // namespace hopscope
