// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/journal/writer.h"
#include "core/model/evidence.h"
#include "core/model/fact.h"
#include "tests/support/result.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>

namespace hopscope::journaltest {

inline Timestamp at(int n)
{
    return {1'700'000'000'000 + n * 250};
}

/// What a triage of three hosts records: a session, evidence with binary output, facts, rounds, actions, notes.
inline Entry sampleEntry(int n)
{
    Entry entry{n, at(n), QStringLiteral("fact"), {}};
    if (n == 1) {
        entry.kind = QStringLiteral("session");
        entry.payload = {{QStringLiteral("environment"), QStringLiteral("docs-acme")}, {QStringLiteral("version"), 1}};
    } else if (n % 4 == 0) {
        Evidence evidence;
        evidence.id = QStringLiteral("e%1").arg(n);
        evidence.host = QStringLiteral("docs");
        evidence.command = QStringLiteral("systemctl show ds-docservice");
        evidence.at = at(n);
        QByteArray raw(20 + (n * 37) % 900, '\0');
        QRandomGenerator random(static_cast<quint32>(n));
        for (char& c : raw)
            c = static_cast<char>(random.bounded(256));
        evidence.setBytes(raw);
        entry.kind = QStringLiteral("evidence");
        entry.payload = evidence.toJson();
    } else if (n % 50 == 1) {
        entry.kind = QStringLiteral("round");
        entry.payload = {{QStringLiteral("phase"), QStringLiteral("end")}, {QStringLiteral("number"), n / 50}};
    } else {
        const Fact fact{QStringLiteral("docs/docservice"),
                        QStringLiteral("log.last_error%1").arg(n),
                        QJsonValue(QString::fromUtf8("«HRC» 日志 \"quoted\" \\ line %1\n").arg(n)),
                        at(n),
                        QStringLiteral("e%1").arg(n / 4 * 4),
                        {}};
        entry.payload = fact.toJson();
    }
    return entry;
}

inline QByteArray readAll(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// The bytes of a file with `count` sample entries; empty when anything failed. `ends` gets the size after each.
inline QByteArray sampleFile(int count, bool seal = true, QList<qint64>* ends = nullptr)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("sample.hopscope"));
    auto writer = JournalWriter::create(path);
    if (!writer)
        return {};
    for (int n = 1; n <= count; ++n) {
        if (!writer->write(sampleEntry(n)))
            return {};
        if (ends)
            ends->append(writer->size());
    }
    if (seal && !writer->seal(at(count + 1)))
        return {};
    return readAll(path);
}

} // namespace hopscope::journaltest
