// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/hostcommands.h"

#include <QRegularExpression>

namespace hopscope::commands {
namespace {

QString s(const char* text)
{
    return QString::fromLatin1(text);
}

QStringList shell(const char* script, const QStringList& arguments = {})
{
    return QStringList{s("sh"), s("-c"), s(script)} + (arguments.isEmpty() ? QStringList() : QStringList{s("sh")} + arguments);
}

/// A script that only root can run to any purpose: others are told so instead of an empty answer.
QStringList asRoot(const char* script, const QStringList& arguments = {})
{
    return shell(("[ \"$(id -u)\" = 0 ] || exit " + QByteArray::number(kNotRoot) + "; " + script).constData(), arguments);
}

} // namespace

QStringList system()
{
    return shell("echo clock=$(date +%s.%N) zone=$(date +%z); echo hostname=$(uname -n); echo kernel=$(uname -sr); "
                 ". /etc/os-release 2>/dev/null; echo os=$PRETTY_NAME; echo uptime=$(cat /proc/uptime); "
                 "echo loadavg=$(cat /proc/loadavg); echo cores=$(getconf _NPROCESSORS_ONLN); "
                 "grep -E '^(MemTotal|MemAvailable):' /proc/meminfo");
}

QStringList addresses()
{
    return {s("ip"), s("-o"), s("addr"), s("show")};
}

QStringList listeners()
{
    return {s("ss"), s("-ltnpH")};
}

QStringList filesystems()
{
    return shell("df -PkT; echo; echo inodes:; df -PiT");
}

QStringList processes()
{
    return {s("ps"), s("-eo"), s("pid=,ppid=,user=,stat=,etimes=,comm=,args=")};
}

QStringList units(const QStringList& patterns)
{
    return QStringList{s("env"), s("TZ=UTC"), s("systemctl"), s("show"), s("--all"), s("--no-pager"), s("-p"),
                       s("Id,LoadState,ActiveState,SubState,Result,NRestarts,MainPID,ExecMainStatus,UnitFileState,Restart,"
                         "MemoryCurrent,StateChangeTimestamp,ActiveEnterTimestamp,InactiveEnterTimestamp,CanReload,RestartUSec,"
                         "StartLimitIntervalUSec,StartLimitBurst,ExecMainCode,ExecMainExitTimestamp,ExecStart")} +
           patterns;
}

QStringList journal(const QStringList& units)
{
    QStringList argv{s("journalctl"), s("-q"), s("--no-pager"), s("-n"), s("200"), s("-o"), s("json"),
                     s("--output-fields=MESSAGE,UNIT,JOB_TYPE,JOB_RESULT,_PID"), s("_PID=1")};
    for (const QString& unit : units)
        argv.append(s("UNIT=") + unit);
    return argv;
}

QStringList resolve(const QStringList& names)
{
    return shell("for n do echo \"name=$n\"; getent ahosts \"$n\"; done", names);
}

QStringList nginxVersion()
{
    return shell("PATH=$PATH:/usr/sbin:/usr/local/sbin nginx -v 2>&1");
}

QStringList broker()
{
    return asRoot("timeout 8 rabbitmqctl --timeout 6 --formatter json status 2>/dev/null & "
                 "queues=$(timeout 8 rabbitmqctl -q --timeout 6 --formatter json list_queues name messages consumers 2>/dev/null "
                 "| head -c 400000); wait; echo; echo queues:; printf '%s\\n' \"$queues\"");
}

QStringList databaseActivity()
{
    // One superuser slot for a moment: those are what is left when ordinary users find none. A server
    // before version 16 has no reserved_connections. Dollar quotes, so that a shell's quotes around them stay readable.
    return asRoot("cd / && PGAPPNAME=hopscope PGCONNECT_TIMEOUT=3 "
                 "PGOPTIONS='-c default_transaction_read_only=on -c statement_timeout=3000' "
                 "timeout 6 runuser -u postgres -- psql -XAtqw -d postgres -c \"$1\" 2>&1 | head -c 65536",
                 {s("SELECT json_build_object($$max$$, current_setting($$max_connections$$)::int, "
                    "$$reserved$$, current_setting($$superuser_reserved_connections$$)::int "
                    "+ coalesce(current_setting($$reserved_connections$$, true)::int, 0), "
                    "$$used$$, (SELECT count(*) FROM pg_stat_activity WHERE backend_type = $$client backend$$ AND pid <> pg_backend_pid()), "
                    "$$sessions$$, (SELECT coalesce(json_agg(s), $$[]$$) FROM (SELECT application_name AS application, "
                    "host(client_addr) AS client, usename AS user, state, count(*) FROM pg_stat_activity "
                    "WHERE backend_type = $$client backend$$ AND pid <> pg_backend_pid() GROUP BY 1, 2, 3, 4 ORDER BY 5 DESC LIMIT 20) s))")});
}

QStringList firewall()
{
    // No rules and no right to see them both print nothing: the exit status tells. nft does not show rules of the older
    // iptables; where those are in use the kernel says so.
    return asRoot("PATH=$PATH:/usr/sbin:/sbin; command -v nft >/dev/null || exec timeout 5 iptables-save 2>/dev/null; "
                 "timeout 5 nft -n list ruleset 2>/dev/null || exit 1; "
                 "if [ -s /proc/net/ip_tables_names ]; then timeout 5 iptables-legacy-save 2>/dev/null; fi; exit 0");
}

QStringList packages()
{
    return shell("if [ -r /var/log/dpkg.log ]; then cat /var/log/dpkg.log.1 /var/log/dpkg.log 2>/dev/null | "
                 "grep -aE '^[0-9-]+ [0-9:]+ (install|upgrade|remove|purge) ' | tail -n 200; "
                 "elif command -v rpm >/dev/null 2>&1; then "
                 "timeout 3 rpm -qa --qf '%{INSTALLTIME} %{NAME} %{VERSION}-%{RELEASE}\\n' 2>/dev/null | sort -n | tail -n 200; fi; :");
}

QStringList oomKills()
{
    return shell("k=$(dmesg) || exit 1; printf '%s\\n' \"$k\" | grep -aF 'ut of memory: Kill' | tail -n 50; :");
}

QString asTyped(const QStringList& argv)
{
    static const QRegularExpression plain(s("^[A-Za-z0-9_@%+=:,./-]+$"));
    QStringList words;
    for (QString word : argv) {
        if (!plain.match(word).hasMatch())
            word = QLatin1Char('\'') + word.replace(QLatin1Char('\''), s("'\\''")) + QLatin1Char('\'');
        words.append(word);
    }
    return words.join(QLatin1Char(' '));
}

} // namespace hopscope::commands
