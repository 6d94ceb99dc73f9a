// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/health.h"

#include <QWidget>

class QPainter;
class QRectF;

namespace hopscope {

/// The mark of that health in the colours of the window.
void paintMark(QPainter& painter, const QRectF& box, Health health);

/// A mark as a widget, with the health's name as its accessible name.
class MarkWidget : public QWidget {
    Q_OBJECT
public:
    explicit MarkWidget(int pixels, QWidget* parent = nullptr);
    void setHealth(Health health);
    [[nodiscard]] Health health() const { return m_health; }
    [[nodiscard]] QSize sizeHint() const override { return {m_pixels, m_pixels}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    int m_pixels;
    Health m_health = Health::Unknown;
};

} // namespace hopscope
