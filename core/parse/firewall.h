// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace hopscope {

struct PortRange {
    int first = 0, last = 0;
};

/// One rule that turns packets away.
struct FirewallRule {
    QString chain;   ///< `ip filter INPUT`
    QString hook;    ///< `input output forward prerouting postrouting`; empty for a chain that is only jumped to
    QString verdict; ///< `drop` or `reject`
    bool policy = false;    ///< what happens to everything that no rule of the chain let through
    QList<PortRange> ports; ///< TCP destination ports it names; empty: it names none
    QString text;    ///< the rule as it stands there, at most 200 characters
};

/// Finds what drops or rejects in `nft -n list ruleset` or `iptables-save` output, one after the other too. Rules whose ports
/// stand in a named set, are negated or hidden in a match of iptables' own count as naming none. At most 2,000 rules, lines cut at
/// 4 KB. Any thread.
[[nodiscard]] QList<FirewallRule> parseFirewall(const QByteArray& text);

} // namespace hopscope
