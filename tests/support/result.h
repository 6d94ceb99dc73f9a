// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"

#include <QTest>

/// Stops the test with the error's code when a Result holds none of its value.
#define QVERIFY_RESULT(result)                                                                                        \
    QVERIFY2((result).has_value(),                                                                                    \
             (result).has_value() ? "" : qPrintable((result).error().code + QLatin1Char(' ') + (result).error().detail))
