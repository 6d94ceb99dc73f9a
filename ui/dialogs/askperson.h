// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/session.h"

#include <functional>

class QWidget;

namespace hopscope {

using PersonAnswers = std::function<void(qint64 question, bool accepted, const QString& secret, bool keep)>;

/// Opens the dialog that a question or a word of the SSH layer needs, over `parent`, or takes back one it has opened there.
/// Nothing for what needs no dialog. Returns at once; `answers` is called at most once and not after `parent` is gone. GUI
/// thread.
void askPerson(const Question& question, QWidget* parent, const PersonAnswers& answers);

} // namespace hopscope
