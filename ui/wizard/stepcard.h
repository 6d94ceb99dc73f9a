// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/record/snapshot.h"

#include <QWidget>

class QFrame;
class QVBoxLayout;

namespace hopscope {

/// What a step found, as cards: its lines, or what it is doing while it runs; below them what comes next. Built anew only when
/// the step has changed, so that an opened output stays open.
class StepCard : public QWidget {
    Q_OBJECT
public:
    explicit StepCard(QWidget* parent = nullptr);
    void showStep(const Snapshot& snapshot, const QString& step);
    /// The language or the colours changed.
    void forget() { m_shown.clear(); }

private:
    void clear();
    QFrame* linesCard(const Snapshot& snapshot, const GuideStep& step) const;
    QFrame* runningCard(const Snapshot& snapshot, const GuideStep& step) const;
    QFrame* nextCard(const Snapshot& snapshot, const GuideStep& step) const;
    QFrame* fixCard(const CauseMatch& cause, const Snapshot& snapshot) const;

    QVBoxLayout* m_column;
    QString m_shown; ///< what is on show, as a text to compare
};

} // namespace hopscope
