// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// What a host may say to who follows a log: the follow script's frames, and journalctl's entries.
#include "core/logs/followplan.h"
#include "core/logs/followreader.h"
#include "core/logs/followunit.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

namespace {

quint64 readInSteps(const QByteArray& text, qsizetype step, QList<ListedFile>& listed)
{
    FollowReader reader("n1");
    QList<FollowRecord> records;
    for (qsizetype at = 0; at < text.size(); at += step)
        records += reader.feed(text.mid(at, step));
    records += reader.finish();
    quint64 told = 0;
    for (const FollowRecord& record : records) {
        told = told * 31 + quint64(record.kind) + quint64(record.bytes.size()) + quint64(record.offset % 1000);
        if (record.bytes.size() > FollowReader::kMaxPiece || record.offset < 0 || record.size < 0)
            std::abort();
        if (record.kind == FollowRecord::Kind::Listed)
            listed.append(record.listed);
    }
    return told;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    QList<ListedFile> listed;
    QList<ListedFile> again;
    // However the bytes are cut on their way, they say the same.
    if (readInSteps(text, 1000, listed) != readInSteps(text, 7, again) || listed.size() != again.size())
        std::abort();
    QList<FollowedFile> files;
    for (int round = 0; round < 3; ++round) {
        const FollowPlan plan = planFollow(files, QStringLiteral("/x.log"), listed, 1000);
        for (const FollowSegment& segment : plan.segments) {
            if (segment.file < 0 || segment.file >= plan.files.size())
                std::abort();
        }
        if (plan.files.size() != plan.origins.size())
            std::abort();
        files = plan.files;
        for (FollowedFile& file : files)
            file.offset = qMax<qint64>(file.offset, 0) + 10;
    }
    UnitFollowJob job(QStringLiteral("x.service"));
    for (int round = 0; round < 2; ++round) {
        (void)job.argv();
        for (qsizetype at = 0; at < text.size(); at += 11)
            (void)job.take(text.mid(at, 11));
        (void)job.ended(std::nullopt, {});
    }
    return 0;
}
