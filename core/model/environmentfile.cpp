// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/base/toml.h"
#include "core/model/environment.h"
#include "core/model/environmenttext.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>
#include <QUrl>

namespace hopscope {
namespace {

constexpr qint64 kMaxFileBytes = qint64{1024} * 1024;

/// Takes typed values out of one table and remembers the first thing that is wrong.
class Reader {
public:
    Reader(const TomlDocument& document, const QJsonObject& table, QString path)
        : m_document(document), m_table(table), m_path(std::move(path))
    {
    }

    void allow(const QSet<QString>& keys)
    {
        for (const QString& key : m_table.keys()) {
            if (!keys.contains(key))
                complain(QStringLiteral("environment.unknown-key"), key, key);
        }
    }
    QString text(const QString& key, const QString& fallback = {})
    {
        const QJsonValue value = m_table.value(key);
        if (value.isUndefined())
            return fallback;
        if (!value.isString())
            complain(QStringLiteral("environment.bad-value"), key, key);
        return value.toString();
    }
    bool flag(const QString& key)
    {
        const QJsonValue value = m_table.value(key);
        if (!value.isUndefined() && !value.isBool())
            complain(QStringLiteral("environment.bad-value"), key, key);
        return value.toBool();
    }
    int number(const QString& key, int fallback, int low, int high)
    {
        const QJsonValue value = m_table.value(key);
        if (value.isUndefined())
            return fallback;
        const double got = value.toDouble(low - 1.0);
        if (got < low || got > high)
            complain(QStringLiteral("environment.bad-value"), key, key);
        return static_cast<int>(got);
    }
    void complain(const QString& code, const QString& key, const QString& detail)
    {
        const QString full = m_path.isEmpty() ? key : m_path + QLatin1Char('.') + key;
        const int line = m_document.lines.value(full, m_document.lines.value(m_path, 0));
        if (!m_error || line < m_line) {
            m_line = line;
            m_error = Error{code, {}, line > 0 ? QStringLiteral("line %1").arg(line) : QString(), detail};
        }
    }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

private:
    const TomlDocument& m_document;
    const QJsonObject m_table;
    QString m_path;
    int m_line = 0;
    std::optional<Error> m_error;
};

/// OpenSSH itself refuses these in host and user names since 9.6; they would be expanded by a ProxyCommand's shell.
bool safeAlias(const QString& alias)
{
    static const QRegularExpression good(QStringLiteral("^[A-Za-z0-9_.:@%\\[\\]-]+$"));
    return good.match(alias).hasMatch() && !alias.startsWith(QLatin1Char('-'));
}

std::optional<SudoMode> sudoMode(const QString& code)
{
    if (code == QStringLiteral("never"))
        return SudoMode::Never;
    if (code == QStringLiteral("ask"))
        return SudoMode::Ask;
    if (code == QStringLiteral("passwordless"))
        return SudoMode::Passwordless;
    return std::nullopt;
}

Result<HostSpec> readHost(const TomlDocument& document, const QJsonObject& table, int index)
{
    Reader reader(document, table, QStringLiteral("host[%1]").arg(index));
    reader.allow({QStringLiteral("ssh"), QStringLiteral("name"), QStringLiteral("sudo"), QStringLiteral("log_clock")});
    HostSpec spec;
    spec.ssh = reader.text(QStringLiteral("ssh"));
    spec.name = reader.text(QStringLiteral("name"), hostNameOfAlias(spec.ssh));
    spec.logClock = reader.text(QStringLiteral("log_clock"));
    const auto sudo = sudoMode(reader.text(QStringLiteral("sudo"), QStringLiteral("never")));
    if (!sudo)
        reader.complain(QStringLiteral("environment.bad-value"), QStringLiteral("sudo"), QStringLiteral("sudo"));
    spec.sudo = sudo.value_or(SudoMode::Never);
    if (!safeAlias(spec.ssh))
        reader.complain(QStringLiteral("environment.bad-value"), QStringLiteral("ssh"), QStringLiteral("ssh"));
    if (spec.name.isEmpty() || spec.name.contains(QLatin1Char('/')) || spec.name.contains(QLatin1Char('>')) ||
        spec.name.contains(QLatin1Char('@')))
        reader.complain(QStringLiteral("environment.bad-value"), QStringLiteral("name"), QStringLiteral("name"));
    if (reader.error())
        return fail(*reader.error());
    return spec;
}

Status readHosts(const TomlDocument& document, Environment& env)
{
    const QJsonArray hosts = document.root.value(QStringLiteral("host")).toArray();
    QSet<QString> names;
    for (int i = 0; i < hosts.size(); ++i) {
        auto spec = readHost(document, hosts.at(i).toObject(), i);
        if (!spec)
            return fail(spec.error());
        if (names.contains(spec->name))
            return fail(QStringLiteral("environment.duplicate-host"), spec->name, {},
                        QStringLiteral("line %1").arg(document.lines.value(QStringLiteral("host[%1]").arg(i))));
        names.insert(spec->name);
        env.hosts.append(*spec);
    }
    if (env.hosts.isEmpty())
        return fail(QStringLiteral("environment.no-host"));
    return {};
}

void readPolicy(Reader& reader, Environment& env)
{
    env.production = reader.flag(QStringLiteral("production"));
    // Production is read-only unless the file itself says otherwise.
    const QString fallback = toCode(env.production ? Policy::ReadOnly : Policy::Confirm);
    const QString policy = reader.text(QStringLiteral("policy"), fallback);
    if (policy != QStringLiteral("read-only") && policy != QStringLiteral("confirm"))
        reader.complain(QStringLiteral("environment.bad-value"), QStringLiteral("policy"), QStringLiteral("policy"));
    env.policy = policy == QStringLiteral("confirm") ? Policy::Confirm : Policy::ReadOnly;
}

QString absolute(const QString& path, const QDir& base)
{
    if (path.isEmpty())
        return path;
    if (path.startsWith(QStringLiteral("~/")))
        return QDir::home().filePath(path.mid(2));
    return QDir::cleanPath(base.absoluteFilePath(path));
}

/// A file as given, else one of that name in the folder, else the one that calls itself so. (A folder of the same name
/// where the program was started is no environment.)
QString fileOf(const QString& pathOrName, const QDir& folder)
{
    if (QFileInfo(pathOrName).isFile() || pathOrName.contains(QLatin1Char('/')) || pathOrName.isEmpty())
        return pathOrName;
    for (const QString& name : {pathOrName + QStringLiteral(".toml"), environmentFileName(pathOrName), pathOrName}) {
        if (QString path = folder.filePath(name); QFileInfo(path).isFile())
            return path;
    }
    for (const QString& name : folder.entryList({QStringLiteral("*.toml")}, QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        if (const auto env = parseEnvironment(file.read(kMaxFileBytes)); env && env->name == pathOrName)
            return file.fileName();
    }
    return pathOrName;
}

} // namespace

Result<Environment> parseEnvironment(const QByteArray& bytes)
{
    const auto document = parseToml(bytes);
    if (!document)
        return fail(document.error());
    Reader reader(*document, document->root, {});
    reader.allow({QStringLiteral("name"), QStringLiteral("url"), QStringLiteral("policy"), QStringLiteral("production"),
                  QStringLiteral("ca_file"), QStringLiteral("ssh_config"), QStringLiteral("timeout_s"), QStringLiteral("host")});
    Environment env;
    env.url = reader.text(QStringLiteral("url"));
    env.name = reader.text(QStringLiteral("name"), QUrl(env.url).host());
    env.caFile = reader.text(QStringLiteral("ca_file"));
    env.sshConfig = reader.text(QStringLiteral("ssh_config"));
    env.timeoutSeconds = reader.number(QStringLiteral("timeout_s"), env.timeoutSeconds, 1, 3600);
    readPolicy(reader, env);
    const QUrl url(env.url, QUrl::StrictMode);
    const bool http = url.scheme() == QStringLiteral("http") || url.scheme() == QStringLiteral("https");
    if (!env.url.isEmpty() && (!http || url.host().isEmpty()))
        reader.complain(QStringLiteral("environment.bad-value"), QStringLiteral("url"), QStringLiteral("url"));
    if (!url.userInfo().isEmpty()) // it would reach the journal and every report
        reader.complain(QStringLiteral("environment.secret-in-url"), QStringLiteral("url"), QStringLiteral("url"));
    if (reader.error())
        return fail(*reader.error());
    if (env.url.isEmpty())
        return fail(QStringLiteral("environment.no-url"));
    if (const Status hosts = readHosts(*document, env); !hosts)
        return fail(hosts.error());
    return env;
}

Result<Environment> loadEnvironment(const QString& pathOrName, const QString& configFolder)
{
    const QString path = fileOf(pathOrName, QDir(configFolder));
    QFile file(path);
    if (!QFileInfo(path).isFile())
        return fail(QStringLiteral("environment.missing"), pathOrName);
    if (!file.open(QIODevice::ReadOnly))
        return fail(QStringLiteral("environment.unreadable"), pathOrName);
    auto env = parseEnvironment(file.read(kMaxFileBytes));
    if (!env) {
        env.error().host = path;
        return env;
    }
    const QDir base = QFileInfo(path).absoluteDir();
    env->caFile = absolute(env->caFile, base);
    env->sshConfig = absolute(env->sshConfig, base);
    return env;
}

} // namespace hopscope
