// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace hopscope {

/// Says that some of these files may have changed: written, replaced by a rename, removed, or made where there was none.
/// It may say so too often, as when another file in their folder changes. Lives in any thread with an event loop.
class ConfigWatch : public QObject {
    Q_OBJECT
public:
    explicit ConfigWatch(QObject* parent = nullptr);
    /// In place of those watched until now.
    void watch(const QStringList& files);

signals:
    void changed();

private:
    void rewatch();

    QFileSystemWatcher m_watcher;
    QStringList m_files;
    QTimer m_settle; ///< an editor writes in several steps
};

} // namespace hopscope
