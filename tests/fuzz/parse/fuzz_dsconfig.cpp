// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/dsconfig.h"
#include <QJsonObject>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const ConfigLayer layer{QStringLiteral("local.json"), text};
    const auto object = parseRelaxedJson(layer);
    const auto config = parseDocumentServerConfig({layer, layer});
    if (object.has_value() != config.has_value())
        std::abort();
    if (config)
        (void)config->toJson();
    return 0;
}
