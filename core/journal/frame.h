// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

/// The bytes of an incident file, without any meaning: docs/INCIDENT-FORMAT.md describes them. Private to core/journal.
namespace hopscope::frame {

enum class Type : quint8 { Entry = 1, Seal = 2 };

constexpr qsizetype kFileHeaderSize = 16;
constexpr qsizetype kHeaderSize = 12;  ///< marker, length, type, three zero bytes
constexpr qsizetype kTrailerSize = 36; ///< CRC-32 and chain hash
constexpr quint16 kVersion = 1;
/// Evidence is at most 512 KB, 683 KB as base64; this leaves room without letting a damaged length eat the memory.
constexpr qsizetype kMaxPayload = qsizetype{8} * 1024 * 1024;
/// Readers hold a whole file in memory.
constexpr qsizetype kMaxFile = qsizetype{512} * 1024 * 1024;

/// A frame whose own check holds. `payload` points into the file's bytes.
struct View {
    qsizetype begin = 0;
    qsizetype end = 0; ///< first byte after the frame
    Type type = Type::Entry;
    QByteArrayView payload;
    QByteArrayView chain; ///< 32 bytes as stored; the frame's check does not cover them
};

enum class FileHeader { Good, Damaged, Newer, Foreign };

[[nodiscard]] QByteArray fileHeader();
[[nodiscard]] FileHeader judgeFileHeader(QByteArrayView file);

/// The chain hash a file starts with: SHA-256 of its header.
[[nodiscard]] QByteArray firstChain(QByteArrayView header);
/// The whole frame; `chain` is the hash before it and becomes the hash after it.
[[nodiscard]] QByteArray encode(Type type, QByteArrayView payload, QByteArray& chain);

/// The frame that starts exactly at `offset`, if there is one whose own check holds.
[[nodiscard]] std::optional<View> at(QByteArrayView file, qsizetype offset);
/// The first such frame at or after `offset`. Linear in the length of the file, whatever it contains.
[[nodiscard]] std::optional<View> find(QByteArrayView file, qsizetype offset);
/// Whether the file ends inside the record that starts at `offset`, as after a crash, rather than holding wrong bytes.
[[nodiscard]] bool isCutShort(QByteArrayView file, qsizetype offset);
/// The chain hash after `view`, given the one before it.
[[nodiscard]] QByteArray chainAfter(QByteArrayView file, const View& view, QByteArrayView before);

} // namespace hopscope::frame
