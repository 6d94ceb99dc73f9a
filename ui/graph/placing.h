// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/topology.h"

#include <QHash>
#include <QRectF>
#include <QString>

namespace hopscope {

/// Where each card stands, by node id, in scene units. Depends on the shape of the topology only, so that an update of
/// health or facts moves nothing; a new shape keeps the cards that were there before as far as the layout does.
class Placing {
public:
    /// The cached answer while the shape is the same.
    [[nodiscard]] const QHash<QString, QRectF>& of(const Topology& topology);

private:
    QString m_shape;
    QHash<QString, QRectF> m_cards;
};

} // namespace hopscope
