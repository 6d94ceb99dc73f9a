// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/query/boundedregex.h"
#include "core/query/expr.h"
#include "core/query/lexer.h"

#include <QStringList>

#include <optional>
#include <utility>

namespace hopscope {
namespace {

bool isKeyword(const QString& word)
{
    static const QStringList words{QStringLiteral("and"),     QStringLiteral("or"),    QStringLiteral("not"),
                                   QStringLiteral("in"),      QStringLiteral("known"), QStringLiteral("contains"),
                                   QStringLiteral("matches"), QStringLiteral("true"),  QStringLiteral("false")};
    return words.contains(word);
}

std::optional<Op> opOf(const Token& token)
{
    static const QList<std::pair<QString, Op>> ops{
        {QStringLiteral("=="), Op::Eq}, {QStringLiteral("!="), Op::Ne},       {QStringLiteral("<"), Op::Lt},
        {QStringLiteral("<="), Op::Le}, {QStringLiteral(">"), Op::Gt},        {QStringLiteral(">="), Op::Ge},
        {QStringLiteral("in"), Op::In}, {QStringLiteral("contains"), Op::Contains}, {QStringLiteral("matches"), Op::Matches}};
    if (token.kind != Token::Kind::Symbol && token.kind != Token::Kind::Name)
        return std::nullopt;
    for (const auto& [text, op] : ops) {
        if (token.text == text)
            return op;
    }
    return std::nullopt;
}

class Parser {
public:
    explicit Parser(const QString& text) : m_lexer(text) { advance(); }

    Result<Expr> run()
    {
        auto expr = any(0);
        if (expr && m_token.kind != Token::Kind::End)
            return bad();
        return expr;
    }

private:
    void advance() { m_token = m_lexer.next(); }
    [[nodiscard]] bool isWord(const QString& word) const { return m_token.kind == Token::Kind::Name && m_token.text == word; }
    [[nodiscard]] bool isSymbol(const QString& text) const
    {
        return m_token.kind == Token::Kind::Symbol && m_token.text == text;
    }
    [[nodiscard]] bool isName() const { return m_token.kind == Token::Kind::Name && !isKeyword(m_token.text); }
    [[nodiscard]] tl::unexpected<Error> bad(const QString& code = QStringLiteral("query.syntax")) const
    {
        return fail(code, m_token.text.left(80), {}, QStringLiteral("column %1").arg(m_token.column));
    }

    using Rule = Result<Expr> (Parser::*)(int);
    Result<Expr> chain(Expr::Kind kind, const QString& word, Rule part, int depth)
    {
        auto first = (this->*part)(depth);
        if (!first || !isWord(word))
            return first;
        Expr all;
        all.kind = kind;
        all.children.push_back(std::move(*first));
        while (isWord(word)) {
            advance();
            auto next = (this->*part)(depth);
            if (!next)
                return next;
            all.children.push_back(std::move(*next));
        }
        return all;
    }
    Result<Expr> any(int depth) { return chain(Expr::Kind::Or, QStringLiteral("or"), &Parser::all, depth); }
    Result<Expr> all(int depth) { return chain(Expr::Kind::And, QStringLiteral("and"), &Parser::factor, depth); }

    Result<Expr> factor(int depth)
    {
        if (depth > QueryLimits::kDepth)
            return bad(QStringLiteral("query.too-deep"));
        if (isWord(QStringLiteral("not")))
            return negation(depth);
        if (isSymbol(QStringLiteral("(")))
            return group(depth);
        if (isWord(QStringLiteral("known")))
            return known();
        return isName() ? comparison() : bad();
    }
    Result<Expr> negation(int depth)
    {
        advance();
        auto inner = factor(depth + 1);
        if (!inner)
            return inner;
        Expr expr;
        expr.kind = Expr::Kind::Not;
        expr.children.push_back(std::move(*inner));
        return expr;
    }
    Result<Expr> group(int depth)
    {
        advance();
        auto inner = any(depth + 1);
        if (inner && !isSymbol(QStringLiteral(")")))
            return bad();
        if (inner)
            advance();
        return inner;
    }
    Result<Expr> known()
    {
        advance();
        if (!isSymbol(QStringLiteral("(")))
            return bad();
        advance();
        if (!isName())
            return bad();
        Expr expr;
        expr.name = m_token.text;
        advance();
        if (!isSymbol(QStringLiteral(")")))
            return bad();
        advance();
        return expr;
    }
    Result<Expr> comparison()
    {
        Expr expr;
        expr.kind = Expr::Kind::Compare;
        expr.name = m_token.text;
        advance();
        const auto op = opOf(m_token);
        if (!op) { // a name alone
            expr.right.values.append(QJsonValue(true));
            return expr;
        }
        expr.op = *op;
        advance();
        const Status right = operand(expr);
        if (!right)
            return fail(right.error());
        return expr;
    }
    Status operand(Expr& expr)
    {
        if (expr.op == Op::In)
            return list(expr.right);
        if (expr.op == Op::Matches)
            return pattern(expr.right);
        if (isName()) {
            expr.right.name = m_token.text;
            advance();
            return {};
        }
        return literal(expr.right);
    }
    Status pattern(Operand& right)
    {
        if (m_token.kind != Token::Kind::Text)
            return bad();
        if (!BoundedRegex(m_token.text).valid())
            return bad(QStringLiteral("query.bad-regex"));
        return literal(right);
    }
    Status list(Operand& right)
    {
        if (!isSymbol(QStringLiteral("[")))
            return bad();
        do {
            advance();
            if (Status one = literal(right); !one)
                return one;
        } while (isSymbol(QStringLiteral(",")));
        if (!isSymbol(QStringLiteral("]")))
            return bad();
        advance();
        return {};
    }
    Status literal(Operand& right)
    {
        if (m_token.kind == Token::Kind::Text)
            right.values.append(m_token.text);
        else if (m_token.kind == Token::Kind::Number)
            right.values.append(m_token.number);
        else if (isWord(QStringLiteral("true")) || isWord(QStringLiteral("false")))
            right.values.append(QJsonValue(m_token.text == QStringLiteral("true")));
        else
            return bad();
        advance();
        return {};
    }

    Lexer m_lexer;
    Token m_token;
};

} // namespace

bool Expr::operator==(const Expr& other) const
{
    return kind == other.kind && name == other.name && op == other.op && right == other.right && children == other.children;
}

Result<Expr> parseQuery(const QString& text)
{
    if (text.size() > QueryLimits::kText)
        return fail(QStringLiteral("query.too-long"), {}, {}, QStringLiteral("column %1").arg(QueryLimits::kText + 1));
    return Parser(text).run();
}

} // namespace hopscope
