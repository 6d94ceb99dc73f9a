// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxroutes.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace hopscope;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    // The file includes itself and many of its kind, so that the include paths are walked and the lists of files grow.
    const QString main = QStringLiteral("/n/nginx.conf");
    NginxFileSet set;
    set.files.insert(main, text);
    QStringList paths{main};
    for (int i = 0; i < 20; ++i) {
        paths.append(QStringLiteral("/n/%1.conf").arg(i));
        set.files.insert(paths.last(), text.mid(i));
    }
    set.globs.insert(QStringLiteral("/n/*.conf"), paths);
    const NginxConfig config = parseNginxConfig(main, set);
    if (config.files.isEmpty() || config.toJson().isEmpty())
        std::abort();
    const NginxRouting routing = nginxRouting(config);
    const auto route = matchNginxRoute(routing, QStringLiteral("a.example.com"), 80, QStringLiteral("/a/b.png"));
    if (route && (*route < 0 || *route >= routing.routes.size()))
        std::abort();
    (void)routing.routesToJson();
    (void)pendingIncludes(main, set);
    return 0;
}
