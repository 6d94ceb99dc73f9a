// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/dsconfig.h"

#include <QStringList>

namespace hopscope {

namespace {

constexpr int kMaxDepth = 64;

QJsonObject merged(QJsonObject base, const QJsonObject& over, int depth = 0)
{
    for (auto it = over.constBegin(); it != over.constEnd(); ++it) {
        const QJsonValue below = base.value(it.key());
        if (depth < kMaxDepth && below.isObject() && it.value().isObject())
            base.insert(it.key(), merged(below.toObject(), it.value().toObject(), depth + 1));
        else
            base.insert(it.key(), it.value());
    }
    return base;
}

QJsonValue at(const QJsonObject& root, const char* dotted)
{
    QJsonValue value = root;
    for (const QString& key : QString::fromLatin1(dotted).split(QLatin1Char('.')))
        value = value.toObject().value(key);
    return value;
}

QString text(const QJsonObject& root, const char* dotted)
{
    return at(root, dotted).toString().left(1000);
}

// Ports are numbers in one file and texts in another.
int port(const QJsonObject& root, const char* dotted)
{
    const QJsonValue value = at(root, dotted);
    const int number = value.isString() ? value.toString().toInt() : value.toInt();
    return number > 0 && number < 65536 ? number : 0;
}

// `amqp://user:secret@host:5672/vhost`: what stands before the last `@` of the authority is dropped unread.
void readBrokerUrl(const QString& url, DocumentServerConfig::Broker& broker)
{
    const qsizetype scheme = url.indexOf(QLatin1String("://"));
    if (scheme < 0)
        return;
    broker.tls = url.left(scheme).toLower() == QLatin1String("amqps");
    QString authority = url.mid(scheme + 3);
    const qsizetype credentialsEnd = authority.lastIndexOf(QLatin1Char('@'));
    authority = authority.mid(credentialsEnd + 1);
    const qsizetype slash = authority.indexOf(QLatin1Char('/'));
    if (slash >= 0) {
        broker.vhost = authority.mid(slash + 1).section(QLatin1Char('?'), 0, 0);
        authority.truncate(slash);
    }
    authority = authority.section(QLatin1Char('?'), 0, 0);
    const qsizetype bracket = authority.startsWith(QLatin1Char('[')) ? authority.indexOf(QLatin1Char(']')) : -1;
    const qsizetype colon = authority.indexOf(QLatin1Char(':'), bracket < 0 ? 0 : bracket);
    broker.host = bracket > 0 ? authority.mid(1, bracket - 1) : authority.left(colon);
    broker.port = colon < 0 ? 0 : QStringView(authority).mid(colon + 1).toInt();
    if (broker.port <= 0 || broker.port > 65535)
        broker.port = broker.tls ? 5671 : 5672;
}

void readBroker(const QJsonObject& root, DocumentServerConfig::Broker& broker)
{
    broker.type = text(root, "queue.type");
    if (broker.type.isEmpty())
        broker.type = QStringLiteral("rabbitmq");
    if (broker.type == QLatin1String("rabbitmq")) {
        readBrokerUrl(text(root, "rabbitmq.url"), broker);
        return;
    }
    broker.host = text(root, "activemq.connectOptions.host");
    broker.port = port(root, "activemq.connectOptions.port");
    broker.tls = text(root, "activemq.connectOptions.transport") == QLatin1String("tls");
}

} // namespace

Result<DocumentServerConfig> parseDocumentServerConfig(const QList<ConfigLayer>& layers)
{
    QJsonObject root;
    for (const ConfigLayer& layer : layers) {
        const Result<QJsonObject> parsed = parseRelaxedJson(layer);
        if (!parsed)
            return fail(parsed.error());
        root = merged(root, *parsed);
    }
    DocumentServerConfig config;
    config.database.type = text(root, "services.CoAuthoring.sql.type");
    config.database.host = text(root, "services.CoAuthoring.sql.dbHost");
    config.database.port = port(root, "services.CoAuthoring.sql.dbPort");
    config.database.name = text(root, "services.CoAuthoring.sql.dbName");
    readBroker(root, config.broker);
    config.redis.host = text(root, "services.CoAuthoring.redis.host");
    config.redis.port = port(root, "services.CoAuthoring.redis.port");
    config.redis.editorData = text(root, "services.CoAuthoring.server.editorDataStorage");
    config.storage.type = text(root, "storage.name");
    config.storage.path = text(root, "storage.fs.folderPath");
    config.storage.bucket = text(root, "storage.bucketName");
    config.port = port(root, "services.CoAuthoring.server.port");
    return config;
}

QJsonObject DocumentServerConfig::toJson() const
{
    const auto key = [](const char* name) { return QString::fromLatin1(name); };
    const bool redisUsed = redis.editorData == QLatin1String("editorDataRedis");
    return {{key("database"), QJsonObject{{key("type"), database.type}, {key("host"), database.host},
                                          {key("port"), database.port}, {key("name"), database.name}}},
            {key("broker"), QJsonObject{{key("host"), broker.host}, {key("port"), broker.port}, {key("tls"), broker.tls}}},
            {key("redis"), QJsonObject{{key("host"), redis.host}, {key("port"), redis.port}, {key("used"), redisUsed}}},
            {key("storage"), QJsonObject{{key("type"), storage.type}, {key("path"), storage.path}}},
            {key("port"), port}};
}

} // namespace hopscope
