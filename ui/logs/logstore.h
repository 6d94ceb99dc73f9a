// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <deque>

namespace hopscope {

enum class LogLevel { None, Debug, Info, Warning, Error, Gap };

/// The last lines of a followed log: at most 100,000 of them and 32 MB; older ones are dropped whole, and counted.
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

    [[nodiscard]] qsizetype count() const { return qsizetype(m_lines.size()); }
    /// 0 is the oldest kept.
    [[nodiscard]] const QByteArray& line(qsizetype index) const { return m_lines[std::size_t(index)].bytes; }
    [[nodiscard]] LogLevel level(qsizetype index) const { return m_lines[std::size_t(index)].level; }
    [[nodiscard]] qint64 dropped() const { return m_dropped; }
    [[nodiscard]] qsizetype bytes() const { return m_bytes; }

private:
    struct Line {
        QByteArray bytes;
        LogLevel level = LogLevel::None;
    };
    void add(QByteArrayView line, LogLevel level);
    void shrink();

    std::deque<Line> m_lines;
    QByteArray m_rest;
    qsizetype m_bytes = 0;
    qint64 m_dropped = 0;
};

/// What a line says about itself: nginx `[error]`, log4js `[ERROR]`, PostgreSQL `FATAL:`, journal words.
[[nodiscard]] LogLevel levelOf(QByteArrayView line);
/// A line as it can be shown and copied: UTF-8 where it is, every other byte as `\xNN`, control bytes too.
[[nodiscard]] QString escapedLine(QByteArrayView line, qsizetype maxChars = 4000);

} // namespace hopscope
