// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// How fast what a host prints is read: bytes a second of each parser that sees whole files.
#include "core/parse/docservicelog.h"
#include "core/parse/nginxconfig.h"
#include "core/parse/nginxerror.h"

#include <benchmark/benchmark.h>

using namespace hopscope;

namespace {

const QByteArray kRefused =
    "2026/11/22 10:59:02 [error] 812#812: *4711 connect() failed (111: Connection refused) while connecting to upstream, "
    "client: 10.77.0.1, server: docs.example.com, request: \"GET /healthcheck HTTP/1.1\", "
    "upstream: \"http://127.0.0.1:8000/healthcheck\", host: \"docs.example.com\"";

void nginxErrorLine(benchmark::State& state)
{
    for (auto _ : state)
        benchmark::DoNotOptimize(parseNginxErrorLine(kRefused));
    state.SetBytesProcessed(state.iterations() * kRefused.size());
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(nginxErrorLine);

void docserviceLog(benchmark::State& state)
{
    const QByteArray line = "[2026-11-22T10:59:02.114] [ERROR] [localhost] [docId] [userId] nodeJS - "
                            "[AMQP] Error: connect ECONNREFUSED 10.77.0.13:5672\n";
    const QByteArray text = line.repeated(10'000);
    for (auto _ : state)
        benchmark::DoNotOptimize(parseDocserviceLog(text));
    state.SetBytesProcessed(state.iterations() * text.size());
    state.SetItemsProcessed(state.iterations() * 10'000);
}
BENCHMARK(docserviceLog)->Unit(benchmark::kMillisecond);

/// A gateway with as many sites as the argument says, in one file.
void nginxConfig(benchmark::State& state)
{
    QByteArray text = "events {}\nhttp {\n";
    for (int64_t i = 0; i < state.range(0); ++i) {
        const QByteArray n = QByteArray::number(qlonglong(i));
        text += "  upstream u" + n + " { server 10.0.0.1:8000 max_fails=0 fail_timeout=0s; }\n  server {\n    listen 80;\n"
                "    server_name s" + n + ".example.com; # site\n    location / {\n      proxy_pass http://u" + n +
                ";\n      proxy_set_header Host $http_host;\n    }\n  }\n";
    }
    text += "}\n";
    const QString main = QStringLiteral("/etc/nginx/nginx.conf");
    NginxFileSet set;
    set.files.insert(main, text);
    for (auto _ : state)
        benchmark::DoNotOptimize(parseNginxConfig(main, set));
    state.SetBytesProcessed(state.iterations() * text.size());
}
BENCHMARK(nginxConfig)->Arg(10)->Arg(1'000)->Unit(benchmark::kMillisecond);

} // namespace
