// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/environmentfolder.h"

#include "core/model/environmenttext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

namespace hopscope {
namespace {

constexpr qint64 kMaxBytes = qint64{1024} * 1024;
constexpr qsizetype kMaxFiles = 500;

StoredEnvironment readStored(const QString& path, bool ours)
{
    StoredEnvironment stored{.path = path, .ours = ours};
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        stored.error = Error{QStringLiteral("environment.unreadable"), path, {}, {}};
        return stored;
    }
    stored.text = file.read(kMaxBytes);
    auto environment = parseEnvironment(stored.text);
    if (environment)
        stored.environment = *environment;
    else
        stored.error = environment.error();
    return stored;
}

bool isIn(const QString& folder, const QString& path)
{
    return QFileInfo(path).absolutePath() == QDir(folder).absolutePath();
}

Status writeWhole(const QString& path, const QByteArray& text)
{
    const bool fresh = !QFileInfo::exists(path);
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) &&
                         (!fresh || file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)) &&
                         file.write(text) == text.size() && file.commit();
    if (!written)
        return fail(QStringLiteral("environment.unwritable"), file.errorString(), path);
    return {};
}

} // namespace

QList<StoredEnvironment> listEnvironments(const QString& folder, const QStringList& elsewhere)
{
    QList<StoredEnvironment> list;
    const QDir dir(folder);
    for (const QString& name : dir.entryList({QStringLiteral("*.toml")}, QDir::Files, QDir::Name).mid(0, kMaxFiles))
        list.append(readStored(dir.absoluteFilePath(name), true));
    for (const QString& path : elsewhere) {
        const QFileInfo info(path);
        if (info.isFile() && !isIn(folder, path))
            list.append(readStored(info.absoluteFilePath(), false));
    }
    return list;
}

Result<QString> saveEnvironment(const QString& folder, const QString& path, const QByteArray& text)
{
    const auto environment = parseEnvironment(text);
    if (!environment)
        return fail(environment.error());
    QString target = path;
    if (path.isEmpty() || isIn(folder, path)) {
        if (!QDir().mkpath(folder))
            return fail(QStringLiteral("environment.unwritable"), {}, folder);
        target = QDir(folder).absoluteFilePath(environmentFileName(environment->name));
        if (QFileInfo::exists(target) && target != QFileInfo(path).absoluteFilePath())
            return fail(QStringLiteral("environment.exists"), environment->name);
    }
    if (const Status written = writeWhole(target, text); !written)
        return fail(written.error());
    if (!path.isEmpty() && QFileInfo(path).absoluteFilePath() != QFileInfo(target).absoluteFilePath())
        QFile::remove(path); // it has another name now
    return target;
}

Status removeEnvironment(const QString& path)
{
    QFile file(path);
    if (file.exists() && !file.remove())
        return fail(QStringLiteral("environment.unwritable"), file.errorString(), path);
    return {};
}

} // namespace hopscope
