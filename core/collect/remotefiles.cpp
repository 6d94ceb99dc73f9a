// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/remotefiles.h"

#include "core/collect/sudo.h"

#include <QRandomGenerator>

namespace hopscope {
namespace {

// IFS is empty, so that a pattern is expanded as a glob but never split at blanks; nothing in it is evaluated. A file
// answers with one line "NONCE PATTERN STATE MTIME OWNER MODE PATH" and its bytes; PATTERN counts from 0.
constexpr auto kScript = R"(nonce=$1; max=$2; end=$3; shift 3; IFS=; i=-1
for p do i=$((i+1)); for f in $p; do
if [ ! -f "$f" ]; then printf '\n%s %s missing 0 - 0 %s\n' "$nonce" "$i" "$f"; continue; fi
s=$(stat -L -c '%Y %U %a' -- "$f" 2>/dev/null) || s='0 - 0'
if [ ! -r "$f" ]; then printf '\n%s %s unreadable %s %s\n' "$nonce" "$i" "$s" "$f"; continue; fi
printf '\n%s %s read %s %s\n' "$nonce" "$i" "$s" "$f"
if [ "$end" = 1 ]; then tail -c "$max" -- "$f"; else head -c "$max" -- "$f"; fi
done; done 2>/dev/null; :)";

constexpr qsizetype kMaxOutput = qsizetype{16} * 1024 * 1024;

QByteArray newNonce()
{
    return "hs" + QByteArray::number(QRandomGenerator::system()->generate64(), 36);
}

CommandSpec commandFor(const QByteArray& nonce, const RemoteFilesRequest& request, Sudo sudo)
{
    CommandSpec spec;
    spec.argv = remoteFilesArgv(nonce, request);
    spec.sudo = sudo;
    spec.maxOutput = kMaxOutput;
    return spec;
}

RemoteFile headerOf(const QByteArray& line)
{
    // PATTERN STATE MTIME OWNER MODE PATH; the path is the rest of the line, blanks included.
    constexpr qsizetype kFields = 5;
    const QList<QByteArray> parts = line.split(' ');
    RemoteFile file;
    if (parts.size() <= kFields)
        return file;
    file.pattern = parts.at(0).toInt();
    file.state = QString::fromLatin1(parts.at(1));
    constexpr qint64 kYear9999 = 253'402'300'799; // a broken file system shows times beyond it
    const qint64 seconds = parts.at(2).toLongLong();
    file.modified = {seconds > 0 && seconds <= kYear9999 ? seconds * 1000 : 0};
    file.owner = QString::fromUtf8(parts.at(3));
    file.mode = QString::fromLatin1(parts.at(4));
    qsizetype before = kFields;
    for (qsizetype i = 0; i < kFields; ++i)
        before += parts.at(i).size();
    file.path = QString::fromUtf8(line.mid(before));
    return file;
}

QList<RemoteFile> explained(QList<RemoteFile> files, const QString& why)
{
    for (RemoteFile& file : files) {
        if (file.state == QStringLiteral("unreadable"))
            file.why = why;
    }
    return files;
}

void readAgainWithSudo(SshHost& host, SudoMode sudo, const RemoteFilesRequest& request, QList<RemoteFile> first,
                       RemoteFilesDone done)
{
    RemoteFilesRequest again = request;
    again.patterns.clear();
    for (const RemoteFile& file : first) {
        if (file.state == QStringLiteral("unreadable"))
            again.patterns.append(file.path);
    }
    if (again.patterns.isEmpty() || sudo == SudoMode::Never)
        return done(explained(std::move(first), QStringLiteral("sudo.needed")));
    first = explained(std::move(first), QStringLiteral("file.unreadable"));
    const QByteArray nonce = newNonce();
    host.run(commandFor(nonce, again, sudoFor(sudo)),
             [nonce, first = std::move(first), done = std::move(done)](const Result<CommandResult>& result) mutable {
                 if (!result)
                     return done(explained(std::move(first), result.error().code)); // they stay "unreadable"
                 for (RemoteFile& file : parseRemoteFiles(nonce, result->out)) {
                     for (RemoteFile& known : first) {
                         if (known.path == file.path && file.state == QStringLiteral("read")) {
                             file.pattern = known.pattern;
                             file.viaSudo = true;
                             known = file;
                         }
                     }
                 }
                 done(std::move(first));
             });
}

} // namespace

QStringList remoteFilesArgv(const QByteArray& nonce, const RemoteFilesRequest& request)
{
    QStringList argv{QStringLiteral("sh"),
                     QStringLiteral("-c"),
                     QString::fromLatin1(kScript),
                     QStringLiteral("sh"),
                     QString::fromLatin1(nonce),
                     QString::number(request.maxBytesEach),
                     request.fromEnd ? QStringLiteral("1") : QStringLiteral("0")};
    return argv + request.patterns;
}

QList<RemoteFile> parseRemoteFiles(const QByteArray& nonce, const QByteArray& output)
{
    QList<RemoteFile> files;
    const QByteArray mark = '\n' + nonce + ' ';
    qsizetype at = output.indexOf(mark);
    while (at >= 0) {
        const qsizetype headerStart = at + mark.size();
        const qsizetype headerEnd = output.indexOf('\n', headerStart);
        if (headerEnd < 0)
            break;
        RemoteFile file = headerOf(output.mid(headerStart, headerEnd - headerStart));
        const qsizetype next = output.indexOf(mark, headerEnd);
        file.bytes = output.mid(headerEnd + 1, next < 0 ? -1 : next - headerEnd - 1);
        if (!file.path.isEmpty())
            files.append(file);
        at = next;
    }
    return files;
}

void readRemoteFiles(SshHost& host, SudoMode sudo, const RemoteFilesRequest& request, RemoteFilesDone done)
{
    if (request.patterns.isEmpty())
        return done(QList<RemoteFile>());
    const QByteArray nonce = newNonce();
    host.run(commandFor(nonce, request, Sudo::No),
             [&host, sudo, request, nonce, done = std::move(done)](const Result<CommandResult>& result) mutable {
                 if (!result)
                     return done(fail(result.error()));
                 readAgainWithSudo(host, sudo, request, parseRemoteFiles(nonce, result->out), std::move(done));
             });
}

} // namespace hopscope
