// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QColor>
#include <QFont>
#include <QPainter>
#include <QString>

namespace hopscope {

/// One line of plain text with its baseline at `y`, cut with an ellipsis at `width`. Untrusted text is made visible
/// first; nothing is read as markup.
void paintLine(QPainter& painter, qreal x, qreal y, qreal width, const QString& text, const QFont& font,
               const QColor& colour, Qt::Alignment alignment = Qt::AlignLeft);
[[nodiscard]] qreal lineWidth(const QString& text, const QFont& font);

} // namespace hopscope
