// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/probes/suggestions.h"

#include "core/triage/probes.h"
#include "ui/speech/plain.h"

#include <QUrl>

#include <algorithm>

namespace hopscope {
namespace {

struct Known {
    QString host;
    QList<int> ports;
};

void add(QList<Known>& list, const QString& host, int port)
{
    const auto same = [&host](const Known& one) { return one.host == host; };
    auto found = std::find_if(list.begin(), list.end(), same);
    if (found == list.end()) {
        list.append({host, {}});
        found = list.end() - 1;
    }
    if (port > 0 && !found->ports.contains(port))
        found->ports.append(port);
}

/// `10.0.0.9:5432`, `[::1]:8000`, `docs:80`.
std::pair<QString, int> split(const QString& address)
{
    const qsizetype colon = address.lastIndexOf(QLatin1Char(':'));
    if (colon <= 0)
        return {address, 0};
    QString host = address.left(colon);
    if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']')))
        host = host.mid(1, host.size() - 2);
    return {host, QStringView(address).mid(colon + 1).toInt()};
}

QString listed(QList<int> ports)
{
    std::sort(ports.begin(), ports.end());
    QStringList words;
    for (const int port : ports)
        words += QString::number(port);
    return words.join(QLatin1Char(','));
}

} // namespace

QList<ProbeSuggestion> probeSuggestions(const Snapshot& snapshot)
{
    QList<Known> known;
    if (snapshot.replay) {
        for (const QString& host : snapshot.facts ? probedHosts(*snapshot.facts) : QStringList())
            add(known, host, 0);
    } else {
        const QUrl site(snapshot.environment.url);
        if (!site.host().isEmpty())
            add(known, site.host(QUrl::FullyEncoded), site.port(site.scheme() == QStringLiteral("https") ? 443 : 80));
        for (const Hop& hop : snapshot.topology.hops) {
            const auto [host, port] = split(hop.address);
            if (isProbeTarget(host))
                add(known, host, port);
        }
    }
    QList<ProbeSuggestion> list;
    for (const Known& one : std::as_const(known)) {
        const QString ports = listed(one.ports);
        const QString shown = visibleLine(one.host, 80);
        list.append({one.host, ports, ports.isEmpty() ? shown : shown + QStringLiteral("  :  ") + ports});
    }
    return list;
}

} // namespace hopscope
