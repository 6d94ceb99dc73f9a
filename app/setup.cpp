// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/setup.h"

#include "app/catalogue.h"
#include "app/output.h"
#include "core/report/buildreport.h"
#include "ui/report/pdfwriter.h"
#include "ui/speech/labels.h"

#include <QFile>
#include <QFileInfo>
#include <QLocale>

namespace hopscope {

Words makeWords(const Options& options, const std::shared_ptr<const Catalogue>& catalogue)
{
    const bool chinese = options.language.isEmpty() ? QLocale().language() == QLocale::Chinese
                                                    : options.language == QStringLiteral("zh");
    CatalogueLookup lookup;
    if (catalogue)
        lookup = [catalogue](const QString& kind, const QString& key) { return catalogueTexts(*catalogue, kind, key); };
    setUiLanguage(chinese ? Language::Chinese : Language::English); // a question at the terminal is said with the window's labels
    const int offset = QDateTime::currentDateTime().offsetFromUtc();
    return Words(chinese ? Language::Chinese : Language::English, lookup, offset);
}

std::optional<LiveSettings> liveSettings(const Options& options)
{
    LiveSettings settings;
    settings.version = QStringLiteral(HOPSCOPE_VERSION);
    auto catalogue = loadAllCatalogues();
    if (!catalogue) {
        printError(makeWords(options, {}).error(catalogue.error()));
        return std::nullopt;
    }
    settings.catalogue = *catalogue;
    auto environment = loadEnvironment(options.target, configFolder());
    if (!environment) {
        printError(makeWords(options, settings.catalogue).error(environment.error()));
        return std::nullopt;
    }
    settings.environment = *environment;
    return settings;
}

std::optional<OpenedIncident> openIncident(const Options& options)
{
    const auto catalogue = loadAllCatalogues();
    const Words words = makeWords(options, catalogue ? *catalogue : nullptr);
    if (!catalogue) {
        printError(words.error(catalogue.error()));
        return std::nullopt;
    }
    auto contents = readJournal(options.target);
    // Where the very start is damaged, what stands behind it is all there is.
    if (contents && contents->entries.isEmpty())
        contents->entries = contents->afterBreak;
    if (contents && contents->entries.isEmpty())
        contents = fail(QStringLiteral("journal.no-record"));
    if (!contents) {
        printError(words.error(contents.error().at(options.target, {})));
        return std::nullopt;
    }
    OpenedIncident opened;
    opened.damage = contents->damage;
    if (opened.damage)
        printError(words.error(Error{opened.damage->code, options.target,
                                     QStringLiteral("offset %1").arg(opened.damage->offset), {}}));
    opened.session = std::make_unique<ReplaySession>(std::move(*contents), options.target, *catalogue);
    return opened;
}

bool canWrite(const QString& path)
{
    if (path.isEmpty())
        return true;
    const QFileInfo info(path);
    QFile file(path);
    const bool plain = !info.exists() || info.isFile();
    if (!plain || !file.open(QIODevice::Append)) {
        printError(QStringLiteral("%1 cannot be written; choose a file in a folder you may write to").arg(path));
        return false;
    }
    file.close();
    if (!info.exists())
        file.remove();
    return true;
}

QString freshIncidentPath(const QString& path)
{
    if (path.isEmpty())
        return path;
    // A journal only ever starts new. What a link points to is replaced, not the link.
    const QFileInfo info(path);
    QString target = info.exists() ? info.canonicalFilePath() : path;
    QFile::remove(target);
    return target;
}

Status writeReport(const Snapshot& snapshot, const Words& words, const QString& path)
{
    // A report written after the recovery is about what was wrong.
    const bool over = snapshot.verdict.state == VerdictState::Healthy && snapshot.lastFault;
    const ReportInput input{snapshot.environment,
                            over ? snapshot.lastFault->verdict : snapshot.verdict,
                            over ? snapshot.lastFault->topology : snapshot.topology,
                            snapshot.timeline,
                            over ? snapshot.lastFault->facts : *snapshot.facts,
                            *snapshot.evidence,
                            snapshot.plans,
                            snapshot.audit,
                            snapshot.at,
                            snapshot.entries,
                            snapshot.headHash,
                            snapshot.damage,
                            QStringLiteral(HOPSCOPE_VERSION)};
    return writePdf(buildReport(input), words, path);
}

} // namespace hopscope
