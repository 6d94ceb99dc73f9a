// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/logs/siblings.h"

#include <QRegularExpression>

#include <algorithm>

namespace hopscope {
namespace {

QString withoutCompression(const QString& path)
{
    for (const char* ending : {".gz", ".bz2", ".xz", ".zst", ".lz4"}) {
        if (path.endsWith(QLatin1String(ending)))
            return path.chopped(QLatin1String(ending).size());
    }
    return path;
}

/// `.1`, `-20261122`, `.2026-11-22`, `-20261122.1`, `-20261122-1311`, `-1669107600`
std::optional<RotationName> readSuffix(const QString& suffix)
{
    static const QRegularExpression numbered(QStringLiteral("^\\.(\\d{1,5})$"));
    static const QRegularExpression dated(QStringLiteral("^[.-](\\d{4,}(?:-\\d{1,10}){0,4}(?:\\.\\d{1,5})?)$"));
    if (const auto match = numbered.match(suffix); match.hasMatch())
        return RotationName{match.captured(1).toInt(), {}, {}};
    if (const auto match = dated.match(suffix); match.hasMatch())
        return RotationName{-1, match.captured(1), {}};
    return std::nullopt;
}

struct Named {
    RotationName name;
    ListedFile file;
};

/// By name where the names agree about how they are made, else by time.
void sortOldestFirst(QList<Named>& files)
{
    const auto numbered = [](const Named& f) { return f.name.number >= 0; };
    const auto count = std::count_if(files.cbegin(), files.cend(), numbered);
    const auto byName = [&](const Named& a, const Named& b) {
        return numbered(a) ? a.name.number > b.name.number : a.name.date < b.name.date;
    };
    const auto byTime = [](const Named& a, const Named& b) {
        return a.file.modified != b.file.modified ? a.file.modified < b.file.modified : a.file.path < b.file.path;
    };
    if (count == 0 || count == files.size())
        std::stable_sort(files.begin(), files.end(), byName);
    else
        std::stable_sort(files.begin(), files.end(), byTime);
}

} // namespace

std::optional<RotationName> rotationName(const QString& file, const QString& path)
{
    const QString plain = withoutCompression(path);
    std::optional<RotationName> name;
    if (plain.startsWith(file))
        name = readSuffix(plain.mid(file.size()));
    const qsizetype dot = file.lastIndexOf(QLatin1Char('.'));
    if (!name && dot > file.lastIndexOf(QLatin1Char('/')) + 1) {
        const QString stem = file.left(dot);
        const QString extension = file.mid(dot);
        if (plain.startsWith(stem) && plain.endsWith(extension) && plain.size() > file.size())
            name = readSuffix(plain.mid(stem.size(), plain.size() - file.size()));
    }
    if (name)
        name->generation = plain;
    return name;
}

QList<ListedFile> siblingsOf(const QString& file, const QList<ListedFile>& listed)
{
    QList<Named> found;
    for (const ListedFile& one : listed) {
        auto name = rotationName(file, one.path);
        if (!name)
            continue;
        const auto same = std::find_if(found.begin(), found.end(), [&](const Named& other) {
            return other.name.generation == name->generation;
        });
        if (same == found.end())
            found.append({*name, one});
        else if (same->file.path != name->generation) // what is kept is a compressed one
            *same = {*name, one};
    }
    sortOldestFirst(found);
    QList<ListedFile> files;
    for (const Named& one : found)
        files.append(one.file);
    return files;
}

} // namespace hopscope
