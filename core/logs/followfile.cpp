// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/logs/followfile.h"

#include "core/logs/followscript.h"

#include <QRandomGenerator>

#include <algorithm>

namespace hopscope {
namespace {

/// So often a compressed sibling may turn out not whole, a second apart, before it is held for damaged.
constexpr int kIncompleteTries = 30;

QByteArray newNonce()
{
    return "hs" + QByteArray::number(QRandomGenerator::system()->generate64(), 36);
}

void add(QList<LogPiece>& pieces, QByteArray lines)
{
    if (!lines.isEmpty())
        pieces.append({{}, std::move(lines)});
}

LogMark markOf(const char* code)
{
    LogMark mark;
    mark.code = QString::fromLatin1(code);
    return mark;
}

} // namespace

FileFollowJob::FileFollowJob(QString file, qint64 maxCatchUp, QString restSeconds)
    : m_file(std::move(file)), m_maxCatchUp(maxCatchUp), m_restSeconds(std::move(restSeconds))
{
}

QStringList FileFollowJob::argv()
{
    const QByteArray nonce = newNonce();
    m_reader = std::make_unique<FollowReader>(nonce);
    m_listed.clear();
    m_quit = false;
    m_moved = false;
    m_incomplete.clear();
    return followArgv(nonce, m_file, m_planned ? m_plan : FollowPlan(), lookFor(m_files), m_restSeconds);
}

QList<LogPiece> FileFollowJob::take(const QByteArray& bytes)
{
    QList<LogPiece> pieces;
    for (const FollowRecord& record : m_reader->feed(bytes))
        take(record, pieces);
    return pieces;
}

QList<LogPiece> FileFollowJob::ended(std::optional<int> exit, const QByteArray& err)
{
    Q_UNUSED(err)
    QList<LogPiece> pieces;
    for (const FollowRecord& record : m_reader->finish())
        take(record, pieces);
    m_lost = m_lost || !exit;
    if (!m_missing.isEmpty()) {
        m_next = Next::NoTool;
    } else if (exit == kNotReadable) {
        m_next = Next::NotReadable;
    } else if (!m_quit) {
        m_planned = false; // it did not get to tell what lies there now
        m_next = exit ? Next::Soon : Next::Now;
    } else {
        planAgain(pieces);
    }
    return pieces;
}

int FileFollowJob::fileOf(int segment) const
{
    return m_planned && segment >= 0 && segment < m_plan.segments.size() ? m_plan.segments.at(segment).file : -1;
}

void FileFollowJob::take(const FollowRecord& record, QList<LogPiece>& pieces)
{
    using Kind = FollowRecord::Kind;
    const int file = fileOf(record.segment);
    switch (record.kind) {
    case Kind::Opened:
        if (file >= 0 && m_files.at(file).offset < 0)
            m_files[file].offset = record.offset;
        break;
    case Kind::Piece:
        takePiece(record, pieces);
        break;
    case Kind::End:
        if (file < 0)
            break;
        m_files[file].settled = true;
        if (m_plan.segments.at(record.segment).kind != FollowSegment::Kind::Behind)
            add(pieces, m_lines[std::size_t(file)].rest());
        break;
    case Kind::Incomplete:
        if (file >= 0)
            m_incomplete = m_plan.segments.at(record.segment).path;
        break;
    case Kind::Listing:
        m_listed.clear();
        break;
    case Kind::Listed:
        if (!m_quit && m_listed.size() < 64)
            m_listed.append(record.listed);
        break;
    case Kind::Quit:
        m_quit = true;
        break;
    case Kind::NoTool:
        m_missing = record.text;
        break;
    case Kind::Changed:
    case Kind::Beat:
        break;
    }
}

void FileFollowJob::takePiece(const FollowRecord& record, QList<LogPiece>& pieces)
{
    const int index = fileOf(record.segment);
    if (index < 0 || record.offset != m_files.at(index).offset)
        return;
    FollowedFile& file = m_files[index];
    file.offset += record.bytes.size();
    file.head = record.head;
    if (!file.compressed)
        file.modified = record.modified;
    m_moved = true;
    add(pieces, m_lines[std::size_t(index)].take(record.bytes));
}

/// A compressed file may be in the making; one that stays broken is passed over.
void FileFollowJob::leaveOutDamaged()
{
    if (m_incomplete.isEmpty()) {
        m_incompleteTries = 0;
        return;
    }
    if (++m_incompleteTries < kIncompleteTries)
        return;
    for (ListedFile& listed : m_listed)
        listed.readable = listed.readable && listed.path != m_incomplete;
}

void FileFollowJob::planAgain(QList<LogPiece>& pieces)
{
    const auto current = std::find_if(m_listed.cbegin(), m_listed.cend(), [&](const ListedFile& f) { return f.path == m_file; });
    if (current == m_listed.cend() ? m_files.isEmpty() : !current->readable) {
        m_planned = false;
        m_next = Next::NotReadable;
        return;
    }
    const bool first = m_files.isEmpty();
    leaveOutDamaged();
    FollowPlan plan = planFollow(m_files, m_file, m_listed, m_maxCatchUp);
    QList<LogMark> marks = std::exchange(plan.marks, {});
    if (std::exchange(m_lost, false) && !first)
        marks.prepend(markOf(marks.isEmpty() ? "log.continued" : "log.interrupted"));

    std::vector<LineAssembler> lines(std::size_t(plan.files.size()));
    for (qsizetype i = 0; i < plan.files.size(); ++i) {
        if (const int origin = plan.origins.at(i); origin >= 0)
            std::swap(lines[std::size_t(i)], m_lines[std::size_t(origin)]);
    }
    for (LineAssembler& left : m_lines) // of files that are gone
        add(pieces, left.rest());
    if (!marks.isEmpty())
        pieces.append({marks, {}});

    m_files = plan.files;
    m_lines = std::move(lines);
    m_plan = std::move(plan);
    const bool read = std::exchange(m_planned, true);
    m_next = (!read || m_moved) && m_incomplete.isEmpty() ? Next::Now : Next::Soon;
}

} // namespace hopscope
