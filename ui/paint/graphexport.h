// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/paint/graphscene.h"
#include "ui/paint/palette.h"

#include <QByteArray>
#include <QImage>

namespace hopscope {

/// The scene on its palette's surface. `scale` 1 to 4. Needs a QGuiApplication.
[[nodiscard]] QImage graphImage(const GraphScene& scene, const PaintStyle& style, qreal scale);
/// PNG bytes of graphImage().
[[nodiscard]] QByteArray graphPng(const GraphScene& scene, const PaintStyle& style, qreal scale);
/// SVG 1.2 Tiny by QSvgGenerator, text as text. Needs a QGuiApplication.
[[nodiscard]] QByteArray graphSvg(const GraphScene& scene, const PaintStyle& style);
/// Graphviz: `digraph` left to right, health as shape and line as in the window. UTF-8, no Qt Gui needed.
[[nodiscard]] QString graphDot(const GraphScene& scene);
/// Mermaid: `flowchart LR` with a class a health.
[[nodiscard]] QString graphMermaid(const GraphScene& scene);

} // namespace hopscope
