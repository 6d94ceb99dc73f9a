// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/parts/panel.h"

class QLabel;

namespace hopscope {

class RowsModel;
class FactTable;
class TargetBar;
class Ticker;

/// How long it took: first red sign, detected, cause known, acted, first success, recovered; and the target.
class RecoveryPanel : public Panel {
    Q_OBJECT
public:
    explicit RecoveryPanel(const Ticker& ticker, QWidget* parent = nullptr);
    [[nodiscard]] RowsModel* figures() const { return m_figures; }

protected:
    void retranslate() override;
    void render() override;

private:
    const Ticker& m_ticker;
    RowsModel* m_figures;
    QWidget* m_table;
    TargetBar* m_bar;
    QLabel* m_used;
};

/// A thin bar that fills with the time used of the target.
class TargetBar : public QWidget {
    Q_OBJECT
public:
    explicit TargetBar(QWidget* parent = nullptr);
    void setShare(double share, bool over, bool done);
    [[nodiscard]] QSize sizeHint() const override { return {200, 8}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    double m_share = 0;
    bool m_over = false;
    bool m_done = false;
};

} // namespace hopscope
