// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/words/tables/rows.h"

namespace hopscope::words {
namespace {

// Titles follow one pattern so that the report can put them in the past: subject, "is/has/does not", rest.
constexpr CauseRow kRows[] = {
    {"DS01", "docservice-stopped", "docservice on {host} is stopped",
     "its unit is inactive and nothing listens on port {port}, so nginx answers 502.", "{host} 上的 docservice 已停止",
     "其服务单元未运行，端口 {port} 无监听，因此 nginx 返回 502。"},
    {"DS02", "docservice-crashed", "docservice on {host} has crashed",
     "it ended by itself and is being restarted; until it listens again nginx answers 502.",
     "{host} 上的 docservice 崩溃", "它自行退出并正在重启；重新监听之前 nginx 返回 502。"},
    {"DS03", "docservice-crash-loop", "docservice on {host} is crashing at every start",
     "a configuration key is missing, so it never opens port {port}.", "{host} 上的 docservice 每次启动都崩溃",
     "缺少配置项，端口 {port} 始终未打开。"},
    {"DS04", "config-malformed", "the configuration of docservice on {host} is malformed",
     "the file does not parse, so no service of the Document Server starts.", "{host} 上 docservice 的配置格式错误",
     "文件无法解析，文档服务器的各服务均无法启动。"},
    {"DS06", "port-taken", "port {port} on {host} is taken by another program",
     "docservice cannot listen and the other program answers in its place.", "{host} 上的端口 {port} 被其他程序占用",
     "docservice 无法监听，由其他程序代为应答。"},
    {"DS08", "wrong-upstream", "nginx on {host} is sending requests to the wrong port or host",
     "docservice answers where it listens, but nginx asks elsewhere.", "{host} 上的 nginx 将请求发往错误的端口或主机",
     "docservice 在其监听处正常应答，但 nginx 请求了别处。"},
    {"DS09", "docservice-stuck", "docservice on {host} is alive but stuck",
     "it accepts connections and answers none, so nginx waits until it gives up.", "{host} 上的 docservice 存活但卡住",
     "它接受连接却不应答，nginx 等待至超时。"},
    {"DS10", "heap-exhausted", "docservice on {host} has run out of heap memory",
     "V8 ended it; until it listens again nginx answers 502.", "{host} 上的 docservice 堆内存耗尽",
     "V8 将其终止；重新监听之前 nginx 返回 502。"},
    {"DS11", "waiting-for-broker", "docservice on {host} is waiting for its broker",
     "it opens port {port} only after RabbitMQ answers.", "{host} 上的 docservice 正在等待消息代理",
     "RabbitMQ 应答之后它才会打开端口 {port}。"},
    {"DS12", "database-absent-at-start",
     "docservice on {host} is waiting for nothing: the database was down when it started",
     "it gave up once, never opened port {port} and needs a restart.", "{host} 上的 docservice 启动时数据库不可用",
     "它只尝试一次便放弃，从未打开端口 {port}，需要重启。"},
    {"CV01", "converter-stopped", "converter on {host} is stopped",
     "documents wait in the queue and nobody takes them; the health check stays true.", "{host} 上的 converter 已停止",
     "文档在队列中等待且无人处理；健康检查仍为 true。"},
    {"DB01", "database-down", "the database on {host} is not running",
     "docservice still listens, but its health check is false.", "{host} 上的数据库未运行",
     "docservice 仍在监听，但其健康检查为 false。"},
    {"DB03", "database-password", "the database on {host} does not accept the password", "docservice cannot log in.",
     "{host} 上的数据库拒绝该密码", "docservice 无法登录。"},
    {"DB08", "database-slots", "the database on {host} has no connection slot left",
     "new sessions are turned away, so requests fail now and then.", "{host} 上的数据库连接数已满",
     "新会话被拒绝，请求时有失败。"},
    {"MQ01", "broker-down-at-start", "RabbitMQ on {host} is not running",
     "docservice cannot reach its broker and so never opens port 8000: nginx answers 502.",
     "{host} 上的 RabbitMQ 未运行", "docservice 无法连接消息代理，因此从未打开端口 8000：nginx 返回 502。"},
    {"MQ02", "broker-down", "RabbitMQ on {host} is not running",
     "docservice still listens, but its health check is false and no document is saved.", "{host} 上的 RabbitMQ 未运行",
     "docservice 仍在监听，但健康检查为 false，文档无法保存。"},
    {"MQ03", "broker-credentials", "RabbitMQ on {host} does not accept the user or password",
     "docservice cannot log in to its broker and never opens its port.", "{host} 上的 RabbitMQ 拒绝该用户名或密码",
     "docservice 无法登录消息代理，端口从未打开。"},
    {"MQ07", "broker-memory-alarm", "RabbitMQ on {host} has raised its memory alarm",
     "publishers are blocked: what is sent waits.", "{host} 上的 RabbitMQ 触发了内存告警",
     "发布者被阻塞：已发送的消息在等待。"},
    {"MQ08", "broker-disk-alarm", "RabbitMQ on {host} has raised its disk alarm",
     "publishers are blocked: what is sent waits.", "{host} 上的 RabbitMQ 触发了磁盘告警",
     "发布者被阻塞：已发送的消息在等待。"},
    {"RD01", "redis-down", "Redis on {host} is not running", "docservice uses it and its health check is false.",
     "{host} 上的 Redis 未运行", "docservice 使用它，健康检查为 false。"},
    {"ST11", "storage-full", "the storage on {host} is full", "documents open but cannot be saved.",
     "{host} 上的存储已满", "文档可以打开但无法保存。"},
    {"NG01", "nginx-stopped", "nginx on {host} is not running",
     "nothing answers on its port, so whoever stands before it fails.", "{host} 上的 nginx 未运行",
     "其端口无应答，前面的一级因此失败。"},
    {"NG07", "ipv6-localhost", "docservice on {host} does not listen on the address family nginx asks",
     "localhost means IPv6 to one and IPv4 to the other.", "{host} 上的 docservice 未监听 nginx 所用的地址族",
     "对一方而言 localhost 是 IPv6，对另一方是 IPv4。"},
    {"HR01", "killed-for-memory", "{host} has run out of memory", "the kernel killed a process of the stack.",
     "{host} 内存耗尽", "内核终止了系统中的一个进程。"},
    {"HR03", "disk-full", "the disk of {host} is full", "several services fail to write at once.", "{host} 的磁盘已满",
     "多个服务同时无法写入。"},
    {"NW01", "firewall-reject", "a firewall is rejecting connections to {host}",
     "the service listens, but the way to it is closed.", "防火墙拒绝了到 {host} 的连接", "服务在监听，但通路被关闭。"},
    {"NW02", "firewall-drop", "a firewall is dropping connections to {host}",
     "the service listens, but what is sent to it gets no answer.", "防火墙丢弃了到 {host} 的连接",
     "服务在监听，但发往它的数据没有应答。"},
    {"NW06", "certificate-expired", "the certificate of {host} is not valid",
     "browsers refuse it before any page is asked.", "{host} 的证书无效", "浏览器在请求页面之前即拒绝。"},
};

} // namespace

Table<CauseRow> causes()
{
    return {kRows, sizeof(kRows) / sizeof(kRows[0])};
}

} // namespace hopscope::words
