// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

namespace hopscope {

/// One word of an nginx configuration: `text` keeps its backslashes (only an escaped closing quote loses its own), as
/// crossplane does. `line` is where it starts.
struct NginxWord {
    QByteArray text;
    int line = 0;
    bool quoted = false;
};

/// What nginx's own reader returns for one call: a statement up to `;` or `{`, a closing brace, or the end of the file.
/// A statement can be complete and still carry an error: nginx would have stopped there, we note it and read on.
struct NginxStatement {
    enum class Kind { Simple, BlockStart, BlockDone, FileDone };
    Kind kind = Kind::FileDone;
    QList<NginxWord> words;
    int line = 0;      ///< line of the terminating character, the one nginx names in its messages
    QString error;     ///< the first error in it, in nginx's words without ` in FILE:LINE`; empty when there is none
    int errorLine = 0; ///< the line nginx names for that error
};

/// Cuts the bytes of one configuration file into statements, by the rules of nginx 1.22's ngx_conf_read_token(): quotes
/// only open at the start of a word, `${` does not open a block, `}` inside a word is a letter, words and comments that
/// do not end within 4096 bytes are refused. Lua blocks (`*_by_lua_block`) come back as one Simple statement whose last
/// word is the code. Never recurses; work is linear in the size of the file.
class NginxLexer {
public:
    explicit NginxLexer(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    [[nodiscard]] NginxStatement next();

private:
    [[nodiscard]] bool atEnd() const { return m_pos >= m_bytes.size(); }
    [[nodiscard]] char peek() const { return m_bytes.at(m_pos); }
    void step();
    void skipBlank();
    void skipComment(NginxStatement& statement);
    void readQuoted(NginxStatement& statement);
    void readPlain(NginxStatement& statement);
    void readLua(NginxStatement& statement);
    [[nodiscard]] bool fills(qsizetype start, qsizetype read) const;
    void noteTooLong(NginxStatement& statement, qsizetype start, int line) const;
    void note(NginxStatement& statement, const QString& error, int line) const;
    [[nodiscard]] bool skipLuaLongBracket(bool& opens);
    [[nodiscard]] bool skipLuaQuoted();
    [[nodiscard]] bool skipLuaToken(NginxStatement& statement);

    const QByteArray m_bytes;
    qsizetype m_pos = 0;
    int m_line = 1;
};

} // namespace hopscope
