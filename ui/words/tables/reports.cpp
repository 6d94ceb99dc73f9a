// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/words/tables/rows.h"

namespace hopscope::words {
namespace {

constexpr Row kRows[] = {
    {"report.kind", "Incident report", "事件报告"},
    {"report.title.outage", "{title}: {status} on {site} for {duration}",
     "{title}：{site} 出现 {status}，持续 {duration}"},
    {"report.title.ongoing", "{title}: {status} on {site}, not recovered yet",
     "{title}：{site} 出现 {status}，尚未恢复"},
    {"report.title.plain", "{title}", "{title}"},
    {"report.span", "{from} to {to} ({zone})", "{from} 至 {to}（{zone}）"},
    {"report.prepared", "prepared with Hopscope {version}", "由 Hopscope {version} 生成"},
    {"report.clocks", "all times corrected for host clock offsets ({offsets})",
     "所有时间已按主机时钟偏差校正（{offsets}）"},
    {"report.footer", "Every claim carries its evidence (E…) in the appendix: host, command, time, SHA-256, bytes.",
     "每项陈述均附证据编号（E…），详见附录：主机、命令、时间、SHA-256、原始字节。"},
    {"report.page", "{page} of {pages}", "第 {page} 页，共 {pages} 页"},
    {"report.heading.summary", "Summary", "摘要"},
    {"report.heading.cause", "Root cause", "根本原因"},
    {"report.heading.causes", "Root causes", "根本原因"},
    {"report.heading.undecided", "Causes that fit", "符合的原因"},
    {"report.heading.graph", "The way of the request", "请求路径"},
    {"report.heading.timeline", "Timeline", "时间线"},
    {"report.heading.actions", "Actions", "操作"},
    {"report.heading.findings", "Findings", "发现"},
    {"report.heading.unmeasured", "Not measured", "未测量"},
    {"report.heading.evidence", "Evidence", "证据"},
    {"report.heading.also-recorded", "Also recorded", "其他记录"},
    {"report.also-recorded.note", "No statement above rests on these. Their bytes are in the incident file.",
     "以上结论均不依赖这些记录，其内容保存在事件文件中。"},
    {"report.also-recorded.once", "· {id}", "· {id}"},
    {"report.also-recorded.times", "· {count} times until {last}, first {id}", "· 至 {last} 共 {count} 次，首次 {id}"},
    {"report.heading.record", "The record", "记录"},
    {"report.row.cause", "Cause", "原因"},
    {"report.row.for", "For", "支持"},
    {"report.row.against", "Against", "反对"},
    {"report.row.explains", "Explains", "解释"},
    {"report.row.unmeasured", "Not measured", "未测量"},
    {"report.row.fix", "Fix", "处置"},
    {"report.row.since", "Since", "起始"},
    {"report.row.first-difference", "First difference", "首个差异"},
    {"report.row.diverges", "Answers part at", "应答分歧处"},
    {"report.row.answered-by", "Answered by", "应答者"},
    {"report.row.host", "Host", "主机"},
    {"report.row.command", "Command", "命令"},
    {"report.row.result", "Result", "结果"},
    {"report.row.hash", "SHA-256", "SHA-256"},
    {"report.row.head", "Head hash", "链首哈希"},
    {"report.row.entries", "Entries", "条目"},
    {"report.row.state", "State", "状态"},
    {"report.record.note", "The hash covers every record of the incident: it shows damage, not forgery.",
     "该哈希覆盖事件的全部记录：可发现损坏，但不能防止伪造。"},
    {"report.record.intact", "intact and closed", "完整且已关闭"},
    {"report.none-against", "nothing measured", "无"},
    {"report.none", "nothing", "无"},
    {"report.no-actions", "Nothing was changed from here.", "未从此处做任何更改。"},
    {"report.summary.symptom", "{url} answered {status} from {since} on.", "自 {since} 起 {url} 应答 {status}。"},
    {"report.summary.no-answer", "{url} gave no answer from {since} on.", "自 {since} 起 {url} 没有应答。"},
    {"report.summary.answered-by", "The answer was written by {server}.", "该应答由 {server} 写出。"},
    {"report.summary.difference", "The first hop that differs is {hop}.", "首个出现差异的一跳是 {hop}。"},
    {"report.summary.explains", "It explains {count} further findings.", "它解释了另外 {count} 项发现。"},
    {"report.summary.explains.1", "It explains one further finding.", "它解释了另外 1 项发现。"},
    {"report.summary.acted", "{who} ran {command} on {host} at {at}.", "{who} 于 {at} 在 {host} 上执行了 {command}。"},
    {"report.summary.recovered", "The original request succeeded three times in a row by {at}.",
     "至 {at}，原请求已连续成功三次。"},
    {"report.summary.not-recovered", "It had not recovered when this was written.", "生成本报告时尚未恢复。"},
    {"report.summary.damaged", "The incident file is not intact; this report covers what could be read.",
     "事件文件不完整；本报告仅涵盖可读取的部分。"},
    {"report.evidence.line", "exit {exit} · {ms} · {at}", "退出码 {exit} · {ms} · {at}"},
    {"report.evidence.truncated", "cut at {size}", "截断于 {size}"},
    {"report.evidence.more", "more lines in the incident file: {count}", "其余 {count} 行见事件文件"},
    {"report.evidence.empty", "no output", "无输出"},
    {"report.action.line", "{verb} on {host} by {who}", "{who} 在 {host} 上{verb}"},
    {"report.action.exit", "exit {exit}", "退出码 {exit}"},
    {"report.action.successes", "{count} good answers in a row", "连续 {count} 次成功应答"},
    {"report.no-font", "The Chinese font is not installed (package fonts-wqy-zenhei); some characters may be missing.",
     "未安装中文字体（软件包 fonts-wqy-zenhei），部分字符可能缺失。"},
    {"report.fact.measured", "{subject}: {what}", "{subject}：{what}"},
    {"report.evidence.claim", "{host}: {command}", "{host}：{command}"},
    {"report.impact.none", "not known", "未知"},
};

} // namespace

Table<Row> reports()
{
    return {kRows, sizeof(kRows) / sizeof(kRows[0])};
}

} // namespace hopscope::words
