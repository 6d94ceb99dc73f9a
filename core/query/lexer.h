// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QString>

namespace hopscope {

struct Token {
    enum class Kind { End, Name, Text, Number, Symbol, Bad };
    Kind kind = Kind::End;
    QString text;      ///< name, symbol, or the text between the quotes
    double number = 0;
    int column = 1;
};

/// Cuts filter text into tokens. Names are ASCII; anything it does not know is one Bad token.
class Lexer {
public:
    explicit Lexer(QString text) : m_text(std::move(text)) {}
    [[nodiscard]] Token next();

private:
    [[nodiscard]] QChar at(qsizetype i) const { return i < m_text.size() ? m_text.at(i) : QChar(); }
    [[nodiscard]] Token quoted();
    [[nodiscard]] Token number();
    [[nodiscard]] Token name();
    [[nodiscard]] Token symbol();
    [[nodiscard]] Token cut(Token::Kind kind, qsizetype from) const;

    QString m_text;
    qsizetype m_at = 0;
};

} // namespace hopscope
