// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/session.h"

#include <QAbstractListModel>
#include <QList>

namespace hopscope {

/// The logs that can be followed, each with a box to tick. A log keeps its number and mark (A, B, …) while it is known. GUI thread.
class LogSources : public QAbstractListModel {
    Q_OBJECT
public:
    struct Source {
        LogTarget target{};
        int number = 0;
        bool followed = false;
        QString ended{}; ///< why nothing comes any more
    };

    using QAbstractListModel::QAbstractListModel;

    /// Adds what is new and takes out what is gone and not followed.
    void setTargets(const QList<LogTarget>& targets);
    void clear();
    [[nodiscard]] const QList<Source>& sources() const { return m_sources; }
    [[nodiscard]] const Source* source(int number) const;
    [[nodiscard]] int followedCount() const;
    void setFollowed(int number, bool on);
    void setEnded(int number, const QString& why);
    [[nodiscard]] static QString markOf(int number);
    [[nodiscard]] static QString nameOf(const LogTarget& target);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;

signals:
    void followedChanged(int number, bool on);

private:
    void changed(qsizetype row);

    QList<Source> m_sources;
    int m_next = 0;
};

} // namespace hopscope
