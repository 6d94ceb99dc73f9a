// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/words/tables/rows.h"

namespace hopscope::words {
namespace {

constexpr Row kRows[] = {
    {"host.reached", "Reached over SSH", "可通过 SSH 到达"},
    {"host.hostname", "Host name", "主机名"},
    {"host.os", "Operating system", "操作系统"},
    {"host.kernel", "Kernel", "内核"},
    {"host.addresses", "Addresses", "地址"},
    {"host.names", "Names it resolves", "名称解析"},
    {"host.clock_offset_ms", "Clock offset", "时钟偏差"},
    {"host.boot_at", "Started", "启动时间"},
    {"host.load1", "Load, 1 minute", "负载（1 分钟）"},
    {"host.cores", "Cores", "核心数"},
    {"host.memory_total_kb", "Memory", "内存"},
    {"host.memory_available_kb", "Memory available", "可用内存"},
    {"host.listeners", "Listening ports", "监听端口"},
    {"host.filesystems", "File systems", "文件系统"},
    {"disk.used_pct", "Disk used", "磁盘使用率"},
    {"disk.mount", "Fullest file system", "最满的文件系统"},
    {"disk.available_kb", "Disk available", "磁盘可用"},
    {"disk.inodes_used_pct", "Inodes used", "inode 使用率"},
    {"unit.name", "Unit", "服务单元"},
    {"unit.load_state", "Unit file", "单元文件"},
    {"unit.active_state", "Unit state", "单元状态"},
    {"unit.sub_state", "Unit detail", "单元细节"},
    {"unit.result", "Last result", "上次结果"},
    {"unit.enabled", "Starts at boot", "开机启动"},
    {"unit.restart_policy", "Restart policy", "重启策略"},
    {"unit.restarts", "Restarts", "重启次数"},
    {"unit.main_pid", "Main process", "主进程"},
    {"unit.exit_status", "Exit status", "退出码"},
    {"unit.memory_bytes", "Memory used", "内存占用"},
    {"unit.since", "In this state since", "此状态起始"},
    {"unit.stopped_by_job", "Stopped on purpose", "被主动停止"},
    {"process.running", "Process runs", "进程运行"},
    {"process.count", "Processes", "进程数"},
    {"process.pid", "Process", "进程号"},
    {"process.state", "Process state", "进程状态"},
    {"process.started", "Process started", "进程启动"},
    {"port.number", "Port", "端口"},
    {"port.listening", "Port open", "端口已打开"},
    {"port.owner", "Port belongs to", "端口所属"},
    {"nginx.version", "Version", "版本"},
    {"nginx.routes", "Routes", "路由"},
    {"nginx.error_logs", "Error logs", "错误日志"},
    {"nginx.config_error", "Configuration error", "配置错误"},
    {"ds.version", "Version", "版本"},
    {"ds.build", "Build", "构建号"},
    {"ds.database", "Database", "数据库"},
    {"ds.broker", "Broker", "消息代理"},
    {"ds.redis", "Redis", "Redis"},
    {"ds.storage", "Storage", "存储"},
    {"ds.integrator", "Integrator", "集成方"},
    {"ds.port", "Configured port", "配置端口"},
    {"log.count", "Log lines, 15 minutes", "日志行数（15 分钟）"},
    {"log.age_s", "Last such line ago", "距最近一行"},
    {"log.first", "First such line", "首行时间"},
    {"log.last", "Last such line", "末行时间"},
    {"log.last_error", "Last error line", "最近错误行"},
    {"self.status", "Answer to itself", "对自身的应答"},
    {"self.body", "Body to itself", "对自身的正文"},
    {"storage.used_pct", "Storage used", "存储使用率"},
    {"entry.url", "URL", "URL"},
    {"entry.status", "HTTP status", "HTTP 状态"},
    {"entry.server", "Answered by", "应答者"},
    {"entry.body", "Body", "正文"},
    {"entry.ms", "Answer time", "应答时间"},
    {"entry.error", "Entry check", "入口检查"},
    {"entry.address", "Address", "地址"},
    {"tcp.verdict", "Connection", "连接"},
    {"tcp.ms", "Connect time", "连接时间"},
    {"http.status", "HTTP status", "HTTP 状态"},
    {"http.server", "Answered by", "应答者"},
    {"http.body", "Body", "正文"},
    {"http.ms", "Answer time", "应答时间"},
    {"http.error", "HTTP check", "HTTP 检查"},
    {"proto.ok", "Answers its protocol", "按协议应答"},
    {"proto.reply", "Reply", "应答内容"},
    {"proto.code", "Reply code", "应答代码"},
};

} // namespace

Table<Row> facts()
{
    return {kRows, sizeof(kRows) / sizeof(kRows[0])};
}

} // namespace hopscope::words
