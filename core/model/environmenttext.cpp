// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/model/environmenttext.h"

#include <QRegularExpression>

namespace hopscope {
namespace {

QByteArray quoted(const QString& text)
{
    QByteArray out = "\"";
    for (const QByteArray bytes = text.toUtf8(); const char c : bytes) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out += QByteArray("\\") + c;
        else if (code < 0x20 || code == 0x7f)
            out += "\\u00" + QByteArray::number(code, 16).rightJustified(2, '0');
        else
            out += c;
    }
    return out + '"';
}

void add(QByteArray& text, const char* key, const QString& value)
{
    if (!value.isEmpty())
        text += QByteArray(key) + " = " + quoted(value) + '\n';
}

QByteArray hostText(const HostSpec& host)
{
    QByteArray text = "[[host]]\n";
    add(text, "ssh", host.ssh);
    if (host.name != hostNameOfAlias(host.ssh))
        add(text, "name", host.name);
    if (host.sudo != SudoMode::Never)
        add(text, "sudo", toCode(host.sudo));
    add(text, "log_clock", host.logClock);
    return text;
}

} // namespace

QByteArray environmentText(const Environment& environment)
{
    QByteArray text;
    add(text, "name", environment.name);
    add(text, "url", environment.url);
    add(text, "policy", toCode(environment.policy));
    if (environment.production)
        text += "production = true\n";
    add(text, "ca_file", environment.caFile);
    add(text, "ssh_config", environment.sshConfig);
    if (environment.timeoutSeconds != Environment().timeoutSeconds)
        text += "timeout_s = " + QByteArray::number(environment.timeoutSeconds) + '\n';
    for (const HostSpec& host : environment.hosts)
        text += '\n' + hostText(host);
    return text;
}

bool sameEnvironment(const Environment& a, const Environment& b)
{
    return environmentText(a) == environmentText(b);
}

QString hostNameOfAlias(const QString& alias)
{
    QString name = alias.mid(alias.lastIndexOf(QLatin1Char('@')) + 1);
    static const QRegularExpression port(QStringLiteral(":\\d+$"));
    if (name.count(QLatin1Char(':')) == 1)
        name.remove(port);
    return name.remove(QLatin1Char('[')).remove(QLatin1Char(']'));
}

QString environmentFileName(const QString& name)
{
    constexpr qsizetype kMaxName = 60; // of three bytes each it still is a file name
    QString file;
    for (const QString text = name.trimmed().left(kMaxName); const QChar c : text) {
        const bool plain = c.isLetterOrNumber() || c == QLatin1Char('-') || c == QLatin1Char('_') ||
                           c == QLatin1Char('.') || c == QLatin1Char(' ');
        file += plain && !c.isSurrogate() ? c : QLatin1Char('-');
    }
    while (file.startsWith(QLatin1Char('.')))
        file.remove(0, 1);
    return (file.isEmpty() ? QStringLiteral("environment") : file) + QStringLiteral(".toml");
}

} // namespace hopscope
