// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/parts/panel.h"

class QComboBox;
class QLabel;

namespace hopscope {

class LanesView;
class RecoveryPanel;
class ResponseChart;
class Selection;
class Ticker;

/// Lanes, the response curve under them, and the recovery figures beside them.
class TimelinePanel : public Panel {
    Q_OBJECT
public:
    TimelinePanel(Selection* selection, const Ticker& ticker, QWidget* parent = nullptr);
    /// Stands in the tab bar's corner.
    [[nodiscard]] QComboBox* range() const { return m_range; }
    [[nodiscard]] LanesView* lanes() const { return m_lanes; }

protected:
    void retranslate() override;
    void render() override;
    void showEvent(QShowEvent* event) override;

private:
    const Ticker& m_ticker;
    LanesView* m_lanes;
    ResponseChart* m_chart;
    QLabel* m_chartLabel;
    RecoveryPanel* m_recovery;
    QComboBox* m_range;
};

} // namespace hopscope
