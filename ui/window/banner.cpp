// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/window/banner.h"

#include "ui/parts/ticker.h"
#include "ui/parts/widgets.h"
#include "ui/speech/age.h"
#include "ui/speech/labels.h"
#include "ui/theme/mark.h"
#include "ui/theme/theme.h"
#include "ui/window/verdicttext.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>

namespace hopscope {

Banner::Banner(const Ticker& ticker, QWidget* parent) : Panel(parent), m_ticker(ticker)
{
    setProperty("card", QStringLiteral("true"));
    setObjectName(QStringLiteral("banner"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(22, 10, 14, 10);
    row->setSpacing(14);
    m_mark = new MarkWidget(20);
    m_title = new ElidedLabel("title");
    m_title->setObjectName(QStringLiteral("verdictTitle"));
    m_detail = plainLabel("muted");
    m_detail->setObjectName(QStringLiteral("verdictDetail"));
    m_detail->setWordWrap(true);
    m_sure = plainLabel("strong");
    m_since = plainLabel("muted");
    m_evidence = pushButton();
    m_evidence->setObjectName(QStringLiteral("verdictEvidence"));
    m_fix = pushButton("primary");
    m_fix->setObjectName(QStringLiteral("verdictFix"));
    auto* words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(m_title);
    words->addWidget(m_detail);
    auto* figures = new QVBoxLayout;
    figures->setSpacing(1);
    figures->addWidget(m_sure, 0, Qt::AlignRight);
    figures->addWidget(m_since, 0, Qt::AlignRight);
    row->addWidget(m_mark);
    row->addLayout(words, 1);
    row->addLayout(figures);
    row->addWidget(m_evidence);
    row->addWidget(m_fix);
    connect(m_evidence, &QPushButton::clicked, this, &Banner::evidenceAsked);
    connect(m_fix, &QPushButton::clicked, this, &Banner::fixAsked);
    connect(&ticker, &Ticker::tick, this, &Banner::renderSince);
    retranslate();
    render();
}

void Banner::retranslate()
{
    setCaption(m_fix, label(Label::Fix));
}

void Banner::setBusy(bool busy)
{
    if (busy == m_busy)
        return;
    m_busy = busy;
    render();
}

void Banner::render()
{
    const VerdictText text = verdictText(m_snapshot.get(), m_busy);
    m_mark->setHealth(text.mark);
    m_title->setFullText(text.title);
    m_detail->setText(text.detail);
    m_detail->setVisible(!text.detail.isEmpty());
    setAccessibleName(text.title);
    setAccessibleDescription(text.detail);
    renderFacts(m_snapshot && !m_snapshot->verdict.causes.isEmpty());
    renderSince();
    update();
}

void Banner::renderFacts(bool fault)
{
    m_sure->setVisible(fault);
    m_evidence->setVisible(fault);
    m_fix->setVisible(fault && (!m_snapshot->verdict.causes.first().fixCode.isEmpty() ||
                                !m_snapshot->verdict.causes.first().fixArgv.isEmpty()));
    if (!fault)
        return;
    const CauseMatch& cause = m_snapshot->verdict.causes.first();
    // Never "100 % sure": it is a share of the score over the nearest rival.
    m_sure->setText(label(Label::Sure, QString::number(qBound(1, qRound(cause.confidence * 100), 99))));
    setCaption(m_evidence, label(Label::EvidenceCount, QString::number(cause.evidenceFor.size())));
    m_fix->setEnabled(!m_snapshot->replay);
}

void Banner::renderSince()
{
    const bool fault = m_snapshot && !m_snapshot->verdict.causes.isEmpty();
    const Timestamp since = !fault                                          ? Timestamp{}
                            : m_snapshot->timeline.figures.firstRed.known() ? m_snapshot->timeline.figures.firstRed
                                                                            : m_snapshot->verdict.causes.first().since;
    m_since->setVisible(since.known());
    if (!since.known())
        return;
    const QString text = label(Label::Since, clockText(since, m_ticker.now()), ageText(m_ticker.now().ms - since.ms));
    if (text != m_since->text())
        m_since->setText(text);
}

void Banner::paintEvent(QPaintEvent* event)
{
    Panel::paintEvent(event);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath card;
    card.addRoundedRect(QRectF(rect()), 9, 9);
    painter.setClipPath(card);
    painter.fillRect(QRect(0, 0, 4, height()), colours().strong(m_mark->health()));
}

} // namespace hopscope
