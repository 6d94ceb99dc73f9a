// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/words/tables/rows.h"

namespace hopscope::words {
namespace {

constexpr ErrorRow kRows[] = {
    {"ssh.resolve", "the host name cannot be resolved", "Check the alias in ssh_config and the name's DNS entry.",
     "主机名无法解析", "请检查 ssh_config 中的别名和 DNS 记录。"},
    {"ssh.resolved-by-jump", "the jump host looks the name up", "Nothing to do: the name has to be known there, not here.", "由跳板机解析主机名",
     "无需处理：该名称需在跳板机上可解析，而非本机。"},
    {"ssh.refused", "SSH connection refused", "Check that sshd runs there and that the port is right.",
     "SSH 连接被拒绝", "请确认该主机上的 sshd 正在运行且端口正确。"},
    {"ssh.unreachable", "the host cannot be reached", "Check the network, VPN and firewall on the way.", "主机不可达",
     "请检查途经的网络、VPN 和防火墙。"},
    {"ssh.connect-timeout", "no answer before the time limit", "Check the network, VPN and firewall on the way.",
     "在时限内没有应答", "请检查途经的网络、VPN 和防火墙。"},
    {"ssh.not-ssh", "what answers there does not speak SSH", "Check the port in ssh_config.", "该端口上应答的不是 SSH",
     "请检查 ssh_config 中的端口。"},
    {"ssh.host-key-unknown", "the host key is not known",
     "Compare the fingerprint and connect once with ssh to accept it.", "主机密钥未知",
     "请核对指纹，并先用 ssh 连接一次以接受它。"},
    {"ssh.host-key-changed", "the host key has changed",
     "Find out why before you connect: the host was rebuilt or somebody sits in between.", "主机密钥已变化",
     "连接前请先查明原因：主机可能被重装，也可能有人居中冒充。"},
    {"ssh.host-key-revoked", "the host key is marked as revoked", "Ask who manages known_hosts or the list of revoked keys.",
     "主机密钥已被吊销", "请询问 known_hosts 或吊销列表的管理者。"},
    {"ssh.revoked-keys-damaged", "the file that RevokedHostKeys names cannot be read",
     "Mend that file or its line in ssh_config; until then no host key is believed, as with ssh itself.",
     "RevokedHostKeys 所指的文件无法读取", "请修正该文件或 ssh_config 中的对应行；在此之前与 ssh 一样，不会相信任何主机密钥。"},
    {"ssh.host-key-authority", "known_hosts trusts a certificate authority for this host, and Hopscope cannot check host certificates",
     "Compare the fingerprint with the host's own, or add the host's plain key to known_hosts.",
     "known_hosts 为此主机信任某个证书颁发机构，而 Hopscope 无法校验主机证书",
     "请与主机自身的指纹核对，或将主机的普通密钥加入 known_hosts。"},
    {"ssh.known-hosts-damaged", "known_hosts has a line for this host that cannot be read",
     "Mend or remove the line named; until then no key of this host is believed.", "known_hosts 中此主机的某一行无法读取",
     "请修正或删除所指的那一行；在此之前不会相信该主机的任何密钥。"},
    {"ssh.auth-denied", "every way to log in was denied", "Check the user name and which key the host accepts.",
     "所有登录方式均被拒绝", "请检查用户名以及该主机接受的密钥。"},
    {"ssh.auth-needs-input", "logging in needs a passphrase or password and nobody can be asked",
     "Load the key into ssh-agent, or use the window.", "登录需要口令或密码，而此处无法询问",
     "请将密钥加载到 ssh-agent，或使用图形窗口。"},
    {"ssh.auth-too-many-tries", "the host ended the login after too many tries",
     "Name one key with IdentityFile and IdentitiesOnly in ssh_config.", "尝试次数过多，主机中止了登录",
     "请在 ssh_config 中用 IdentityFile 和 IdentitiesOnly 指定一个密钥。"},
    {"ssh.lost", "the connection was lost", "Measure again; if it happens often, check the network.", "连接已断开",
     "请重新测量；若经常发生，请检查网络。"},
    {"ssh.peer-frozen", "the host no longer answers on an open connection",
     "Check its load, memory and disk from a console.", "连接仍在，但主机不再应答",
     "请从控制台检查其负载、内存和磁盘。"},
    {"ssh.channel-limit", "the host allows no more sessions", "Raise MaxSessions or close other sessions.",
     "主机不允许更多会话", "请提高 MaxSessions 或关闭其他会话。"},
    {"ssh.command-timeout", "a command did not end in time", "Check the host's load; measure again.",
     "命令未在时限内结束", "请检查主机负载后重新测量。"},
    {"ssh.cancelled", "it was cancelled", "Start it again when you are ready.", "已取消", "准备好后请重新开始。"},
    {"ssh.output-limit", "a command printed more than is read", "Narrow the time range or the file.",
     "命令输出超过读取上限", "请缩小时间范围或选择更小的文件。"},
    {"ssh.config", "ssh_config cannot be used for this host",
     "Run ssh -G with the alias and mend what it complains about.", "此主机的 ssh_config 无法使用",
     "请对该别名运行 ssh -G，并修正其报告的问题。"},
    {"ssh.dropped", "the host closed the connection at once", "Check sshd's log, MaxStartups and fail2ban there.",
     "主机立即关闭了连接", "请检查该主机的 sshd 日志、MaxStartups 和 fail2ban。"},
    {"ssh.bad-command", "the command cannot be sent safely",
     "Report it: a name from the host has bytes that no command may hold.", "该命令无法安全发送",
     "请反馈：主机给出的名称含有命令中不允许的字节。"},
    {"ssh.shell-refused", "the host allows no commands over SSH",
     "Use a user with a login shell and without ForceCommand.", "主机不允许通过 SSH 执行命令",
     "请使用有登录 shell 且未设 ForceCommand 的用户。"},
    {"ssh.known-hosts-write", "the accepted key could not be kept", "Check the permissions of known_hosts.",
     "无法保存已接受的密钥", "请检查 known_hosts 的权限。"},
    {"ssh.not-connected", "there is no SSH connection to the host", "See the host's own error.",
     "没有到该主机的 SSH 连接", "请查看该主机自身的错误。"},
    {"sudo.needs-password", "sudo asks for a password", "Set sudo = \"ask\" in the environment and use the window.",
     "sudo 需要密码", "请在环境文件中设置 sudo = \"ask\" 并使用图形窗口。"},
    {"sudo.needed", "reading this needs sudo", "Set sudo in the environment to ask or passwordless.",
     "读取此项需要 sudo", "请在环境文件中将 sudo 设为 ask 或 passwordless。"},
    {"sudo.denied", "sudo is not allowed for this user", "Ask for the right in sudoers, or use another user.",
     "此用户无权使用 sudo", "请申请 sudoers 权限或换用其他用户。"},
    {"sudo.missing", "sudo is not installed", "Connect as a user that may read it.", "未安装 sudo",
     "请以有读取权限的用户连接。"},
};

} // namespace

Table<ErrorRow> sshErrors()
{
    return {kRows, sizeof(kRows) / sizeof(kRows[0])};
}

} // namespace hopscope::words
