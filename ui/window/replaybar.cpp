// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/window/replaybar.h"

#include "ui/parts/widgets.h"
#include "ui/speech/age.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QSlider>

#include <algorithm>

namespace hopscope {

namespace {

constexpr int kSteps = 10'000;

} // namespace

ReplayBar::ReplayBar(QWidget* parent) : Panel(parent)
{
    setProperty("card", QStringLiteral("replay"));
    setObjectName(QStringLiteral("replayBar"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 6, 14, 6);
    row->setSpacing(14);
    m_title = plainLabel("strong");
    m_damage = plainLabel("warning");
    m_slider = new QSlider(Qt::Horizontal);
    m_slider->setObjectName(QStringLiteral("replaySlider"));
    m_slider->setRange(0, kSteps);
    m_slider->setPageStep(kSteps / 20);
    m_slider->setSingleStep(kSteps / 200);
    m_moment = plainLabel("strong");
    row->addWidget(m_title);
    row->addWidget(m_damage);
    row->addWidget(m_slider, 1);
    row->addWidget(m_moment);
    m_settle.setSingleShot(true);
    connect(&m_settle, &QTimer::timeout, this, [this] { emit seekAsked(atSlider()); });
    connect(m_slider, &QSlider::valueChanged, this, [this] {
        m_moment->setText(clockText(atSlider()));
        if (!m_settle.isActive())
            m_settle.start(100);
    });
    retranslate();
    render();
}

Timestamp ReplayBar::atSlider() const
{
    return {m_from.ms + (m_to.ms - m_from.ms) * m_slider->value() / kSteps};
}

void ReplayBar::retranslate()
{
    m_slider->setAccessibleName(label(Label::ReplaySlider));
}

void ReplayBar::render()
{
    const bool replay = m_snapshot && m_snapshot->replay;
    setVisible(replay);
    if (!replay)
        return;
    const bool other = m_file != m_snapshot->incidentFile;
    m_file = m_snapshot->incidentFile;
    m_from = m_snapshot->timeline.from;
    m_to = other ? m_snapshot->timeline.to : std::max(m_to, m_snapshot->timeline.to);
    const QString name = visibleLine(QFileInfo(m_file).fileName(), 80);
    m_title->setText(label(Label::ReplayBanner) + (name.isEmpty() ? QString() : QStringLiteral(" · ") + name));
    m_damage->setVisible(!m_snapshot->damage.isEmpty());
    m_damage->setText(label(Label::ReplayDamage, sayError({m_snapshot->damage, {}, {}, {}})));
    if (m_slider->isSliderDown() || m_slider->hasFocus() || m_settle.isActive())
        return;
    const QSignalBlocker blocker(m_slider);
    const qint64 span = std::max<qint64>(1, m_to.ms - m_from.ms);
    m_slider->setValue(int((m_snapshot->at.ms - m_from.ms) * kSteps / span));
    m_moment->setText(clockText(m_snapshot->at));
}

} // namespace hopscope
