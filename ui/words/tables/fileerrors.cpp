// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/words/tables/rows.h"

namespace hopscope::words {
namespace {

constexpr ErrorRow kRows[] = {
    {"triage.timeout", "measuring took longer than allowed", "Give more time with --timeout.", "测量超时", "请用 --timeout 给出更长时间。"},
    {"triage.nothing-measured", "nothing could be measured", "Check that the hosts can be reached.", "没有测到任何内容",
     "请检查主机是否可达。"},
    {"environment.missing", "there is no such environment", "Check the name or the path.", "没有这个环境", "请检查名称或路径。"},
    {"environment.unreadable", "the environment file cannot be read", "Check its permissions.", "无法读取环境文件",
     "请检查其权限。"},
    {"environment.unknown-key", "the environment file has a key that means nothing", "Remove it or mend its spelling.",
     "环境文件中有无法识别的键", "请删除它或更正拼写。"},
    {"environment.bad-value", "a value in the environment file cannot be used", "Mend the line that is named.",
     "环境文件中有无法使用的值", "请修正所指的行。"},
    {"environment.no-url", "the environment file names no URL", "Add url = \"https://…\".", "环境文件没有 URL",
     "请添加 url = \"https://…\"。"},
    {"environment.no-host", "the environment file names no host", "Add a [[host]] with ssh = \"alias\".", "环境文件没有主机",
     "请添加带 ssh = \"别名\" 的 [[host]]。"},
    {"environment.duplicate-host", "two hosts of the environment have one name", "Give one of them another name.",
     "环境中有两个主机同名", "请为其中之一另取名称。"},
    {"environment.unwritable", "the environment file cannot be written", "Check the folder's permissions.", "无法写入环境文件",
     "请检查文件夹权限。"},
    {"toml.syntax", "the file is not valid TOML", "Mend the line that is named.", "文件不是有效的 TOML", "请修正所指的行。"},
    {"toml.non-ascii", "a bare key holds a non-ASCII character", "Put the key in quotes or write it in ASCII.",
     "未加引号的键含有非 ASCII 字符", "请为键加引号或改用 ASCII。"},
    {"toml.too-large", "the file is larger than 4 MB", "Use a smaller file.", "文件超过 4 MB", "请使用更小的文件。"},
    {"journal.missing", "there is no such incident file", "Check the path.", "没有这个事件文件", "请检查路径。"},
    {"journal.unreadable", "the incident file cannot be read", "Check its permissions.", "无法读取事件文件", "请检查其权限。"},
    {"journal.unwritable", "the incident file cannot be written", "Check the folder and the free space.", "无法写入事件文件",
     "请检查文件夹和剩余空间。"},
    {"journal.write", "writing the incident file failed", "Check the free space; what was recorded before is kept.",
     "写入事件文件失败", "请检查剩余空间；此前的记录已保留。"},
    {"journal.damaged", "the incident file is damaged", "What is intact was read; use a copy if there is one.",
     "事件文件已损坏", "完好部分已读取；如有副本请使用副本。"},
    {"journal.not-closed", "the incident file was not closed", "It was read to its end; the program may have been killed.",
     "事件文件未正常关闭", "已读至末尾；程序可能曾被强制结束。"},
    {"journal.not-incident", "the file is not an incident file", "Choose a .hopscope file.", "该文件不是事件文件",
     "请选择 .hopscope 文件。"},
    {"journal.empty", "the incident file holds no record", "Use a copy if there is one.", "事件文件没有任何记录",
     "如有副本请使用副本。"},
    {"journal.version", "the incident file was written by a newer version", "Update the program.", "事件文件由更新的版本写成",
     "请升级程序。"},
    {"journal.locked", "another program writes this incident file", "Close the other one first.", "另一程序正在写此事件文件",
     "请先关闭另一程序。"},
    {"journal.too-large", "a record is larger than allowed", "Use a copy if there is one.", "记录超过允许大小",
     "如有副本请使用副本。"},
    {"action.read-only", "the environment is read-only", "Set policy = \"confirm\" in its file if you may act on it.",
     "该环境为只读", "若允许操作，请在其文件中设置 policy = \"confirm\"。"},
    {"action.no-unit", "no unit is known for this node", "Act on the host by hand.", "此节点没有已知的服务单元", "请在主机上手动操作。"},
    {"action.unknown-verb", "this cannot be done to it", "Choose start, stop, restart or reload.", "不支持此操作",
     "请选择启动、停止、重启或重新加载。"},
    {"action.replay", "a recorded incident cannot be acted on", "Open the environment live.", "回放中的事件无法操作",
     "请打开实时环境。"},
    {"action.precheck-failed", "a check before the command failed", "Read its output; nothing was changed.",
     "命令执行前的检查失败", "请查看其输出；未做任何更改。"},
    {"action.failed", "the command failed", "Read its output in the evidence.", "命令失败", "请在证据中查看其输出。"},
    {"action.unverified", "the check did not succeed three times in a row within 60 s", "Diagnose again.",
     "检查未在 60 秒内连续成功三次", "请重新诊断。"},
    {"report.unwritable", "the report cannot be written there", "Check the folder and its permissions.", "无法在该处写入报告",
     "请检查文件夹及其权限。"},
    {"report.write", "writing the report failed", "Check the free space and try again.", "写入报告失败",
     "请检查剩余空间后重试。"},
    {"report.format", "this report format is not known", "Use pdf, html, md or json.", "不支持此报告格式",
     "请使用 pdf、html、md 或 json。"},
    {"collect.not-found", "it was not found on the host", "Nothing to do if the stack does not use it.", "主机上未找到",
     "若系统不使用它，则无需处理。"},
    {"collect.unreadable", "the file cannot be read by this user", "Allow sudo in the environment.", "此用户无法读取该文件",
     "请在环境文件中允许 sudo。"},
    {"collect.no-tool", "the tool that would tell is not installed", "Install it or look by hand.", "主机未安装所需工具",
     "请安装它或手动查看。"},
    {"parse.unrecognised", "the output was not understood", "Read it in the evidence.", "输出无法识别", "请在证据中查看。"},
    {"catalogue.unreadable", "the catalogue of causes cannot be read", "Reinstall the program or mend your own file.",
     "无法读取原因目录", "请重新安装程序或修正自定义文件。"},
    {"query.syntax", "the filter cannot be read", "See the filter help.", "筛选条件无法识别", "请参阅筛选帮助。"},
};

} // namespace

Table<ErrorRow> fileErrors()
{
    return {kRows, sizeof(kRows) / sizeof(kRows[0])};
}

} // namespace hopscope::words
