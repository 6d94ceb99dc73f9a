// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/configlines.h"

namespace hopscope {
namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\n';
}

/// strdelim() of OpenSSH: a word ends at blanks or at one `=`; quotes hold a word together.
std::optional<QByteArray> takeWord(QByteArray& text)
{
    qsizetype end = 0;
    if (text.startsWith('"')) {
        const auto quote = text.indexOf('"', 1);
        if (quote < 0)
            return std::nullopt;
        const QByteArray word = text.mid(1, quote - 1);
        end = quote + 1;
        while (end < text.size() && isBlank(text.at(end)))
            ++end;
        text.remove(0, end);
        return word;
    }
    while (end < text.size() && !isBlank(text.at(end)) && text.at(end) != '=' && text.at(end) != '"')
        ++end;
    const QByteArray word = text.left(end);
    bool equals = false;
    while (end < text.size() && (isBlank(text.at(end)) || (text.at(end) == '=' && !equals))) {
        equals = equals || text.at(end) == '=';
        ++end;
    }
    text.remove(0, end);
    return word;
}

/// argv_split() of OpenSSH, ended by a comment.
std::optional<QByteArrayList> splitWords(const QByteArray& text)
{
    QByteArrayList words;
    qsizetype i = 0;
    while (i < text.size()) {
        if (text.at(i) == ' ' || text.at(i) == '\t') {
            ++i;
            continue;
        }
        if (text.at(i) == '#')
            break;
        QByteArray word;
        char quote = 0;
        for (; i < text.size(); ++i) {
            const char c = text.at(i);
            const char next = i + 1 < text.size() ? text.at(i + 1) : '\0';
            if (c == '\\' && (next == '\'' || next == '"' || next == '\\' || (quote == 0 && next == ' '))) {
                word += next;
                ++i;
            } else if (quote == 0 && (c == ' ' || c == '\t')) {
                break;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (quote != 0 && c == quote) {
                quote = 0;
            } else {
                word += c;
            }
        }
        if (quote != 0)
            return std::nullopt;
        words.append(word);
    }
    return words;
}

} // namespace

std::optional<ConfigLine> splitConfigLine(const QByteArray& line)
{
    QByteArray text = line;
    while (!text.isEmpty() && isBlank(text.at(text.size() - 1)))
        text.chop(1);
    while (!text.isEmpty() && isBlank(text.at(0)))
        text.remove(0, 1);
    if (text.isEmpty() || text.startsWith('#'))
        return ConfigLine();
    auto keyword = takeWord(text);
    if (keyword && keyword->isEmpty())
        keyword = takeWord(text);
    const auto words = splitWords(text);
    if (!keyword || keyword->isEmpty() || !words || text.isEmpty())
        return std::nullopt;
    return ConfigLine{keyword->toLower(), *words, text};
}

QByteArrayList splitMatchWords(const QByteArray& rest)
{
    QByteArrayList words;
    QByteArray text = rest;
    while (!text.isEmpty()) {
        const auto word = takeWord(text);
        if (!word || word->startsWith('#'))
            break;
        words.append(*word);
    }
    return words;
}

} // namespace hopscope
