// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/words/tables/rows.h"

namespace hopscope::words {
namespace {

constexpr ErrorRow kRows[] = {
    {"tcp.refused", "connection refused: nothing listens there",
     "Check that the service runs and listens on this address.", "连接被拒绝：该处无监听",
     "请确认服务正在运行并监听此地址。"},
    {"tcp.timed-out", "no answer before the time limit", "Check the firewall between the two ends.", "在时限内没有应答",
     "请检查两端之间的防火墙。"},
    {"tcp.unreachable", "no route to the address", "Check routes and firewall.", "没有到该地址的路由",
     "请检查路由和防火墙。"},
    {"tcp.reset", "accepted, then reset", "Look at the service's log and at what stands in between.", "接受后被重置",
     "请查看服务日志以及中间设备。"},
    {"tcp.failed", "the connection failed", "Probe the address again.", "连接失败", "请重新探测该地址。"},
    {"tcp.resolve", "the name cannot be resolved from there", "Check DNS and /etc/hosts on that host.",
     "在该处无法解析此名称", "请检查该主机的 DNS 和 /etc/hosts。"},
    {"tcp.closed", "closed without an answer", "Look at the service's log.", "未应答即关闭", "请查看服务日志。"},
    {"tls.handshake", "the TLS handshake failed", "Check that the port speaks TLS and which versions it allows.",
     "TLS 握手失败", "请确认该端口使用 TLS 以及允许的版本。"},
    {"tls.failed", "TLS failed", "Check the certificate and the TLS versions.", "TLS 失败", "请检查证书和 TLS 版本。"},
    {"tls.timed-out", "the TLS handshake did not end in time", "Check what answers on that port.", "TLS 握手超时",
     "请检查该端口上的服务。"},
    {"tls.expired", "the certificate has expired", "Renew it and reload nginx.", "证书已过期",
     "请续期并重新加载 nginx。"},
    {"tls.not-yet-valid", "the certificate is not valid yet", "Check the clocks.", "证书尚未生效", "请检查时钟。"},
    {"tls.untrusted", "the certificate is not signed by a known authority", "Name the authority with ca_file.",
     "证书并非由已知机构签发", "请用 ca_file 指定签发机构。"},
    {"tls.self-signed", "the certificate is self-signed", "Name it with ca_file if that is meant.", "证书为自签名",
     "若属预期，请用 ca_file 指定。"},
    {"tls.name-mismatch", "the certificate is for another name", "Check the URL and the server block.",
     "证书属于其他名称", "请检查 URL 和 server 配置块。"},
    {"tls.hostname", "the certificate is for another name", "Check the URL and the server block.", "证书属于其他名称",
     "请检查 URL 和 server 配置块。"},
    {"tls.untrusted-chain", "the certificate's chain is incomplete", "Serve the intermediate certificates too.",
     "证书链不完整", "请同时提供中间证书。"},
    {"tls.certificate", "the certificate is not accepted", "Check its dates, names and authority.", "证书不被接受",
     "请检查其有效期、名称和签发机构。"},
    {"tls.ca-file", "the file of authorities cannot be read", "Check ca_file in the environment.", "无法读取 CA 文件",
     "请检查环境文件中的 ca_file。"},
    {"http.timed-out", "no HTTP answer before the time limit", "Check what the server behind it waits for.",
     "在时限内没有 HTTP 应答", "请检查其后端在等待什么。"},
    {"http.closed", "closed before an HTTP answer", "Look at the server's log.", "HTTP 应答前连接已关闭",
     "请查看服务器日志。"},
    {"http.malformed", "the answer is not HTTP", "Check what listens on that port.", "应答不是 HTTP",
     "请检查该端口上的程序。"},
    {"http.not-http", "the answer is not HTTP", "Check what listens on that port.", "应答不是 HTTP",
     "请检查该端口上的程序。"},
    {"http.bad-framing", "the length of the answer is contradictory",
     "Look at the server's log and at what stands in between.", "应答的长度信息自相矛盾",
     "请查看服务器日志以及中间设备。"},
    {"http.bad-request", "the request cannot be sent as written", "Check the URL.", "无法按此发送请求", "请检查 URL。"},
    {"http.protocol", "the answer is not HTTP", "Check what listens on that port.", "应答不是 HTTP",
     "请检查该端口上的程序。"},
    {"http.too-large", "the answer is larger than is read", "Ask for a smaller page.", "应答超过读取上限",
     "请请求更小的页面。"},
    {"http.bad-url", "the URL cannot be used", "Use http:// or https:// with a host.", "URL 无法使用",
     "请使用带主机名的 http:// 或 https://。"},
    {"http.url", "the URL cannot be used", "Use http:// or https:// with a host.", "URL 无法使用",
     "请使用带主机名的 http:// 或 https://。"},
    {"http.redirect-loop", "it redirects in a circle", "Check the rewrite rules.", "循环重定向", "请检查重写规则。"},
    {"http.upgrade-refused", "the WebSocket upgrade was refused", "Check the Upgrade headers on every proxy.",
     "WebSocket 升级被拒绝", "请检查每一级代理的 Upgrade 头。"},
    {"proto.timed-out", "the service accepted but did not answer its own protocol", "Check whether it hangs.",
     "服务已接受连接但未按自身协议应答", "请检查其是否挂起。"},
    {"proto.silent", "the service accepted and says nothing", "Check whether it hangs.", "服务已接受连接但没有任何应答",
     "请检查其是否挂起。"},
    {"proto.unexpected", "the service answers something else than its own protocol", "Check what listens on that port.",
     "服务的应答不符合其自身协议", "请检查该端口上的程序。"},
    {"proto.malformed", "the answer is not that service's protocol", "Check what listens on that port.",
     "应答不符合该服务的协议", "请检查该端口上的程序。"},
    {"proto.closed", "closed in the middle of its own handshake", "Look at the service's log.", "在自身握手途中关闭",
     "请查看服务日志。"},
    {"proto.refused", "the service refused the handshake", "Read its reply in the evidence.", "服务拒绝了握手",
     "请在证据中查看其应答。"},
    {"probe.cancelled", "the probe was cancelled", "Start it again.", "探测已取消", "请重新开始。"},
    {"probe.bad-ports", "the ports cannot be read", "Write them as 80,443,8000-8010.", "端口无法识别",
     "请写成 80,443,8000-8010。"},
    {"probe.not-reached", "an earlier hop already failed", "Mend that one first.", "之前的一跳已失败", "请先修复它。"},
    {"integrator.no-url", "no callback or document address was seen yet", "Open a document once, then measure again.",
     "尚未见到回调或文档地址", "请打开一次文档后重新测量。"},
};

} // namespace

Table<ErrorRow> probeErrors()
{
    return {kRows, sizeof(kRows) / sizeof(kRows[0])};
}

} // namespace hopscope::words
