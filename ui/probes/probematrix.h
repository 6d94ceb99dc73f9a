// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/probes/probewords.h"

#include <QAbstractTableModel>

#include <map>

namespace hopscope {

/// Ports down, places across. Every port asked for has its TCP row from the beginning, so that answers move nothing; rows
/// for TLS and WebSocket come below their port when it turns out to be open. GUI thread.
class ProbeMatrix : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Role { HealthRole = Qt::UserRole + 1, GoodRole, OpenRowRole };

    using QAbstractTableModel::QAbstractTableModel;

    /// Starts anew. `vantages` become the columns after the first.
    void begin(const QStringList& vantages, QList<quint16> ports);
    void add(const QList<ProbeAnswer>& answers, Timestamp now);
    /// The language has changed.
    void speakAgain(Timestamp now);
    [[nodiscard]] int openPorts() const;
    [[nodiscard]] const QStringList& vantages() const { return m_vantages; }
    [[nodiscard]] QList<ProbeAnswer> answersAt(const QModelIndex& index) const;
    /// Why nothing could be tried from a place, by column; empty where it could.
    [[nodiscard]] const QList<ProbeAnswer>& lost() const { return m_lost; }
    /// Everything as tab-separated text.
    [[nodiscard]] QString asText() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Cell {
        QList<ProbeAnswer> answers;
        ProbeCell shown;
    };
    struct Row {
        quint16 port = 0;
        int kind = 0; ///< 0 TCP, 1 TLS, 2 WebSocket
        QList<Cell> cells;
    };
    [[nodiscard]] int rowFor(quint16 port, int kind);
    void addLost(const ProbeAnswer& answer, int column, Timestamp now);
    void put(int row, int column, const ProbeAnswer& answer, Timestamp now);
    [[nodiscard]] bool anyGood(const Row& row) const;

    QStringList m_vantages;
    QList<Row> m_rows; ///< by port, then kind
    QList<ProbeAnswer> m_lost;
};

} // namespace hopscope
