// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/logs/logfilter.h"
#include "ui/logs/logstore.h"

#include <QAbstractScrollArea>
#include <QTimer>

namespace hopscope {

/// Shows a LogStore: only the lines in view are decoded and painted. Follows the end until somebody scrolls up.
class LogView : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit LogView(QWidget* parent = nullptr);

    /// Both only through these, so that the view knows.
    void append(QByteArrayView bytes);
    /// Lines of several logs, put where they belong by time.
    void merge(std::vector<LogEntry> batch);
    void setShown(int source, qint64 request, const QString& shown, LogLevel level);
    void removeSource(int source);
    /// How lines of a source are marked (a letter) and named. With two or more, each line shows it.
    void nameSource(int source, const QString& mark, const QString& host, const QString& name);
    void setColumns(bool time, bool source);
    /// Every line as it was written, those of one request too.
    void setRaw(bool raw);
    [[nodiscard]] bool raw() const { return m_filter.raw(); }
    void appendGap(const QByteArray& text);
    void clear();
    /// Shows these bytes from their beginning, ending an unfinished last line.
    void setBytes(const QByteArray& bytes);
    void setFilter(const QString& text);

    [[nodiscard]] const LogStore& store() const { return m_store; }
    [[nodiscard]] qsizetype shownLines() const { return m_filter.count(); }
    [[nodiscard]] QString shownText(qsizetype row) const;
    [[nodiscard]] bool following() const { return m_following; }
    void setFollowing(bool on);
    [[nodiscard]] bool filtering() const { return m_filter.busy(); }
    [[nodiscard]] QString selectedText() const;
    /// The line the cursor is on; null when it is on none.
    [[nodiscard]] const LogEntry* current() const;
    [[nodiscard]] QString markOf(int source) const { return m_sources.value(source).first; }
    [[nodiscard]] bool filterIsExpression() const { return m_filter.isExpression(); }
    /// Goes to the next line that is an error, downwards or upwards.
    bool jumpToError(bool down);

signals:
    void linesChanged();
    void followingChanged(bool on);
    void currentChanged();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void filterSlice();
    [[nodiscard]] int lineHeight() const;
    [[nodiscard]] qsizetype rowAt(qreal y) const;
    void paintRow(QPainter& painter, qsizetype row, int y) const;
    int paintColumns(QPainter& painter, const LogEntry& entry, int y) const;
    void selectTo(qsizetype row, bool extend);

    LogStore m_store;
    LogFilter m_filter;
    QTimer m_slices;
    bool m_following = true;
    bool m_moving = false;   ///< the scroll bar moves because of us
    qsizetype m_anchor = -1; ///< selection, in shown rows
    qsizetype m_current = -1;
    int m_widest = 0;
    bool m_timeColumn = false;
    bool m_sourceColumn = false;
    QHash<int, std::pair<QString, QString>> m_sources; ///< mark and short name
};

} // namespace hopscope
