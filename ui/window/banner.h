// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/parts/panel.h"

#include <QColor>

class QLabel;
class QPushButton;

namespace hopscope {

class ElidedLabel;
class MarkWidget;
class Ticker;

/// One sentence: the verdict, what it explains, how sure, since when, and two ways on.
class Banner : public Panel {
    Q_OBJECT
public:
    explicit Banner(const Ticker& ticker, QWidget* parent = nullptr);
    /// Before the first verdict it says that one is being looked for.
    void setBusy(bool busy);

signals:
    void evidenceAsked();
    void fixAsked();
    void subjectChosen(const QString& subject);

protected:
    void retranslate() override;
    void render() override;
    void paintEvent(QPaintEvent* event) override;

private:
    void renderSince();
    void renderFacts(bool fault);

    const Ticker& m_ticker;
    bool m_busy = false;
    MarkWidget* m_mark;
    ElidedLabel* m_title;
    QLabel* m_detail;
    QLabel* m_sure;
    QLabel* m_since;
    QPushButton* m_evidence;
    QPushButton* m_fix;
};

} // namespace hopscope
