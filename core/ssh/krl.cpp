// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// OpenSSH's key revocation lists, after its PROTOCOL.krl.
#include "core/ssh/revokedkeys.h"

#include <QByteArrayView>
#include <QCryptographicHash>

namespace hopscope {
namespace {

enum Section : quint64 { Certificates = 1, ExplicitKey = 2, Sha1 = 3, Sha256 = 5, Extension = 255 };
enum CertificateSection : quint64 { Serials = 0x20, SerialRange = 0x21, SerialBitmap = 0x22, KeyIds = 0x23, CertificateExtension = 0x39 };

/// Takes big-endian numbers and counted strings from the front; once something is cut short it stays broken.
class Wire {
public:
    explicit Wire(QByteArrayView bytes) : m_left(bytes) {}
    quint64 number(qsizetype bytes)
    {
        quint64 value = 0;
        for (const char c : take(static_cast<quint64>(bytes)))
            value = value << 8 | static_cast<unsigned char>(c);
        return value;
    }
    QByteArrayView string() { return take(number(4)); }
    [[nodiscard]] bool atEnd() const { return m_broken || m_left.isEmpty(); }
    [[nodiscard]] bool whole() const { return !m_broken && m_left.isEmpty(); }
    [[nodiscard]] bool broken() const { return m_broken; }

private:
    QByteArrayView take(quint64 size)
    {
        m_broken = m_broken || size > static_cast<quint64>(m_left.size());
        if (m_broken)
            return {};
        const QByteArrayView taken = m_left.first(static_cast<qsizetype>(size));
        m_left = m_left.sliced(static_cast<qsizetype>(size));
        return taken;
    }
    QByteArrayView m_left;
    bool m_broken = false;
};

/// Strings one after the other, all of `size` bytes where that is not 0.
bool readList(QByteArrayView section, qsizetype size, QByteArrayView wanted, bool& found)
{
    Wire wire(section);
    while (!wire.atEnd()) {
        const QByteArrayView entry = wire.string();
        if (wire.broken() || (size > 0 && entry.size() != size))
            return false;
        found = found || (!entry.isEmpty() && entry == wanted);
    }
    return wire.whole();
}

/// None is known, so none may be critical.
bool skipExtension(QByteArrayView section)
{
    Wire wire(section);
    (void)wire.string();
    const bool critical = wire.number(1) != 0;
    (void)wire.string();
    return wire.whole() && !critical;
}

bool skipCertificateSection(quint64 type, QByteArrayView section)
{
    Wire wire(section);
    bool found = false;
    switch (type) {
    case Serials:
        return section.size() % 8 == 0;
    case SerialRange:
        return section.size() == 16;
    case SerialBitmap:
        wire.number(8);
        (void)wire.string();
        return wire.whole();
    case KeyIds:
        return readList(section, 0, {}, found);
    case CertificateExtension:
        return skipExtension(section);
    default:
        return false;
    }
}

bool skipCertificates(QByteArrayView section)
{
    Wire wire(section);
    (void)wire.string(); // of which authority; empty for all
    (void)wire.string(); // reserved
    while (!wire.atEnd()) {
        const quint64 type = wire.number(1);
        const QByteArrayView data = wire.string();
        if (wire.broken() || !skipCertificateSection(type, data))
            return false;
    }
    return wire.whole();
}

} // namespace

Revocation revocationInKrl(const QByteArray& list, const QByteArray& key)
{
    const QByteArray sha1 = QCryptographicHash::hash(key, QCryptographicHash::Sha1);
    const QByteArray sha256 = QCryptographicHash::hash(key, QCryptographicHash::Sha256);
    Wire wire(list);
    const bool ours = wire.number(8) == 0x5353484b524c0a00ULL && wire.number(4) == 1;
    wire.number(8);      // its version
    wire.number(8);      // when it was made
    wire.number(8);      // flags, of which there are none yet
    (void)wire.string(); // reserved
    (void)wire.string(); // comment
    bool sound = ours && !wire.broken();
    bool found = false;
    while (sound && !wire.atEnd()) {
        const quint64 type = wire.number(1);
        const QByteArrayView data = wire.string();
        if (wire.broken())
            break;
        switch (type) {
        case Certificates:
            sound = skipCertificates(data);
            break;
        case ExplicitKey:
            sound = readList(data, 0, key, found);
            break;
        case Sha1:
            sound = readList(data, sha1.size(), sha1, found);
            break;
        case Sha256:
            sound = readList(data, sha256.size(), sha256, found);
            break;
        case Extension:
            sound = skipExtension(data);
            break;
        default: // also a signature, which we could not check
            sound = false;
        }
    }
    if (!sound || !wire.whole())
        return Revocation::Damaged;
    return found ? Revocation::Revoked : Revocation::No;
}

} // namespace hopscope
