// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/model/health.h"

#include <array>

namespace hopscope {
namespace {

template <class Enum, std::size_t N>
std::optional<Enum> find(const std::array<const char16_t*, N>& names, const QString& code)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (code == QStringView(names.at(i)))
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

constexpr std::array<const char16_t*, 5> kHealth{u"unknown", u"ok", u"degraded", u"affected", u"failed"};
constexpr std::array<const char16_t*, 3> kSeverity{u"info", u"warning", u"critical"};

} // namespace

QString toCode(Health health)
{
    return QString::fromUtf16(kHealth.at(static_cast<std::size_t>(health)));
}
std::optional<Health> healthFromCode(const QString& code)
{
    return find<Health>(kHealth, code);
}
QString toCode(Severity severity)
{
    return QString::fromUtf16(kSeverity.at(static_cast<std::size_t>(severity)));
}
std::optional<Severity> severityFromCode(const QString& code)
{
    return find<Severity>(kSeverity, code);
}

} // namespace hopscope
