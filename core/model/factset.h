// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/fact.h"

#include <QList>

#include <map>
#include <utility>

namespace hopscope {

/// The latest fact for every (subject, name), in a stable order. A later fact replaces an earlier one, also when the
/// later one says "not measured"; one without value and reason takes the earlier one away (an error that is over). A plain value: cheap to hand over as a shared_ptr<const FactSet>.
class FactSet {
public:
    void insert(const Fact& fact);
    /// nullptr when nothing was ever said about it.
    [[nodiscard]] const Fact* find(const QString& subject, const QString& name) const;
    /// The measured value, or Undefined.
    [[nodiscard]] QJsonValue value(const QString& subject, const QString& name) const;
    /// All facts of one subject, by name.
    [[nodiscard]] QList<Fact> of(const QString& subject) const;
    /// All subjects that have at least one fact, sorted.
    [[nodiscard]] QStringList subjects() const;
    [[nodiscard]] QList<Fact> all() const;
    [[nodiscard]] std::size_t size() const { return m_facts.size(); }

private:
    std::map<std::pair<QString, QString>, Fact> m_facts;
};

} // namespace hopscope
