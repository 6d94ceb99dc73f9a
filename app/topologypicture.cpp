// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/topologypicture.h"

#include "ui/paint/graphexport.h"
#include "ui/paint/graphscene.h"
#include "ui/report/fonts.h"

namespace hopscope {

QByteArray topologyPicture(const Snapshot& snapshot, const Words& words, const QString& format)
{
    const GraphScene scene =
        graphScene({snapshot.topology, snapshot.verdict, snapshot.facts.get(), {}}, tierPositions(snapshot.topology), words);
    if (format == QStringLiteral("dot"))
        return graphDot(scene).toUtf8();
    if (format == QStringLiteral("mermaid"))
        return graphMermaid(scene).toUtf8();
    PaintStyle style;
    style.text = reportFonts().text;
    style.mono = reportFonts().mono;
    return format == QStringLiteral("svg") ? graphSvg(scene, style) : graphPng(scene, style, 2);
}

} // namespace hopscope
