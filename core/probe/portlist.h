// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QString>

namespace hopscope {

/// The most ports one request may ask for: enough for every range somebody looks at on purpose, too few for a scan of a
/// whole machine.
constexpr qsizetype kMaxPorts = 4096;

/// `80,443,8000-8010` as ports in the order written, each once. Spaces around a number are allowed. Codes:
/// `probe.bad-ports` (not a number, 0, above 65535, a range that runs backwards, nothing at all) with the piece as
/// detail, `probe.too-many-ports`.
[[nodiscard]] Result<QList<quint16>> parsePorts(const QString& text);

} // namespace hopscope
