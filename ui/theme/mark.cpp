// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/theme/mark.h"

#include "ui/paint/marks.h"
#include "ui/speech/say.h"
#include "ui/theme/theme.h"

#include <QPainter>

namespace hopscope {

void paintMark(QPainter& painter, const QRectF& box, Health health)
{
    paintMark(painter, box, health, colours());
}

MarkWidget::MarkWidget(int pixels, QWidget* parent) : QWidget(parent), m_pixels(pixels)
{
    setFixedSize(pixels, pixels);
    setHealth(Health::Unknown);
}

void MarkWidget::setHealth(Health health)
{
    m_health = health;
    setAccessibleName(sayHealth(health));
    update();
}

void MarkWidget::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    paintMark(painter, QRectF(rect()), m_health);
}

} // namespace hopscope
