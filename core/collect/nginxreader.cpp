// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/nginxreader.h"

#include <QPointer>

namespace hopscope {
namespace {

// nginx itself has no limit on the depth of includes; real trees have 3 levels.
constexpr int kMaxLevels = 12;

} // namespace

NginxReader::NginxReader(SshHost& host, SudoMode sudo, QString mainFile, Done done, QObject* parent)
    : QObject(parent), m_host(host), m_sudo(sudo), m_mainFile(std::move(mainFile)), m_done(std::move(done))
{
}

void NginxReader::next()
{
    const NginxWanted wanted = pendingIncludes(m_mainFile, m_set);
    if (wanted.isEmpty() || ++m_levels > kMaxLevels)
        return finish();
    RemoteFilesRequest request;
    request.patterns = wanted.files + wanted.patterns;
    const QPointer<NginxReader> self(this);
    readRemoteFiles(m_host, m_sudo, request, [self, wanted](const Result<QList<RemoteFile>>& files) {
        if (!self)
            return;
        if (!files)
            return self->m_done(fail(files.error()));
        self->take(wanted, *files);
        self->next();
    });
}

void NginxReader::take(const NginxWanted& wanted, const QList<RemoteFile>& files)
{
    const qsizetype named = wanted.files.size();
    for (const QString& pattern : wanted.patterns)
        m_set.globs.insert(pattern, {});
    for (const QString& path : wanted.files)
        m_set.files.insert(path, fail(QStringLiteral("file.missing")));
    m_reading.files += configFilesOf(files);
    for (const RemoteFile& file : files) {
        const bool fromGlob = file.pattern >= named;
        if (file.state == QStringLiteral("missing"))
            continue;
        if (fromGlob)
            m_set.globs[wanted.patterns.value(file.pattern - named)].append(file.path);
        if (file.state == QStringLiteral("unreadable")) {
            m_set.files.insert(file.path, fail(QStringLiteral("file.unreadable")));
            m_reading.unreadable.append(file.path);
            m_reading.why = file.why;
            continue;
        }
        m_set.files.insert(file.path, file.bytes);
        m_reading.transcript += "# " + file.path.toUtf8() + "\n" + file.bytes + "\n";
    }
}

void NginxReader::finish()
{
    m_reading.config = parseNginxConfig(m_mainFile, m_set);
    m_done(std::move(m_reading));
}

} // namespace hopscope
