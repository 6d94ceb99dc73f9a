// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/packages.h"

#include "core/parse/lines.h"
#include "core/parse/logtime.h"

namespace hopscope {
namespace {

constexpr qsizetype kMaxLines = 20'000;
constexpr qsizetype kMaxLine = 1'024;

QString version(const QByteArray& text)
{
    return text == "<none>" ? QString() : QString::fromUtf8(text);
}

bool readDpkg(const QByteArrayList& parts, int offset, PackageChange& change)
{
    static const QByteArrayList actions{"install", "upgrade", "remove", "purge"};
    if (parts.size() != 6 || !actions.contains(parts.at(2)))
        return false;
    const auto time = readLogTime(parts.at(0) + ' ' + parts.at(1));
    if (!time)
        return false;
    change = {time->at(offset), QString::fromLatin1(parts.at(2)), QString::fromUtf8(parts.at(3)), version(parts.at(4)),
              version(parts.at(5))};
    return true;
}

/// rpm knows when what is installed now was put there, not what it replaced.
bool readRpm(const QByteArrayList& parts, PackageChange& change)
{
    bool ok = false;
    const qint64 seconds = parts.size() == 3 ? parts.at(0).toLongLong(&ok) : 0;
    constexpr qint64 kYear9999 = 253'402'300'799;
    if (!ok || seconds <= 0 || seconds > kYear9999)
        return false;
    change = {{seconds * 1000}, QStringLiteral("install"), QString::fromUtf8(parts.at(1)), {}, QString::fromUtf8(parts.at(2))};
    return true;
}

} // namespace

QList<PackageChange> parsePackageLog(const QByteArray& text, int hostOffsetSeconds)
{
    QList<PackageChange> changes;
    eachLine(text, kMaxLines, kMaxLine, [&](const QByteArray& line) {
        QByteArray rest;
        const QByteArrayList parts = words(line, 6, &rest);
        PackageChange change;
        if (rest.isEmpty() && (readDpkg(parts, hostOffsetSeconds, change) || readRpm(parts, change)))
            changes.append(change);
    });
    return changes;
}

} // namespace hopscope
