// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxlexer.h"

namespace hopscope {

namespace {

constexpr qsizetype kBuffer = 4096; // NGX_CONF_BUFFER: what does not end within one buffer is refused

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

QString unexpected(char c)
{
    return QStringLiteral("unexpected \"%1\"").arg(QString::fromUtf8(&c, 1));
}

QString endOfFile()
{
    return QStringLiteral("unexpected end of file, expecting \";\" or \"}\"");
}

} // namespace

void NginxLexer::step()
{
    if (m_bytes.at(m_pos) == '\n')
        ++m_line;
    ++m_pos;
}

void NginxLexer::skipBlank()
{
    while (!atEnd() && isBlank(peek()))
        step();
}

void NginxLexer::note(NginxStatement& statement, const QString& error, int line) const
{
    if (!statement.error.isEmpty())
        return;
    statement.error = error;
    statement.errorLine = line;
}

// nginx keeps what it has begun in one buffer until it begins something else, and refuses to read on when the buffer is
// full: `read` bytes behind `start` it wants another one. At the end of the file it complains about that instead.
bool NginxLexer::fills(qsizetype start, qsizetype read) const
{
    return read >= kBuffer && m_bytes.size() > start + kBuffer;
}

void NginxLexer::noteTooLong(NginxStatement& statement, qsizetype start, int line) const
{
    note(statement, QStringLiteral("too long parameter \"%1...\" started").arg(QString::fromUtf8(m_bytes.mid(start, 10))), line);
}

void NginxLexer::skipComment(NginxStatement& statement)
{
    const qsizetype start = m_pos;
    const int startLine = m_line;
    while (!atEnd() && peek() != '\n')
        ++m_pos;
    if (fills(start, m_pos - start))
        noteTooLong(statement, start, startLine);
}

void NginxLexer::readQuoted(NginxStatement& statement)
{
    const char quote = peek();
    NginxWord word{{}, m_line, true};
    ++m_pos;
    const qsizetype start = m_pos;
    while (!atEnd() && peek() != quote) {
        if (peek() == '\\' && m_pos + 1 < m_bytes.size()) {
            if (m_bytes.at(m_pos + 1) != quote)
                word.text.append('\\');
            ++m_pos;
        }
        word.text.append(peek());
        step();
    }
    const int line = word.line;
    if (fills(start, m_pos - start)) {
        note(statement, QStringLiteral("too long parameter, probably missing terminating \"%1\" character").arg(QLatin1Char(quote)),
             line);
    } else if (!atEnd()) {
        // The word is complete, but its buffer is given up only two reads later, or one where that ends the statement.
        const bool blankBehind = m_pos + 1 < m_bytes.size() && isBlank(m_bytes.at(m_pos + 1));
        if (fills(start, m_pos + (blankBehind ? 2 : 1) - start))
            noteTooLong(statement, start, line);
    }
    statement.words.append(std::move(word));
    if (atEnd()) {
        note(statement, endOfFile(), m_line);
        return;
    }
    ++m_pos;
    if (atEnd() || isBlank(peek()) || peek() == ';' || peek() == '{' || peek() == ')')
        return;
    note(statement, unexpected(peek()), m_line);
}

void NginxLexer::readPlain(NginxStatement& statement)
{
    const qsizetype start = m_pos;
    NginxWord word{{}, m_line, false};
    bool variable = false;
    while (!atEnd()) {
        const char c = peek();
        if (isBlank(c) || c == ';' || (c == '{' && !variable))
            break;
        variable = c == '$' || (variable && c == '{');
        step();
        if (c == '\\' && !atEnd())
            step();
    }
    const bool blankBehind = !atEnd() && isBlank(peek()); // it is read before the word's buffer is given up
    if (fills(start, m_pos - start + (blankBehind ? 1 : 0)))
        noteTooLong(statement, start, word.line);
    word.text = m_bytes.mid(start, m_pos - start);
    statement.words.append(std::move(word));
    if (atEnd())
        note(statement, endOfFile(), m_line);
}

NginxStatement NginxLexer::next()
{
    using Kind = NginxStatement::Kind;
    NginxStatement statement;
    const auto finish = [&](Kind kind) {
        statement.kind = kind;
        statement.line = m_line;
        return statement;
    };
    for (;;) {
        skipBlank();
        if (atEnd()) {
            if (statement.words.isEmpty())
                return finish(Kind::FileDone);
            note(statement, endOfFile(), m_line);
            return finish(Kind::Simple);
        }
        const char c = peek();
        if (c == ';' || c == '{') {
            if (statement.words.isEmpty())
                note(statement, unexpected(c), m_line);
            ++m_pos;
            if (c == '{' && !statement.words.isEmpty() && statement.words.first().text.endsWith("_by_lua_block")) {
                readLua(statement);
                return finish(Kind::Simple);
            }
            return finish(c == '{' ? Kind::BlockStart : Kind::Simple);
        }
        if (c == '}') {
            if (statement.words.isEmpty()) {
                ++m_pos;
                return finish(Kind::BlockDone);
            }
            note(statement, unexpected(c), m_line); // the brace stays, so that the block it closes is still closed
            return finish(Kind::Simple);
        }
        if (c == '#')
            skipComment(statement);
        else if (c == '"' || c == '\'')
            readQuoted(statement);
        else
            readPlain(statement);
    }
}

// At `[[` or `[=[`: skips to the matching close. Says false, and moves nothing, when there is none; `opens` tells whether
// this is a long bracket at all.
bool NginxLexer::skipLuaLongBracket(bool& opens)
{
    qsizetype at = m_pos + 1;
    while (at < m_bytes.size() && m_bytes.at(at) == '=')
        ++at;
    opens = at < m_bytes.size() && m_bytes.at(at) == '[';
    if (!opens)
        return false;
    const QByteArray close = ']' + QByteArray(at - m_pos - 1, '=') + ']';
    const qsizetype found = m_bytes.indexOf(close, at + 1);
    if (found < 0)
        return false;
    while (m_pos < found + close.size())
        step();
    return true;
}

// The module's lexer knows a quotation only where it ends on the same line; any other quote is a letter to it.
bool NginxLexer::skipLuaQuoted()
{
    const char quote = peek();
    qsizetype at = m_pos + 1;
    while (at < m_bytes.size() && m_bytes.at(at) != quote && m_bytes.at(at) != '\n')
        at += m_bytes.at(at) == '\\' ? 2 : 1;
    if (at >= m_bytes.size() || m_bytes.at(at) != quote)
        return false;
    while (m_pos <= at)
        step();
    return true;
}

// At something that may be a comment, a quotation or a long bracket. True when it was skipped.
bool NginxLexer::skipLuaToken(NginxStatement& statement)
{
    const char c = peek();
    if (c == '"' || c == '\'')
        return skipLuaQuoted();
    const bool comment = c == '-' && m_bytes.mid(m_pos, 2) == "--";
    const qsizetype start = m_pos;
    if (comment)
        m_pos += 2;
    bool opens = false;
    if (!atEnd() && peek() == '[' && skipLuaLongBracket(opens))
        return true;
    if (opens) {
        note(statement, QStringLiteral("Lua code block missing the closing long bracket, the inlined Lua code may be too long"), m_line);
        m_pos = m_bytes.size();
        return true;
    }
    m_pos = start;
    if (!comment)
        return false;
    while (!atEnd() && peek() != '\n')
        ++m_pos;
    return true;
}

void NginxLexer::readLua(NginxStatement& statement)
{
    const qsizetype start = m_pos;
    const int line = m_line;
    int lastBrace = m_line; // the line the module names when the block does not end
    int depth = 1;
    while (!atEnd()) {
        const char c = peek();
        if ((c == '"' || c == '\'' || c == '-' || c == '[') && skipLuaToken(statement))
            continue;
        if (c == '{') {
            ++depth;
            lastBrace = m_line;
        } else if (c == '}' && --depth == 0) {
            statement.words.append({m_bytes.mid(start, m_pos - start), line, true});
            ++m_pos;
            return;
        }
        step();
    }
    statement.words.append({m_bytes.mid(start), line, true});
    note(statement, QStringLiteral("unexpected end of file, expecting terminating characters for lua code block"), lastBrace);
}

} // namespace hopscope
