// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/session.h"
#include "ui/parts/panel.h"

#include <QElapsedTimer>
#include <QTimer>

class QHBoxLayout;
class QLabel;
class QMenu;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace hopscope {

class AgeLabel;
class ElidedLabel;
class Ticker;

/// Environment and policy, what is running with its age, and the verbs. Progress takes the place of the live state, so
/// that nothing moves when it comes and goes.
class TopBar : public Panel {
    Q_OBJECT
public:
    explicit TopBar(const Ticker& ticker, QWidget* parent = nullptr);

    void setProgress(const Progress& progress);
    /// Without somebody to write it there is no report button.
    void offerReport(bool offered);
    void setRecent(const QStringList& paths);
    [[nodiscard]] QMenu* menu() const { return m_menu; }

signals:
    void environmentChosen(const QString& path);
    void environmentsAsked();
    void openEnvironmentAsked();
    void openIncidentAsked();
    void liveToggled(bool on);
    void findAsked();
    void diagnoseAsked();
    void guideAsked();
    void reportAsked();
    void cancelAsked();

protected:
    void retranslate() override;
    void render() override;

private:
    void buildLeft(QHBoxLayout* row);
    QWidget* buildLive(const Ticker& ticker);
    QWidget* buildProgress();
    void buildVerbs(QHBoxLayout* row);
    void renderBadge();
    void rebuildEnvironmentMenu();
    void showProgressText();

    QLabel* m_name;
    QToolButton* m_environment;
    QMenu* m_environmentMenu;
    QLabel* m_badge;
    QStackedWidget* m_middle;
    QToolButton* m_live;
    AgeLabel* m_age;
    ElidedLabel* m_phase;
    QPushButton* m_cancel;
    QPushButton* m_find;
    QPushButton* m_diagnose;
    QPushButton* m_guide;
    QPushButton* m_report;
    QToolButton* m_menuButton;
    QMenu* m_menu;
    QTimer m_delay; ///< under 300 ms nobody needs to know
    Progress m_progress;
    QStringList m_recent;
};

} // namespace hopscope
