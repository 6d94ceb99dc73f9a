// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// Any text either is refused or prints as text that reads back as the same filter and evaluates without harm.
#include "core/query/evaluate.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace {

class Echo final : public hopscope::FactSource {
public:
    QList<hopscope::Reading> read(const QString& name) const override
    {
        if (name.size() % 3 == 0)
            return {};
        const QJsonValue value = name.size() % 3 == 1 ? QJsonValue(name) : QJsonValue(QJsonValue::Undefined);
        return {{name, name, value, {}, {}, {}}, {name, name, QJsonValue(name.size()), {}, {}, {}}};
    }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const auto expr = hopscope::parseQuery(text);
    if (!expr)
        return 0;
    const auto again = hopscope::parseQuery(hopscope::toText(*expr));
    // Printing adds brackets and spaces, so what was just short enough may be too long or too deep the second time.
    if (again ? !(*again == *expr) : again.error().code == QStringLiteral("query.syntax"))
        std::abort();
    static_cast<void>(hopscope::evaluate(*expr, Echo()));
    return 0;
}
