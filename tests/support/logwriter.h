// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QDir>
#include <QFile>
#include <QList>
#include <QProcess>
#include <QString>

#include <memory>

namespace hopscope::test {

/// A program that writes numbered lines to a log, and the logrotate that rotates it. Numbers start at 0.
class LogWriter {
public:
    explicit LogWriter(QString path) : m_path(std::move(path)) { reopen(); }

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] int written() const { return m_next; }
    void write(int lines)
    {
        QByteArray text;
        for (int i = 0; i < lines; ++i, ++m_next)
            text += QByteArray::number(m_next).rightJustified(9, '0') + ' ' + QByteArray(m_next % 61, 'x') + '\n';
        m_file->write(text);
        m_file->flush();
    }
    /// As a server does when it is told to.
    void reopen()
    {
        m_file = std::make_unique<QFile>(m_path);
        if (!m_file->open(QIODevice::WriteOnly | QIODevice::Append))
            qFatal("cannot write %s", qPrintable(m_path));
    }

    /// Makes room for a new `.1`; what becomes `.2` is compressed (delaycompress).
    void shift()
    {
        for (int i = 40; i >= 1; --i) {
            for (const char* ending : {"", ".gz"}) {
                const QString from = numbered(i) + QLatin1String(ending);
                if (QFile::exists(from))
                    QFile::rename(from, numbered(i + 1) + QLatin1String(ending));
            }
        }
        if (QFile::exists(numbered(2)))
            QProcess::execute(QStringLiteral("gzip"), {QStringLiteral("-f"), numbered(2)});
    }
    /// By rename; the writer goes on writing to the old file until reopen().
    void rename(bool create = true)
    {
        shift();
        QFile::rename(m_path, numbered(1));
        if (create)
            QFile(m_path).open(QIODevice::WriteOnly);
    }
    void copyTruncate(bool compress = false)
    {
        shift();
        QFile::copy(m_path, numbered(1));
        QFile::resize(m_path, 0);
        if (compress)
            QProcess::execute(QStringLiteral("gzip"), {numbered(1)});
    }
    [[nodiscard]] QString numbered(int i) const { return m_path + QLatin1Char('.') + QString::number(i); }

private:
    const QString m_path;
    std::unique_ptr<QFile> m_file;
    int m_next = 0;
};

/// Takes lines of a LogWriter and says which came how often.
class LineTally {
public:
    void take(const QByteArray& lines)
    {
        for (const QByteArray& line : lines.split('\n')) {
            if (line.isEmpty())
                continue;
            bool ok = false;
            const int number = line.left(9).toInt(&ok);
            if (!ok || line.size() != 10 + number % 61) {
                torn.append(line.left(100));
                continue;
            }
            if (number >= m_seen.size())
                m_seen.resize(number + 1);
            ++m_seen[number];
            backwards += number < m_last ? 1 : 0;
            m_last = number;
            ++count;
        }
    }
    /// Empty when each of the first `lines` came once and nothing else did.
    [[nodiscard]] QString fault(int lines) const
    {
        int missing = 0;
        int doubled = 0;
        int first = -1;
        for (int i = 0; i < lines; ++i) {
            const int times = i < m_seen.size() ? m_seen.at(i) : 0;
            missing += times == 0 ? 1 : 0;
            doubled += times > 1 ? 1 : 0;
            if (times != 1 && first < 0)
                first = i;
        }
        if (first < 0 && torn.isEmpty() && count == lines)
            return {};
        return QStringLiteral("%1 missing, %2 doubled, first %3, %4 torn").arg(missing).arg(doubled).arg(first).arg(torn.size());
    }

    QList<QByteArray> torn;
    int count = 0;
    int backwards = 0; ///< how often a line came after a later one

private:
    QList<int> m_seen;
    int m_last = -1;
};

/// The processes that have this text in their command line.
[[nodiscard]] inline int processesWith(const QByteArray& text)
{
    int count = 0;
    for (const QString& pid : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        QFile file(QStringLiteral("/proc/%1/cmdline").arg(pid));
        if (pid.toInt() > 0 && file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            ++count;
    }
    return count;
}

} // namespace hopscope::test
