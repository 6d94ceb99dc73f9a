// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/randomart.h"

#include <QCryptographicHash>
#include <QtEndian>

#include <algorithm>
#include <array>

namespace hopscope {
namespace {

constexpr int kWidth = 17;
constexpr int kHeight = 9;
/// How often a field was walked over, then start and end.
constexpr char kMarks[] = " .o+=*BOX@%&#/^SE";
constexpr int kEnd = static_cast<int>(sizeof kMarks) - 2;

QByteArray takeField(QByteArray& bytes)
{
    if (bytes.size() < 4)
        return {};
    const auto wanted = static_cast<qsizetype>(qFromBigEndian<quint32>(bytes.constData()));
    QByteArray field = bytes.mid(4, wanted);
    bytes.remove(0, 4 + std::min(wanted, bytes.size() - 4));
    return field;
}

/// The length of the modulus: its leading zeros do not count.
int bitsOfRsa(QByteArray key)
{
    takeField(key); // the type
    takeField(key); // the exponent
    const QByteArray modulus = takeField(key);
    qsizetype first = 0;
    while (first < modulus.size() && modulus.at(first) == 0)
        ++first;
    if (first == modulus.size())
        return 0;
    int bits = static_cast<int>(modulus.size() - first - 1) * 8;
    for (auto top = static_cast<unsigned char>(modulus.at(first)); top != 0; top = static_cast<unsigned char>(top >> 1))
        ++bits;
    return bits;
}

QByteArray titleOf(const QByteArray& type, const QByteArray& key)
{
    QByteArray name = "UNKNOWN";
    int bits = 0;
    if (type == "ssh-ed25519" || type == "sk-ssh-ed25519@openssh.com") {
        name = type.startsWith("sk-") ? "ED25519-SK" : "ED25519";
        bits = 256;
    } else if (type == "ssh-rsa") {
        name = "RSA";
        bits = bitsOfRsa(key);
    } else if (type.startsWith("ecdsa-sha2-nistp")) {
        name = "ECDSA";
        bits = type.mid(16).toInt();
    } else if (type == "sk-ecdsa-sha2-nistp256@openssh.com") {
        name = "ECDSA-SK";
        bits = 256;
    }
    return bits > 0 ? '[' + name + ' ' + QByteArray::number(bits) + ']' : '[' + name + ']';
}

QByteArray border(const QByteArray& title)
{
    const QByteArray left((kWidth - title.size()) / 2, '-');
    return '+' + (left + title).leftJustified(kWidth, '-') + '+';
}

QByteArray artOf(const QByteArray& hash, const QByteArray& title)
{
    std::array<std::array<int, kWidth>, kHeight> field{};
    int x = kWidth / 2;
    int y = kHeight / 2;
    for (const char byte : hash) {
        auto input = static_cast<unsigned char>(byte);
        for (int step = 0; step < 4; ++step) {
            x = std::clamp(x + ((input & 1U) ? 1 : -1), 0, kWidth - 1);
            y = std::clamp(y + ((input & 2U) ? 1 : -1), 0, kHeight - 1);
            int& here = field.at(static_cast<std::size_t>(y)).at(static_cast<std::size_t>(x));
            if (here < kEnd - 2)
                ++here;
            input = static_cast<unsigned char>(input >> 2);
        }
    }
    field.at(kHeight / 2).at(kWidth / 2) = kEnd - 1;
    field.at(static_cast<std::size_t>(y)).at(static_cast<std::size_t>(x)) = kEnd;
    QByteArray art = border(title) + '\n';
    for (const auto& row : field) {
        art += '|';
        for (const int count : row)
            art += kMarks[count];
        art += "|\n";
    }
    return art + border("[SHA256]");
}

} // namespace

SshKeyLook lookOfKey(const QByteArray& type, const QByteArray& blob, const QString& where)
{
    const QByteArray key = QByteArray::fromBase64(blob);
    const QByteArray hash = QCryptographicHash::hash(key, QCryptographicHash::Sha256);
    const QByteArray print = hash.toBase64(QByteArray::Base64Encoding | QByteArray::OmitTrailingEquals);
    return {QString::fromLatin1(type), QStringLiteral("SHA256:") + QString::fromLatin1(print),
            QString::fromLatin1(artOf(hash, titleOf(type, key))), where};
}

} // namespace hopscope
