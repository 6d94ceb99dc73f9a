// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/revokedkeys.h"

#include "core/base/fd.h"

#include <QFile>
#include <QtEndian>

#include <fcntl.h>
#include <sys/stat.h>

namespace hopscope {
namespace {

constexpr qint64 kMaxFile = qint64{16} * 1024 * 1024;

/// The wire form of a line's key, which begins with its own type; empty for a line that has none.
QByteArray keyOfLine(const QByteArray& line)
{
    const QByteArrayList fields = line.simplified().split(' ');
    const auto blob = QByteArray::fromBase64Encoding(fields.value(1), QByteArray::AbortOnBase64DecodingErrors);
    const QByteArray& type = fields.constFirst();
    if (!blob || blob.decoded.size() <= 4 + type.size())
        return {};
    const bool named = qFromBigEndian<quint32>(blob.decoded.constData()) == static_cast<quint32>(type.size()) &&
                       blob.decoded.mid(4, type.size()) == type;
    return named ? blob.decoded : QByteArray();
}

Revocation revocationInText(const QByteArray& text, const QByteArray& key)
{
    bool damaged = false;
    for (qsizetype from = 0; from < text.size();) {
        const qsizetype found = text.indexOf('\n', from);
        const qsizetype end = found < 0 ? text.size() : found;
        const QByteArray line = text.mid(from, end - from).trimmed();
        from = end + 1;
        if (line.isEmpty() || line.startsWith('#'))
            continue;
        const QByteArray revoked = keyOfLine(line);
        if (!revoked.isEmpty() && revoked == key)
            return Revocation::Revoked;
        damaged = damaged || revoked.isEmpty();
    }
    return damaged ? Revocation::Damaged : Revocation::No;
}

Revocation revocationOfFile(const QString& name, const QByteArray& key)
{
    // Without waiting: a pipe would never end.
    const OwnedFd fd(::open(QFile::encodeName(name).constData(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat about {};
    QFile file;
    if (!fd.valid() || ::fstat(fd.get(), &about) != 0 || S_ISDIR(about.st_mode) || S_ISFIFO(about.st_mode) ||
        !file.open(fd.get(), QIODevice::ReadOnly))
        return Revocation::Damaged;
    const QByteArray bytes = file.read(kMaxFile + 1);
    if (bytes.size() > kMaxFile || file.error() != QFileDevice::NoError)
        return Revocation::Damaged;
    return revocationIn(bytes, key);
}

} // namespace

Revocation revocationIn(const QByteArray& file, const QByteArray& key)
{
    return file.startsWith(QByteArrayView("SSHKRL\n\0", 8)) ? revocationInKrl(file, key) : revocationInText(file, key);
}

RevokedBy revokedBy(const QStringList& files, const QByteArray& key)
{
    RevokedBy result;
    for (const QString& file : files) {
        const Revocation revocation = revocationOfFile(file, key);
        if (revocation == Revocation::Revoked)
            return {revocation, file};
        if (revocation == Revocation::Damaged && result.revocation == Revocation::No)
            result = {revocation, file};
    }
    return result;
}

} // namespace hopscope
