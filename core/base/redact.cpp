// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/base/redact.h"

#include <QRegularExpression>

#include <array>

namespace hopscope {
namespace {

struct Rule {
    QRegularExpression pattern;
    QString replacement;
};

const std::array<Rule, 8>& rules()
{
    // Bytes are read as Latin-1, so that binary garbage passes through unchanged.
    static const std::array<Rule, 8> all{{
        {QRegularExpression(QStringLiteral(
             R"(-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----.{0,20000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|\z))"),
                            QRegularExpression::DotMatchesEverythingOption),
         QStringLiteral("[redacted]")},
        {QRegularExpression(QStringLiteral(R"(([a-zA-Z][a-zA-Z0-9+.-]{0,20}://[^\s:/@"']{0,200}:)(?!\[redacted\])[^\s"']{1,200}@)")),
         QStringLiteral("\\1[redacted]@")},
        {QRegularExpression(QStringLiteral(R"(\beyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]*)")),
         QStringLiteral("[redacted]")},
        {QRegularExpression(QStringLiteral(R"((\b(?:bearer|basic)\s+)(?!\[redacted\])[A-Za-z0-9+/=._~-]{8,})"),
                            QRegularExpression::CaseInsensitiveOption),
         QStringLiteral("\\1[redacted]")},
        // nginx: `set $secure_link_secret VALUE;`, `secure_link_secret VALUE;`
        {QRegularExpression(
             QStringLiteral(
                 R"((\$?[A-Za-z0-9_]*(?:secret|passw(?:or)?d|api_?key)[A-Za-z0-9_]*\s+["']?)(?!\[redacted\])(?![{\[\s"'$:=])[^\s"';]+(?=["']?\s*;))"),
             QRegularExpression::CaseInsensitiveOption),
         QStringLiteral("\\1[redacted]")},
        // Options of a command line: `--password VALUE`.
        {QRegularExpression(QStringLiteral(R"(((?<![A-Za-z0-9])--?[A-Za-z0-9-]*(?:passw(?:or)?d|passphrase|secret|token)\s+)(?!\[redacted\])(?!-)[^\s"']+)"),
                            QRegularExpression::CaseInsensitiveOption),
         QStringLiteral("\\1[redacted]")},
        // JSON that names the secret one level up: `"secret":{"inbox":{"string":"VALUE"}}`.
        {QRegularExpression(
             QStringLiteral(
                 R"(("[A-Za-z0-9_]*(?:secret|passw(?:or)?d)[A-Za-z0-9_]*"\s*:\s*\{(?:[^{}"]|"[^"]{0,40}"\s*:\s*\{?\s*){0,6}?"string"\s*:\s*")(?!\[redacted\])[^"]+)"),
             QRegularExpression::CaseInsensitiveOption),
         QStringLiteral("\\1[redacted]")},
        {QRegularExpression(
             QStringLiteral(
                 R"(((?:["']?[A-Za-z0-9_.-]*(?:passw(?:or)?d|passphrase|dbpass|userpass|secret|token|api_?key|_pwd|\bpwd)[A-Za-z0-9_.-]*["']?)(?:\s*[:=]\s*|\s+(?=["']))["']?)(?!\[redacted\])(?![{\[\s"'])[^\s"',;}&]+)"),
             QRegularExpression::CaseInsensitiveOption),
         QStringLiteral("\\1[redacted]")},
    }};
    return all;
}

} // namespace

QByteArray redact(const QByteArray& bytes)
{
    QString text = QString::fromLatin1(bytes);
    for (const Rule& rule : rules())
        text.replace(rule.pattern, rule.replacement);
    return text.toLatin1();
}

} // namespace hopscope
