// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/record/snapshot.h"
#include "ui/graph/placing.h"
#include "ui/paint/graphscene.h"

#include <QWidget>

#include <memory>

namespace hopscope {

class Selection;

/// The path of a request as cards and curves: pan by dragging, zoom by wheel or + and -, 0 fits; arrow keys move along
/// the hops. Each card and hop is a child for screen readers. Painting is by ui/paint.
class GraphView : public QWidget {
    Q_OBJECT
public:
    explicit GraphView(Selection* selection, QWidget* parent = nullptr);

    void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    [[nodiscard]] const GraphScene& scene() const { return m_scene; }
    /// Widget coordinates of a card; null when there is no such node.
    [[nodiscard]] QRect cardRect(const QString& node) const;
    [[nodiscard]] QRect hopRect(const QString& hop) const;
    [[nodiscard]] qreal zoom() const { return m_scale; }
    /// Id of the node or hop at that point, or empty.
    [[nodiscard]] QString subjectAt(const QPointF& point) const;
    [[nodiscard]] Selection* selection() const { return m_selection; }
    [[nodiscard]] QSize sizeHint() const override { return {860, 420}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {320, 180}; }

public slots:
    void fit();
    void zoomIn() { zoomAt(QPointF(rect().center()), 1.2); }
    void zoomOut() { zoomAt(QPointF(rect().center()), 1 / 1.2); }

signals:
    /// Enter or a double click: details are wanted.
    void activated(const QString& subject);

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void followSelection();
    void zoomAt(const QPointF& point, qreal factor);
    [[nodiscard]] QPointF toScene(const QPointF& point) const { return (point - m_offset) / m_scale; }
    [[nodiscard]] QString neighbour(int key) const;
    [[nodiscard]] QString besideInTier(const GraphNode& node, bool down) const;
    bool showTip(const QPoint& at, const QPoint& global);

    Selection* m_selection;
    std::shared_ptr<const Snapshot> m_snapshot;
    Placing m_placing;
    GraphScene m_scene;
    qreal m_scale = 1;
    QPointF m_offset;
    bool m_fitted = true; ///< until somebody zooms or pans, the whole path is in view
    QPointF m_pressed;
    QPointF m_pressedOffset;
    bool m_dragging = false;
    bool m_showFocus = false; ///< only for those who use the keyboard
};

} // namespace hopscope
