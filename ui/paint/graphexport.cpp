// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/paint/graphexport.h"

#include "ui/paint/graphpainter.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>

namespace hopscope {

QImage graphImage(const GraphScene& scene, const PaintStyle& style, qreal scale)
{
    const qreal factor = qBound(1.0, scale, 4.0);
    const QSize size = (scene.bounds.size() * factor).toSize().expandedTo({1, 1});
    // Above this a picture serves nobody and costs a gigabyte; SVG has no such limit.
    constexpr int kMost = 16000;
    QImage image(size.boundedTo({kMost, kMost}), QImage::Format_RGB32);
    image.fill(style.palette.surface);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(factor, factor);
    painter.translate(-scene.bounds.topLeft());
    paintGraph(painter, scene, style);
    return image;
}

QByteArray graphPng(const GraphScene& scene, const PaintStyle& style, qreal scale)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    graphImage(scene, style, scale).save(&buffer, "PNG");
    return bytes;
}

QByteArray graphSvg(const GraphScene& scene, const PaintStyle& style)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    generator.setResolution(96);
    generator.setSize(scene.bounds.size().toSize());
    generator.setViewBox(QRectF(QPointF(), scene.bounds.size()));
    generator.setTitle(QStringLiteral("Hopscope"));
    QPainter painter(&generator);
    painter.translate(-scene.bounds.topLeft());
    painter.fillRect(scene.bounds, style.palette.surface);
    paintGraph(painter, scene, style);
    painter.end();
    return bytes;
}

} // namespace hopscope
