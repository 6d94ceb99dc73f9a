// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/record/snapshot.h"
#include "ui/words/words.h"

#include <QByteArray>
#include <QString>

namespace hopscope {

/// The graph as `dot`, `mermaid`, `svg` or `png`; the last two need a QGuiApplication.
[[nodiscard]] QByteArray topologyPicture(const Snapshot& snapshot, const Words& words, const QString& format);

} // namespace hopscope
