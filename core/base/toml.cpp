// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/base/toml.h"

#include <QJsonArray>

#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <optional>
#include <sstream>

namespace hopscope {
namespace {

constexpr qsizetype kMaxBytes = qsizetype{4} * 1024 * 1024;

QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size()));
}

QString lineOf(long long line)
{
    return QStringLiteral("line %1").arg(line);
}

/// Walks quotes and comments just far enough to know whether a byte stands outside them.
class QuoteScanner {
public:
    explicit QuoteScanner(const QByteArray& bytes) : m_bytes(bytes) {}

    /// The line of the first byte >= 0x80 outside quotes and comments.
    std::optional<int> firstBareNonAscii()
    {
        for (m_at = 0; m_at < m_bytes.size(); ++m_at) {
            const char c = m_bytes.at(m_at);
            if (c == '\n')
                ++m_line;
            if (c == '#')
                skipComment();
            else if (c == '"' || c == '\'')
                skipQuoted(c);
            else if (static_cast<unsigned char>(c) >= 0x80)
                return m_line;
        }
        return std::nullopt;
    }

    /// The line of the first table header whose name begins with a character no name can begin with. toml++ takes for
    /// granted that it looks at a name there. Exact up to the first syntax error, where toml++ stops anyway.
    std::optional<int> firstBadHeader()
    {
        m_line = 1;
        int depth = 0;
        bool lineBegins = true;
        for (m_at = 0; m_at < m_bytes.size(); ++m_at) {
            const char c = m_bytes.at(m_at);
            if (c == '[' && lineBegins && depth == 0 && !headerBeginsWell())
                return m_line;
            if (c == '\n') {
                ++m_line;
                lineBegins = true;
                continue;
            }
            lineBegins = lineBegins && (c == ' ' || c == '\t' || c == '\r');
            if (c == '#')
                skipComment();
            else if (c == '"' || c == '\'')
                skipQuoted(c);
            else if (c == '[' || c == '{')
                ++depth;
            else if ((c == ']' || c == '}') && depth > 0)
                --depth;
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] bool headerBeginsWell() const
    {
        qsizetype at = m_at + 1;
        if (at < m_bytes.size() && m_bytes.at(at) == '[')
            ++at;
        while (at < m_bytes.size() && (m_bytes.at(at) == ' ' || m_bytes.at(at) == '\t'))
            ++at;
        if (at >= m_bytes.size())
            return true;
        const char c = m_bytes.at(at);
        const bool bare = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        return bare || c == '"' || c == '\'' || c == ']';
    }
    void skipComment()
    {
        while (m_at + 1 < m_bytes.size() && m_bytes.at(m_at + 1) != '\n')
            ++m_at;
    }
    void skipQuoted(char quote)
    {
        const QByteArray triple(3, quote);
        const bool multi = m_bytes.mid(m_at, 3) == triple;
        m_at += multi ? 3 : 1;
        for (; m_at < m_bytes.size(); ++m_at) {
            const char c = m_bytes.at(m_at);
            if (c == '\n') {
                ++m_line;
                if (!multi)
                    return;
            }
            if (c == '\\' && quote == '"') {
                ++m_at;
                continue;
            }
            if (!multi && c == quote)
                return;
            if (multi && m_bytes.mid(m_at, 3) == triple) {
                m_at += 2;
                return;
            }
        }
    }

    const QByteArray& m_bytes;
    qsizetype m_at = 0;
    int m_line = 1;
};

class Converter {
public:
    explicit Converter(QHash<QString, int>& lines) : m_lines(lines) {}

    QJsonValue convert(const toml::node& node, const QString& path)
    {
        m_lines.insert(path, static_cast<int>(node.source().begin.line));
        if (const auto* table = node.as_table())
            return object(*table, path);
        if (const auto* array = node.as_array())
            return list(*array, path);
        if (const auto* string = node.as_string())
            return text(string->get());
        if (const auto* integer = node.as_integer())
            return static_cast<qint64>(integer->get());
        if (const auto* real = node.as_floating_point())
            return real->get();
        if (const auto* flag = node.as_boolean())
            return flag->get();
        return dateText(node);
    }
    QJsonObject object(const toml::table& table, const QString& path)
    {
        QJsonObject result;
        for (const auto& [key, value] : table) {
            const QString name = text(key.str());
            const QString child = path.isEmpty() ? name : path + QLatin1Char('.') + name;
            result.insert(name, convert(value, child));
            m_lines.insert(child, static_cast<int>(key.source().begin.line));
        }
        return result;
    }

private:
    QJsonArray list(const toml::array& array, const QString& path)
    {
        QJsonArray result;
        for (std::size_t i = 0; i < array.size(); ++i)
            result.append(convert(array[i], path + QStringLiteral("[%1]").arg(i)));
        return result;
    }
    static QString dateText(const toml::node& node)
    {
        std::ostringstream out;
        if (const auto* date = node.as_date())
            out << date->get();
        else if (const auto* time = node.as_time())
            out << time->get();
        else if (const auto* both = node.as_date_time())
            out << both->get();
        return QString::fromStdString(out.str());
    }

    QHash<QString, int>& m_lines;
};

} // namespace

Result<TomlDocument> parseToml(const QByteArray& bytes)
{
    if (bytes.size() > kMaxBytes)
        return fail(QStringLiteral("toml.too-large"));
    if (const auto line = QuoteScanner(bytes).firstBareNonAscii())
        return fail(QStringLiteral("toml.non-ascii"), {}, {}, lineOf(*line));
    if (const auto line = QuoteScanner(bytes).firstBadHeader())
        return fail(QStringLiteral("toml.syntax"), QStringLiteral("a table's name is missing"), {}, lineOf(*line));
    const toml::parse_result parsed =
        toml::parse(std::string_view(bytes.constData(), static_cast<std::size_t>(bytes.size())));
    if (!parsed)
        return fail(QStringLiteral("toml.syntax"), text(parsed.error().description()), {},
                    lineOf(parsed.error().source().begin.line));
    TomlDocument document;
    document.root = Converter(document.lines).object(parsed.table(), {});
    return document;
}

} // namespace hopscope
