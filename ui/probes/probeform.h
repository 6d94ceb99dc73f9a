// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/probes.h"
#include "core/triage/record/snapshot.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace hopscope {

/// What to probe and from where. Suggests the addresses that the graph knows, each with the ports it knows there.
class ProbeForm : public QWidget {
    Q_OBJECT
public:
    explicit ProbeForm(QWidget* parent = nullptr);

    void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    /// Only recorded probes can be shown: the addresses are theirs, nothing can be started.
    void setRecorded(bool recorded);
    void setRunning(bool running);
    void say(const QString& text);
    void retranslate();
    [[nodiscard]] QString host() const;

signals:
    void probeAsked(const hopscope::ProbeRequest& request);
    void cancelAsked();
    void onlyOpenToggled(bool only);
    /// Another address was chosen from the list.
    void hostChosen(const QString& host);

private:
    void suggest(const Snapshot& snapshot);
    void offerVantages(const Snapshot& snapshot);
    void ask();
    void showState();

    QComboBox* m_host;
    QLineEdit* m_ports;
    QCheckBox* m_tls;
    QCheckBox* m_webSocket;
    QPushButton* m_start;
    QPushButton* m_cancel;
    QLabel* m_from;
    QHBoxLayout* m_places;
    QList<QCheckBox*> m_vantages; ///< object name `from:NAME`
    QCheckBox* m_onlyOpen;
    QLabel* m_said;
    QStringList m_offered; ///< suggestions with their ports, to see when they change
    bool m_recorded = false;
    bool m_running = false;
};

} // namespace hopscope
