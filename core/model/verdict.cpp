// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/model/verdict.h"

namespace hopscope {

QString toCode(VerdictState state)
{
    switch (state) {
    case VerdictState::Unmeasured:
        return QStringLiteral("unmeasured");
    case VerdictState::Healthy:
        return QStringLiteral("healthy");
    case VerdictState::Undecided:
        return QStringLiteral("undecided");
    case VerdictState::Fault:
        return QStringLiteral("fault");
    }
    return {};
}

const Finding* Verdict::finding(const QString& id) const
{
    for (const Finding& candidate : findings) {
        if (candidate.id == id)
            return &candidate;
    }
    return nullptr;
}

} // namespace hopscope
