// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
// What the marks of a followed log (core/logs/followwords.h) say.
#include "ui/words/tables/rows.h"

namespace hopscope::words {
namespace {

constexpr Row kRows[] = {
    {"mark.log.continued", "connection lost {from} to {to}, continued without loss", "连接于 {from} 至 {to} 中断，已接续，无缺行"},
    {"mark.log.interrupted", "connection lost {from} to {to}", "连接于 {from} 至 {to} 中断"},
    {"mark.log.truncated", "the file was copied and truncated here; what was written between the two may be lost",
     "文件在此处被复制后截断；两者之间写入的内容可能丢失"},
    {"mark.log.truncated-uncopied", "the file was truncated here and no copy was found; lines may be lost",
     "文件在此处被截断且未找到副本；可能缺行"},
    {"mark.log.gone", "the file that was read is gone and no rotated copy was found; lines may be lost",
     "读取中的文件已不存在，且未找到轮转副本；可能缺行"},
    {"mark.log.unreadable", "{file} cannot be read; its lines are missing here", "无法读取 {file}；此处缺少其中的行"},
    {"mark.log.skipped", "{bytes} skipped here, too much had come in meanwhile", "此处跳过 {bytes}，期间写入过多"},
    {"mark.log.cursor-gone", "the journal no longer has the last entry shown; entries may be missing here",
     "系统日志中已没有上次显示的条目；此处可能缺少条目"},
};

} // namespace

Table<Row> logMarks()
{
    return {kRows, sizeof(kRows) / sizeof(kRows[0])};
}

} // namespace hopscope::words
