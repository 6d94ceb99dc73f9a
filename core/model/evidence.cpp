// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/model/evidence.h"

#include "core/base/redact.h"

#include <QCryptographicHash>

namespace hopscope {

void Evidence::setBytes(const QByteArray& raw)
{
    truncated = raw.size() > kMaxEvidenceBytes;
    bytes = redact(raw.left(kMaxEvidenceBytes));
    sha256 = QString::fromLatin1(QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
}

QString Evidence::excerpt(int lines, qsizetype maxChars) const
{
    QString text = QString::fromUtf8(bytes.left(maxChars * 4));
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control && c != QLatin1Char('\n') && c != QLatin1Char('\t'))
            c = QChar(0xFFFD);
    }
    const QStringList all = text.split(QLatin1Char('\n'));
    return all.mid(0, lines).join(QLatin1Char('\n')).left(maxChars).trimmed();
}

QJsonObject Evidence::toJson() const
{
    return {{QStringLiteral("id"), id},
            {QStringLiteral("host"), host},
            {QStringLiteral("command"), command},
            {QStringLiteral("exit"), exit},
            {QStringLiteral("ms"), durationMs},
            {QStringLiteral("at"), at.iso()},
            {QStringLiteral("truncated"), truncated},
            {QStringLiteral("sha256"), sha256},
            {QStringLiteral("bytes"), QString::fromLatin1(bytes.toBase64())}};
}

std::optional<Evidence> Evidence::fromJson(const QJsonObject& json)
{
    Evidence e;
    e.id = json.value(QStringLiteral("id")).toString();
    e.host = json.value(QStringLiteral("host")).toString();
    e.command = json.value(QStringLiteral("command")).toString();
    e.exit = json.value(QStringLiteral("exit")).toInt();
    e.durationMs = json.value(QStringLiteral("ms")).toInteger();
    e.at = Timestamp::fromIso(json.value(QStringLiteral("at")).toString());
    e.truncated = json.value(QStringLiteral("truncated")).toBool();
    e.sha256 = json.value(QStringLiteral("sha256")).toString();
    e.bytes = QByteArray::fromBase64(json.value(QStringLiteral("bytes")).toString().toLatin1());
    if (e.id.isEmpty())
        return std::nullopt;
    return e;
}

} // namespace hopscope
