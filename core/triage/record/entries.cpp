// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/record/entries.h"

namespace hopscope::entries {
namespace {

Entry make(const QString& kind, const QJsonObject& payload, Timestamp at)
{
    return {0, at, kind, payload};
}

} // namespace

Entry session(const Environment& environment, const QString& version, Timestamp at)
{
    return make(QStringLiteral("session"),
                {{QStringLiteral("environment"), environment.toJson()}, {QStringLiteral("version"), version}}, at);
}

Entry evidence(const Evidence& evidence, Timestamp at)
{
    return make(QStringLiteral("evidence"), evidence.toJson(), at);
}

Entry fact(const Fact& fact, Timestamp at)
{
    return make(QStringLiteral("fact"), fact.toJson(), at);
}

Entry round(const QString& phase, const QString& kind, qint64 number, Timestamp at)
{
    return make(QStringLiteral("round"),
                {{QStringLiteral("phase"), phase}, {QStringLiteral("kind"), kind}, {QStringLiteral("number"), number}}, at);
}

Entry action(const ActionEvent& event, Timestamp at)
{
    return make(QStringLiteral("action"), event.toJson(), at);
}

Entry note(const QString& code, const QString& subject, const QJsonObject& args, Timestamp at)
{
    return make(QStringLiteral("note"),
                {{QStringLiteral("code"), code}, {QStringLiteral("subject"), subject}, {QStringLiteral("args"), args}}, at);
}

Entry sample(bool good, double ms, Timestamp at)
{
    return make(QStringLiteral("sample"), {{QStringLiteral("good"), good}, {QStringLiteral("ms"), ms}}, at);
}

Entry guide(const QString& step, const QString& phase, Timestamp at)
{
    return make(QStringLiteral("guide"), {{QStringLiteral("step"), step}, {QStringLiteral("phase"), phase}}, at);
}

} // namespace hopscope::entries
