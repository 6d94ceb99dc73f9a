// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/timeline/recovery.h"

#include "ui/models/rows.h"
#include "ui/parts/rowlist.h"
#include "ui/parts/ticker.h"
#include "ui/parts/widgets.h"
#include "ui/speech/age.h"
#include "ui/speech/labels.h"
#include "ui/theme/theme.h"

#include <QPainter>
#include <QVBoxLayout>

namespace hopscope {

namespace {

QList<Row> figureRows(const RecoveryFigures& f)
{
    const auto after = [&](Timestamp from, Timestamp to) {
        return from.known() && to.known() ? durationText(to.ms - from.ms) : QStringLiteral("–");
    };
    const auto row = [](const char* id, Label name, const QString& value) {
        return Row{.id = QString::fromLatin1(id), .cells = {label(name), value}};
    };
    return {row("first-red", Label::FirstRed, clockText(f.firstRed)),
            row("detected", Label::DetectedAfter, after(f.firstFailedSample, f.detected)),
            row("cause", Label::CauseKnownAfter, after(f.firstRed, f.causeKnown)),
            row("acted", Label::ActedAfter, after(f.firstRed, f.acted)),
            row("success", Label::FirstSuccess, after(f.firstRed, f.firstSuccess)),
            row("recovered", Label::RecoveredAfter, after(f.firstRed, f.recovered))};
}

} // namespace

RecoveryPanel::RecoveryPanel(const Ticker& ticker, QWidget* parent)
    : Panel(parent), m_ticker(ticker), m_figures(new RowsModel(2, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->setSpacing(6);
    auto* list = new RowList(m_figures);
    list->setObjectName(QStringLiteral("figures"));
    list->setItemDelegate(new RowDelegate(list, true));
    list->setSelectionMode(QAbstractItemView::NoSelection);
    m_table = list;
    column->addWidget(list);
    m_bar = new TargetBar;
    m_used = plainLabel("muted");
    auto* foot = new QVBoxLayout;
    foot->setContentsMargins(14, 6, 12, 0);
    foot->addWidget(m_bar);
    foot->addWidget(m_used);
    column->addLayout(foot);
    column->addStretch(1);
    connect(&ticker, &Ticker::tick, this, &RecoveryPanel::render);
    retranslate();
    render();
}

void RecoveryPanel::retranslate()
{
    setAccessibleName(label(Label::Recovery));
    m_table->setAccessibleName(label(Label::Recovery));
}

void RecoveryPanel::render()
{
    const RecoveryFigures figures = m_snapshot ? m_snapshot->timeline.figures : RecoveryFigures{};
    m_figures->setRows(figureRows(figures));
    m_bar->setVisible(figures.firstRed.known());
    if (!figures.firstRed.known()) {
        m_used->setText(label(Label::NoOutage));
        return;
    }
    const bool done = figures.recovered.known();
    const qint64 used = (done ? figures.recovered.ms : m_ticker.now().ms) - figures.firstRed.ms;
    const bool over = used > figures.targetMs;
    m_bar->setShare(double(used) / double(qMax<qint64>(1, figures.targetMs)), over, done);
    const QString target = durationText(figures.targetMs);
    m_used->setText(over   ? label(Label::Missed, target, durationText(used - figures.targetMs))
                    : done ? label(Label::RecoveredIn, durationText(used), target)
                           : label(Label::UsedOf, durationText(used), target));
    m_bar->setAccessibleName(m_used->text());
}

TargetBar::TargetBar(QWidget* parent) : QWidget(parent)
{
    setFixedHeight(8);
}

void TargetBar::setShare(double share, bool over, bool done)
{
    m_share = qBound(0.0, share, 1.0);
    m_over = over;
    m_done = done;
    update();
}

void TargetBar::paintEvent(QPaintEvent*)
{
    const Palette& c = colours();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(c.notMeasuredSoft);
    painter.drawRoundedRect(QRectF(rect()), 4, 4);
    painter.setBrush(m_over ? c.cause : m_done ? c.well : c.degraded);
    painter.drawRoundedRect(QRectF(0, 0, qMax(8.0, width() * m_share), height()), 4, 4);
}

} // namespace hopscope
