// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/words/tables/rows.h"

namespace hopscope::words {
namespace {

constexpr Row kRows[] = {
    {"entry-5xx", "the client gets {status}", "客户端得到 {status}"},
    {"entry-4xx", "the client gets {status}", "客户端得到 {status}"},
    {"entry-not-true", "the health check answers, but not with true", "健康检查有应答，但内容不是 true"},
    {"hop-5xx", "{title} at {address} answers {status}", "{address} 的 {title} 返回 {status}"},
    {"hop-4xx", "{title} at {address} answers {status}", "{address} 的 {title} 返回 {status}"},
    {"hop-unreachable", "there is no route to {title} at {address}", "没有到 {address} 上 {title} 的路由"},
    {"hop-reset", "{title} at {address} resets the connection", "{address} 的 {title} 重置连接"},
    {"hop-no-answer", "{title} at {address} accepts the connection but gives no HTTP answer",
     "{address} 的 {title} 接受连接但没有 HTTP 应答"},
    {"hop-not-true", "the health check of {title} at {address} is not true",
     "{address} 上 {title} 的健康检查不是 true"},
    {"hop-bad-handshake", "{title} at {address} does not answer as a working server",
     "{address} 的 {title} 未像正常服务那样应答"},
    {"process-absent", "{title} on {host} does not run", "{host} 上的 {title} 没有进程"},
    {"port-foreign", "port {port} on {host} belongs to another program", "{host} 的端口 {port} 属于其他程序"},
    {"inodes-full", "{host} has no inodes left", "{host} 的 inode 已用尽"},
    {"clock-off", "the clock of {host} is off", "{host} 的时钟有偏差"},
    {"nginx-config-error", "the nginx configuration on {host} has an error", "{host} 上的 nginx 配置有错误"},
    {"entry-error", "{title} gets {status} from {url}", "{title} 从 {url} 得到 {status}"},
    {"entry-status", "the client gets {status}", "客户端得到 {status}"},
    {"entry-failed", "the client gets no answer", "客户端没有得到应答"},
    {"entry-unreachable", "the client cannot connect", "客户端无法连接"},
    {"entry-slow", "the entry check is slow", "入口检查缓慢"},
    {"client-502", "the client gets 502", "客户端得到 502"},
    {"client-504", "the client gets 504", "客户端得到 504"},
    {"http-502", "{title} on {host} answers 502", "{host} 上的 {title} 返回 502"},
    {"http-504", "{title} on {host} answers 504", "{host} 上的 {title} 返回 504"},
    {"hop-http-error", "{title} on {host} answers with an error", "{host} 上的 {title} 返回错误"},
    {"healthcheck-false", "the health check says false", "健康检查为 false"},
    {"port-closed", "{title} on {host}: port {port} is closed", "{host} 上的 {title}：端口 {port} 已关闭"},
    {"port-refused", "port {port} refused on {host}", "{host} 拒绝端口 {port}"},
    {"tcp-refused", "connections to {title} on {host} are refused", "到 {host} 上 {title} 的连接被拒绝"},
    {"tcp-timed-out", "connections to {title} on {host} time out", "到 {host} 上 {title} 的连接超时"},
    {"tcp-unreachable", "{title} on {host} cannot be reached", "无法到达 {host} 上的 {title}"},
    {"hop-refused", "connections to {title} on {host} are refused", "到 {host} 上 {title} 的连接被拒绝"},
    {"hop-timed-out", "connections to {title} on {host} time out", "到 {host} 上 {title} 的连接超时"},
    {"protocol-failed", "{title} on {host} does not answer its own protocol", "{host} 上的 {title} 未按自身协议应答"},
    {"unit-inactive", "the unit of {title} on {host} is not running", "{host} 上 {title} 的服务单元未运行"},
    {"unit-failed", "the unit of {title} on {host} has failed", "{host} 上 {title} 的服务单元失败"},
    {"unit-restarting", "{title} on {host} keeps restarting", "{host} 上的 {title} 反复重启"},
    {"process-missing", "{title} on {host} does not run", "{host} 上的 {title} 没有进程"},
    {"process-stopped", "the process of {title} on {host} is stopped", "{host} 上 {title} 的进程被暂停"},
    {"process-stuck", "{title} on {host} accepts but does not answer", "{host} 上的 {title} 接受连接但不应答"},
    {"broker-retries", "docservice on {host} retries its broker each second",
     "{host} 上的 docservice 每秒重试消息代理"},
    {"broker-alarm", "the broker on {host} raised an alarm", "{host} 上的消息代理触发告警"},
    {"queue-without-consumer", "a queue on {host} has messages and no consumer", "{host} 上有队列积压且无消费者"},
    {"database-slots", "the database on {host} has no slot left", "{host} 上的数据库连接数已满"},
    {"disk-full", "the disk of {host} is full", "{host} 的磁盘已满"},
    {"disk-nearly-full", "the disk of {host} is nearly full", "{host} 的磁盘将满"},
    {"memory-low", "{host} is short of memory", "{host} 内存不足"},
    {"load-high", "the load of {host} is high", "{host} 负载过高"},
    {"host-unreached", "{host} could not be reached over SSH", "无法通过 SSH 连接 {host}"},
    {"config-error", "the configuration of {title} on {host} has an error", "{host} 上 {title} 的配置有误"},
    {"log-error", "{title} on {host} logs an error", "{host} 上的 {title} 日志中有错误"},
    {"certificate-expired", "the certificate has expired", "证书已过期"},
    {"wrong-body", "{title} on {host} answers with somebody else's page", "{host} 上的 {title} 返回了别人的页面"},
};

} // namespace

Table<Row> findings()
{
    return {kRows, sizeof(kRows) / sizeof(kRows[0])};
}

} // namespace hopscope::words
