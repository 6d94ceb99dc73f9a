// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/model/factset.h"

namespace hopscope {

void FactSet::insert(const Fact& fact)
{
    if (!fact.measured() && fact.why.isEmpty())
        m_facts.erase({fact.subject, fact.name});
    else
        m_facts.insert_or_assign({fact.subject, fact.name}, fact);
}

const Fact* FactSet::find(const QString& subject, const QString& name) const
{
    const auto it = m_facts.find({subject, name});
    return it == m_facts.end() ? nullptr : &it->second;
}

QJsonValue FactSet::value(const QString& subject, const QString& name) const
{
    const Fact* fact = find(subject, name);
    return fact ? fact->value : QJsonValue(QJsonValue::Undefined);
}

QList<Fact> FactSet::of(const QString& subject) const
{
    QList<Fact> result;
    for (auto it = m_facts.lower_bound({subject, QString()}); it != m_facts.end() && it->first.first == subject; ++it)
        result.append(it->second);
    return result;
}

QStringList FactSet::subjects() const
{
    QStringList result;
    for (const auto& [key, fact] : m_facts) {
        if (result.isEmpty() || result.constLast() != key.first)
            result.append(key.first);
    }
    return result;
}

QList<Fact> FactSet::all() const
{
    QList<Fact> result;
    result.reserve(static_cast<qsizetype>(m_facts.size()));
    for (const auto& [key, fact] : m_facts)
        result.append(fact);
    return result;
}

} // namespace hopscope
