// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/error.h"

#include <QList>
#include <QSslError>

namespace hopscope {

/// What is wrong with a certificate as our codes, worst first, each code once with what the library said
/// (TlsInfo::problems).
[[nodiscard]] QList<Error> tlsProblems(const QList<QSslError>& errors);

} // namespace hopscope
