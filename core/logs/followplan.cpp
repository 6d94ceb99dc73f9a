// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/logs/followplan.h"

#include "core/logs/siblings.h"

#include <algorithm>
#include <limits>

namespace hopscope {
namespace {

constexpr qint64 kFirstLines = 200;

bool startsAlike(const FollowedFile& file, const ListedFile& listed)
{
    return file.head.length == 0 || listed.heads.contains(file.head);
}

bool longEnough(const FollowedFile& file, const ListedFile& listed)
{
    return listed.compressed || listed.size >= file.offset;
}

bool isSame(const FollowedFile& file, const ListedFile& listed)
{
    return listed.id == file.id && listed.compressed == file.compressed &&
           (startsAlike(file, listed) || !listed.readable) && longEnough(file, listed);
}

/// The content, somewhere else: compressed, or copied before a truncation. A file that was never seen to hold anything
/// cannot be known again, and one that was last written before cannot be it.
bool isCopy(const FollowedFile& file, const ListedFile& listed)
{
    return file.head.length > 0 && listed.id != file.id && listed.modified >= file.modified &&
           listed.heads.contains(file.head) && longEnough(file, listed);
}

FileHead longestHead(const ListedFile& listed)
{
    FileHead best;
    for (const FileHead& head : listed.heads) {
        if (head.length > best.length)
            best = head;
    }
    return best;
}

class Planner {
public:
    Planner(const QList<FollowedFile>& files, const QString& path, const QList<ListedFile>& listed, qint64 maxCatchUp)
        : m_known(files), m_all(siblingsOf(path, listed)), m_maxCatchUp(maxCatchUp)
    {
        for (const ListedFile& one : listed) {
            if (one.path != path)
                continue;
            m_current = m_all.size();
            m_all.append(one);
            break;
        }
    }

    FollowPlan plan()
    {
        if (m_known.isEmpty()) {
            if (m_current >= 0)
                read(m_current, -1, -kFirstLines);
            return std::move(m_plan);
        }
        QList<qsizetype> places;
        for (auto file = m_known.crbegin(); file != m_known.crend(); ++file)
            places.prepend(find(*file, places));
        tellLosses(places);
        readOn(places);
        return std::move(m_plan);
    }

private:
    [[nodiscard]] qsizetype find(const FollowedFile& file, const QList<qsizetype>& taken) const
    {
        for (qsizetype i = m_all.size() - 1; i >= 0; --i) {
            if (!taken.contains(i) && isSame(file, m_all.at(i)))
                return i;
        }
        for (qsizetype i = 0; i < m_all.size(); ++i) { // the oldest: a newer one may have begun alike
            if (!taken.contains(i) && isCopy(file, m_all.at(i)))
                return i;
        }
        return -1;
    }

    [[nodiscard]] bool isNewestSibling(qsizetype place) const
    {
        return place == (m_current >= 0 ? m_current : m_all.size()) - 1;
    }

    void mark(const char* code, const QString& file = {}, qint64 bytes = 0)
    {
        LogMark mark;
        mark.code = QString::fromLatin1(code);
        mark.file = file;
        mark.bytes = bytes;
        m_plan.marks.append(mark);
    }

    void tellLosses(const QList<qsizetype>& places)
    {
        for (qsizetype i = 0; i + 1 < places.size(); ++i) {
            if (places.at(i) < 0 && !m_known.at(i).settled && m_known.at(i).head.length > 0)
                mark("log.gone");
        }
        const FollowedFile& last = m_known.last();
        const qsizetype place = places.last();
        const bool emptied = m_current >= 0 && m_all.at(m_current).id == last.id && place != m_current;
        // A rename keeps the inode: what has another and is not compressed was copied.
        const bool copied = place >= 0 && place != m_current && !m_all.at(place).compressed && m_all.at(place).id != last.id;
        if (emptied || copied)
            mark(place < 0 ? "log.truncated-uncopied" : "log.truncated");
        else if (place < 0 && last.head.length > 0)
            mark("log.gone");
    }

    /// A file that was begun. Of those read to their end only the last is kept in mind, to know what is newer still: the one
    /// before the current file, and the last of which a head is known.
    void goOn(qsizetype place, int origin)
    {
        const FollowedFile& known = m_known.at(origin);
        const ListedFile& listed = m_all.at(place);
        const bool nothingNew = listed.compressed ? known.compressed && known.id == listed.id : listed.size == known.offset;
        if (!known.settled || !nothingNew)
            return read(place, origin, known.offset);
        const bool lastKnown = std::all_of(m_known.cbegin() + origin + 1, m_known.cend(),
                                           [](const FollowedFile& later) { return later.head.length == 0; });
        if (!isNewestSibling(place) && !lastKnown)
            return;
        if (!listed.compressed && isNewestSibling(place))
            return read(place, origin, known.offset); // to be watched
        m_plan.files.append(known);
        m_plan.origins.append(origin);
    }

    /// From the oldest file that is known again, everything: what is between the known ones was never read. A file that was
    /// never seen to hold anything is not known by its inode alone. Where none is known, what was written since; an older
    /// file may have been written in the very same second, so that second is left out.
    void readOn(const QList<qsizetype>& places)
    {
        QList<int> origins(m_all.size(), -1);
        qsizetype first = m_all.size();
        for (qsizetype i = 0; i < places.size(); ++i) {
            if (places.at(i) < 0)
                continue;
            origins[places.at(i)] = int(i);
            if (m_known.at(i).head.length > 0)
                first = std::min(first, places.at(i));
        }
        const bool lost = first == m_all.size();
        for (qsizetype i = lost ? 0 : first; i < m_all.size(); ++i) {
            const int origin = origins.at(i);
            if (origin >= 0 && m_known.at(origin).head.length > 0)
                goOn(i, origin);
            else if (!lost || i == m_current || m_all.at(i).modified > m_known.last().modified)
                read(i, origin, 0);
        }
    }

    void read(qsizetype place, int origin, qint64 from)
    {
        const ListedFile& listed = m_all.at(place);
        if (!listed.readable && place != m_current)
            return mark("log.unreadable", listed.path);
        if (!listed.compressed && listed.size - from > m_maxCatchUp && from >= 0) {
            mark("log.skipped", place == m_current ? QString() : listed.path, listed.size - m_maxCatchUp - from);
            from = listed.size - m_maxCatchUp;
        }
        FollowSegment segment;
        segment.path = listed.path;
        segment.file = int(m_plan.files.size());
        segment.kind = place == m_current   ? FollowSegment::Kind::Current
                       : listed.compressed ? FollowSegment::Kind::Compressed
                       : isNewestSibling(place) ? FollowSegment::Kind::Behind
                                           : FollowSegment::Kind::Once;
        m_plan.segments.append(segment);
        FollowedFile file;
        file.id = listed.id;
        file.offset = from;
        file.head = longestHead(listed);
        file.modified = listed.modified;
        file.compressed = listed.compressed;
        m_plan.files.append(file);
        m_plan.origins.append(origin);
    }

    const QList<FollowedFile>& m_known;
    QList<ListedFile> m_all; ///< oldest first
    qsizetype m_current = -1;
    qint64 m_maxCatchUp;
    FollowPlan m_plan;
};

} // namespace

FollowPlan planFollow(const QList<FollowedFile>& files, const QString& path, const QList<ListedFile>& listed,
                      qint64 maxCatchUp)
{
    return Planner(files, path, listed, maxCatchUp).plan();
}

LookFor lookFor(const QList<FollowedFile>& files)
{
    LookFor wanted;
    wanted.headLengths.append(FileHead::kLength);
    wanted.since = std::numeric_limits<qint64>::max();
    for (const FollowedFile& file : files) {
        if (file.head.length > 0 && !wanted.headLengths.contains(file.head.length))
            wanted.headLengths.append(file.head.length);
        wanted.since = std::min(wanted.since, file.modified);
    }
    return wanted;
}

} // namespace hopscope
