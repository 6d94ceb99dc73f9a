// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/journal/frame.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <zlib.h>

#include <cstring>

namespace hopscope::frame {
namespace {

// The first byte has its high bit set and CR LF ^Z LF follow the name, as in PNG: a transfer as text shows at once.
constexpr char kMagic[8] = {'\x89', 'H', 'O', 'P', '\r', '\n', '\x1a', '\n'};
// 0xFF and 0xFE occur in no UTF-8 text, so no payload can contain the marker, whatever a host printed.
constexpr char kMarker[4] = {'\xff', 'H', 'R', '\xfe'};
constexpr qsizetype kCrcSize = 4;
constexpr qsizetype kChainSize = 32;

quint32 crcOf(QByteArrayView bytes)
{
    return static_cast<quint32>(
        ::crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<z_size_t>(bytes.size())));
}

void appendU32(QByteArray& bytes, quint32 value)
{
    char raw[4];
    qToLittleEndian(value, raw);
    bytes.append(raw, 4);
}

QByteArray sha256(QByteArrayView first, QByteArrayView second)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(first);
    hash.addData(second);
    return hash.result();
}

bool knownType(quint8 type)
{
    return type == static_cast<quint8>(Type::Entry) || type == static_cast<quint8>(Type::Seal);
}

} // namespace

QByteArray fileHeader()
{
    QByteArray header(kMagic, sizeof kMagic);
    char version[2];
    qToLittleEndian(kVersion, version);
    header.append(version, 2);
    header.append(2, '\0');
    appendU32(header, crcOf(header));
    return header;
}

FileHeader judgeFileHeader(QByteArrayView file)
{
    const QByteArray expected = fileHeader();
    const QByteArrayView present = file.first(qMin(file.size(), kFileHeaderSize));
    if (present == QByteArrayView(expected))
        return FileHeader::Good;
    if (present.isEmpty())
        return FileHeader::Foreign;
    const bool magic = present.startsWith(QByteArrayView(kMagic, sizeof kMagic));
    if (present.size() < kFileHeaderSize)
        return QByteArrayView(expected).startsWith(present) ? FileHeader::Damaged : FileHeader::Foreign;
    if (!magic)
        return FileHeader::Foreign;
    const bool intact = crcOf(present.first(12)) == qFromLittleEndian<quint32>(present.data() + 12);
    return intact ? FileHeader::Newer : FileHeader::Damaged;
}

QByteArray firstChain(QByteArrayView header)
{
    return sha256(header, {});
}

QByteArray encode(Type type, QByteArrayView payload, QByteArray& chain)
{
    QByteArray bytes(kMarker, sizeof kMarker);
    bytes.reserve(kHeaderSize + payload.size() + kTrailerSize);
    appendU32(bytes, static_cast<quint32>(payload.size()));
    bytes.append(static_cast<char>(type));
    bytes.append(3, '\0');
    bytes.append(payload);
    appendU32(bytes, crcOf(bytes));
    chain = sha256(chain, bytes);
    bytes.append(chain);
    return bytes;
}

std::optional<View> at(QByteArrayView file, qsizetype offset)
{
    if (offset < 0 || file.size() - offset < kHeaderSize + kTrailerSize)
        return std::nullopt;
    const char* const begin = file.data() + offset;
    if (std::memcmp(begin, kMarker, sizeof kMarker) != 0)
        return std::nullopt;
    const quint32 length = qFromLittleEndian<quint32>(begin + 4);
    const auto type = static_cast<quint8>(begin[8]);
    if (!knownType(type) || begin[9] != 0 || begin[10] != 0 || begin[11] != 0 || length > kMaxPayload ||
        static_cast<qsizetype>(length) > file.size() - offset - kHeaderSize - kTrailerSize)
        return std::nullopt;
    const auto size = static_cast<qsizetype>(length);
    // Looked at before the check is computed: it ends at the next candidate at the latest, which keeps find() linear.
    if (size > 0 && std::memchr(begin + kHeaderSize, 0xff, static_cast<std::size_t>(size)))
        return std::nullopt;
    const quint32 stored = qFromLittleEndian<quint32>(begin + kHeaderSize + size);
    if (crcOf({begin, kHeaderSize + size}) != stored)
        return std::nullopt;
    return View{offset,
                offset + kHeaderSize + size + kTrailerSize,
                static_cast<Type>(type),
                {begin + kHeaderSize, size},
                {begin + kHeaderSize + size + kCrcSize, kChainSize}};
}

std::optional<View> find(QByteArrayView file, qsizetype offset)
{
    const QByteArrayView marker(kMarker, sizeof kMarker);
    for (qsizetype next = file.indexOf(marker, offset); next >= 0; next = file.indexOf(marker, next + 1)) {
        if (const auto view = at(file, next))
            return view;
    }
    return std::nullopt;
}

bool isCutShort(QByteArrayView file, qsizetype offset)
{
    const QByteArrayView rest = file.sliced(offset);
    const QByteArrayView marker(kMarker, sizeof kMarker);
    if (rest.size() < kHeaderSize)
        return marker.startsWith(rest.first(qMin(rest.size(), marker.size())));
    const quint32 length = qFromLittleEndian<quint32>(rest.data() + 4);
    return rest.startsWith(marker) && length <= kMaxPayload &&
           rest.size() < kHeaderSize + static_cast<qsizetype>(length) + kTrailerSize;
}

QByteArray chainAfter(QByteArrayView file, const View& view, QByteArrayView before)
{
    return sha256(before, file.sliced(view.begin, view.end - view.begin - kChainSize));
}

} // namespace hopscope::frame
