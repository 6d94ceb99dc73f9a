// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/logtime.h"

#include <QDate>
#include <QDateTime>

namespace hopscope {

namespace {

/// Reads forward over bytes; every take() says whether it found what it was asked for and moves only then.
class Scan {
public:
    explicit Scan(const QByteArray& text) : m_text(text) {}

    [[nodiscard]] qsizetype at() const { return m_at; }
    void rewind(qsizetype at) { m_at = at; }
    [[nodiscard]] char peek() const { return m_at < m_text.size() ? m_text.at(m_at) : '\0'; }

    bool take(char c)
    {
        if (peek() != c || m_at >= m_text.size())
            return false;
        ++m_at;
        return true;
    }
    bool takeWord(const char* word)
    {
        const QByteArrayView view(word);
        if (m_text.size() - m_at < view.size() || QByteArrayView(m_text).sliced(m_at, view.size()) != view)
            return false;
        m_at += view.size();
        return true;
    }
    bool digits(int min, int max, qint64& value)
    {
        qsizetype end = m_at;
        qint64 sum = 0;
        while (end < m_text.size() && end - m_at < max && m_text.at(end) >= '0' && m_text.at(end) <= '9')
            sum = sum * 10 + (m_text.at(end++) - '0');
        if (end - m_at < min)
            return false;
        m_at = end;
        value = sum;
        return true;
    }
    bool month(qint64& value)
    {
        static constexpr const char* kNames[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
        for (int i = 0; i < 12; ++i) {
            if (takeWord(kNames[i])) {
                value = i + 1;
                return true;
            }
        }
        return false;
    }
    bool weekday()
    {
        for (const char* name : {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}) {
            if (takeWord(name)) {
                while (take(' ')) {
                }
                return true;
            }
        }
        return false;
    }

private:
    const QByteArray& m_text;
    qsizetype m_at = 0;
};

struct Fields {
    qint64 year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, ms = 0;
};

bool readClock(Scan& scan, Fields& fields)
{
    if (!scan.digits(2, 2, fields.hour) || !scan.take(':') || !scan.digits(2, 2, fields.minute) || !scan.take(':') ||
        !scan.digits(2, 2, fields.second))
        return false;
    const qsizetype mark = scan.at();
    qint64 fraction = 0;
    if ((scan.take('.') || scan.take(',')) && scan.digits(1, 9, fraction)) {
        for (qsizetype digits = scan.at() - mark - 1; digits > 3; --digits)
            fraction /= 10;
        for (qsizetype digits = scan.at() - mark - 1; digits < 3; ++digits)
            fraction *= 10;
        fields.ms = fraction;
    } else {
        scan.rewind(mark);
    }
    return true;
}

// 2026-03-02 or 2026/03/02, then a blank or T, then the clock.
bool readNumeric(Scan& scan, Fields& fields)
{
    if (!scan.digits(4, 4, fields.year))
        return false;
    const char separator = scan.peek();
    if ((separator != '-' && separator != '/') || !scan.take(separator) || !scan.digits(2, 2, fields.month) ||
        !scan.take(separator) || !scan.digits(2, 2, fields.day))
        return false;
    return (scan.take(' ') || scan.take('T')) && readClock(scan, fields);
}

// 22 Nov 2026 10:59:53.177 or 02/Mar/2026:09:14:07
bool readDayFirst(Scan& scan, Fields& fields)
{
    if (!scan.digits(1, 2, fields.day))
        return false;
    const char separator = scan.peek();
    if ((separator != ' ' && separator != '/') || !scan.take(separator) || !scan.month(fields.month) ||
        !scan.take(separator) || !scan.digits(4, 4, fields.year))
        return false;
    return (scan.take(separator == '/' ? ':' : ' ')) && readClock(scan, fields);
}

// Nov 22 10:59:53 2026
bool readMonthFirst(Scan& scan, Fields& fields)
{
    if (!scan.month(fields.month) || !scan.take(' '))
        return false;
    while (scan.take(' ')) {
    }
    return scan.digits(1, 2, fields.day) && scan.take(' ') && readClock(scan, fields) && scan.take(' ') &&
           scan.digits(4, 4, fields.year);
}

std::optional<int> readZone(Scan& scan)
{
    const qsizetype mark = scan.at();
    while (scan.take(' ')) {
    }
    if (scan.takeWord("UTC") || scan.takeWord("GMT") || scan.take('Z'))
        return 0;
    const char sign = scan.peek();
    qint64 hours = 0;
    qint64 minutes = 0;
    if ((sign == '+' || sign == '-') && scan.take(sign) && scan.digits(2, 2, hours)) {
        const qsizetype afterHours = scan.at();
        (void)scan.take(':');
        if (!scan.digits(2, 2, minutes))
            scan.rewind(afterHours);
        if (hours <= 15 && minutes < 60)
            return static_cast<int>((sign == '-' ? -1 : 1) * (hours * 3600 + minutes * 60));
    }
    scan.rewind(mark);
    return std::nullopt;
}

std::optional<LogTime> readEpoch(Scan& scan)
{
    (void)scan.take('@');
    qint64 seconds = 0;
    if (!scan.digits(9, 11, seconds))
        return std::nullopt;
    LogTime time{seconds * 1000, 0, scan.at()};
    qint64 fraction = 0;
    if (scan.take('.') && scan.digits(6, 6, fraction)) {
        time.wallMs += fraction / 1000;
        time.length = scan.at();
    }
    return time;
}

bool valid(const Fields& f)
{
    return QDate::isValid(static_cast<int>(f.year), static_cast<int>(f.month), static_cast<int>(f.day)) && f.hour < 24 &&
           f.minute < 60 && f.second <= 60 && f.year >= 1971;
}

} // namespace

std::optional<LogTime> readLogTime(const QByteArray& text)
{
    const QByteArray head = text.left(64);
    Scan scan(head);
    for (const auto reader : {readNumeric, readDayFirst, readMonthFirst}) {
        scan.rewind(0);
        (void)scan.weekday();
        Fields fields;
        if (!reader(scan, fields) || !valid(fields))
            continue;
        const QDate date(static_cast<int>(fields.year), static_cast<int>(fields.month), static_cast<int>(fields.day));
        LogTime time;
        time.wallMs = date.toJulianDay() * 86400000LL - QDate(1970, 1, 1).toJulianDay() * 86400000LL +
                      fields.hour * 3600000LL + fields.minute * 60000LL + fields.second * 1000LL + fields.ms;
        time.offsetSeconds = readZone(scan);
        time.length = scan.at();
        return time;
    }
    scan.rewind(0);
    return readEpoch(scan);
}

QString LogTime::wallIso() const
{
    const QDateTime when = QDateTime::fromMSecsSinceEpoch(wallMs, Qt::UTC);
    const bool whole = wallMs % 1000 == 0;
    return when.toString(whole ? QStringLiteral("yyyy-MM-ddTHH:mm:ss") : QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz"));
}

std::optional<int> readOffset(const QString& text)
{
    const QByteArray bytes = text.trimmed().toUpper().toLatin1();
    Scan scan(bytes);
    const std::optional<int> offset = readZone(scan);
    return scan.at() == bytes.size() ? offset : std::nullopt;
}

} // namespace hopscope
