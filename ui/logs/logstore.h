// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/logs/logline.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <deque>
#include <vector>

namespace hopscope {

enum class LogLevel { None, Debug, Info, Warning, Error, Gap };

/// One line of the store. `source` is -1 where there is only one.
struct LogEntry {
    QByteArray bytes{};
    LogLevel level = LogLevel::None;
    int source = -1;
    LogFlavour flavour = LogFlavour::Plain;
    qint64 ms = 0;       ///< when, on the desktop's clock
    qint64 request = -1; ///< of nginx, with `source`
    bool joined = false; ///< another line of the same request stands for this one
    QString shown{};     ///< what is shown for the bytes; null: the bytes
};

/// The last lines of followed logs: at most 100,000 of them and 32 MB; older ones are dropped whole, and counted.
/// Bytes are kept as they came; a line longer than 64 KB is cut. GUI thread.
class LogStore {
public:
    static constexpr qsizetype kMaxLines = 100'000;
    static constexpr qsizetype kMaxBytes = qsizetype{32} * 1024 * 1024;
    static constexpr qsizetype kMaxLine = qsizetype{64} * 1024;

    /// Splits at line feeds; what follows the last one stands as a line of its own once more bytes or flush() come.
    void append(QByteArrayView bytes);
    /// A line of ours that says something is missing here.
    void appendGap(const QByteArray& text);
    void flush();
    void clear();

    /// Puts lines where they belong by time, those of one source in their order, behind what has the same time. Returns
    /// the number, counted since the beginning, of the first line that is not where it was.
    qint64 merge(std::vector<LogEntry> batch);
    /// Says anew what stands for a request; returns the number of its line, or -1 when it is gone.
    qint64 setShown(int source, qint64 request, const QString& shown, LogLevel level);
    void removeSource(int source);

    [[nodiscard]] qsizetype count() const { return qsizetype(m_lines.size()); }
    /// 0 is the oldest kept.
    [[nodiscard]] const LogEntry& entry(qsizetype index) const { return m_lines[std::size_t(index)]; }
    [[nodiscard]] const QByteArray& line(qsizetype index) const { return entry(index).bytes; }
    [[nodiscard]] LogLevel level(qsizetype index) const { return entry(index).level; }
    [[nodiscard]] qint64 dropped() const { return m_dropped; }
    [[nodiscard]] qsizetype bytes() const { return m_bytes; }
    [[nodiscard]] bool hasJoined() const { return m_joined; }

private:
    void add(QByteArrayView line, LogLevel level);
    void shrink();

    std::deque<LogEntry> m_lines;
    QByteArray m_rest;
    qsizetype m_bytes = 0;
    qint64 m_dropped = 0;
    bool m_joined = false;
};

/// What a line says about itself: nginx `[error]`, log4js `[ERROR]`, PostgreSQL `FATAL:`, journal words.
[[nodiscard]] LogLevel levelOf(QByteArrayView line);
/// The same from a level's word as core/logs reads it; null: from the line.
[[nodiscard]] LogLevel levelOf(const QString& word, QByteArrayView line);
/// A line as it can be shown and copied: UTF-8 where it is, every other byte as `\xNN`, control bytes too.
[[nodiscard]] QString escapedLine(QByteArrayView line, qsizetype maxChars = 4000);

} // namespace hopscope
