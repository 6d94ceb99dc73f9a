// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/verdict.h"

#include <QDialog>

namespace hopscope {

/// What would mend a cause that Hopscope does not mend itself: the words, the command to copy, and why it is not run.
class FixDialog : public QDialog {
    Q_OBJECT
public:
    FixDialog(const CauseMatch& cause, const QString& whyNot, QWidget* parent);
};

} // namespace hopscope
