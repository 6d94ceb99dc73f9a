// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/base/toml.h"

#include <QJsonArray>

namespace hopscope {
/// toml++ 3.3.0 takes things for granted that a broken file need not keep (`[=`, `[,`); in a release build that is undefined
/// behaviour. Here every such assumption is tested, and ends in this, which does not leave the file.
struct BrokenAssumption {};
[[noreturn]] static void breakOff() // apart, since some assumptions stand in functions that promise not to throw: those end the program
{
    throw BrokenAssumption();
}
} // namespace hopscope

#undef NDEBUG
#define TOML_ASSERT(expr) (static_cast<bool>(expr) ? static_cast<void>(0) : ::hopscope::breakOff())
#define TOML_EXCEPTIONS 1
#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <sstream>

namespace hopscope {
namespace {

constexpr qsizetype kMaxBytes = qsizetype{4} * 1024 * 1024;

/// What stands beyond ASCII is shown to toml++ in hex between a mark that the file does not hold and `_`: some of its tables
/// of characters have holes that end in undefined behaviour.
class Spelling {
public:
    explicit Spelling(const QByteArray& bytes)
    {
        for (int n = 0; bytes.contains(m_mark = "Z" + QByteArray::number(n) + "x"); ++n) {}
    }
    [[nodiscard]] QByteArray ascii(const QByteArray& bytes) const
    {
        QByteArray out;
        out.reserve(bytes.size());
        for (const char c : bytes) {
            if (static_cast<unsigned char>(c) < 0x80)
                out += c;
            else
                out += m_mark + QByteArray(1, c).toHex() + '_';
        }
        return out;
    }
    [[nodiscard]] QString text(std::string_view view) const
    {
        const QByteArray bytes(view.data(), static_cast<qsizetype>(view.size()));
        QByteArray out;
        qsizetype from = 0;
        for (qsizetype at = bytes.indexOf(m_mark); at >= 0; at = bytes.indexOf(m_mark, from)) {
            const qsizetype hex = at + m_mark.size();
            out += bytes.mid(from, at - from) + QByteArray::fromHex(bytes.mid(hex, 2));
            from = std::min(hex + 3, bytes.size());
        }
        return QString::fromUtf8(out + bytes.mid(from));
    }

private:
    QByteArray m_mark;
};

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

private:
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
    Converter(QHash<QString, int>& lines, const Spelling& spelling) : m_lines(lines), m_spelling(spelling) {}

    QJsonValue convert(const toml::node& node, const QString& path)
    {
        m_lines.insert(path, static_cast<int>(node.source().begin.line));
        if (const auto* table = node.as_table())
            return object(*table, path);
        if (const auto* array = node.as_array())
            return list(*array, path);
        if (const auto* string = node.as_string())
            return m_spelling.text(string->get());
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
            const QString name = m_spelling.text(key.str());
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
    const Spelling& m_spelling;
};

/// The line whose end first makes toml++ stumble.
int stumblingLine(const QByteArray& ascii)
{
    const auto stumbles = [&ascii](qsizetype end) {
        try {
            (void)toml::parse(std::string_view(ascii.constData(), static_cast<std::size_t>(end)));
        } catch (const toml::parse_error&) {
        } catch (const BrokenAssumption&) {
            return true;
        }
        return false;
    };
    QList<qsizetype> ends;
    for (qsizetype at = ascii.indexOf('\n'); at >= 0; at = ascii.indexOf('\n', at + 1))
        ends.append(at + 1);
    const auto first = std::partition_point(ends.cbegin(), ends.cend(), [&](qsizetype end) { return !stumbles(end); });
    return static_cast<int>(first - ends.cbegin()) + 1;
}

} // namespace

Result<TomlDocument> parseToml(const QByteArray& bytes)
{
    if (bytes.size() > kMaxBytes)
        return fail(QStringLiteral("toml.too-large"));
    if (const auto line = QuoteScanner(bytes).firstBareNonAscii())
        return fail(QStringLiteral("toml.non-ascii"), {}, {}, lineOf(*line));
    if (!QUtf8StringView(bytes).isValidUtf8())
        return fail(QStringLiteral("toml.syntax"), QStringLiteral("not UTF-8"));
    const Spelling spelling(bytes);
    const QByteArray ascii = spelling.ascii(bytes);
    try {
        const toml::table table = toml::parse(std::string_view(ascii.constData(), static_cast<std::size_t>(ascii.size())));
        TomlDocument document;
        document.root = Converter(document.lines, spelling).object(table, {});
        return document;
    } catch (const toml::parse_error& error) {
        return fail(QStringLiteral("toml.syntax"), spelling.text(error.description()), {}, lineOf(error.source().begin.line));
    } catch (const BrokenAssumption&) {
        return fail(QStringLiteral("toml.syntax"), QStringLiteral("a name or a value is missing"), {},
                    lineOf(stumblingLine(ascii)));
    }
}

} // namespace hopscope
