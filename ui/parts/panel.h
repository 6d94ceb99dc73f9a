// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/record/snapshot.h"

#include <QEvent>
#include <QFrame>

#include <memory>

namespace hopscope {

/// A part of the window that shows snapshots. render() runs after every new snapshot, with m_snapshot possibly null
/// before the first; retranslate() sets the words that do not depend on it.
class Panel : public QFrame {
    Q_OBJECT
public:
    using QFrame::QFrame;

    void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot)
    {
        m_snapshot = snapshot;
        render();
    }

protected:
    virtual void retranslate() = 0;
    virtual void render() = 0;
    void changeEvent(QEvent* event) override
    {
        QFrame::changeEvent(event);
        if (event->type() == QEvent::LanguageChange) {
            retranslate();
            render();
        }
    }

    std::shared_ptr<const Snapshot> m_snapshot;
};

} // namespace hopscope
