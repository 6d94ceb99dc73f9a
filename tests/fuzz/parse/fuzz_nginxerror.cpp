// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxaccess.h"
#include "core/parse/nginxerror.h"

#include <QJsonObject>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const NginxErrorLine line = parseNginxErrorLine(text);
    if (line.toJson().size() != (line.recognised ? 17 : 1) || line.message.size() > text.size())
        std::abort();
    (void)parseNginxAccessLine(text).toJson();
    return 0;
}
