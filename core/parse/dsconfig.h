// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace hopscope {

/// What the Document Server's configuration says about the things it depends on. Passwords, tokens and users are never kept.
struct DocumentServerConfig {
    struct Database {
        QString type, host, name; ///< type `postgres`, `mysql`, `mariadb`, `mssql`, `oracle`, `dameng`
        int port = 0;
    } database;
    struct Broker {
        QString type, host, vhost; ///< type `rabbitmq` or `activemq`
        int port = 0;
        bool tls = false;
    } broker;
    struct Redis {
        QString host;
        int port = 0;
        QString editorData; ///< `editorDataMemory` (Redis unused) or `editorDataRedis`
    } redis;
    struct Storage {
        QString type, path, bucket; ///< type `storage-fs`, `storage-s3`, `storage-az`; path for `storage-fs`
    } storage;
    int port = 0; ///< docservice listens here

    /// `{database:{type,host,port,name}, broker:{host,port,tls}, redis:{host,port,used}, storage:{type,path}, port}`
    [[nodiscard]] QJsonObject toJson() const;
};

struct ConfigLayer {
    QString file; ///< for errors
    QByteArray bytes;
};

/// One JSON file; comments and trailing commas are accepted, as node-config's JSON5 reader does. Error
/// `dsconfig.syntax` with `phase` `FILE:LINE:COLUMN`, or `dsconfig.too-large` (over 4 MB).
[[nodiscard]] Result<QJsonObject> parseRelaxedJson(const ConfigLayer& layer);

/// Merges the layers in the order given (default.json, production-linux.json, local.json …) as node-config does: objects
/// key by key, everything else replaced. An empty file counts as an empty layer. Any thread.
[[nodiscard]] Result<DocumentServerConfig> parseDocumentServerConfig(const QList<ConfigLayer>& layers);

} // namespace hopscope
