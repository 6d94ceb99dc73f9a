// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/words/words.h"

#include <QDateTime>
#include <QLocale>

#include <cmath>
#include <cstdlib>

namespace hopscope {
namespace {

/// Independent of the desktop's locale, so that the same incident gives the same report everywhere.
QLocale fixedLocale()
{
    QLocale locale(QLocale::English, QLocale::UnitedStates);
    return locale;
}

} // namespace

QDateTime Words::local(Timestamp at) const
{
    return QDateTime::fromMSecsSinceEpoch(at.ms, Qt::OffsetFromUTC, m_offset);
}

QString Words::duration(qint64 ms) const
{
    if (ms < 0)
        return text(QStringLiteral("none"));
    const bool zh = chinese();
    const QString s = zh ? QStringLiteral(" 秒") : QStringLiteral(" s");
    const QString min = zh ? QStringLiteral(" 分") : QStringLiteral(" min");
    const QString h = zh ? QStringLiteral(" 小时") : QStringLiteral(" h");
    const QString d = zh ? QStringLiteral(" 天") : QStringLiteral(" d");
    if (ms < 1000)
        return QString::number(ms) + (zh ? QStringLiteral(" 毫秒") : QStringLiteral(" ms"));
    const qint64 seconds = ms / 1000;
    if (seconds < 60)
        return QString::number(seconds) + s;
    const auto two = [](qint64 a, const QString& unitA, qint64 b, const QString& unitB) {
        return QString::number(a) + unitA + (b > 0 ? QLatin1Char(' ') + QString::number(b) + unitB : QString());
    };
    if (seconds < 3600)
        return two(seconds / 60, min, seconds % 60, s);
    if (seconds < 86400)
        return two(seconds / 3600, h, seconds / 60 % 60, min);
    return two(seconds / 86400, d, seconds / 3600 % 24, h);
}

QString Words::time(Timestamp at) const
{
    return at.known() ? local(at).toString(QStringLiteral("HH:mm:ss")) : text(QStringLiteral("none"));
}

QString Words::shortTime(Timestamp at) const
{
    return at.known() ? local(at).toString(QStringLiteral("HH:mm")) : text(QStringLiteral("none"));
}

QString Words::date(Timestamp at) const
{
    if (!at.known())
        return text(QStringLiteral("none"));
    return chinese() ? local(at).toString(QStringLiteral("yyyy年M月d日"))
                     : fixedLocale().toString(local(at), QStringLiteral("d MMMM yyyy"));
}

QString Words::dateTime(Timestamp at) const
{
    return at.known() ? date(at) + (chinese() ? QStringLiteral(" ") : QStringLiteral(", ")) + time(at)
                      : text(QStringLiteral("none"));
}

QString Words::zone() const
{
    if (m_offset == 0)
        return QStringLiteral("UTC");
    const int minutes = std::abs(m_offset) / 60;
    const QString sign = m_offset < 0 ? QStringLiteral("−") : QStringLiteral("+");
    const QString rest = minutes % 60 ? QStringLiteral(":%1").arg(minutes % 60, 2, 10, QLatin1Char('0')) : QString();
    return QStringLiteral("UTC") + sign + QString::number(minutes / 60) + rest;
}

QString Words::bytes(qint64 bytes) const
{
    if (bytes < 1000)
        return QString::number(bytes) + QStringLiteral(" B");
    static const char* const kUnits[] = {"kB", "MB", "GB", "TB", "PB"};
    double value = static_cast<double>(bytes);
    std::size_t unit = 0;
    value /= 1000;
    while (value >= 999.5 && unit < 4) {
        value /= 1000;
        ++unit;
    }
    return QString::number(value, 'f', value < 9.95 ? 1 : 0) + QLatin1Char(' ') + QLatin1String(kUnits[unit]);
}

QString Words::count(qint64 count) const
{
    return fixedLocale().toString(count);
}

QString Words::percent(double share) const
{
    const QString number = QString::number(std::lround(share * 100));
    return chinese() ? number + QStringLiteral("%") : number + QStringLiteral(" %");
}

QString Words::clockOffset(qint64 ms) const
{
    const QString sign = ms < 0 ? QStringLiteral("−") : QStringLiteral("+");
    return sign + QString::number(std::abs(static_cast<double>(ms)) / 1000, 'f', 1) +
           (chinese() ? QStringLiteral(" 秒") : QStringLiteral(" s"));
}

} // namespace hopscope
