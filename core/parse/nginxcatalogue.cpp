// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxcatalogue.h"

namespace hopscope {

bool fitsPattern(QByteArrayView text, QByteArrayView pattern)
{
    qsizetype t = 0;
    qsizetype p = 0;
    qsizetype star = -1;
    qsizetype resume = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern.at(p) == '*') {
            star = p++;
            resume = t;
        } else if (p < pattern.size() && pattern.at(p) == text.at(t)) {
            ++p;
            ++t;
        } else if (star >= 0) {
            p = star + 1;
            t = ++resume;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern.at(p) == '*')
        ++p;
    return p == pattern.size();
}

std::optional<int> nginxCatalogueRow(const QString& message, std::optional<int> errnoNumber, const QString& action,
                                     const QString& level)
{
    const QByteArray text = message.left(2000).toUtf8();
    const QByteArray during = action.toUtf8();
    const QByteArray severity = level.toUtf8();
    const auto fits = [&](const NginxCatalogueRule& rule) {
        return (rule.errnoNumber == 0 || errnoNumber == rule.errnoNumber) && fitsPattern(during, rule.action) &&
               fitsPattern(severity, rule.level) && fitsPattern(text, rule.message);
    };
    for (const auto* rules : {&nginxUpstreamRules(), &nginxLocalRules()}) {
        for (const NginxCatalogueRule& rule : *rules) {
            if (fits(rule))
                return rule.row;
        }
    }
    return std::nullopt;
}

} // namespace hopscope
