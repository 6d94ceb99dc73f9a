// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/configwatch.h"

#include <QFileInfo>

namespace hopscope {

namespace {
constexpr int kSettleMs = 150;
} // namespace

ConfigWatch::ConfigWatch(QObject* parent) : QObject(parent)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMs);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_settle, &QTimer::timeout, this, [this] {
        rewatch(); // a file put in the place of another is a new one to the kernel
        emit changed();
    });
}

void ConfigWatch::watch(const QStringList& files)
{
    const QStringList old = m_watcher.files() + m_watcher.directories();
    if (!old.isEmpty())
        m_watcher.removePaths(old);
    m_files = files;
    rewatch();
}

void ConfigWatch::rewatch()
{
    QStringList paths;
    for (const QString& file : m_files) {
        const QFileInfo info(file);
        for (const QString& path : {info.absoluteFilePath(), info.absolutePath()})
            if (QFileInfo::exists(path) && !paths.contains(path))
                paths.append(path);
    }
    if (!paths.isEmpty())
        m_watcher.addPaths(paths); // those already watched are passed over
}

} // namespace hopscope
