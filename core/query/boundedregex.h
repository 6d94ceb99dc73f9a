// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/query/tri.h"

#include <QRegularExpression>
#include <QString>

namespace hopscope {

/// A regular expression that cannot run long whatever it is given: at most 256 characters of pattern, 4096 of subject
/// (the rest is not looked at) and PCRE's own limits on steps. Case sensitive unless told otherwise.
class BoundedRegex {
public:
    explicit BoundedRegex(const QString& pattern, bool ignoreCase = false);
    [[nodiscard]] bool valid() const { return m_valid; }
    /// Unknown when the limit was reached before an answer.
    [[nodiscard]] Tri matches(const QString& subject) const;

    static constexpr qsizetype kPattern = 256;
    static constexpr qsizetype kSubject = 4096;

private:
    QRegularExpression m_regex;
    bool m_valid = false;
};

} // namespace hopscope
