// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/requestmap.h"

#include "core/probe/neterror.h"
#include "core/probe/printable.h"

namespace hopscope {
namespace {

constexpr qsizetype kMaxBodyText = 200;
constexpr qsizetype kMaxServerText = 100;

/// Adds facts of one subject, measured or not.
class FactList {
public:
    FactList(QString subject, FactOrigin origin) : m_subject(std::move(subject)), m_origin(std::move(origin)) {}

    void add(const QString& name, const QJsonValue& value)
    {
        m_facts.append({m_subject, name, value, m_origin.at, m_origin.evidence, {}});
    }
    void missing(const QString& name, const QString& why)
    {
        Fact fact = notMeasured(m_subject, name, why, m_origin.at);
        fact.evidence = m_origin.evidence;
        m_facts.append(fact);
    }
    void addTcp(const QString& verdict, qint64 ms, const QString& code)
    {
        if (verdict.isEmpty()) {
            missing(QStringLiteral("tcp.verdict"), code);
            missing(QStringLiteral("tcp.ms"), code);
            return;
        }
        add(QStringLiteral("tcp.verdict"), verdict);
        add(QStringLiteral("tcp.ms"), ms);
    }
    /// An error code; when there is none an earlier one is over.
    void addError(const QString& name, const QString& code)
    {
        if (code.isEmpty())
            m_facts.append(nothingToSay(m_subject, name, m_origin.at));
        else
            add(name, code);
    }
    [[nodiscard]] QList<Fact> take() { return std::move(m_facts); }

private:
    QString m_subject;
    FactOrigin m_origin;
    QList<Fact> m_facts;
};

QString errorCode(const HttpResult& result)
{
    if (result.error)
        return result.error->code;
    return result.tls.problems.isEmpty() ? QString() : result.tls.problems.first().code;
}

/// status, server, body, ms and error under `prefix`.
void addHttp(FactList& facts, const HttpResult& result, const QString& prefix)
{
    const QString code = errorCode(result);
    if (result.answered()) {
        facts.add(prefix + QStringLiteral("status"), result.message.status);
        facts.add(prefix + QStringLiteral("server"), printable(result.message.header("server"), kMaxServerText));
        facts.add(prefix + QStringLiteral("body"), printable(result.message.body, kMaxBodyText));
    } else {
        for (const char* name : {"status", "server", "body"})
            facts.missing(prefix + QString::fromLatin1(name), code);
    }
    if (!saysSomethingAboutTarget(code)) {
        facts.missing(prefix + QStringLiteral("ms"), code);
        facts.missing(prefix + QStringLiteral("error"), code);
        return;
    }
    facts.add(prefix + QStringLiteral("ms"), result.times.total);
    facts.addError(prefix + QStringLiteral("error"), code);
}

/// A connection was there unless the tries all failed; one that was reset before any answer counts as reset.
void addTcpOfHttp(FactList& facts, const HttpResult& result)
{
    const QString code = result.error ? result.error->code : QString();
    const bool tcpFailed = result.address.isEmpty() || code == QStringLiteral("tcp.reset");
    const qint64 ms =
        result.address.isEmpty() ? result.times.total : result.times.connect - qMax<qint64>(0, result.times.resolve);
    facts.addTcp(tcpFailed ? tcpVerdictOf(code) : QStringLiteral("open"), ms, code);
}

} // namespace

QList<Fact> tcpFacts(const TcpResult& result, const QString& hop, const FactOrigin& origin)
{
    FactList facts(hop, origin);
    facts.addTcp(result.verdict, result.ms, result.error ? result.error->code : QString());
    return facts.take();
}

QList<Fact> httpFacts(const HttpResult& result, const QString& hop, const FactOrigin& origin)
{
    FactList facts(hop, origin);
    addTcpOfHttp(facts, result);
    addHttp(facts, result, QStringLiteral("http."));
    return facts.take();
}

QList<Fact> protoFacts(const ProtoResult& result, const QString& hop, const FactOrigin& origin)
{
    FactList facts(hop, origin);
    facts.addTcp(result.tcpVerdict, result.connectMs >= 0 ? result.connectMs : result.ms, result.code);
    // A name that does not resolve leaves the far end unmeasured: nobody has greeted it.
    if (!saysSomethingAboutTarget(result.code) || result.code == QStringLiteral("tcp.resolve")) {
        for (const char* name : {"proto.ok", "proto.reply", "proto.code"})
            facts.missing(QString::fromLatin1(name), result.code);
        return facts.take();
    }
    facts.add(QStringLiteral("proto.ok"), result.ok);
    facts.add(QStringLiteral("proto.reply"), result.reply);
    facts.add(QStringLiteral("proto.code"), result.code);
    return facts.take();
}

QList<Fact> entryFacts(const EntryResult& result, const FactOrigin& origin)
{
    FactList facts(QStringLiteral("desktop/client"), origin);
    facts.add(QStringLiteral("entry.url"), result.url);
    addHttp(facts, result.http, QStringLiteral("entry."));
    if (result.http.address.isEmpty())
        facts.missing(QStringLiteral("entry.address"), errorCode(result.http));
    else
        facts.add(QStringLiteral("entry.address"), result.http.address);
    return facts.take();
}

QList<Fact> selfFacts(const HttpResult& result, const QString& node, const FactOrigin& origin)
{
    FactList facts(node, origin);
    if (result.answered()) {
        facts.add(QStringLiteral("self.status"), result.message.status);
        facts.add(QStringLiteral("self.body"), printable(result.message.body, kMaxBodyText));
    } else {
        facts.missing(QStringLiteral("self.status"), errorCode(result));
        facts.missing(QStringLiteral("self.body"), errorCode(result));
    }
    return facts.take();
}

} // namespace hopscope
