// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/conduct/checks.h"

#include "core/probe/entrycheck.h"
#include "core/probe/httprequest.h"
#include "core/probe/protoprobe.h"
#include "core/probe/requestmap.h"
#include "core/probe/transcript.h"
#include "core/topology/health.h"
#include "core/triage/conduct/vantages.h"

#include <QJsonArray>
#include <QPointer>
#include <QTimer>
#include <QUrl>

#include <algorithm>
#include <optional>

namespace hopscope {
namespace {

constexpr int kHttpTimeoutMs = 3'000;
constexpr int kTcpTimeoutMs = 2'000;
constexpr int kRetryMs = 300;

struct Target {
    QString address;
    quint16 port = 0;
};

/// `10.0.0.2:8000` and `[::1]:8000`; nothing for `unix:` paths, which no forward reaches yet.
std::optional<Target> targetOf(const QString& address)
{
    const qsizetype colon = address.lastIndexOf(QLatin1Char(':'));
    bool ok = false;
    const quint16 port = QStringView(address).mid(colon + 1).toUShort(&ok);
    if (colon <= 0 || !ok || address.startsWith(QStringLiteral("unix:")))
        return std::nullopt;
    QString host = address.left(colon);
    if (host.startsWith(QLatin1Char('[')))
        host = host.mid(1, host.size() - 2);
    return Target{host, port};
}

std::optional<Proto> protoOf(const QString& protocol)
{
    if (protocol == QStringLiteral("postgresql"))
        return Proto::PostgreSql;
    if (protocol == QStringLiteral("mysql"))
        return Proto::MySql;
    if (protocol == QStringLiteral("redis"))
        return Proto::Redis;
    if (protocol == QStringLiteral("amqp") || protocol == QStringLiteral("amqps"))
        return Proto::Amqp;
    return std::nullopt;
}

QStringList caFiles(const Environment& environment)
{
    return environment.caFile.isEmpty() ? QStringList() : QStringList{environment.caFile};
}

bool goodHttp(const Environment& environment, const HttpResult& result)
{
    return result.answered() && !result.error &&
           goodAnswer(environment.url, result.message.status, QString::fromUtf8(result.message.body.left(200)));
}

bool tellsSilence(const Observation& observation)
{
    return std::any_of(observation.facts.begin(), observation.facts.end(), [](const Fact& fact) {
        const QString value = fact.value.toString();
        return value.endsWith(QStringLiteral("timed-out")) || value == QStringLiteral("silent");
    });
}

void disown(Observation& observation, const QString& why)
{
    for (Fact& fact : observation.facts) {
        fact.value = QJsonValue(QJsonValue::Undefined);
        fact.why = why;
    }
}

bool silent(const std::optional<Error>& error)
{
    return error && error->code.endsWith(QStringLiteral(".timed-out"));
}

/// Runs one probe after another (the second only to confirm a failure) and reports once.
class Check : public QObject {
public:
    Check(Vantage& vantage, QString subject, bool retry, CheckDone done, QObject* parent)
        : QObject(parent), m_vantage(vantage), m_subject(std::move(subject)), m_done(std::move(done)), m_retry(retry)
    {
    }
    void http(const Environment& environment, const HttpRequest& request, bool self)
    {
        m_start = {{}, m_vantage.name(), SystemClock().now()};
        new HttpProbe(
            m_vantage, request,
            [this, &environment, request, self](const HttpResult& result) {
                const bool good = goodHttp(environment, result);
                // Only what never became an answer is worth a second try; a 502 is an answer.
                if (!result.answered() &&
                    again(silent(result.error), [this, &environment, request, self] { http(environment, request, self); }))
                    return;
                const FactOrigin origin{m_start.at, {}};
                finish({{evidenceOf(result, m_start),
                         self ? selfFacts(result, m_subject, origin) : httpFacts(result, m_subject, origin)},
                        good,
                        static_cast<double>(result.times.total)});
            },
            this);
    }
    void proto(const ProtoRequest& request)
    {
        m_start = {{}, m_vantage.name(), SystemClock().now()};
        new ProtoProbe(
            m_vantage, request,
            [this, request](const ProtoResult& result) {
                if (!result.ok && again(silent(result.error), [this, request] { proto(request); }))
                    return;
                finish({{evidenceOf(result, m_start), protoFacts(result, m_subject, {m_start.at, {}})},
                        result.ok,
                        static_cast<double>(result.ms)});
            },
            this);
    }
    void tcp(const Target& target)
    {
        m_start = {{}, m_vantage.name(), SystemClock().now()};
        new TcpProbe(
            m_vantage, target.address, target.port, kTcpTimeoutMs,
            [this, target](const TcpResult& result) {
                const bool open = result.verdict == QStringLiteral("open");
                if (!open && again(silent(result.error), [this, target] { tcp(target); }))
                    return;
                finish({{evidenceOf(result, m_start), tcpFacts(result, m_subject, {m_start.at, {}})},
                        open,
                        static_cast<double>(result.ms)});
            },
            this);
    }

private:
    /// Silence is not asked twice: the first try lasted for several SYNs already.
    bool again(bool gaveUp, std::function<void()> probe)
    {
        if (!m_retry || gaveUp)
            return false;
        m_retry = false;
        QTimer::singleShot(kRetryMs, this, std::move(probe));
        return true;
    }
    /// Silence is believed only from a vantage that still answers itself.
    void finish(CheckResult result)
    {
        if (result.good || !tellsSilence(result.observation))
            return report(std::move(result));
        const QPointer<Check> self(this);
        m_vantage.confirm([self, result = std::move(result)](const Status& alive) mutable {
            if (!self)
                return;
            if (!alive)
                disown(result.observation, alive.error().code);
            self->report(std::move(result));
        });
    }
    void report(CheckResult result)
    {
        deleteLater();
        m_done(std::move(result));
    }

    Vantage& m_vantage;
    const QString m_subject;
    const CheckDone m_done;
    bool m_retry;
    ProbeStart m_start;
};

/// The environment's request, sent to another address.
std::optional<HttpRequest> entryRequestTo(const Environment& environment, const Target& target, bool tls)
{
    auto request = requestFor(QUrl(environment.url), caFiles(environment));
    if (!request)
        return std::nullopt;
    if (tls && !request->tls)
        request->tls = TlsOptions{QUrl(environment.url).host(), caFiles(environment), true};
    if (!tls)
        request->tls.reset();
    else
        request->tls->acceptInvalid = true; // a bad certificate is a finding; the answer behind it is wanted too
    request->address = target.address;
    request->port = target.port;
    request->timeoutMs = kHttpTimeoutMs;
    return *request;
}

QString hostOf(const Topology& topology, const QString& node)
{
    const Node* found = topology.node(node);
    return found ? found->host : QString();
}

} // namespace

QObject* startEntryCheck(Vantages& vantages, const Environment& environment, CheckDone done, QObject* parent)
{
    auto* owner = new QObject(parent);
    const ProbeStart start{{}, QStringLiteral("desktop"), SystemClock().now()};
    new EntryCheck(
        *vantages.on(QStringLiteral("desktop")), environment.url, caFiles(environment), kHttpTimeoutMs,
        [owner, start, done = std::move(done), &environment](const EntryResult& result) {
            owner->deleteLater();
            done({{evidenceOf(result.http, start), entryFacts(result, {start.at, {}})},
                  goodHttp(environment, result.http),
                  static_cast<double>(result.http.times.total)});
        },
        owner);
    return owner;
}

QObject* startHopCheck(Vantages& vantages, const Environment& environment, const Topology& topology, const Hop& hop,
                       bool retry, CheckDone done, QObject* parent)
{
    Vantage* vantage = vantages.on(hostOf(topology, hop.from));
    const auto target = targetOf(hop.address);
    if (!vantage || !target || hop.protocol == QStringLiteral("file"))
        return nullptr;
    const bool tls = hop.protocol == QStringLiteral("https");
    auto* check = new Check(*vantage, hop.id, retry, std::move(done), parent);
    if (tls || hop.protocol == QStringLiteral("http")) {
        if (const auto request = entryRequestTo(environment, *target, tls))
            check->http(environment, *request, false);
    } else if (const auto proto = protoOf(hop.protocol)) {
        ProtoRequest request{*proto, target->address, target->port, std::nullopt, kHttpTimeoutMs};
        if (hop.protocol == QStringLiteral("amqps"))
            request.tls = TlsOptions{target->address, caFiles(environment), true};
        check->proto(request);
    } else {
        check->tcp(*target);
    }
    return check;
}

QObject* startSelfCheck(Vantages& vantages, const Environment& environment, const Topology& topology, const Node& node,
                        CheckDone done, QObject* parent)
{
    Vantage* vantage = vantages.on(node.host);
    if (!vantage)
        return nullptr;
    // The address its neighbour uses, asked from the host itself: the same server block answers.
    for (const Hop& hop : topology.hops) {
        const auto target = targetOf(hop.address);
        if (hop.to != node.id || !hop.onPath || !target)
            continue;
        const auto request = entryRequestTo(environment, *target, hop.protocol == QStringLiteral("https"));
        if (!request)
            continue;
        auto* check = new Check(*vantage, node.id, false, std::move(done), parent);
        check->http(environment, *request, true);
        return check;
    }
    return nullptr;
}

} // namespace hopscope
