// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/journal/reader.h"

#include "core/journal/frame.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

namespace hopscope {
namespace {

QString hex(const QByteArray& hash)
{
    return QString::fromLatin1(hash.toHex());
}

std::optional<QJsonObject> objectIn(const frame::View& view)
{
    const QJsonDocument document =
        QJsonDocument::fromJson(QByteArray::fromRawData(view.payload.data(), view.payload.size()));
    return document.isObject() ? std::optional(document.object()) : std::nullopt;
}

std::optional<Entry> entryIn(const frame::View& view)
{
    const auto json = view.type == frame::Type::Entry ? objectIn(view) : std::nullopt;
    return json ? Entry::fromJson(*json) : std::nullopt;
}

bool sealFits(const frame::View& view, qsizetype entries)
{
    const auto json = objectIn(view);
    return json && json->value(QStringLiteral("entries")).toInteger(-1) == entries;
}

/// Reads from `offset` on while the chain holds; returns where it stopped.
qsizetype readIntact(QByteArrayView bytes, JournalContents& contents)
{
    QByteArray chain = frame::firstChain(bytes.first(frame::kFileHeaderSize));
    qsizetype offset = frame::kFileHeaderSize;
    while (!contents.closed) {
        const auto view = frame::at(bytes, offset);
        if (!view)
            break;
        const QByteArray next = frame::chainAfter(bytes, *view, chain);
        if (view->chain != QByteArrayView(next))
            break;
        if (view->type == frame::Type::Seal) {
            if (!sealFits(*view, contents.entries.size()))
                break;
            contents.closed = true;
        } else if (auto entry = entryIn(*view)) {
            contents.entries.append(std::move(*entry));
        } else {
            break;
        }
        chain = next;
        offset = view->end;
    }
    contents.headHash = hex(chain);
    return offset;
}

void readAfterBreak(QByteArrayView bytes, qsizetype offset, JournalContents& contents)
{
    while (const auto view = frame::find(bytes, offset)) {
        if (auto entry = entryIn(*view))
            contents.afterBreak.append(std::move(*entry));
        offset = view->end;
    }
}

} // namespace

Result<JournalContents> readJournal(QByteArrayView bytes)
{
    if (bytes.size() > frame::kMaxFile)
        return fail(QStringLiteral("journal.unreadable"), QStringLiteral("over 512 MB"));
    const frame::FileHeader header = frame::judgeFileHeader(bytes);
    if (header == frame::FileHeader::Newer)
        return fail(QStringLiteral("journal.newer"));

    JournalContents contents;
    qsizetype offset = 0;
    if (header == frame::FileHeader::Good && bytes.size() >= frame::kFileHeaderSize)
        offset = readIntact(bytes, contents);
    if (contents.closed && offset == bytes.size())
        return contents.entries.isEmpty() ? Result<JournalContents>(fail(QStringLiteral("journal.no-record")))
                                          : contents;

    const bool whole = !contents.closed && offset == bytes.size();
    contents.damage =
        JournalDamage{whole ? QStringLiteral("journal.not-closed") : QStringLiteral("journal.damaged"), offset};
    contents.cutShort = !contents.closed && offset > 0 && !whole && frame::isCutShort(bytes, offset);
    readAfterBreak(bytes, offset, contents);
    if (contents.entries.isEmpty() && contents.afterBreak.isEmpty())
        return fail(header == frame::FileHeader::Foreign ? QStringLiteral("journal.not-incident")
                                                         : QStringLiteral("journal.no-record"));
    return contents;
}

Result<JournalContents> readJournal(const QString& path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return fail(QStringLiteral("journal.missing"), path);
    // A pipe or a device would block or never end.
    if (!info.isFile() || info.size() > frame::kMaxFile)
        return fail(QStringLiteral("journal.unreadable"), path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(QStringLiteral("journal.unreadable"), file.errorString());
    const QByteArray bytes = file.read(frame::kMaxFile + 1);
    if (file.error() != QFileDevice::NoError)
        return fail(QStringLiteral("journal.unreadable"), file.errorString());
    return readJournal(QByteArrayView(bytes));
}

} // namespace hopscope
