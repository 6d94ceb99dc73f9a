// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/time.h"
#include "core/query/expr.h"
#include "core/query/tri.h"

#include <QJsonValue>
#include <QList>
#include <QString>

namespace hopscope {

/// One value behind a name. `value` is Undefined when it was not measured, `why` then says the reason code.
struct Reading {
    QString subject;
    QString name;
    QJsonValue value;
    QString evidence;
    QString why;
    Timestamp at;
    bool operator==(const Reading&) const = default;
};

/// Where the values behind names come from: facts around a node, the rows of a log, the nodes of a graph.
class FactSource {
public:
    FactSource() = default;
    FactSource(const FactSource&) = delete;
    FactSource& operator=(const FactSource&) = delete;
    virtual ~FactSource() = default;
    /// All readings of `name`, in a stable order. A subject that should have one but has none gives an unmeasured
    /// reading; no subject at all gives an empty list, which counts as not measured.
    [[nodiscard]] virtual QList<Reading> read(const QString& name) const = 0;
};

/// The value of a filter with the readings that decided it, or those whose absence left it open.
struct Outcome {
    Tri value = Tri::Unknown;
    QList<Reading> used;
    QList<Reading> missing;
};

/// Three-valued. Where a name yields several readings a comparison is true if it holds for any, false if all are
/// measured and it holds for none, else unknown; so `not (x == 1)` means "none of them is 1" and `x != 1` "one of them is
/// not 1". Order is defined between two numbers or two texts, anything else is unknown.
[[nodiscard]] Outcome evaluate(const Expr& expr, const FactSource& source);

/// The reading `name` inside `facts`' values: digs with dots into objects (`ds.redis.used`) and through lists.
[[nodiscard]] QList<QJsonValue> dig(const QJsonValue& value, const QStringList& path);

} // namespace hopscope
