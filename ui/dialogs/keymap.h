// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QDialog>

namespace hopscope {

/// What every key does; `?` shows it, any of `?`, Escape and Enter closes it.
class KeyMapDialog : public QDialog {
    Q_OBJECT
public:
    explicit KeyMapDialog(QWidget* parent);

protected:
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace hopscope
