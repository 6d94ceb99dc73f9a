// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"
#include "core/report/reportmodel.h"
#include "ui/words/words.h"

#include <QByteArray>
#include <QString>

namespace hopscope {

/// The report as PDF bytes: A4, vector, selectable text, bookmarks; dates and ID come from the incident. The same model
/// and words give the same bytes, provided QHashSeed::setDeterministicGlobalSeed() was called before the application
/// object was made. GUI thread; needs a QGuiApplication (`offscreen` will do). Code: report.write.
[[nodiscard]] Result<QByteArray> pdfBytes(const ReportModel& model, const Words& words);
/// Writes them to `path`, whole or not at all. Codes: report.unwritable, report.write.
[[nodiscard]] Status writePdf(const ReportModel& model, const Words& words, const QString& path);

/// Writes `bytes` to `path`, whole or not at all (devices and pipes as they come). Codes as above.
[[nodiscard]] Status writeWhole(const QByteArray& bytes, const QString& path);

} // namespace hopscope
