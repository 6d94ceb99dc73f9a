// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/report/reportmodel.h"
#include "ui/report/pageflow.h"
#include "ui/words/words.h"

namespace hopscope {

/// What every section of the paper writes on.
class Sheet {
public:
    Sheet(const ReportModel& model, const Words& words, PaintStyle style)
        : m_model(model), m_words(words), m_style(std::move(style))
    {
    }

    PageFlow flow;

    [[nodiscard]] const ReportModel& model() const { return m_model; }
    [[nodiscard]] const Words& words() const { return m_words; }
    [[nodiscard]] const PaintStyle& style() const { return m_style; }
    [[nodiscard]] const Palette& palette() const { return m_style.palette; }

    /// A section's title with its rule and bookmark; keeps `room` below it on the page.
    void heading(const QString& key, qreal room = 60);
    /// A label on the left, runs on the right; the first lines of both stand side by side.
    void row(const QString& label, const Runs& runs);
    void paragraph(const Runs& runs, const BlockLook& look = {});
    /// `text` and then its evidence ids raised.
    [[nodiscard]] static Runs cited(const QString& text, const QStringList& evidence,
                                    Run::Manner manner = Run::Manner::Body);

    static constexpr qreal kColumn = 208; ///< where the right column of rows begins

private:
    const ReportModel& m_model;
    const Words& m_words;
    PaintStyle m_style;
};

// One section each, in the order of the pages.
void writeTitle(Sheet& sheet);
void writeFigures(Sheet& sheet);
void writeSummary(Sheet& sheet);
void writeCauses(Sheet& sheet);
void writeTimeline(Sheet& sheet);
void writeGraph(Sheet& sheet);
void writeActions(Sheet& sheet);
void writeUnmeasured(Sheet& sheet);
void writeEvidence(Sheet& sheet);
void writeRecord(Sheet& sheet);

} // namespace hopscope
