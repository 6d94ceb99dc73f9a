// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"
#include "ui/report/pageflow.h"

#include <QByteArray>

namespace hopscope {

/// What a PDF says about itself, from the incident and never from the wall clock.
struct PdfFacts {
    QString title;
    QString programVersion;
    QString headHash;
    Timestamp at;
    bool chinese = false;
};

/// Adds bookmarks, language, dates, XMP and /ID to what QPdfWriter wrote, which Qt 6.4 cannot. Code: report.write.
[[nodiscard]] Result<QByteArray> finishPdf(const QByteArray& pdf, const QList<PageFlow::Bookmark>& bookmarks,
                                           const PdfFacts& facts);

} // namespace hopscope
