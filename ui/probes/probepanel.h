// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/session.h"
#include "ui/parts/panel.h"
#include "ui/parts/ticker.h"

#include <QPointer>

class QLabel;

namespace hopscope {

class MatrixView;
class ProbeForm;
class ProbeMatrix;

/// Tries ports from the desktop and from hosts side by side and shows the answers as they come, ports down and places
/// across. In a replay it shows what was recorded.
class ProbePanel : public Panel {
    Q_OBJECT
public:
    explicit ProbePanel(const Ticker& ticker, QWidget* parent = nullptr);
    void setSession(Session* session);
    [[nodiscard]] ProbeMatrix* matrix() const { return m_matrix; }
    [[nodiscard]] MatrixView* view() const { return m_view; }

protected:
    void retranslate() override;
    void render() override;

private:
    void start(const ProbeRequest& request);
    void take(const ProbeNews& news);
    void showRecorded(const QString& host);
    void showCell();
    void showSpace();

    const Ticker& m_ticker;
    QPointer<Session> m_session;
    ProbeForm* m_form;
    ProbeMatrix* m_matrix;
    MatrixView* m_view;
    QLabel* m_none;
    QLabel* m_cell;
    qint64 m_running = 0;
    int m_ports = 0;
    QString m_recorded; ///< host whose recorded answers are shown
    qint64 m_recordedSize = -1;
};

} // namespace hopscope
