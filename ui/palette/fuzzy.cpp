// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/palette/fuzzy.h"

namespace hopscope {

int fuzzyScore(const QString& typed, const QString& text)
{
    if (typed.isEmpty())
        return 1;
    if (const qsizetype at = text.indexOf(typed, 0, Qt::CaseInsensitive); at >= 0)
        return 1000 - int(qMin<qsizetype>(at, 400)) - int(qMin<qsizetype>(text.size(), 300));
    int score = 1;
    qsizetype at = 0;
    qsizetype last = -2;
    for (const QChar c : typed) {
        if (c.isSpace())
            continue;
        const qsizetype found = text.indexOf(c, at, Qt::CaseInsensitive);
        if (found < 0)
            return 0;
        const bool begins = found == 0 || !text.at(found - 1).isLetterOrNumber();
        score += found == last + 1 ? 8 : begins ? 6 : 1;
        last = found;
        at = found + 1;
    }
    return score;
}

} // namespace hopscope
