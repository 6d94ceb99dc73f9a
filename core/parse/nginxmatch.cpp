// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxroutes.h"

#include <QRegularExpression>

namespace hopscope {

namespace {

bool regexMatches(const QString& pattern, const QString& text, bool ignoreCase)
{
    const QRegularExpression regex(pattern, ignoreCase ? QRegularExpression::CaseInsensitiveOption
                                                       : QRegularExpression::NoPatternOption);
    return regex.isValid() && regex.match(text).hasMatch();
}

bool isWildcard(const QString& address)
{
    return address == QLatin1String("*") || address == QLatin1String("0.0.0.0") || address == QLatin1String("::");
}

// How well a server_name fits, larger is better: exact, then the longest leading wildcard, then the longest trailing one.
qsizetype nameFit(const QString& name, const QString& host)
{
    constexpr qsizetype kLeading = 100000;
    constexpr qsizetype kExact = 200000;
    if (name == host)
        return kExact;
    if (name.startsWith(QLatin1String("*.")))
        return host.endsWith(QStringView(name).mid(1)) && host.size() > name.size() - 1 ? kLeading + name.size() : 0;
    if (name.startsWith(QLatin1Char('.'))) {
        if (name.mid(1) == host)
            return kExact;
        return host.endsWith(name) && host.size() > name.size() ? kLeading + name.size() : 0;
    }
    if (name.endsWith(QLatin1String(".*")))
        return host.startsWith(name.chopped(1)) && host.size() > name.size() - 1 ? name.size() : 0;
    return 0;
}

struct Candidate {
    const NginxVirtualServer* server;
    bool isDefault;
};

// nginx first chooses the most specific address the connection arrived at, then among the servers that listen on it.
QList<Candidate> candidates(const NginxRouting& routing, int port, const QString& address)
{
    bool exact = false;
    for (const NginxVirtualServer& server : routing.servers) {
        for (const NginxListen& listen : server.listen)
            exact = exact || (listen.port == port && !address.isEmpty() && listen.address == address);
    }
    const auto fits = [&](const NginxListen& listen) {
        if (listen.port != port)
            return false;
        return exact ? listen.address == address : (address.isEmpty() || isWildcard(listen.address));
    };
    QList<Candidate> found;
    for (const NginxVirtualServer& server : routing.servers) {
        for (const NginxListen& listen : server.listen) {
            if (!fits(listen))
                continue;
            if (found.isEmpty() || found.last().server != &server)
                found.append({&server, false});
            found.last().isDefault = found.last().isDefault || listen.explicitDefault;
        }
    }
    return found;
}

const NginxVirtualServer* chooseServer(const QList<Candidate>& found, const QString& host)
{
    const NginxVirtualServer* best = nullptr;
    qsizetype bestFit = 0;
    for (const Candidate& candidate : found) {
        for (const QString& name : candidate.server->names) {
            const qsizetype fit = nameFit(name.toLower(), host);
            if (fit > bestFit) {
                best = candidate.server;
                bestFit = fit;
            }
        }
    }
    if (best)
        return best;
    for (const Candidate& candidate : found) {
        for (const QString& name : candidate.server->names) {
            if (name.startsWith(QLatin1Char('~')) && regexMatches(name.mid(1), host, true))
                return candidate.server;
        }
    }
    for (const Candidate& candidate : found) {
        if (candidate.isDefault)
            return candidate.server;
    }
    return found.isEmpty() ? nullptr : found.first().server;
}

/// The outcome of one level of locations: the one chosen, and whether regular expressions of outer levels are out.
struct Choice {
    const NginxLocation* location = nullptr;
    bool final = false;
};

// The order of ngx_http_core_find_location(): exact, longest prefix and inside it, then regular expressions of this level.
Choice chooseLocation(const QList<NginxLocation>& locations, const QString& path)
{
    const NginxLocation* prefix = nullptr;
    for (const NginxLocation& location : locations) {
        if (location.modifier == QLatin1String("=") && location.path == path)
            return {&location, true};
        const bool isPrefix = location.modifier.isEmpty() || location.modifier == QLatin1String("^~");
        if (isPrefix && !location.path.startsWith(QLatin1Char('@')) && path.startsWith(location.path) &&
            (!prefix || location.path.size() > prefix->path.size()))
            prefix = &location;
    }
    Choice choice{prefix, prefix && prefix->modifier == QLatin1String("^~")};
    if (prefix) {
        const Choice inner = chooseLocation(prefix->nested, path);
        if (inner.final)
            return inner;
        if (inner.location)
            choice.location = inner.location;
    }
    if (choice.final)
        return choice;
    for (const NginxLocation& location : locations) {
        const bool ignoreCase = location.modifier == QLatin1String("~*");
        if ((ignoreCase || location.modifier == QLatin1String("~")) && regexMatches(location.path, path, ignoreCase)) {
            const Choice inner = chooseLocation(location.nested, path);
            return {inner.location ? inner.location : &location, true};
        }
    }
    return choice;
}

} // namespace

std::optional<int> matchNginxRoute(const NginxRouting& routing, const QString& host, int port, const QString& path,
                                   const QString& address)
{
    const NginxVirtualServer* server = chooseServer(candidates(routing, port, address), host.toLower());
    if (!server)
        return std::nullopt;
    const NginxLocation* location = chooseLocation(server->locations, path).location;
    if (!location || location->route < 0)
        return std::nullopt;
    return location->route;
}

} // namespace hopscope
