// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/parts/ticker.h"
#include "ui/speech/labels.h"

#include <QWidget>

namespace hopscope {

/// How old something is, counted up every second. Keeps its size, so that a tick never moves its neighbours, and goes
/// grey once it is stale.
class AgeLabel : public QWidget {
    Q_OBJECT
public:
    /// `form` is a label with one place for the age.
    AgeLabel(const Ticker& ticker, Label form, QWidget* parent = nullptr);

    /// Left unless told otherwise.
    void setAlignment(Qt::Alignment alignment) { m_alignment = alignment; }
    /// A moment that is not known shows `otherwise`.
    void setSince(Timestamp since, const QString& otherwise = {});
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] bool stale() const { return m_stale; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void refresh();

    const Ticker& m_ticker;
    Label m_form;
    Timestamp m_since;
    QString m_otherwise;
    QString m_text;
    Qt::Alignment m_alignment = Qt::AlignLeft;
    bool m_stale = false;
};

} // namespace hopscope
