// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/catalogue.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace hopscope {
namespace {

constexpr qint64 kMaxFileBytes = 4LL * 1024 * 1024;

void addFolder(const QString& folder, QList<CatalogueSource>& sources)
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
    QList<CatalogueSource> sources;
    addFolder(QStringLiteral(":/hopscope/catalogue"), sources);
    addFolder(configFolder() + QStringLiteral("/catalogue"), sources);
    auto catalogue = loadCatalogue(sources);
    if (!catalogue)
        return fail(catalogue.error());
    return std::make_shared<const Catalogue>(std::move(*catalogue));
}

} // namespace hopscope
