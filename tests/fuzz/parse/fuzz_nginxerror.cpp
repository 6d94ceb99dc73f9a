// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxaccess.h"
#include "core/parse/nginxerror.h"
#include "core/parse/nginxrequests.h"

#include <QJsonObject>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const NginxErrorLine line = parseNginxErrorLine(text);
    if (line.toJson().size() != (line.recognised ? 15 : 1) || line.message.size() > text.size())
        std::abort();
    (void)parseNginxAccessLine(text).toJson();
    NginxRequestJoin join(8);
    qint64 number = 0;
    for (const QByteArray& one : text.split('\n')) {
        (void)join.add(parseNginxErrorLine(one), number++);
        join.addAccess(parseNginxAccessLine(one));
        if (number % 4 == 0)
            (void)join.settle();
    }
    if (join.end() > number || join.end() - join.begin() > 8)
        std::abort();
    return 0;
}
