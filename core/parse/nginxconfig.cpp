// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxconfig.h"

#include "core/parse/nginxdirectives.h"
#include "core/parse/nginxlexer.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace hopscope {

namespace {

constexpr qsizetype kMaxFileBytes = qsizetype{8} * 1024 * 1024;
constexpr qsizetype kMaxTotalBytes = qsizetype{64} * 1024 * 1024;
constexpr int kMaxFiles = 2000;
constexpr int kMaxDepth = 100;
constexpr int kMaxDirectives = 400000;
constexpr int kMaxIncludes = 20000;
constexpr int kMaxErrors = 200;

using Kind = NginxStatement::Kind;

QString textOf(QByteArray bytes)
{
    bytes.replace("\r\n", "\n"); // crossplane reads with universal newlines
    return QString::fromUtf8(bytes);
}

// crossplane takes the outer parentheses of `if (…)` off, and drops a word that becomes empty by it.
void stripParentheses(QStringList& args)
{
    if (args.isEmpty() || !args.first().startsWith(QLatin1Char('(')) || !args.last().endsWith(QLatin1Char(')')))
        return;
    args.first().remove(0, 1);
    while (!args.first().isEmpty() && args.first().at(0).isSpace())
        args.first().remove(0, 1);
    if (!args.last().isEmpty())
        args.last().chop(1);
    while (!args.last().isEmpty() && args.last().back().isSpace())
        args.last().chop(1);
    if (args.first().isEmpty())
        args.removeFirst();
    if (!args.isEmpty() && args.last().isEmpty())
        args.removeLast();
}

QString folderOf(const QString& path)
{
    const qsizetype slash = path.lastIndexOf(QLatin1Char('/'));
    return slash < 0 ? QString() : path.left(slash + 1);
}

bool isPattern(const QString& path)
{
    return path.contains(QLatin1Char('*')) || path.contains(QLatin1Char('?')) || path.contains(QLatin1Char('['));
}

QString openFailed(const QString& path, const Error& error)
{
    const auto words = [&](const char* format) { return QString::fromLatin1(format).arg(path); };
    if (error.code.endsWith(QLatin1String(".missing")))
        return words("open() \"%1\" failed (2: No such file or directory)");
    if (error.code.endsWith(QLatin1String(".denied")))
        return words("open() \"%1\" failed (13: Permission denied)");
    if (error.code.endsWith(QLatin1String(".directory")))
        return words("pread() \"%1\" failed (21: Is a directory)");
    const QString why = error.detail.isEmpty() ? error.code : error.detail.left(200);
    return QStringLiteral("open() \"%1\" failed (%2)").arg(path, why);
}

class Parser {
public:
    Parser(const QString& mainFile, const NginxReadFile& read, const NginxGlob& glob)
        : m_read(read), m_glob(glob), m_folder(folderOf(mainFile))
    {
        if (const auto problem = open(mainFile, {})) {
            m_config.files.append(NginxConfigFile{mainFile, {}, {}});
            m_sources.append(QByteArray());
            m_parents.append(QString());
            report(0, *problem, 0);
        }
    }

    NginxConfig run()
    {
        for (int file = 0; file < m_config.files.size(); ++file) { // grows as includes are met
            NginxLexer lexer(std::exchange(m_sources[file], {}));
            m_syntaxFailed = false;
            const QString parent = m_parents.at(file); // a copy: the list grows while this file is read
            const QList<NginxDirective> parsed = parseBlock(lexer, file, parent, 0);
            m_config.files[file].parsed = parsed;
        }
        reportLoops();
        for (const NginxConfigFile& file : m_config.files)
            m_config.errors += file.errors;
        return std::move(m_config);
    }

private:
    // Opens a file once and gives its words of failure, if any.
    std::optional<QString> open(const QString& path, const QString& parent)
    {
        if (m_indexes.contains(path))
            return std::nullopt;
        if (m_config.files.size() >= kMaxFiles)
            return QStringLiteral("more than %1 files are included").arg(kMaxFiles);
        const Result<QByteArray> bytes = m_read(path);
        if (!bytes)
            return openFailed(path, bytes.error());
        m_totalBytes += bytes->size();
        if (bytes->size() > kMaxFileBytes || m_totalBytes > kMaxTotalBytes)
            return QStringLiteral("\"%1\" is too large to be read").arg(path);
        m_indexes.insert(path, static_cast<int>(m_config.files.size()));
        m_config.files.append(NginxConfigFile{path, {}, {}});
        m_sources.append(*bytes);
        m_parents.append(parent);
        return std::nullopt;
    }

    void report(int file, const QString& words, int line)
    {
        NginxConfigFile& target = m_config.files[file];
        if (target.errors.size() >= kMaxErrors)
            return;
        const QString where = line > 0 ? QStringLiteral(" in %1:%2").arg(target.file).arg(line) : QString();
        target.errors.append({target.file, line, words + where});
    }

    // nginx stops at the first syntax error of a file; what we would call an error behind it may be its consequence.
    void reportSyntax(int file, const QString& words, int line)
    {
        if (!std::exchange(m_syntaxFailed, true))
            report(file, words, line);
    }

    QList<NginxDirective> parseBlock(NginxLexer& lexer, int file, const QString& parent, int depth)
    {
        QList<NginxDirective> parsed;
        for (;;) {
            const NginxStatement statement = lexer.next();
            if (!statement.error.isEmpty())
                reportSyntax(file, statement.error, statement.errorLine);
            if (statement.kind == Kind::FileDone) {
                if (depth > 0)
                    reportSyntax(file, QStringLiteral("unexpected end of file, expecting \"}\""), statement.line);
                return parsed;
            }
            if (statement.kind == Kind::BlockDone) {
                if (depth > 0)
                    return parsed;
                reportSyntax(file, QStringLiteral("unexpected \"}\""), statement.line);
                continue;
            }
            if (++m_directives > kMaxDirectives) {
                reportSyntax(file, QStringLiteral("too many directives"), statement.line);
                return parsed;
            }
            addStatement(parsed, statement, lexer, file, parent, depth);
        }
    }

    void addStatement(QList<NginxDirective>& parsed, const NginxStatement& statement, NginxLexer& lexer, int file,
                      const QString& parent, int depth)
    {
        const bool opens = statement.kind == Kind::BlockStart;
        if (statement.words.isEmpty()) { // a lone `;` or `{`, already reported; what stands in the braces is kept
            if (opens && depth < kMaxDepth)
                parsed += parseBlock(lexer, file, parent, depth + 1);
            return;
        }
        NginxDirective directive;
        directive.name = textOf(statement.words.first().text);
        directive.line = statement.words.first().line;
        directive.isBlock = opens;
        for (qsizetype i = 1; i < statement.words.size(); ++i)
            directive.args.append(textOf(statement.words.at(i).text));
        if (statement.error.isEmpty())
            checkShape(directive, statement, file, parent);
        if (directive.name == QLatin1String("if"))
            stripParentheses(directive.args);
        if (directive.name == QLatin1String("include") && !opens)
            include(directive, file, parent, statement.line);
        if (opens && depth < kMaxDepth)
            directive.block = parseBlock(lexer, file, directive.name, depth + 1);
        else if (opens)
            reportSyntax(file, QStringLiteral("blocks are nested too deep"), statement.line);
        parsed.append(std::move(directive));
    }

    void checkShape(const NginxDirective& directive, const NginxStatement& statement, int file, const QString& parent)
    {
        const bool lua = directive.name.endsWith(QLatin1String("_by_lua_block"));
        const bool luaHasCode = lua && statement.words.size() > 1 && statement.words.last().quoted;
        if (directive.isBlock && nginxHoldsData(parent)) {
            reportSyntax(file, QStringLiteral("unexpected \"{\""), statement.line);
            return;
        }
        const NginxShape shape = lua ? (luaHasCode ? NginxShape::Unknown : NginxShape::Block)
                                     : nginxShape(directive.name, parent);
        if (directive.isBlock && shape == NginxShape::Simple) {
            reportSyntax(file, QStringLiteral("directive \"%1\" is not terminated by \";\"").arg(directive.name),
                         statement.line);
        } else if (!directive.isBlock && shape == NginxShape::Block) {
            reportSyntax(file, QStringLiteral("directive \"%1\" has no opening \"{\"").arg(directive.name),
                         statement.line);
        }
    }

    void include(NginxDirective& directive, int file, const QString& parent, int line)
    {
        directive.isInclude = true;
        if (directive.args.size() != 1)
            return; // nginx refuses it, but counts of arguments are not checked here
        QString path = directive.args.first();
        if (!path.startsWith(QLatin1Char('/')))
            path.prepend(m_folder);
        QStringList paths{path};
        if (isPattern(path)) {
            paths = m_glob(path);
            std::sort(paths.begin(), paths.end()); // as glob(3) does in nginx's C locale
            paths.removeDuplicates();
        }
        for (const QString& one : std::as_const(paths)) {
            if (++m_includes > kMaxIncludes) {
                report(file, QStringLiteral("more than %1 files are included").arg(kMaxIncludes), line);
                return;
            }
            if (const auto problem = open(one, parent))
                report(file, *problem, line);
            const auto index = m_indexes.constFind(one);
            if (index == m_indexes.cend())
                continue;
            directive.includes.append(*index);
            m_edges[file].append({*index, line});
        }
    }

    // nginx follows a loop until it has no file descriptor left; those are its words then.
    void reportLoops()
    {
        enum Colour { New, Open, Done };
        QList<Colour> colours(m_config.files.size(), New);
        struct Step {
            int file;
            qsizetype next;
        };
        QList<Step> path{{0, 0}};
        colours[0] = Open;
        while (!path.isEmpty()) {
            Step& top = path.last();
            const QList<Edge> edges = m_edges.value(top.file);
            if (top.next >= edges.size()) {
                colours[top.file] = Done;
                path.removeLast();
                continue;
            }
            const Edge edge = edges.at(top.next++);
            if (colours.at(edge.to) == Open) {
                report(top.file, QStringLiteral("open() \"%1\" failed (24: Too many open files)")
                                     .arg(m_config.files.at(edge.to).file), edge.line);
                return;
            }
            if (colours.at(edge.to) == New) {
                colours[edge.to] = Open;
                path.append({edge.to, 0});
            }
        }
    }

    struct Edge {
        int to;
        int line;
    };

    const NginxReadFile& m_read;
    const NginxGlob& m_glob;
    const QString m_folder;
    NginxConfig m_config;
    QHash<QString, int> m_indexes;
    QList<QByteArray> m_sources;
    QStringList m_parents; // the block a file was first included from
    QHash<int, QList<Edge>> m_edges; // by including file
    qsizetype m_totalBytes = 0;
    int m_directives = 0;
    int m_includes = 0;
    bool m_syntaxFailed = false;
};

} // namespace

NginxConfig parseNginxConfig(const QString& mainFile, const NginxReadFile& read, const NginxGlob& glob)
{
    return Parser(mainFile, read, glob).run();
}

} // namespace hopscope
