// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/catalogue.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace hopscope {
namespace {

constexpr qint64 kMaxFileBytes = 4LL * 1024 * 1024;

void addFolder(const QString& folder, QList<CatalogueFile>& sources)
{
    for (const QFileInfo& info : QDir(folder).entryInfoList({QStringLiteral("*.toml")}, QDir::Files, QDir::Name)) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly))
            sources.append({info.filePath(), file.read(kMaxFileBytes)});
    }
}

} // namespace

QString configFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) + QStringLiteral("/hopscope");
}

Result<std::shared_ptr<const Catalogue>> loadAllCatalogues()
{
    QList<CatalogueFile> sources;
    addFolder(QStringLiteral(":/hopscope/catalogue"), sources);
    addFolder(configFolder() + QStringLiteral("/catalogue"), sources);
    auto catalogue = loadCatalogue(sources);
    if (!catalogue)
        return fail(catalogue.error());
    return std::make_shared<const Catalogue>(std::move(*catalogue));
}

QJsonObject catalogueTexts(const Catalogue& catalogue, const QString& kind, const QString& key)
{
    const auto both = [](const CatalogueText& text) {
        return QJsonObject{{QStringLiteral("en"), text.en}, {QStringLiteral("zh"), text.zh}};
    };
    if (kind == QStringLiteral("cause")) {
        const CauseRule* cause = catalogue.cause(key);
        return cause ? QJsonObject{{QStringLiteral("title"), both(cause->title)},
                                   {QStringLiteral("line"), both(cause->explanation)},
                                   {QStringLiteral("fix"), both(cause->fixText)}}
                     : QJsonObject();
    }
    if (kind == QStringLiteral("finding")) {
        const FindingRule* finding = catalogue.finding(key);
        return finding ? QJsonObject{{QStringLiteral("title"), both(finding->text)}} : QJsonObject();
    }
    if (kind == QStringLiteral("measurement")) {
        for (const MeasurementRule& rule : catalogue.measurements) {
            if (rule.code == key)
                return {{QStringLiteral("title"), both(rule.text)}};
        }
    }
    return {};
}

} // namespace hopscope
