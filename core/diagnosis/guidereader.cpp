// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/diagnosis/guidereader.h"

#include <algorithm>

namespace hopscope {
namespace {

bool isMeasure(const QString& part)
{
    static const QStringList known{QStringLiteral("entry"), QStringLiteral("hops"), QStringLiteral("hops:path"),
                                   QStringLiteral("hops:dependencies"), QStringLiteral("self"), QStringLiteral("hosts"),
                                   QStringLiteral("verify")};
    return known.contains(part) || part.startsWith(QStringLiteral("hosts:"));
}

void oneOf(EntryReader& reader, const QString& key, const QString& value, const QStringList& known)
{
    if (!known.contains(value))
        reader.complain(QStringLiteral("catalogue.bad-value"), key, value);
}

} // namespace

bool isScope(const QString& scope)
{
    return scope == QStringLiteral("node") || scope == QStringLiteral("hop") || scope == QStringLiteral("host") ||
           scope == QStringLiteral("entry") || scope.startsWith(QStringLiteral("node:")) ||
           scope.startsWith(QStringLiteral("hop:"));
}

GuideStepRule readGuideStep(EntryReader& reader)
{
    reader.allow({QStringLiteral("id"), QStringLiteral("kind"), QStringLiteral("lines"), QStringLiteral("measure"),
                  QStringLiteral("title"), QStringLiteral("why")});
    GuideStepRule rule;
    rule.id = reader.text(QStringLiteral("id"));
    rule.kind = reader.text(QStringLiteral("kind"), false);
    if (rule.kind.isEmpty())
        rule.kind = QStringLiteral("measure");
    oneOf(reader, QStringLiteral("kind"), rule.kind,
          {QStringLiteral("measure"), QStringLiteral("fix"), QStringLiteral("verify"), QStringLiteral("report")});
    rule.lines = reader.text(QStringLiteral("lines"), false);
    oneOf(reader, QStringLiteral("lines"), rule.lines,
          {QString(), QStringLiteral("tries"), QStringLiteral("changes"), QStringLiteral("verdict"),
           QStringLiteral("action")});
    rule.measure = reader.texts(QStringLiteral("measure"), false);
    for (const QString& part : std::as_const(rule.measure)) {
        if (!isMeasure(part))
            reader.complain(QStringLiteral("catalogue.bad-value"), QStringLiteral("measure"), part);
    }
    rule.title = reader.words(QStringLiteral("title"));
    rule.why = reader.words(QStringLiteral("why"));
    return rule;
}

GuideCheck readGuideCheck(EntryReader& reader)
{
    reader.allow({QStringLiteral("step"), QStringLiteral("name"), QStringLiteral("scope"), QStringLiteral("only"),
                  QStringLiteral("findings"), QStringLiteral("well"), QStringLiteral("facts"), QStringLiteral("text"),
                  QStringLiteral("follows")});
    GuideCheck check;
    check.step = reader.text(QStringLiteral("step"));
    check.name = reader.text(QStringLiteral("name"));
    check.scopes = reader.texts(QStringLiteral("scope"));
    if (!std::all_of(check.scopes.cbegin(), check.scopes.cend(), isScope))
        reader.complain(QStringLiteral("catalogue.bad-value"), QStringLiteral("scope"));
    if (!reader.text(QStringLiteral("only"), false).isEmpty())
        check.only = reader.condition(QStringLiteral("only"));
    check.findings = reader.texts(QStringLiteral("findings"), false);
    check.well = reader.condition(QStringLiteral("well"));
    check.facts = reader.texts(QStringLiteral("facts"), false);
    check.text = reader.words(QStringLiteral("text"));
    check.follows = reader.flag(QStringLiteral("follows"));
    return check;
}

GuideOutcome readGuideOutcome(EntryReader& reader)
{
    reader.allow({QStringLiteral("step"), QStringLiteral("when"), QStringLiteral("mark"), QStringLiteral("text")});
    GuideOutcome outcome;
    outcome.step = reader.text(QStringLiteral("step"));
    if (!reader.text(QStringLiteral("when"), false).isEmpty())
        outcome.when = reader.condition(QStringLiteral("when"));
    const auto mark = healthFromCode(reader.text(QStringLiteral("mark")));
    if (!mark)
        reader.complain(QStringLiteral("catalogue.bad-value"), QStringLiteral("mark"));
    outcome.mark = mark.value_or(Health::Unknown);
    outcome.text = reader.words(QStringLiteral("text"));
    return outcome;
}

} // namespace hopscope
