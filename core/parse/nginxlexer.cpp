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

// nginx keeps a word or comment in one buffer; at the end of the file it complains about that instead.
void NginxLexer::checkLength(NginxStatement& statement, qsizetype start, int startLine, char quote) const
{
    const bool endsItself = !atEnd() && (peek() == ';' || peek() == '{');
    const qsizetype used = m_pos - start + (endsItself || quote ? 0 : 1);
    if (used < kBuffer || m_bytes.size() <= start + kBuffer)
        return;
    if (quote) {
        note(statement, QStringLiteral("too long parameter, probably missing terminating \"%1\" character")
                            .arg(QLatin1Char(quote)), startLine);
    } else {
        note(statement, QStringLiteral("too long parameter \"%1...\" started")
                            .arg(QString::fromUtf8(m_bytes.mid(start, 10))), startLine);
    }
}

void NginxLexer::skipComment(NginxStatement& statement)
{
    const qsizetype start = m_pos;
    const int startLine = m_line;
    while (!atEnd() && peek() != '\n')
        ++m_pos;
    checkLength(statement, start, startLine, '\0');
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
    checkLength(statement, start, word.line, quote);
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
        variable = c == '$';
        step();
        if (c == '\\' && !atEnd())
            step();
    }
    checkLength(statement, start, word.line, '\0');
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

// At `[[` or `[=[`: skips to the matching close. Says false, and moves nothing, when this is no long bracket.
bool NginxLexer::skipLuaLongBracket()
{
    qsizetype at = m_pos + 1;
    while (at < m_bytes.size() && m_bytes.at(at) == '=')
        ++at;
    if (at >= m_bytes.size() || m_bytes.at(at) != '[')
        return false;
    const QByteArray close = ']' + QByteArray(at - m_pos - 1, '=') + ']';
    const qsizetype found = m_bytes.indexOf(close, at + 1);
    if (found < 0)
        return false;
    while (m_pos < found + close.size())
        step();
    return true;
}

void NginxLexer::readLua(NginxStatement& statement)
{
    const qsizetype start = m_pos;
    const int line = m_line;
    int depth = 1;
    while (!atEnd()) {
        const char c = peek();
        if (c == '"' || c == '\'') {
            step();
            while (!atEnd() && peek() != c) {
                if (peek() == '\\' && m_pos + 1 < m_bytes.size())
                    step();
                step();
            }
        } else if (c == '-' && m_bytes.mid(m_pos, 2) == "--") {
            m_pos += 2;
            if (!atEnd() && peek() == '[' && skipLuaLongBracket())
                continue;
            while (!atEnd() && peek() != '\n')
                ++m_pos;
            continue;
        } else if (c == '[' && skipLuaLongBracket()) {
            continue;
        } else if (c == '{') {
            ++depth;
        } else if (c == '}' && --depth == 0) {
            statement.words.append({m_bytes.mid(start, m_pos - start), line, true});
            ++m_pos;
            return;
        }
        if (!atEnd())
            step();
    }
    statement.words.append({m_bytes.mid(start), line, true});
    note(statement, QStringLiteral("unexpected end of file, expecting \"}\""), m_line);
}

} // namespace hopscope
