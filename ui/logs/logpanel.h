// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/logs/logline.h"
#include "core/triage/session.h"
#include "ui/logs/logstore.h"
#include "ui/parts/panel.h"

#include <QHash>
#include <QPointer>
#include <QSet>

#include <memory>
#include <vector>

class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace hopscope {

class LogSources;
class LogView;

/// Follows logs of several hosts at once, merged by time on the desktop's clock. The lines nginx writes about one request
/// stand as one, in words.
class LogPanel : public Panel {
    Q_OBJECT
public:
    explicit LogPanel(QWidget* parent = nullptr);
    void setSession(Session* session);
    /// Follows the log that belongs to a node or host best, and no other; false when none is known.
    bool openFor(const QString& subject);
    void focusFilter();
    [[nodiscard]] LogView* view() const { return m_view; }
    [[nodiscard]] LogSources* sources() const { return m_sources; }
    [[nodiscard]] bool jumpToError(bool down);

protected:
    void retranslate() override;
    void render() override;

private:
    /// What is known about one followed log.
    struct Reading {
        qint64 follow = 0;
        LogFlavour flavour = LogFlavour::Plain;
        qint64 lastMs = 0;
        bool timed = false; ///< its lines say when
    };
    using RequestKey = std::pair<int, qint64>; ///< source and number

    void build();
    void wire();
    void followChanged(int source, bool on);
    void stopAll();
    void take(const LogChunk& chunk);
    [[nodiscard]] std::vector<LogEntry> read(int source, const QByteArray& bytes);
    [[nodiscard]] HostLogReader& readerOf(const QString& host);
    [[nodiscard]] qint64 clockOffsetMs(const QString& host) const;
    void describe(LogEntry& entry) const;
    void describeAgain(const QSet<RequestKey>& requests);
    void place(std::vector<LogEntry> batch);
    void setPaused(bool paused);
    void showCounts();
    void showDetail();

    QPointer<Session> m_session;
    LogSources* m_sources;
    QListView* m_list;
    QLineEdit* m_filter;
    QPushButton* m_pause;
    QPushButton* m_raw;
    QPushButton* m_previous;
    QPushButton* m_next;
    QLabel* m_counts;
    QLabel* m_detail;
    LogView* m_view;
    QHash<int, Reading> m_readings; ///< by source
    QHash<QString, std::shared_ptr<HostLogReader>> m_readers;
    bool m_paused = false;
    std::vector<LogEntry> m_held; ///< what came while paused, at most 100,000 lines
    QSet<RequestKey> m_heldRequests;
    QString m_ended;
};

} // namespace hopscope
