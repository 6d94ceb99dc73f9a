// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/session.h"
#include "ui/parts/panel.h"

#include <QPointer>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace hopscope {

class LogView;

/// Follows one log at a time.
class LogPanel : public Panel {
    Q_OBJECT
public:
    explicit LogPanel(QWidget* parent = nullptr);
    void setSession(Session* session);
    /// Follows the log that belongs to a node or host best; false when none is known.
    bool openFor(const QString& subject);
    void focusFilter();
    [[nodiscard]] LogView* view() const { return m_view; }
    [[nodiscard]] bool jumpToError(bool down);

protected:
    void retranslate() override;
    void render() override;

private:
    void fillTargets();
    void followIndex(int index);
    void stop();
    void take(const LogChunk& chunk);
    void setPaused(bool paused);
    void showCounts();
    [[nodiscard]] static QString nameOf(const LogTarget& target);

    QPointer<Session> m_session;
    QList<LogTarget> m_targets;
    QComboBox* m_source;
    QLineEdit* m_filter;
    QPushButton* m_pause;
    QLabel* m_counts;
    LogView* m_view;
    qint64 m_follow = 0;
    bool m_paused = false;
    QByteArray m_held; ///< what came while paused, at most 4 MB
    qint64 m_heldLines = 0;
    QString m_ended;
};

} // namespace hopscope
