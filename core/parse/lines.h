// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <algorithm>

namespace hopscope {

/// Calls `visit(line)` for every line without its end, cut at `maxLine` bytes; at most `maxLines` of them.
template <class Visit> void eachLine(const QByteArray& text, qsizetype maxLines, qsizetype maxLine, Visit&& visit)
{
    qsizetype at = 0;
    for (qsizetype count = 0; at < text.size() && count < maxLines; ++count) {
        qsizetype end = text.indexOf('\n', at);
        if (end < 0)
            end = text.size();
        QByteArray line = text.mid(at, std::min(end - at, maxLine));
        if (line.endsWith('\r'))
            line.chop(1);
        visit(line);
        at = end + 1;
    }
}

/// The first `count` words between blanks; `rest` gets what follows them. Fewer where the line has fewer.
[[nodiscard]] inline QByteArrayList words(const QByteArray& line, qsizetype count, QByteArray* rest = nullptr)
{
    QByteArrayList list;
    qsizetype at = 0;
    const auto blank = [&](qsizetype i) { return line.at(i) == ' ' || line.at(i) == '\t'; };
    while (list.size() < count) {
        while (at < line.size() && blank(at))
            ++at;
        const qsizetype start = at;
        while (at < line.size() && !blank(at))
            ++at;
        if (at == start)
            break;
        list.append(line.mid(start, at - start));
    }
    while (at < line.size() && blank(at))
        ++at;
    if (rest)
        *rest = line.mid(at);
    return list;
}

} // namespace hopscope
