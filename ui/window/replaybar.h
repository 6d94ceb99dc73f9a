// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/parts/panel.h"

#include <QTimer>

class QLabel;
class QSlider;

namespace hopscope {

/// Says that a recorded incident is shown, and moves through it.
class ReplayBar : public Panel {
    Q_OBJECT
public:
    explicit ReplayBar(QWidget* parent = nullptr);

signals:
    void seekAsked(hopscope::Timestamp at);

protected:
    void retranslate() override;
    void render() override;

private:
    [[nodiscard]] Timestamp atSlider() const;

    QLabel* m_title;
    QLabel* m_damage;
    QLabel* m_moment;
    QSlider* m_slider;
    QTimer m_settle; ///< a dragged slider asks at most ten times a second
    Timestamp m_from;
    Timestamp m_to; ///< the latest moment ever shown: a snapshot of an earlier moment knows no later one
    QString m_file;
};

} // namespace hopscope
