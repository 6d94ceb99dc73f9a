// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/factset.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

namespace hopscope::test {

/// A list of facts, to be asked by subject and name.
class Facts {
public:
    explicit Facts(const QList<Fact>& facts)
    {
        for (const Fact& fact : facts)
            m_set.insert(fact);
    }
    [[nodiscard]] QJsonValue value(const QString& subject, const char* name) const
    {
        return m_set.value(subject, QString::fromLatin1(name));
    }
    [[nodiscard]] QString text(const QString& subject, const char* name) const { return value(subject, name).toString(); }
    [[nodiscard]] qint64 number(const QString& subject, const char* name) const { return value(subject, name).toInteger(-1); }
    /// Why it was not measured; empty where it was, or where nothing was said.
    [[nodiscard]] QString why(const QString& subject, const char* name) const
    {
        const Fact* fact = m_set.find(subject, QString::fromLatin1(name));
        return fact && !fact->measured() ? fact->why : QString();
    }
    [[nodiscard]] QStringList subjects() const { return m_set.subjects(); }
    /// Everything, as text: to look for what must not be in it.
    [[nodiscard]] QByteArray dump() const
    {
        QByteArray all;
        for (const Fact& fact : m_set.all())
            all += QJsonDocument(fact.toJson()).toJson();
        return all;
    }

private:
    FactSet m_set;
};

} // namespace hopscope::test
