// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/commandline.h"

#include <QRandomGenerator>

#include <array>

namespace hopscope {

namespace {

QByteArray randomWord()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->generate(words.begin(), words.end());
    return QByteArray(reinterpret_cast<const char*>(words.data()), sizeof words).toHex();
}

/// `printf %s%s ab cd`: the whole word never stands in the script, so that a shell tracing its commands cannot print
/// it.
QByteArray printSplit(const QByteArray& word)
{
    const auto half = word.size() / 2;
    return "printf %s%s " + word.left(half) + ' ' + word.mid(half);
}

/// exec replaces the shell, so that a death by signal is reported as such; a builtin cannot be exec'd.
bool isBuiltin(const QString& name)
{
    static const QStringList builtins{
        QStringLiteral("command"), QStringLiteral("type"),  QStringLiteral("ulimit"), QStringLiteral("umask"),
        QStringLiteral("hash"),    QStringLiteral("times"), QStringLiteral("set"),    QStringLiteral("eval"),
        QStringLiteral("."),       QStringLiteral(":"),     QStringLiteral("exit"),   QStringLiteral("cd"),
        QStringLiteral("read"),    QStringLiteral("kill"),  QStringLiteral("export"), QStringLiteral("trap")};
    return builtins.contains(name);
}

/// With the shell's process id, which exec keeps and which is the process group's: for cancelling.
QByteArray printFrame(const QByteArray& word)
{
    const auto half = word.size() / 2;
    return "printf %s%s%s. " + word.left(half) + ' ' + word.mid(half) + " $$";
}

QByteArray sudoScript(const CommandSpec& spec, const CommandMarks& marks, const QByteArray& command)
{
    // Root needs no sudo, and a host where everybody is root may not have it.
    const QByteArray asRoot = "if test \"$(id -u)\" = 0;then " +
                              (spec.sudo == Sudo::AskPassword ? printSplit(marks.sudoReady) + " >&2;" : QByteArray()) +
                              "exec " + command + ";fi;";
    if (spec.sudo == Sudo::NonInteractive)
        return asRoot + "exec sudo -n -- " + command;
    const QByteArray ask = "sudo -S -p " + marks.sudoPrompt + ' ';
    if (spec.input.isEmpty())
        return asRoot + "exec " + ask + "-- " + command;
    return asRoot + "sudo -n -v 2>/dev/null||" + ask + "-v||exit 1;" + printSplit(marks.sudoReady) +
           " >&2;exec sudo -n -- " + command;
}

} // namespace

CommandMarks CommandMarks::random()
{
    return {randomWord(), randomWord(), randomWord()};
}

QByteArray quotePosix(const QString& word)
{
    QByteArray text = word.toUtf8();
    text.replace('\'', "'\\''");
    text.replace('\n', "'\"$n\"'");
    return '\'' + text + '\'';
}

QByteArray quoteAnyShell(const QByteArray& text)
{
    QByteArray quoted = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\' || c == '!')
            quoted += QByteArray("'\\") + c + '\'';
        else
            quoted += c;
    }
    return quoted + '\'';
}

Result<QByteArray> remoteCommand(const CommandSpec& spec, const CommandMarks& marks)
{
    if (spec.argv.isEmpty() || spec.argv.constFirst().isEmpty())
        return fail(QStringLiteral("ssh.bad-command"));
    QByteArrayList words;
    bool newline = false;
    for (const QString& word : spec.argv) {
        if (word.contains(QChar::Null))
            return fail(QStringLiteral("ssh.bad-command"));
        newline = newline || word.contains(QLatin1Char('\n'));
        words.append(quotePosix(word));
    }
    const QByteArray command = words.join(' ');
    QByteArray script = "LC_ALL=C;export LC_ALL;";
    if (newline)
        script += "n=$(printf '\\012x');n=${n%x};";
    script += printFrame(marks.frame) + ';' + printFrame(marks.frame) + " >&2;";
    if (spec.sudo != Sudo::No)
        script += sudoScript(spec, marks, command);
    else
        script += (isBuiltin(spec.argv.constFirst()) ? QByteArray() : QByteArray("exec ")) + command;
    return "exec sh -c " + quoteAnyShell(script);
}

} // namespace hopscope
