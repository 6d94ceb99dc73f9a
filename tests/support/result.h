// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"

#include <QTest>

/// Stops the test with the error's code when a Result holds none of its value. Evaluates its argument once.
#define QVERIFY_RESULT(result)                                                                                        \
    do {                                                                                                              \
        const auto& hopscopeResult = (result);                                                                        \
        QVERIFY2(hopscopeResult.has_value(),                                                                          \
                 hopscopeResult.has_value()                                                                           \
                     ? ""                                                                                             \
                     : qPrintable(hopscopeResult.error().code + QLatin1Char(' ') + hopscopeResult.error().detail));   \
    } while (false)
