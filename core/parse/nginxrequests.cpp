// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxrequests.h"

#include <algorithm>
#include <array>

namespace hopscope {

namespace {

constexpr qsizetype kMaxUnclaimed = 1000; // of one client and request line
constexpr qsizetype kMaxLinesOfOne = 200;

int rowOf(const QString& catalogue)
{
    return catalogue.startsWith(QLatin1String("NX")) ? QStringView(catalogue).mid(2).toInt() : 0;
}

bool among(int row, std::initializer_list<int> rows)
{
    return std::find(rows.begin(), rows.end(), row) != rows.end();
}

// Lines that stand beside the failure itself, or say no more than that earlier failures had consequences.
bool isCompanion(int row)
{
    return among(row, {15, 16, 40, 44, 59, 60, 62, 68, 69, 93});
}

// The answer had begun: the status stays, the body is cut.
bool cutsBody(int row)
{
    return among(row, {30, 31, 32, 33, 42, 43, 65, 67});
}

// A failure after which nginx takes the next address, where there is one.
bool isTry(int row)
{
    return (row >= 1 && row <= 14) || (row >= 25 && row <= 29) || (row >= 34 && row <= 41) || (row >= 45 && row <= 53);
}

int gravity(const QString& level)
{
    static const std::array<QLatin1String, 8> order{QLatin1String("debug"), QLatin1String("info"),  QLatin1String("notice"),
                                                    QLatin1String("warn"),  QLatin1String("error"), QLatin1String("crit"),
                                                    QLatin1String("alert"), QLatin1String("emerg")};
    return static_cast<int>(std::find(order.begin(), order.end(), level) - order.begin());
}

QByteArray accessKey(const QString& client, const QString& request)
{
    return client.toUtf8() + '\n' + request.toUtf8();
}

QByteArray requestKey(const NginxErrorLine& error)
{
    return QByteArray::number(error.pid.value_or(0)) + '*' + QByteArray::number(*error.connection) + ' ' + error.request.toUtf8();
}

// Scheme and address of `http://[::1]:8000/healthcheck`, without what follows.
QString addressOf(const QString& upstream)
{
    const qsizetype scheme = upstream.indexOf(QLatin1String("://"));
    const qsizetype from = scheme < 0 ? 0 : scheme + 3;
    if (QStringView(upstream).mid(from).startsWith(QLatin1String("unix:"))) {
        const qsizetype end = upstream.indexOf(QLatin1Char(':'), from + 5);
        return upstream.mid(from, end < 0 ? -1 : end - from);
    }
    const qsizetype end = upstream.indexOf(QLatin1Char('/'), from);
    return upstream.mid(from, end < 0 ? -1 : end - from);
}

// A connection kept alive can carry the same request again: nginx tries an address once a request, and gives up after
// `no live upstreams`.
bool startsAnother(const NginxRequest& request, const NginxErrorLine& error)
{
    const int row = rowOf(error.catalogue);
    if (request.statusLogged)
        return true;
    if (request.catalogue == QLatin1String("NX15"))
        return true;
    return isTry(row) && request.upstreams.contains(addressOf(error.upstream));
}

NginxOutcome judge(const NginxRequest& request)
{
    const int row = rowOf(request.catalogue);
    if (request.statusLogged) {
        if (request.status == 9 || request.status >= 500 || cutsBody(row))
            return NginxOutcome::Failed;
        if (request.status >= 400)
            return NginxOutcome::Rejected;
        return isTry(row) || row == 15 ? NginxOutcome::Noise : NginxOutcome::Note;
    }
    if (gravity(request.level) < gravity(QStringLiteral("warn")) && row < 75)
        return NginxOutcome::Note;
    if (cutsBody(row) || row == 35)
        return NginxOutcome::Failed;
    // `localhost` is two addresses: had the other one failed too, there would be a second line.
    if (isTry(row) && request.upstreams.size() == 1 && request.upstreams.first().startsWith(QLatin1String("[::1]")))
        return NginxOutcome::Unknown;
    if (request.status >= 500)
        return NginxOutcome::Failed;
    if (request.status >= 400)
        return NginxOutcome::Rejected;
    return gravity(request.level) >= gravity(QStringLiteral("error")) ? NginxOutcome::Failed : NginxOutcome::Note;
}

void fillMissing(QString& target, const QString& value)
{
    if (target.isNull())
        target = value;
}

void takeLine(NginxRequest& request, const NginxErrorLine& error, qint64 line)
{
    if (request.lines.isEmpty())
        request.first = error.time;
    request.last = error.time;
    fillMissing(request.client, error.client);
    fillMissing(request.server, error.server);
    fillMissing(request.request, error.request);
    fillMissing(request.host, error.host);
    if (request.lines.size() < kMaxLinesOfOne)
        request.lines.append(line);
    const bool worse = request.level.isNull() || gravity(error.level) > gravity(request.level);
    if (worse)
        request.level = error.level;
    const int row = rowOf(error.catalogue);
    if (!error.upstream.isNull() && row != 15) {
        const QString address = addressOf(error.upstream);
        if (!request.upstreams.contains(address) && request.upstreams.size() < kMaxLinesOfOne)
            request.upstreams.append(address);
    }
    const int before = rowOf(request.catalogue);
    const bool decides = request.message.isNull() || (row > 0 && (before == 0 || isCompanion(before) || !isCompanion(row)));
    if (decides) {
        request.catalogue = error.catalogue;
        request.message = error.message;
        request.action = error.action;
        request.errnoNumber = error.errnoNumber;
        if (!request.statusLogged)
            request.status = nginxStatusAfter(error.catalogue);
    }
    request.outcome = judge(request);
}

} // namespace

int nginxStatusAfter(const QString& catalogue)
{
    const int row = rowOf(catalogue);
    if (among(row, {12, 28, 29, 53}))
        return 504;
    if (among(row, {17, 18, 19, 20, 22, 23, 24, 64, 66, 89, 90}))
        return 500;
    if ((row >= 1 && row <= 15) || (row >= 25 && row <= 27) || row == 34 || (row >= 36 && row <= 39) || row == 41 ||
        (row >= 45 && row <= 52) || (row >= 55 && row <= 58))
        return 502;
    struct Answer {
        int row, status;
    };
    static constexpr std::array<Answer, 18> answers{{{75, 499}, {76, 499}, {77, 413}, {78, 413}, {79, 400}, {80, 414},
                                                     {81, 400}, {82, 400}, {83, 400}, {84, 408}, {85, 403}, {86, 403},
                                                     {87, 404}, {88, 403}, {91, 503}, {92, 503}, {96, 400}, {35, 9}}};
    const auto found = std::find_if(answers.begin(), answers.end(), [row](const Answer& answer) { return answer.row == row; });
    return found == answers.end() ? 0 : found->status;
}

qint64 NginxRequestJoin::open(const NginxErrorLine& error)
{
    const qint64 number = end();
    NginxRequest request;
    request.pid = error.pid;
    request.connection = error.connection;
    m_requests.push_back(request);
    return number;
}

qint64 NginxRequestJoin::add(const NginxErrorLine& error, qint64 line)
{
    qint64 number = -1;
    if (error.connection) {
        const QByteArray key = requestKey(error);
        const auto found = m_open.constFind(key);
        const bool same = found != m_open.cend() && *found >= m_dropped && !startsAnother(at(*found), error);
        number = same ? *found : open(error);
        m_open.insert(key, number);
    } else {
        number = open(error);
    }
    const bool fresh = at(number).lines.isEmpty();
    takeLine(at(number), error, line);
    m_newestMs = std::max(m_newestMs, error.time.wallMs);
    if (fresh && !error.request.isNull())
        m_waiting[accessKey(error.client, error.request)].append(number);
    drop();
    return number;
}

void NginxRequestJoin::addAccess(const NginxAccessLine& access)
{
    if (!access.recognised)
        return;
    m_newestMs = std::max(m_newestMs, access.time.wallMs);
    QList<Access>& list = m_unclaimed[accessKey(access.client, access.request)];
    list.append({access.time.wallMs, access.status});
    if (list.size() > kMaxUnclaimed)
        list.removeFirst();
}

// Within a second the logs do not tell which of two equal requests is which: then the status that nginx would answer
// after such a failure is taken first, so that an unrelated success hides nothing.
bool NginxRequestJoin::claim(NginxRequest& request, QList<Access>& accesses) const
{
    qsizetype best = -1;
    for (qsizetype i = 0; i < accesses.size(); ++i) {
        const Access& access = accesses.at(i);
        const qint64 behind = access.wallMs - request.last.wallMs;
        if (behind < 0 || behind > kAccessWindowMs)
            continue;
        if (best < 0)
            best = i;
        if (access.wallMs - accesses.at(best).wallMs > 1000)
            break;
        if (access.status == nginxStatusAfter(request.catalogue) && request.outcome != NginxOutcome::Unknown) {
            best = i;
            break;
        }
    }
    if (best < 0)
        return false;
    request.status = accesses.at(best).status;
    request.statusLogged = true;
    request.outcome = judge(request);
    accesses.removeAt(best);
    return true;
}

QList<qint64> NginxRequestJoin::settle()
{
    QList<qint64> settled;
    for (auto it = m_waiting.begin(); it != m_waiting.end(); ++it) {
        const auto accesses = m_unclaimed.find(it.key());
        if (accesses == m_unclaimed.end())
            continue;
        for (const bool certain : {true, false}) { // those that surely failed choose first
            it->removeIf([&](qint64 number) {
                if (number < m_dropped)
                    return true;
                NginxRequest& request = at(number);
                if ((request.outcome != NginxOutcome::Unknown) != certain || !claim(request, *accesses))
                    return false;
                settled.append(number);
                return true;
            });
        }
    }
    forget();
    return settled;
}

void NginxRequestJoin::forget()
{
    const auto old = [this](qint64 wallMs) { return m_newestMs - wallMs > kAccessWindowMs; };
    m_waiting.removeIf([&](QHash<QByteArray, QList<qint64>>::iterator it) {
        it->removeIf([&](qint64 number) { return number < m_dropped || old(at(number).last.wallMs); });
        return it->isEmpty();
    });
    m_unclaimed.removeIf([&](QHash<QByteArray, QList<Access>>::iterator it) {
        it->removeIf([&](const Access& access) { return old(access.wallMs); });
        return it->isEmpty();
    });
}

const NginxRequest* NginxRequestJoin::request(qint64 number) const
{
    return number < m_dropped || number >= end() ? nullptr : &m_requests[static_cast<std::size_t>(number - m_dropped)];
}

void NginxRequestJoin::drop()
{
    if (m_requests.size() <= m_most)
        return;
    m_requests.pop_front();
    ++m_dropped;
    if (m_dropped % static_cast<qint64>(m_most) != 0)
        return;
    m_open.removeIf([this](QHash<QByteArray, qint64>::iterator it) { return *it < m_dropped; });
}

QList<NginxRequest> joinNginxRequests(const QList<NginxErrorLine>& errors, const QList<NginxAccessLine>& accesses)
{
    NginxRequestJoin join(static_cast<std::size_t>(errors.size()) + 1);
    for (qsizetype i = 0; i < errors.size(); ++i)
        (void)join.add(errors.at(i), i);
    for (const NginxAccessLine& access : accesses)
        join.addAccess(access);
    (void)join.settle();
    QList<NginxRequest> requests;
    for (qint64 number = 0; number < join.end(); ++number)
        requests.append(*join.request(number));
    return requests;
}

} // namespace hopscope
