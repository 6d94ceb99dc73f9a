// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/diagnosis/catalogue.h"

#include "core/diagnosis/entryreader.h"
#include "core/diagnosis/guidereader.h"
#include "core/query/boundedregex.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>
#include <array>

namespace hopscope {
namespace {

LogSignature readSignature(EntryReader& reader)
{
    reader.allow({QStringLiteral("name"), QStringLiteral("kinds"), QStringLiteral("pattern"), QStringLiteral("run")});
    LogSignature signature{reader.text(QStringLiteral("name")), reader.texts(QStringLiteral("kinds")),
                           reader.text(QStringLiteral("pattern")), reader.flag(QStringLiteral("run"))};
    if (!BoundedRegex(signature.pattern).valid())
        reader.complain(QStringLiteral("query.bad-regex"), QStringLiteral("pattern"), signature.pattern);
    return signature;
}

FindingRule readFinding(EntryReader& reader)
{
    reader.allow({QStringLiteral("name"), QStringLiteral("scope"), QStringLiteral("when"), QStringLiteral("severity"),
                  QStringLiteral("text")});
    FindingRule rule;
    rule.name = reader.text(QStringLiteral("name"));
    rule.scopes = reader.texts(QStringLiteral("scope"));
    if (!std::all_of(rule.scopes.cbegin(), rule.scopes.cend(), isScope))
        reader.complain(QStringLiteral("catalogue.bad-value"), QStringLiteral("scope"));
    rule.when = reader.condition(QStringLiteral("when"));
    const auto severity = severityFromCode(reader.text(QStringLiteral("severity")));
    if (!severity)
        reader.complain(QStringLiteral("catalogue.bad-value"), QStringLiteral("severity"));
    rule.severity = severity.value_or(Severity::Info);
    rule.text = reader.words(QStringLiteral("text"));
    return rule;
}

void readExplains(EntryReader& reader, CauseRule& rule)
{
    static const QStringList relations{QStringLiteral("self"), QStringLiteral("in"), QStringLiteral("out"),
                                       QStringLiteral("uses"), QStringLiteral("host"),
                                       QStringLiteral("dependents")};
    const QJsonObject explains = reader.object(QStringLiteral("explains"));
    for (auto it = explains.begin(); it != explains.end(); ++it) {
        if (!relations.contains(it.key()))
            reader.complain(QStringLiteral("catalogue.bad-value"), QStringLiteral("explains"), it.key());
        for (const QJsonArray items = it.value().toArray(); const auto finding : items)
            rule.explains.append({finding.toString(), it.key()});
    }
    if (rule.explains.isEmpty())
        reader.complain(QStringLiteral("catalogue.bad-value"), QStringLiteral("explains"));
}

void readFix(EntryReader& reader, CauseRule& rule)
{
    const QJsonObject fix = reader.object(QStringLiteral("fix"));
    rule.fixCode = fix.value(QStringLiteral("code")).toString();
    for (const QJsonArray items = fix.value(QStringLiteral("argv")).toArray(); const auto word : items)
        rule.fixArgv.append(word.toString());
    rule.fixText = {fix.value(QStringLiteral("en")).toString(), fix.value(QStringLiteral("zh")).toString()};
    if (!rule.fixCode.isEmpty() && (rule.fixText.en.isEmpty() || rule.fixText.zh.isEmpty()))
        reader.complain(QStringLiteral("catalogue.no-text"), QStringLiteral("fix"));
}

void readSymptom(EntryReader& reader, CauseRule& rule)
{
    const QJsonObject symptom = reader.object(QStringLiteral("symptom"));
    if (symptom.isEmpty())
        return;
    rule.symptom = symptom.value(QStringLiteral("check")).toString();
    rule.symptomWhen = reader.parsed(symptom.value(QStringLiteral("when")).toString(), QStringLiteral("symptom"));
    static const QStringList checks{QStringLiteral("queue"), QStringLiteral("alarm"), QStringLiteral("disk"),
                                    QStringLiteral("slots")};
    if (!checks.contains(rule.symptom))
        reader.complain(QStringLiteral("catalogue.bad-value"), QStringLiteral("symptom"));
}

CauseRule readCause(EntryReader& reader)
{
    reader.allow({QStringLiteral("id"), QStringLiteral("name"), QStringLiteral("kind"), QStringLiteral("requires"),
                  QStringLiteral("for"), QStringLiteral("against"), QStringLiteral("rules_out"), QStringLiteral("explains"),
                  QStringLiteral("symptom"), QStringLiteral("fix"), QStringLiteral("risk"), QStringLiteral("args"),
                  QStringLiteral("title"), QStringLiteral("explanation")});
    CauseRule rule;
    rule.id = reader.text(QStringLiteral("id"));
    rule.name = reader.text(QStringLiteral("name"));
    rule.kinds = reader.texts(QStringLiteral("kind"));
    rule.required = reader.conditions(QStringLiteral("requires"));
    if (rule.required.isEmpty())
        reader.complain(QStringLiteral("catalogue.bad-value"), QStringLiteral("requires"));
    rule.speaksFor = reader.conditions(QStringLiteral("for"));
    rule.speaksAgainst = reader.conditions(QStringLiteral("against"));
    rule.rulesOut = reader.conditions(QStringLiteral("rules_out"));
    readExplains(reader, rule);
    readFix(reader, rule);
    readSymptom(reader, rule);
    rule.risk = reader.text(QStringLiteral("risk"));
    const QJsonObject args = reader.object(QStringLiteral("args"));
    for (auto it = args.begin(); it != args.end(); ++it)
        rule.args.insert(it.key(), it.value().toString());
    rule.title = reader.words(QStringLiteral("title"));
    rule.explanation = reader.words(QStringLiteral("explanation"));
    return rule;
}

MeasurementRule readMeasurement(EntryReader& reader)
{
    reader.allow({QStringLiteral("prefix"), QStringLiteral("code"), QStringLiteral("cost"), QStringLiteral("text")});
    return {reader.text(QStringLiteral("prefix")), reader.text(QStringLiteral("code")), reader.number(QStringLiteral("cost")),
            reader.words(QStringLiteral("text"))};
}

/// Entries of all files, one kind of table at a time.
class Loader {
public:
    explicit Loader(Catalogue& catalogue) : m_catalogue(catalogue) {}

    Status add(const CatalogueFile& file)
    {
        const auto document = parseToml(file.bytes);
        if (!document)
            return fail(document.error().at(file.name, document.error().phase));
        for (const QString& table : document->root.keys()) {
            if (!isTable(table))
                return fail(QStringLiteral("catalogue.unknown-key"), table, file.name,
                            QStringLiteral("line %1").arg(document->lines.value(table)));
            const auto count = static_cast<int>(document->root.value(table).toArray().size());
            for (int i = 0; i < count; ++i) {
                EntryReader reader(file.name, *document, table, i);
                entry(table, reader);
                if (reader.error())
                    return fail(*reader.error());
            }
        }
        return {};
    }
    /// After all files: a cause may explain a finding of another file.
    [[nodiscard]] Status check() const
    {
        for (const CauseRule& rule : m_catalogue.causes) {
            for (const ExplainRule& explain : rule.explains) {
                if (!m_catalogue.finding(explain.finding))
                    return fail(QStringLiteral("catalogue.unknown-finding"), rule.id + QLatin1Char(' ') + explain.finding,
                                m_files.value(rule.id));
            }
        }
        for (const GuideCheck& check : m_checks) {
            for (const QString& finding : check.findings) {
                if (finding != QStringLiteral("*") && !m_catalogue.finding(finding))
                    return fail(QStringLiteral("catalogue.unknown-finding"), check.name + QLatin1Char(' ') + finding,
                                m_files.value(check.name));
            }
        }
        return {};
    }
    /// Checks and outcomes go to their steps, which may stand in another file.
    [[nodiscard]] Status join()
    {
        const auto owner = [this](const QString& id) {
            return std::find_if(m_catalogue.steps.begin(), m_catalogue.steps.end(), [&](const auto& s) { return s.id == id; });
        };
        const auto give = [&](const auto& items, auto member) -> Status {
            for (const auto& item : items) {
                const auto step = owner(item.step);
                if (step == m_catalogue.steps.end())
                    return fail(QStringLiteral("catalogue.bad-value"), QStringLiteral("step ") + item.step);
                ((*step).*member).append(item);
            }
            return {};
        };
        const Status checks = give(m_checks, &GuideStepRule::checks);
        return checks ? give(m_outcomes, &GuideStepRule::outcomes) : checks;
    }

private:
    void entry(const QString& table, EntryReader& reader)
    {
        if (table == QStringLiteral("signature"))
            take(m_catalogue.signatures, readSignature(reader), reader, [](const auto& s) { return s.name; });
        else if (table == QStringLiteral("finding"))
            take(m_catalogue.findings, readFinding(reader), reader, [](const auto& f) { return f.name; });
        else if (table == QStringLiteral("cause"))
            take(m_catalogue.causes, readCause(reader), reader, [](const auto& c) { return c.id; });
        else if (table == QStringLiteral("step"))
            take(m_catalogue.steps, readGuideStep(reader), reader, [](const auto& s) { return s.id; });
        else if (table == QStringLiteral("check"))
            take(m_checks, readGuideCheck(reader), reader, [](const auto& c) { return c.name; });
        else if (table == QStringLiteral("outcome"))
            m_outcomes.append(readGuideOutcome(reader));
        else
            take(m_catalogue.measurements, readMeasurement(reader), reader, [](const auto& m) { return m.prefix; });
    }
    template <class T, class Key> void take(QList<T>& list, const T& item, EntryReader& reader, Key key)
    {
        const QString name = key(item);
        for (const T& known : list) {
            if (key(known) == name)
                reader.complain(QStringLiteral("catalogue.duplicate"), QStringLiteral("name"), name);
        }
        m_files.insert(name, reader.file());
        list.append(item);
    }

    static bool isTable(const QString& name)
    {
        constexpr std::array kTables{"signature", "finding", "cause", "measurement", "step", "check", "outcome"};
        return std::any_of(kTables.begin(), kTables.end(), [&](const char* table) { return name == QLatin1String(table); });
    }
    Catalogue& m_catalogue;
    QList<GuideCheck> m_checks;
    QList<GuideOutcome> m_outcomes;
    QHash<QString, QString> m_files;
};

} // namespace

const CauseRule* Catalogue::cause(const QString& id) const
{
    const auto it = std::find_if(causes.cbegin(), causes.cend(), [&](const CauseRule& rule) { return rule.id == id; });
    return it == causes.cend() ? nullptr : &*it;
}

const FindingRule* Catalogue::finding(const QString& name) const
{
    const auto it = std::find_if(findings.cbegin(), findings.cend(), [&](const FindingRule& r) { return r.name == name; });
    return it == findings.cend() ? nullptr : &*it;
}

Result<Catalogue> loadCatalogue(const QList<CatalogueFile>& files)
{
    Catalogue catalogue;
    Loader loader(catalogue);
    for (const CatalogueFile& file : files) {
        if (const Status added = loader.add(file); !added)
            return fail(added.error());
    }
    if (const Status checked = loader.check(); !checked)
        return fail(checked.error());
    if (const Status joined = loader.join(); !joined)
        return fail(joined.error());
    const auto byName = [](const auto& a, const auto& b) { return a.name < b.name; };
    std::sort(catalogue.signatures.begin(), catalogue.signatures.end(), byName);
    std::sort(catalogue.findings.begin(), catalogue.findings.end(), byName);
    std::sort(catalogue.causes.begin(), catalogue.causes.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
    return catalogue;
}

} // namespace hopscope
