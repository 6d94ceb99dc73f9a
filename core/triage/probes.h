// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"
#include "core/model/factset.h"

#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace hopscope {

/// Ports a person asks to try, from one or several places at once.
struct ProbeRequest {
    QString host;         ///< name or literal address; a name is looked up from each vantage by itself
    QList<quint16> ports; ///< at most kMaxPorts of core/probe/portlist.h
    QStringList vantages; ///< `desktop` and names of hosts
    bool tls = false;       ///< a handshake with every port that is open
    bool webSocket = false; ///< an upgrade asked of every port that is open
};

/// What one port answered to one kind of probe from one place.
struct ProbeAnswer {
    QString vantage;
    QString kind; ///< `tcp tls websocket`; `vantage` (port 0) when nothing could be tried from there
    QString address;
    QString family; ///< `ipv4 ipv6`
    quint16 port = 0;
    /// `tcp`: open refused timed-out unreachable reset. `tls`: valid expired untrusted name-mismatch no-tls and tcp's.
    /// `websocket`: switched not-switched no-answer and tcp's. Empty: not measured, `code` says why.
    QString verdict;
    qint64 ms = 0;
    int status = 0;  ///< HTTP status of a `websocket` answer, 0 without
    QString code;    ///< error code where there is one
    QString detail;  ///< what was said with it, untrusted
    QJsonObject tls; ///< `name protocol cipher chain:[{subject issuer not_before not_after}]` of a `tls` answer

    /// As a fact's value and back; subject and name of the fact hold nothing that is not in here.
    [[nodiscard]] QJsonObject toJson() const;
    [[nodiscard]] static ProbeAnswer fromJson(const QJsonObject& json);
    bool operator==(const ProbeAnswer&) const = default;
};

/// What has come since the last news of a probe, in batches so that a sweep of thousands costs the window little.
struct ProbeNews {
    qint64 probe = 0;
    QList<ProbeAnswer> answers;
    int done = 0;
    int total = 0; ///< grows while names are looked up and open ports are found
    bool ended = false;
};

/// Ports of a request as typed: `80,443,8000-8010`. Codes: `probe.bad-ports probe.too-many-ports`.
[[nodiscard]] Result<QList<quint16>> readPorts(const QString& text);
/// Whether it can be probed at all: a literal address or a host name.
[[nodiscard]] bool isProbeTarget(const QString& text);

/// The facts that keep answers: one of all `tcp` answers of a vantage, one each of the others (docs/FACTS.md).
[[nodiscard]] Fact factOf(const QString& host, const QString& vantage, const QList<ProbeAnswer>& tcp, Timestamp at);
[[nodiscard]] Fact factOf(const QString& host, const ProbeAnswer& answer, Timestamp at);
/// Hosts that were probed, the latest first, and the latest answers about one of them. This is what a replay shows.
[[nodiscard]] QStringList probedHosts(const FactSet& facts);
[[nodiscard]] QList<ProbeAnswer> recordedAnswers(const FactSet& facts, const QString& host);

} // namespace hopscope
