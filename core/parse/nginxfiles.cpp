// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxconfig.h"

#include <QJsonArray>

namespace hopscope {

namespace {

constexpr qsizetype kMaxWanted = 4000;
constexpr int kMaxVisits = 500000;

QJsonValue lineValue(int line)
{
    return line > 0 ? QJsonValue(line) : QJsonValue(QJsonValue::Null);
}

QJsonArray toJson(const QList<NginxDirective>& block)
{
    QJsonArray array;
    for (const NginxDirective& directive : block) {
        QJsonObject object{{QStringLiteral("directive"), directive.name},
                           {QStringLiteral("line"), directive.line},
                           {QStringLiteral("args"), QJsonArray::fromStringList(directive.args)}};
        if (directive.isInclude) {
            QJsonArray includes;
            for (const int index : directive.includes)
                includes.append(index);
            object.insert(QStringLiteral("includes"), includes);
        }
        if (directive.isBlock)
            object.insert(QStringLiteral("block"), toJson(directive.block));
        array.append(object);
    }
    return array;
}

QString statusOf(const QList<NginxConfigError>& errors)
{
    return errors.isEmpty() ? QStringLiteral("ok") : QStringLiteral("failed");
}

} // namespace

QJsonObject NginxConfig::toJson() const
{
    QJsonArray allErrors;
    for (const NginxConfigError& error : errors) {
        allErrors.append(QJsonObject{{QStringLiteral("file"), error.file},
                                     {QStringLiteral("line"), lineValue(error.line)},
                                     {QStringLiteral("error"), error.error}});
    }
    QJsonArray config;
    for (const NginxConfigFile& file : files) {
        QJsonArray fileErrors;
        for (const NginxConfigError& error : file.errors) {
            fileErrors.append(QJsonObject{{QStringLiteral("line"), lineValue(error.line)},
                                          {QStringLiteral("error"), error.error}});
        }
        config.append(QJsonObject{{QStringLiteral("file"), file.file},
                                  {QStringLiteral("status"), statusOf(file.errors)},
                                  {QStringLiteral("errors"), fileErrors},
                                  {QStringLiteral("parsed"), hopscope::toJson(file.parsed)}});
    }
    return {{QStringLiteral("status"), statusOf(errors)},
            {QStringLiteral("errors"), allErrors},
            {QStringLiteral("config"), config}};
}

NginxConfig parseNginxConfig(const QString& mainFile, const NginxFileSet& set)
{
    return parseNginxConfig(
        mainFile,
        [&](const QString& path) -> Result<QByteArray> {
            const auto found = set.files.constFind(path);
            return found == set.files.cend() ? fail(QStringLiteral("file.missing")) : *found;
        },
        [&](const QString& pattern) { return set.globs.value(pattern); });
}

NginxWanted pendingIncludes(const QString& mainFile, const NginxFileSet& set)
{
    NginxWanted wanted;
    const auto read = [&](const QString& path) -> Result<QByteArray> {
        const auto found = set.files.constFind(path);
        if (found != set.files.cend())
            return *found;
        if (set.files.size() + wanted.files.size() < kMaxWanted && !wanted.files.contains(path))
            wanted.files.append(path);
        return fail(QStringLiteral("file.missing"));
    };
    const auto glob = [&](const QString& pattern) {
        const bool room = set.globs.size() + wanted.patterns.size() < kMaxWanted;
        if (room && !set.globs.contains(pattern) && !wanted.patterns.contains(pattern))
            wanted.patterns.append(pattern);
        return set.globs.value(pattern);
    };
    (void)parseNginxConfig(mainFile, read, glob);
    return wanted;
}

void NginxWalk::each(int file, const QList<NginxDirective>& block, const Visit& visit)
{
    for (const NginxDirective& directive : block) {
        if (++m_visits > kMaxVisits)
            return;
        if (!directive.isInclude) {
            visit(directive, file);
            continue;
        }
        for (const int index : directive.includes) {
            if (index < 0 || index >= m_config.files.size() || m_open.contains(index))
                continue;
            m_open.append(index);
            each(index, m_config.files.at(index).parsed, visit);
            m_open.removeLast();
        }
    }
}

} // namespace hopscope
