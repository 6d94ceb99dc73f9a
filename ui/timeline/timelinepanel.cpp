// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/timeline/timelinepanel.h"

#include "ui/parts/choicebox.h"
#include "ui/parts/ticker.h"
#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"
#include "ui/timeline/lanesview.h"
#include "ui/timeline/recovery.h"
#include "ui/timeline/responsechart.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QScrollArea>

namespace hopscope {

TimelinePanel::TimelinePanel(Selection* selection, const Ticker& ticker, QWidget* parent)
    : Panel(parent), m_ticker(ticker), m_range(new ChoiceBox(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 4, 0, 4);
    row->setSpacing(0);
    auto* inside = new QWidget;
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(8, 2, 10, 2);
    column->setSpacing(0);
    m_lanes = new LanesView(selection);
    m_chart = new ResponseChart;
    m_chartLabel = plainLabel("muted", m_chart);
    m_chartLabel->move(4, 22);
    m_chart->setMargins(m_lanes->layoutOf().labelWidth, 0);
    column->addWidget(m_lanes);
    column->addWidget(m_chart);
    column->addStretch(1);
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    auto* rule = cardFrame("rule");
    rule->setFixedWidth(1);
    m_recovery = new RecoveryPanel(ticker);
    row->addWidget(scroll, 3);
    row->addWidget(rule);
    row->addWidget(m_recovery, 2);
    for (const int minutes : {2, 10, 60, 0})
        m_range->addItem(QString(), minutes);
    m_range->setCurrentIndex(1);
    connect(m_range, &QComboBox::currentIndexChanged, this, [this] { render(); });
    retranslate();
}

void TimelinePanel::retranslate()
{
    setAccessibleName(label(Label::Timeline));
    m_range->setAccessibleName(label(Label::Range));
    for (int i = 0; i < m_range->count(); ++i) {
        const int minutes = m_range->itemData(i).toInt();
        m_range->setItemText(i, minutes > 0 ? label(Label::Minutes, QString::number(minutes)) : label(Label::AllOfIt));
    }
}

void TimelinePanel::showEvent(QShowEvent* event)
{
    Panel::showEvent(event);
    render();
}

void TimelinePanel::render()
{
    m_recovery->setSnapshot(m_snapshot);
    if (!isVisible() && m_lanes->scene().rows.isEmpty() == false)
        return;
    const qint64 range = qint64(m_range->currentData().toInt()) * 60'000;
    m_lanes->showTimeline(m_snapshot, m_snapshot ? m_snapshot->at : m_ticker.now(), range);
    const LaneScene& scene = m_lanes->scene();
    const bool any = m_snapshot && !m_snapshot->timeline.response.isEmpty() && !scene.rows.isEmpty();
    m_chart->setVisible(any);
    if (!any)
        return;
    m_chart->showPoints(m_snapshot->timeline.response, scene.from, scene.to);
    const double p95 = percentile95(m_snapshot->timeline.response, scene.from, scene.to);
    m_chartLabel->setText(p95 < 0
                              ? label(Label::Response)
                              : label(Label::ResponseP95, label(Label::Milliseconds, QString::number(qRound(p95)))));
    m_chartLabel->adjustSize();
}

} // namespace hopscope
