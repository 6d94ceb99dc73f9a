// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/query/lexer.h"

namespace hopscope {
namespace {

bool digit(QChar c)
{
    return c >= QLatin1Char('0') && c <= QLatin1Char('9');
}
bool letter(QChar c)
{
    return (c >= QLatin1Char('a') && c <= QLatin1Char('z')) || (c >= QLatin1Char('A') && c <= QLatin1Char('Z')) ||
           c == QLatin1Char('_');
}
bool nameChar(QChar c)
{
    return letter(c) || digit(c) || c == QLatin1Char('.') || c == QLatin1Char(':') || c == QLatin1Char('/') ||
           c == QLatin1Char('-');
}

} // namespace

Token Lexer::cut(Token::Kind kind, qsizetype from) const
{
    return {kind, m_text.mid(from, m_at - from), 0, static_cast<int>(from) + 1};
}

Token Lexer::next()
{
    while (m_at < m_text.size() && m_text.at(m_at).isSpace())
        ++m_at;
    if (m_at >= m_text.size())
        return {Token::Kind::End, {}, 0, static_cast<int>(m_text.size()) + 1};
    const QChar c = m_text.at(m_at);
    if (c == QLatin1Char('\''))
        return quoted();
    if (digit(c) || (c == QLatin1Char('-') && digit(at(m_at + 1))))
        return number();
    return letter(c) ? name() : symbol();
}

Token Lexer::quoted()
{
    const qsizetype from = m_at++;
    QString text;
    while (m_at < m_text.size()) {
        const QChar c = m_text.at(m_at++);
        if (c != QLatin1Char('\'')) {
            text.append(c);
        } else if (at(m_at) == QLatin1Char('\'')) {
            text.append(c);
            ++m_at;
        } else {
            return {Token::Kind::Text, text, 0, static_cast<int>(from) + 1};
        }
    }
    return cut(Token::Kind::Bad, from);
}

Token Lexer::number()
{
    const qsizetype from = m_at++;
    const auto digits = [this] {
        while (digit(at(m_at)))
            ++m_at;
    };
    digits();
    if (at(m_at) == QLatin1Char('.') && digit(at(m_at + 1))) {
        ++m_at;
        digits();
    }
    if (at(m_at).toLower() == QLatin1Char('e')) {
        const bool sign = at(m_at + 1) == QLatin1Char('+') || at(m_at + 1) == QLatin1Char('-');
        if (digit(at(m_at + (sign ? 2 : 1)))) {
            m_at += sign ? 2 : 1;
            digits();
        }
    }
    Token token = cut(Token::Kind::Number, from);
    bool ok = false;
    token.number = token.text.toDouble(&ok);
    if (!ok)
        token.kind = Token::Kind::Bad; // beyond what a double holds
    return token;
}

Token Lexer::name()
{
    const qsizetype from = m_at;
    while (nameChar(at(m_at)))
        ++m_at;
    return cut(Token::Kind::Name, from);
}

Token Lexer::symbol()
{
    const qsizetype from = m_at++;
    const QChar c = m_text.at(from);
    const bool two = at(m_at) == QLatin1Char('=');
    if (two && QStringLiteral("=!<>").contains(c)) {
        ++m_at;
        return cut(Token::Kind::Symbol, from);
    }
    return cut(QStringLiteral("()[],<>").contains(c) ? Token::Kind::Symbol : Token::Kind::Bad, from);
}

} // namespace hopscope
