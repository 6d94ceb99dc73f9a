// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QDialog>

namespace hopscope {

/// Asks before something is lost on this machine; Enter and Escape keep it.
class AskDialog : public QDialog {
    Q_OBJECT
public:
    struct Words {
        QString title;
        QString text;
        QString act; ///< the button that does it
    };
    AskDialog(const Words& words, QWidget* parent);
};

} // namespace hopscope
