// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/query/boundedregex.h"

namespace hopscope {

BoundedRegex::BoundedRegex(const QString& pattern, bool ignoreCase)
{
    if (pattern.size() > kPattern)
        return;
    // PCRE takes the lower of several limits, so a pattern cannot raise it again.
    m_regex.setPattern(QStringLiteral("(*LIMIT_MATCH=20000)(*LIMIT_DEPTH=2000)") + pattern);
    if (ignoreCase)
        m_regex.setPatternOptions(QRegularExpression::CaseInsensitiveOption);
    m_valid = m_regex.isValid();
}

Tri BoundedRegex::matches(const QString& subject) const
{
    if (!m_valid)
        return Tri::Unknown;
    const QRegularExpressionMatch match = m_regex.match(subject.left(kSubject));
    return match.isValid() ? triOf(match.hasMatch()) : Tri::Unknown;
}

} // namespace hopscope
