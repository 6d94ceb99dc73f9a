// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/logs/logstore.h"

#include "ui/words/untrusted.h"

#include <QStringDecoder>

#include <algorithm>
#include <array>

namespace hopscope {

namespace {

struct Sign {
    const char* text;
    LogLevel level;
};

constexpr std::array kSigns{Sign{"[error]", LogLevel::Error},
                            Sign{"[crit]", LogLevel::Error},
                            Sign{"[alert]", LogLevel::Error},
                            Sign{"[emerg]", LogLevel::Error},
                            Sign{"[fatal]", LogLevel::Error},
                            Sign{"error:", LogLevel::Error},
                            Sign{"fatal:", LogLevel::Error},
                            Sign{"panic:", LogLevel::Error},
                            Sign{"failed with result", LogLevel::Error},
                            Sign{"[warn]", LogLevel::Warning},
                            Sign{"[warning]", LogLevel::Warning},
                            Sign{"warning:", LogLevel::Warning},
                            Sign{"[info]", LogLevel::Info},
                            Sign{"[notice]", LogLevel::Info},
                            Sign{"[debug]", LogLevel::Debug},
                            Sign{"[trace]", LogLevel::Debug}};

} // namespace

LogLevel levelOf(QByteArrayView line)
{
    // The level stands near the beginning; looking further would find words of the message.
    const QByteArray head = line.first(std::min<qsizetype>(line.size(), 160)).toByteArray().toLower();
    LogLevel best = LogLevel::None;
    qsizetype first = head.size();
    for (const Sign& sign : kSigns) {
        const qsizetype at = head.indexOf(sign.text);
        if (at >= 0 && at < first) {
            first = at;
            best = sign.level;
        }
    }
    return best;
}

LogLevel levelOf(const QString& word, QByteArrayView line)
{
    if (word.isEmpty())
        return levelOf(line);
    const auto among = [&](std::initializer_list<const char*> words) {
        return std::any_of(words.begin(), words.end(), [&](const char* one) { return word == QLatin1String(one); });
    };
    if (among({"error", "crit", "critical", "alert", "emerg", "fatal", "panic"}))
        return LogLevel::Error;
    if (among({"warn", "warning"}))
        return LogLevel::Warning;
    return among({"debug", "trace", "verbose"}) ? LogLevel::Debug : LogLevel::Info;
}

QString escapedLine(QByteArrayView line, qsizetype maxChars)
{
    const QByteArrayView head = line.first(std::min(line.size(), maxChars));
    QStringDecoder decoder(QStringDecoder::Utf8);
    QString text = decoder.decode(head);
    if (!decoder.hasError() && !text.contains(QChar::ReplacementCharacter))
        return visibleLine(text.replace(QLatin1Char('\t'), QStringLiteral("    ")), maxChars);
    text.clear();
    for (const char c : head) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte == '\t')
            text += QStringLiteral("    ");
        else if (byte >= 0x20 && byte < 0x7F)
            text += QLatin1Char(c);
        else
            text += QStringLiteral("\\x%1").arg(int(byte), 2, 16, QLatin1Char('0'));
    }
    return text;
}

void LogStore::append(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const qsizetype end = bytes.indexOf('\n');
        const QByteArrayView piece = end < 0 ? bytes : bytes.first(end);
        if (m_rest.isEmpty() && end >= 0) {
            add(piece, levelOf(piece));
        } else {
            m_rest.append(piece.first(std::min(piece.size(), kMaxLine - m_rest.size())));
            if (end >= 0)
                flush();
        }
        bytes = end < 0 ? QByteArrayView() : bytes.sliced(end + 1);
    }
    shrink();
}

void LogStore::appendGap(const QByteArray& text)
{
    flush();
    add(text, LogLevel::Gap);
    shrink();
}

void LogStore::flush()
{
    if (m_rest.isEmpty())
        return;
    const QByteArray line = std::exchange(m_rest, {});
    add(line, levelOf(line));
}

void LogStore::clear()
{
    m_joined = false;
    m_lines.clear();
    m_rest.clear();
    m_bytes = 0;
    m_dropped = 0;
}

void LogStore::add(QByteArrayView line, LogLevel level)
{
    if (line.endsWith('\r'))
        line.chop(1);
    QByteArray kept = line.first(std::min(line.size(), kMaxLine)).toByteArray();
    m_bytes += kept.size();
    LogEntry entry;
    entry.bytes = std::move(kept);
    entry.level = level;
    m_lines.push_back(std::move(entry));
}

qint64 LogStore::merge(std::vector<LogEntry> batch)
{
    const auto earlier = [](const LogEntry& a, const LogEntry& b) { return a.ms < b.ms; };
    std::stable_sort(batch.begin(), batch.end(), earlier);
    if (batch.empty())
        return m_dropped + count();
    const auto place = std::upper_bound(m_lines.begin(), m_lines.end(), batch.front(), earlier);
    const auto first = place - m_lines.begin();
    const auto middle = qint64(m_lines.size());
    for (LogEntry& entry : batch) {
        m_bytes += entry.bytes.size();
        m_joined = m_joined || entry.joined;
        m_lines.push_back(std::move(entry));
    }
    if (first < middle)
        std::inplace_merge(m_lines.begin() + first, m_lines.begin() + middle, m_lines.end(), earlier);
    const qint64 number = m_dropped + first;
    shrink();
    return number;
}

qint64 LogStore::setShown(int source, qint64 request, const QString& shown, LogLevel level)
{
    for (qsizetype i = count() - 1; i >= 0; --i) {
        LogEntry& entry = m_lines[std::size_t(i)];
        if (entry.source == source && entry.request == request && !entry.joined) {
            entry.shown = shown;
            entry.level = level;
            return m_dropped + i;
        }
    }
    return -1;
}

void LogStore::removeSource(int source)
{
    std::erase_if(m_lines, [&](const LogEntry& entry) {
        if (entry.source == source)
            m_bytes -= entry.bytes.size();
        return entry.source == source;
    });
}

void LogStore::shrink()
{
    while (qsizetype(m_lines.size()) > kMaxLines || (m_bytes > kMaxBytes && m_lines.size() > 1)) {
        m_bytes -= m_lines.front().bytes.size();
        m_lines.pop_front();
        ++m_dropped;
    }
}

} // namespace hopscope
