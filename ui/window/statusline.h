// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/parts/panel.h"

#include <QTimer>

class QLabel;

namespace hopscope {

/// Connections, what is recorded, and that nothing is changed until somebody acts.
class StatusLine : public Panel {
    Q_OBJECT
public:
    explicit StatusLine(QWidget* parent = nullptr);
    /// A message that stands for ten seconds in the middle.
    void say(const QString& text);

protected:
    void retranslate() override {}
    void render() override;

private:
    QLabel* m_hosts;
    QLabel* m_entries;
    QLabel* m_message;
    QLabel* m_policy;
    QTimer m_fade;
};

} // namespace hopscope
