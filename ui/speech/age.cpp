// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/speech/age.h"

#include "ui/speech/labels.h"

#include <QDateTime>

namespace hopscope {
namespace {

constexpr qint64 kMinute = 60;
constexpr qint64 kHour = 60 * kMinute;

} // namespace

QString ageText(qint64 ms)
{
    const bool chinese = uiLanguage() == Language::Chinese;
    const qint64 seconds = qMax<qint64>(0, ms) / 1000;
    if (seconds < 90)
        return QString::number(seconds) + (chinese ? QStringLiteral(" 秒") : QStringLiteral(" s"));
    if (seconds < 90 * kMinute)
        return QString::number(seconds / kMinute) + (chinese ? QStringLiteral(" 分钟") : QStringLiteral(" min"));
    if (seconds < 36 * kHour)
        return QString::number(seconds / kHour) + (chinese ? QStringLiteral(" 小时") : QStringLiteral(" h"));
    return QString::number(seconds / 86400) + (chinese ? QStringLiteral(" 天") : QStringLiteral(" d"));
}

QString durationText(qint64 ms)
{
    const qint64 seconds = qMax<qint64>(0, ms) / 1000;
    const QString tail = QStringLiteral("%1:%2");
    if (seconds < 3600)
        return tail.arg(seconds / kMinute).arg(seconds % 60, 2, 10, QLatin1Char('0'));
    return QString::number(seconds / kHour) + QLatin1Char(':') +
           tail.arg((seconds / kMinute) % 60, 2, 10, QLatin1Char('0')).arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString clockText(Timestamp at, Timestamp now)
{
    if (!at.known())
        return QStringLiteral("–");
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(at.ms);
    QString time = moment.toString(QStringLiteral("HH:mm:ss"));
    if (now.known() && QDateTime::fromMSecsSinceEpoch(now.ms).date() != moment.date())
        return moment.toString(QStringLiteral("yyyy-MM-dd ")) + time;
    return time;
}

QString sizeText(qint64 bytes)
{
    if (bytes < 1024)
        return QString::number(bytes) + QStringLiteral(" B");
    if (bytes < qint64{1024} * 1024)
        return QString::number(double(bytes) / 1024, 'f', 1) + QStringLiteral(" KB");
    return QString::number(double(bytes) / (1024.0 * 1024.0), 'f', 1) + QStringLiteral(" MB");
}

} // namespace hopscope
