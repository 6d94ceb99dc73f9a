// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/record/snapshot.h"
#include "ui/paint/lanespainter.h"

#include <QWidget>

#include <memory>

namespace hopscope {

class Selection;

/// The health of each node over time, a lane a node, with what happened as vertical lines. Painting is by ui/paint;
/// here is what a lane answers to mouse and keyboard.
class LanesView : public QWidget {
    Q_OBJECT
public:
    explicit LanesView(Selection* selection, QWidget* parent = nullptr);

    /// `rangeMs` before `to` is shown; 0 shows all.
    void showTimeline(const std::shared_ptr<const Snapshot>& snapshot, Timestamp to, qint64 rangeMs);
    [[nodiscard]] const LaneScene& scene() const { return m_scene; }
    [[nodiscard]] const LaneLayout& layoutOf() const { return m_layout; }
    /// -1 outside every lane.
    [[nodiscard]] int laneAt(const QPointF& point) const;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {240, sizeHint().height()}; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void describe();
    [[nodiscard]] QString tipAt(const QPointF& point) const;
    [[nodiscard]] int current() const;

    Selection* m_selection;
    std::shared_ptr<const Snapshot> m_snapshot;
    LaneScene m_scene;
    LaneLayout m_layout;
};

} // namespace hopscope
