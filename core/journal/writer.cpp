// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/journal/writer.h"

#include "core/journal/frame.h"
#include "core/journal/reader.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hopscope {
namespace {

constexpr qint64 kSealRoom = 4096; ///< kept free below the size limit so that a full file can still be sealed
constexpr qint64 kSyncEveryMs = 1000;

tl::unexpected<Error> writeError(int error)
{
    return fail(QStringLiteral("journal.write"), qt_error_string(error));
}

/// A new file survives power loss only when its folder's entry does.
void syncFolder(const QString& path)
{
    const QByteArray folder = QFile::encodeName(QFileInfo(path).absolutePath());
    const OwnedFd fd(::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (fd.valid())
        ::fsync(fd.get());
}

Status lock(const OwnedFd& fd)
{
    if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0)
        return errno == EWOULDBLOCK ? Status(fail(QStringLiteral("journal.locked"))) : Status(writeError(errno));
    return {};
}

} // namespace

Result<JournalWriter> JournalWriter::create(const QString& path)
{
    OwnedFd fd(::open(QFile::encodeName(path).constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!fd.valid())
        return errno == EEXIST ? fail(QStringLiteral("journal.exists"), path) : writeError(errno);
    if (Status locked = lock(fd); !locked)
        return fail(locked.error());
    JournalWriter writer(std::move(fd));
    const QByteArray header = frame::fileHeader();
    if (Status written = writer.put(header); !written) {
        ::unlink(QFile::encodeName(path).constData());
        return fail(written.error());
    }
    writer.m_chain = frame::firstChain(header);
    syncFolder(path);
    return writer;
}

Result<JournalWriter> JournalWriter::append(const QString& path)
{
    if (!QFileInfo::exists(path))
        return fail(QStringLiteral("journal.missing"), path);
    OwnedFd fd(::open(QFile::encodeName(path).constData(), O_RDWR | O_CLOEXEC | O_NONBLOCK));
    if (!fd.valid())
        return writeError(errno);
    // Locked before it is read: another writer may be adding to it right now.
    if (Status locked = lock(fd); !locked)
        return fail(locked.error());
    const Result<JournalContents> contents = readJournal(path);
    if (!contents)
        return fail(contents.error());
    if (!contents->damage)
        return fail(QStringLiteral("journal.closed"), path);
    // Only what a crash leaves behind may be cut away; anything else stays as it is, for whoever looks into it.
    const bool notClosed = contents->damage->code == QLatin1String("journal.not-closed");
    if (!contents->afterBreak.isEmpty() || !(notClosed || contents->cutShort))
        return fail(QStringLiteral("journal.damaged"), QString::number(contents->damage->offset));
    JournalWriter writer(std::move(fd));
    writer.m_end = contents->damage->offset;
    writer.m_entries = contents->entries.size();
    writer.m_chain = QByteArray::fromHex(contents->headHash.toLatin1());
    if (::ftruncate(writer.m_fd.get(), writer.m_end) != 0)
        return writeError(errno);
    return writer;
}

Status JournalWriter::put(const QByteArray& bytes)
{
    if (m_torn && ::ftruncate(m_fd.get(), m_end) != 0)
        return writeError(errno);
    m_torn = false;
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t n =
            ::pwrite(m_fd.get(), bytes.constData() + done, static_cast<std::size_t>(bytes.size() - done), m_end + done);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            const int error = n < 0 ? errno : ENOSPC;
            m_torn = ::ftruncate(m_fd.get(), m_end) != 0;
            return writeError(error);
        }
        done += n;
    }
    m_end += bytes.size();
    m_dirty = true;
    return {};
}

Status JournalWriter::putFrame(int type, const QByteArray& payload)
{
    QByteArray chain = m_chain;
    const QByteArray bytes = frame::encode(static_cast<frame::Type>(type), payload, chain);
    if (Status written = put(bytes); !written)
        return written;
    m_chain = chain;
    return {};
}

Status JournalWriter::write(const Entry& entry)
{
    if (m_closed)
        return fail(QStringLiteral("journal.closed"));
    if (entry.seq <= 0 || entry.kind.isEmpty())
        return fail(QStringLiteral("journal.bad-entry"));
    const QByteArray payload = QJsonDocument(entry.toJson()).toJson(QJsonDocument::Compact);
    if (payload.size() > frame::kMaxPayload || payload.contains('\xff'))
        return fail(QStringLiteral("journal.bad-entry"));
    if (m_end + payload.size() + frame::kHeaderSize + frame::kTrailerSize + kSealRoom > frame::kMaxFile)
        return fail(QStringLiteral("journal.full"));
    Status written = putFrame(static_cast<int>(frame::Type::Entry), payload);
    if (written)
        ++m_entries;
    return written;
}

Status JournalWriter::sync()
{
    if (!m_dirty)
        return {};
    if (::fdatasync(m_fd.get()) != 0)
        return writeError(errno);
    m_dirty = false;
    return {};
}

Status JournalWriter::syncIfDue(Timestamp now)
{
    // A clock that was set back must not hold back what was seen.
    const qint64 since = now.ms - m_lastSync.ms;
    if (!m_dirty || (since >= 0 && since < kSyncEveryMs))
        return {};
    m_lastSync = now;
    return sync();
}

Status JournalWriter::seal(Timestamp at)
{
    if (m_closed)
        return fail(QStringLiteral("journal.closed"));
    const QJsonObject payload{{QStringLiteral("entries"), m_entries}, {QStringLiteral("at"), at.iso()}};
    if (Status written =
            putFrame(static_cast<int>(frame::Type::Seal), QJsonDocument(payload).toJson(QJsonDocument::Compact));
        !written)
        return written;
    m_closed = true;
    return sync();
}

} // namespace hopscope
