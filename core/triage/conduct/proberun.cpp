// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/conduct/proberun.h"

#include "core/probe/address.h"
#include "core/probe/portlist.h"
#include "core/probe/tlsprobe.h"
#include "core/probe/transcript.h"
#include "core/probe/websocketprobe.h"
#include "core/triage/conduct/probeevidence.h"
#include "core/triage/conduct/vantages.h"

#include <QPointer>
#include <QUrl>

namespace hopscope {
namespace {

constexpr int kBatchMs = 100;
constexpr int kFollowMs = 5'000;
constexpr QLatin1String kOpen("open");

ProbeAnswer answerOf(const QString& vantage, const QString& kind, const QString& address, quint16 port)
{
    ProbeAnswer answer;
    answer.vantage = vantage;
    answer.kind = kind;
    answer.address = address;
    answer.family = literalFamily(address);
    answer.port = port;
    return answer;
}

void addError(ProbeAnswer& answer, const std::optional<Error>& error)
{
    if (!error)
        return;
    answer.code = error->code;
    answer.detail = error->detail.left(300);
}

} // namespace

ProbeRun::ProbeRun(qint64 id, ProbeRequest request, Vantages& vantages, const Environment& environment, News news,
                   Observed observed)
    : m_request(std::move(request)), m_vantages(vantages), m_environment(environment), m_tell(std::move(news)),
      m_observed(std::move(observed)), m_batch(this)
{
    m_news.probe = id;
    m_batch.setSingleShot(true);
    m_batch.setInterval(kBatchMs);
    connect(&m_batch, &QTimer::timeout, this, [this] { tell(false); });
}

void ProbeRun::start()
{
    for (const QString& vantage : m_request.vantages)
        m_places[vantage].begun = m_clock.now();
    for (const QString& vantage : m_request.vantages)
        sweep(vantage);
    if (m_places.empty())
        finish();
}

void ProbeRun::sweep(const QString& vantage)
{
    Vantage* from = m_vantages.on(vantage);
    if (!from || m_request.ports.size() > kMaxPorts) {
        const QString code = from ? QStringLiteral("probe.too-many-ports") : QStringLiteral("logs.no-host");
        QTimer::singleShot(0, m_probes.get(), [this, vantage, code] { onSwept(vantage, fail(code, {}, vantage)); });
        return;
    }
    new PortSweep(
        *from, {m_request.host, m_request.ports}, [this](qsizetype total) { m_news.total += static_cast<int>(total); },
        [this, vantage](const TcpResult& result) { onTcp(vantage, result); },
        [this, vantage](const Result<QList<TcpResult>>& results) { onSwept(vantage, results); }, m_probes.get(),
        m_budget);
}

void ProbeRun::onTcp(const QString& vantage, const TcpResult& result)
{
    ProbeAnswer answer = answerOf(vantage, QStringLiteral("tcp"), result.address, result.port);
    answer.verdict = result.verdict;
    answer.ms = result.ms;
    addError(answer, result.error);
    m_places[vantage].tcp.append(answer);
    take(answer);
    if (answer.verdict != kOpen)
        return;
    if (m_request.tls)
        follow(answer, QStringLiteral("tls"));
    if (m_request.webSocket)
        follow(answer, QStringLiteral("websocket"));
}

void ProbeRun::follow(const ProbeAnswer& open, const QString& kind)
{
    ++m_following;
    ++m_news.total;
    m_budget->ask(m_probes.get(), [this, open, kind](std::shared_ptr<ConnectBudget::Leave> leave) {
        if (kind == QStringLiteral("tls"))
            askTls(open, std::move(leave));
        else
            askWebSocket(open, std::move(leave));
    });
}

/// The name a certificate is looked at for and the one a request is addressed to.
QString ProbeRun::nameFor() const
{
    if (!isLiteralAddress(m_request.host))
        return m_request.host;
    const QString site = QUrl(m_environment.url).host(QUrl::FullyEncoded);
    return site.isEmpty() ? m_request.host : site;
}

void ProbeRun::askTls(const ProbeAnswer& open, std::shared_ptr<ConnectBudget::Leave> leave)
{
    TlsRequest request;
    request.address = open.address;
    request.port = open.port;
    request.tls.serverName = nameFor();
    request.tls.caFiles = m_environment.caFile.isEmpty() ? QStringList() : QStringList{m_environment.caFile};
    request.timeoutMs = kFollowMs;
    const Timestamp begun = m_clock.now();
    new TlsProbe(
        *m_vantages.on(open.vantage), request,
        [this, open, begun, request, leave = std::move(leave)](const TlsResult& result) {
            ProbeAnswer answer = answerOf(open.vantage, QStringLiteral("tls"), open.address, open.port);
            answer.verdict = result.verdict();
            answer.ms = qMax<qint64>(0, result.tlsMs);
            addError(answer, result.error ? result.error
                             : result.tls.problems.isEmpty() ? std::nullopt
                                                             : std::optional(result.tls.problems.first()));
            answer.tls = tlsFacts(request.tls.serverName, result.tls);
            onFollowed(answer, evidenceOf(result, request.tls.serverName, open.vantage, begun));
        },
        m_probes.get());
}

HttpRequest ProbeRun::upgradeRequest(const ProbeAnswer& open) const
{
    const QUrl site(m_environment.url);
    HttpRequest request;
    request.address = open.address;
    request.port = open.port;
    request.host = nameFor();
    request.path = WebSocketProbe::editorPath();
    request.timeoutMs = kFollowMs;
    // A site below a path has its sockets there too.
    QString below = site.path(QUrl::FullyEncoded);
    below.truncate(qMax<qsizetype>(0, below.lastIndexOf(QLatin1Char('/'))));
    const bool entry = site.port(site.scheme() == QStringLiteral("https") ? 443 : 80) == open.port;
    if (entry)
        request.path.prepend(below);
    const bool secure = entry ? site.scheme() == QStringLiteral("https") : open.port == 443 || open.port == 8443;
    if (secure)
        request.tls = TlsOptions{nameFor(),
                                 m_environment.caFile.isEmpty() ? QStringList() : QStringList{m_environment.caFile}, true};
    return request;
}

void ProbeRun::askWebSocket(const ProbeAnswer& open, std::shared_ptr<ConnectBudget::Leave> leave)
{
    const ProbeStart begun{{}, open.vantage, m_clock.now()};
    new WebSocketProbe(
        *m_vantages.on(open.vantage), upgradeRequest(open),
        [this, open, begun, leave = std::move(leave)](const WebSocketResult& result) {
            ProbeAnswer answer = answerOf(open.vantage, QStringLiteral("websocket"), open.address, open.port);
            answer.verdict = result.verdict;
            answer.ms = result.http.times.total;
            answer.status = result.http.message.status;
            addError(answer, result.error);
            onFollowed(answer, evidenceOf(result.http, begun));
        },
        m_probes.get());
}

void ProbeRun::onFollowed(const ProbeAnswer& answer, Evidence evidence)
{
    m_observed({std::move(evidence), {factOf(m_request.host, answer, m_clock.now())}});
    take(answer);
    --m_following;
    // Later: the probe that told us is still on the stack.
    if (m_following == 0)
        QTimer::singleShot(0, this, [this] { onSwept({}, QList<TcpResult>()); });
}

void ProbeRun::onSwept(const QString& vantage, const Result<QList<TcpResult>>& results)
{
    if (m_ended)
        return;
    const auto place = m_places.find(vantage);
    if (place != m_places.end()) {
        place->second.over = true;
        if (!results) {
            ProbeAnswer none = answerOf(vantage, QStringLiteral("vantage"), {}, 0);
            addError(none, results.error());
            place->second.tcp.append(none);
            take(none);
            ++m_news.total;
        }
        record(vantage, place->second);
    }
    for (const auto& [name, one] : m_places) {
        if (!one.over)
            return;
    }
    if (m_following == 0)
        QTimer::singleShot(0, this, &ProbeRun::finish);
}

void ProbeRun::record(const QString& vantage, Place& place)
{
    const QList<ProbeAnswer> answers = std::exchange(place.tcp, {});
    if (!answers.isEmpty())
        m_observed({evidenceOf(m_request, vantage, answers, place.begun, m_clock.now()),
                    {factOf(m_request.host, vantage, answers, place.begun)}});
}

void ProbeRun::take(const ProbeAnswer& answer)
{
    m_news.answers.append(answer);
    ++m_news.done;
    if (!m_batch.isActive())
        m_batch.start();
}

void ProbeRun::tell(bool ended)
{
    m_batch.stop();
    m_news.ended = ended;
    m_tell(m_news);
    m_news.answers.clear();
}

void ProbeRun::finish()
{
    if (std::exchange(m_ended, true))
        return;
    m_probes.reset();
    for (auto& [vantage, place] : m_places)
        record(vantage, place);
    tell(true);
}

} // namespace hopscope
