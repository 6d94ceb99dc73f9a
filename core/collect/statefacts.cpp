// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/statefacts.h"

#include "core/base/netaddress.h"
#include "core/collect/hostcommands.h"
#include "core/collect/software.h"
#include "core/model/topology.h"
#include "core/parse/addresses.h"
#include "core/parse/df.h"
#include "core/parse/ps.h"
#include "core/parse/ss.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>
#include <map>

namespace hopscope {
namespace {

Fact fact(const QString& subject, const char* name, const QJsonValue& value)
{
    return {subject, QString::fromLatin1(name), value, {}, {}, {}};
}

/// The oldest process of a kind stands for the node: nginx's and PostgreSQL's masters started before their workers.
struct Processes {
    int count = 0;
    ProcessLine oldest;
    qint64 youngestS = 0; ///< age of the youngest
};

std::map<QString, Processes> processesByKind(const QByteArray& ps)
{
    std::map<QString, Processes> byKind;
    for (const ProcessLine& process : parsePs(ps)) {
        const Software* software = softwareOfProcess(process.comm);
        if (!software)
            continue;
        Processes& found = byKind[software->kind];
        found.youngestS = found.count == 0 ? process.elapsedS : std::min(found.youngestS, process.elapsedS);
        if (found.count++ == 0 || process.elapsedS > found.oldest.elapsedS)
            found.oldest = process;
    }
    return byKind;
}

QJsonObject toJson(const ListeningSocket& socket)
{
    const SocketOwner owner = socket.owners.value(0);
    return {{QStringLiteral("address"), socket.address}, {QStringLiteral("port"), socket.port},
            {QStringLiteral("process"), owner.process},  {QStringLiteral("pid"), owner.pid},
            {QStringLiteral("recv_q"), socket.recvQ},    {QStringLiteral("send_q"), socket.sendQ}};
}

/// A name in `host.names` is asked for by its own line, so that a name without an answer is known to have none.
void takeName(const QByteArray& name, const QByteArray& answer, QJsonObject& names)
{
    if (!name.isEmpty())
        names.insert(QString::fromUtf8(name), QJsonArray::fromStringList(parseGetentAhosts(answer)));
}

/// A port's owner, and the fuller of its accept queues where it listens on several addresses.
struct PortUse {
    QString owner;
    qint64 waiting = 0;
    qint64 backlog = 0;
};

void addPort(const QString& node, int port, const std::map<int, PortUse>& ports, QList<Fact>& facts)
{
    const auto use = ports.find(port);
    const bool listening = use != ports.end();
    facts.append(fact(node, "port.number", port));
    facts.append(fact(node, "port.listening", listening));
    facts.append(listening && !use->second.owner.isEmpty() ? fact(node, "port.owner", use->second.owner)
                                                           : nothingToSay(node, QStringLiteral("port.owner"), {}));
    facts.append(listening ? fact(node, "port.waiting", use->second.waiting)
                           : nothingToSay(node, QStringLiteral("port.waiting"), {}));
    facts.append(listening ? fact(node, "port.backlog", use->second.backlog)
                           : nothingToSay(node, QStringLiteral("port.backlog"), {}));
}

} // namespace

QList<Fact> addressFacts(const QString& host, const QByteArray& ipAddr)
{
    QStringList addresses;
    for (const InterfaceAddress& address : parseIpAddr(ipAddr)) {
        if (!address.loopback && !address.linkLocal)
            addresses.append(address.address);
    }
    return {fact(host, "host.addresses", QJsonArray::fromStringList(addresses))};
}

QStringList runningKinds(const QByteArray& ps)
{
    QStringList kinds;
    for (const auto& [kind, processes] : processesByKind(ps))
        kinds.append(kind);
    return kinds;
}

QMap<QString, ProcessSpan> processSpans(const QByteArray& ps, Timestamp now)
{
    QMap<QString, ProcessSpan> spans;
    for (const auto& [kind, processes] : processesByKind(ps))
        spans.insert(kind, {{now.ms - processes.oldest.elapsedS * 1000}, {now.ms - processes.youngestS * 1000}});
    return spans;
}

QList<Fact> processFacts(const QString& host, const QByteArray& ps, const QStringList& kinds, Timestamp now)
{
    const auto byKind = processesByKind(ps);
    QList<Fact> facts;
    for (const Software& software : knownSoftware()) {
        const QString node = nodeId(host, software.kind);
        const auto found = byKind.find(software.kind);
        const bool running = found != byKind.end();
        if (!running && !kinds.contains(software.kind))
            continue;
        facts.append(fact(node, "process.running", running));
        if (!running) {
            for (const char* name : {"process.count", "process.pid", "process.state", "process.started"})
                facts.append(nothingToSay(node, QString::fromLatin1(name), {}));
            continue;
        }
        const ProcessLine& oldest = found->second.oldest;
        facts.append(fact(node, "process.count", found->second.count));
        facts.append(fact(node, "process.pid", oldest.pid));
        facts.append(fact(node, "process.state", QString(oldest.state())));
        facts.append(fact(node, "process.started", Timestamp{now.ms - oldest.elapsedS * 1000}.iso()));
    }
    return facts;
}

QList<Fact> listenerFacts(const QString& host, const QByteArray& ss, const QStringList& kinds,
                          const QMap<QString, int>& configured)
{
    QJsonArray listeners;
    std::map<int, PortUse> ports;
    for (const ListeningSocket& socket : parseSs(ss)) {
        if (socket.port == 0)
            continue;
        listeners.append(toJson(socket));
        PortUse& use = ports.try_emplace(socket.port, PortUse{socket.owners.value(0).process, 0, 0}).first->second;
        if (socket.recvQ >= use.waiting) {
            use.waiting = socket.recvQ;
            use.backlog = socket.sendQ;
        }
    }
    QList<Fact> facts{fact(host, "host.listeners", listeners)};
    for (const Software& software : knownSoftware()) {
        if (software.port != 0 && kinds.contains(software.kind))
            addPort(nodeId(host, software.kind), configured.value(software.kind, software.port), ports, facts);
    }
    return facts;
}

QList<Fact> filesystemFacts(const QString& host, const QByteArray& df)
{
    const qsizetype middle = df.indexOf(commands::kInodesHeading);
    const QList<FileSystem> all = middle < 0 ? parseFileSystems(df, {}) // cut off before the second table
                                             : parseFileSystems(df.left(middle), df.mid(middle + commands::kInodesHeading.size()));
    QJsonArray list;
    const FileSystem* fullest = nullptr;
    for (const FileSystem& fs : all) {
        if (fs.pseudo())
            continue;
        list.append(QJsonObject{{QStringLiteral("mount"), fs.mount},
                                {QStringLiteral("type"), fs.type},
                                {QStringLiteral("size_kb"), fs.sizeKb},
                                {QStringLiteral("used_kb"), fs.usedKb},
                                {QStringLiteral("available_kb"), fs.availableKb},
                                {QStringLiteral("used_pct"), fs.usedPct},
                                {QStringLiteral("inodes_used_pct"), fs.inodesUsedPct.value_or(0)}});
        if (!fullest || fs.usedPct > fullest->usedPct)
            fullest = &fs;
    }
    QList<Fact> facts{fact(host, "host.filesystems", list)};
    if (!fullest)
        return facts;
    facts.append(fact(host, "disk.used_pct", fullest->usedPct));
    facts.append(fact(host, "disk.mount", fullest->mount));
    facts.append(fact(host, "disk.available_kb", fullest->availableKb));
    facts.append(fact(host, "disk.inodes_used_pct", fullest->inodesUsedPct.value_or(0)));
    return facts;
}

QList<Fact> nameFacts(const QString& host, const QByteArray& getent)
{
    QJsonObject names;
    QByteArray name;
    QByteArray answer;
    for (const QByteArray& line : getent.split('\n')) {
        if (!line.startsWith("name=")) {
            answer += line + '\n';
            continue;
        }
        takeName(name, answer, names);
        name = line.mid(5);
        answer.clear();
    }
    takeName(name, answer, names);
    return {fact(host, "host.names", names)};
}

} // namespace hopscope
