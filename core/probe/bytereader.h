// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QtEndian>

namespace hopscope {

/// Reads numbers and pieces off the front of untrusted bytes. Reading past the end yields zero or nothing and makes
/// ok() false for good, so that a parser may read on and ask once.
class ByteReader {
public:
    explicit ByteReader(QByteArrayView bytes) : m_bytes(bytes) {}

    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] qsizetype left() const { return m_bytes.size(); }
    quint8 u8() { return big<quint8>(); }
    quint16 big16() { return big<quint16>(); }
    quint32 big32() { return big<quint32>(); }
    quint16 little16()
    {
        const QByteArrayView piece = take(2);
        return m_ok ? qFromLittleEndian<quint16>(piece.data()) : quint16{0};
    }
    QByteArrayView take(qsizetype count)
    {
        if (count < 0 || count > m_bytes.size()) {
            m_ok = false;
            m_bytes = {};
            return {};
        }
        const QByteArrayView piece = m_bytes.first(count);
        m_bytes = m_bytes.sliced(count);
        return piece;
    }
    /// Up to the next NUL, which is consumed; fails where there is none.
    QByteArrayView untilNul()
    {
        const QByteArrayView piece = take(m_bytes.indexOf('\0'));
        take(1);
        return piece;
    }
    QByteArrayView rest() { return take(m_bytes.size()); }

private:
    template <class T> T big()
    {
        const QByteArrayView piece = take(static_cast<qsizetype>(sizeof(T)));
        return m_ok ? qFromBigEndian<T>(piece.data()) : T{0};
    }
    QByteArrayView m_bytes;
    bool m_ok = true;
};

inline void appendBig32(QByteArray& bytes, quint32 value)
{
    char raw[4];
    qToBigEndian(value, raw);
    bytes.append(raw, 4);
}

} // namespace hopscope
