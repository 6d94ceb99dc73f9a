// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/base/netaddress.h"
#include "core/base/redact.h"
#include "core/collect/configfacts.h"
#include "core/model/topology.h"
#include "core/parse/dsconfig.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

namespace hopscope {
namespace {

bool namesSecret(const QString& key)
{
    static const QRegularExpression secret(QStringLiteral("pass|secret|token|pwd|key$|credential"),
                                           QRegularExpression::CaseInsensitiveOption);
    return secret.match(key).hasMatch();
}

/// The structure stays, every text and number under a key that names a secret goes (a password may be all digits); switches
/// stay. Document Server keeps its JWT secrets under `secret.inbox.string`, where no line of the file says what the value is.
QJsonValue withoutSecrets(const QJsonValue& value, bool hidden)
{
    if (value.isObject()) {
        QJsonObject result;
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            result.insert(it.key(), withoutSecrets(it.value(), hidden || namesSecret(it.key())));
        return result;
    }
    if (value.isArray()) {
        QJsonArray result;
        for (const QJsonArray items = value.toArray(); const auto item : items)
            result.append(withoutSecrets(item, hidden));
        return result;
    }
    if (hidden && (value.isString() || value.isDouble()))
        return QStringLiteral("[redacted]");
    return value.isString() ? QJsonValue(QString::fromUtf8(redact(value.toString().toUtf8()))) : value;
}

QByteArray shown(const RemoteFile& file)
{
    const auto json = parseRelaxedJson({file.path, file.bytes});
    // What cannot be parsed cannot be cleaned either: only the error is kept.
    if (!json)
        return json.error().code.toUtf8() + ' ' + json.error().phase.toUtf8() + ' ' + json.error().detail.toUtf8();
    return QJsonDocument(withoutSecrets(*json, false).toObject()).toJson(QJsonDocument::Indented);
}

class DsReader {
public:
    DsReader(const QString& host, Timestamp at) : m_node(nodeId(host, QStringLiteral("docservice"))), m_at(at) {}

    void read(const QList<RemoteFile>& files)
    {
        QList<ConfigLayer> layers;
        for (const RemoteFile& file : files) {
            if (file.state == QStringLiteral("missing"))
                continue;
            m_exists = true;
            if (file.state != QStringLiteral("read")) {
                m_unreadable = file.why.isEmpty() ? QStringLiteral("file.unreadable") : file.why;
                continue;
            }
            layers.append({file.path, file.bytes});
            m_result.transcript += "# " + file.path.toUtf8() + '\n' + shown(file) + '\n';
        }
        if (!m_exists)
            return;
        if (!m_unreadable.isEmpty())
            return missing(m_unreadable);
        const auto config = parseDocumentServerConfig(layers);
        if (!config) {
            // phase is FILE:LINE:COLUMN
            const QString& place = config.error().phase;
            add("ds.config_error", QJsonObject{{QStringLiteral("file"), place.section(QLatin1Char(':'), 0, -3)},
                                               {QStringLiteral("line"), place.section(QLatin1Char(':'), -2, -2).toInt()},
                                               {QStringLiteral("error"), config.error().detail}});
            return missing(config.error().code);
        }
        take(*config);
    }
    [[nodiscard]] DsFacts result() { return std::move(m_result); }

private:
    void take(const DocumentServerConfig& config)
    {
        add("ds.database", QJsonObject{{QStringLiteral("type"), config.database.type},
                                       {QStringLiteral("host"), config.database.host},
                                       {QStringLiteral("port"), config.database.port},
                                       {QStringLiteral("name"), config.database.name}});
        add("ds.broker", QJsonObject{{QStringLiteral("host"), config.broker.host},
                                     {QStringLiteral("port"), config.broker.port},
                                     {QStringLiteral("tls"), config.broker.tls}});
        // The community edition keeps editor data in memory and never asks Redis (ONLYOFFICE/server, default.json).
        add("ds.redis", QJsonObject{{QStringLiteral("host"), config.redis.host},
                                    {QStringLiteral("port"), config.redis.port},
                                    {QStringLiteral("used"), config.redis.editorData == QStringLiteral("editorDataRedis")}});
        add("ds.storage", QJsonObject{{QStringLiteral("type"), config.storage.type}, {QStringLiteral("path"), config.storage.path}});
        add("ds.port", config.port);
        for (const QString& name : {config.database.host, config.broker.host, config.redis.host}) {
            if (!name.isEmpty() && !isLiteralAddress(name))
                m_result.names.append(name);
        }
    }
    void missing(const QString& why)
    {
        for (const char* name : {"ds.database", "ds.broker", "ds.redis", "ds.storage", "ds.port"})
            m_result.facts.append(notMeasured(m_node, QString::fromLatin1(name), why, m_at));
    }
    void add(const char* name, const QJsonValue& value)
    {
        m_result.facts.append({m_node, QString::fromLatin1(name), value, m_at, {}, {}});
    }

    const QString m_node;
    const Timestamp m_at;
    bool m_exists = false;
    QString m_unreadable;
    DsFacts m_result;
};

} // namespace

QStringList dsConfigPaths()
{
    const QString folder = QStringLiteral("/etc/onlyoffice/documentserver/");
    return {folder + QStringLiteral("default.json"), folder + QStringLiteral("production-linux.json"),
            folder + QStringLiteral("local.json"), folder + QStringLiteral("local-production-linux.json")};
}

DsFacts dsFacts(const QString& host, const QList<RemoteFile>& files, Timestamp at)
{
    DsReader reader(host, at);
    reader.read(files);
    return reader.result();
}

} // namespace hopscope
