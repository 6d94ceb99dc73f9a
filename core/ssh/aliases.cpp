// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/aliases.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>

#include <array>
#include <pwd.h>
#include <unistd.h>

namespace hopscope {
namespace {

constexpr int kMaxDepth = 16; // as ssh itself
constexpr qsizetype kMaxFiles = 200;
constexpr qint64 kMaxBytes = qint64{1024} * 1024;
constexpr qsizetype kMaxNames = 5000;

bool isPlain(const QString& name)
{
    static const QRegularExpression good(QStringLiteral("^[A-Za-z0-9_.:@][A-Za-z0-9_.:@-]*$"));
    return good.match(name).hasMatch();
}

/// The words of a line: blanks part them, quotes hold them together, `#` at the start of one ends the line.
QStringList wordsOf(const QByteArray& line)
{
    QStringList words;
    QString word;
    bool quote = false;
    bool begun = false;
    const QString text = QString::fromUtf8(line);
    for (const QChar c : text) {
        if (c == QLatin1Char('"')) {
            quote = !quote;
            begun = true;
        } else if (!quote && (c.isSpace() || (c == QLatin1Char('=') && words.isEmpty()))) {
            if (begun)
                words.append(word);
            word.clear();
            begun = false;
        } else if (!quote && !begun && c == QLatin1Char('#')) {
            return words;
        } else {
            word += c;
            begun = true;
        }
    }
    if (begun)
        words.append(word);
    if (words.size() > 1 && words.at(1) == QStringLiteral("="))
        words.removeAt(1);
    return words;
}

struct Account {
    QString name;
    QString home;
};

const Account& account()
{
    // Name services are asked once, off the window's thread; a home does not move.
    static const Account own = [] {
        std::array<char, std::size_t{16} * 1024> room{};
        passwd entry{};
        passwd* found = nullptr;
        if (getpwuid_r(getuid(), &entry, room.data(), room.size(), &found) == 0 && found && found->pw_dir)
            return Account{QString::fromLocal8Bit(found->pw_name), QFile::decodeName(found->pw_dir)};
        return Account{qEnvironmentVariable("USER"), QDir::homePath()};
    }();
    return own;
}

QStringList filesOf(const QString& include)
{
    const QDir home(userHome());
    QString path = include;
    if (path.startsWith(QStringLiteral("~/")))
        path = home.filePath(path.mid(2));
    else if (QFileInfo(path).isRelative())
        path = home.filePath(QStringLiteral(".ssh/") + path);
    const QFileInfo info(path);
    static const QRegularExpression pattern(QStringLiteral("[*?\\[]"));
    if (!info.fileName().contains(pattern))
        return {path};
    QStringList files;
    for (const QFileInfo& file : info.dir().entryInfoList({info.fileName()}, QDir::Files, QDir::Name))
        files.append(file.filePath());
    return files;
}

struct Walk {
    QSet<QString> seen{};
    QStringList names{};
    QStringList files{};

    void read(const QString& path, int depth)
    {
        if (!files.contains(path) && files.size() < kMaxFiles)
            files.append(path);
        if (depth > kMaxDepth || seen.size() >= kMaxFiles || seen.contains(path) || !QFileInfo(path).isFile())
            return;
        seen.insert(path);
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return;
        const SshAliases here = parseSshAliases(file.read(kMaxBytes));
        for (const QString& name : here.names) {
            if (!names.contains(name) && names.size() < kMaxNames)
                names.append(name);
        }
        for (const QString& include : here.includes) {
            for (const QString& next : filesOf(include))
                read(next, depth + 1);
        }
    }
};

} // namespace

SshAliases parseSshAliases(const QByteArray& config)
{
    SshAliases found;
    for (const QByteArray& line : config.split('\n')) {
        const QStringList words = wordsOf(line.trimmed().left(4096));
        if (words.size() < 2)
            continue;
        const QString keyword = words.first().toLower();
        if (keyword == QStringLiteral("include"))
            found.includes += words.mid(1);
        if (keyword != QStringLiteral("host"))
            continue;
        for (const QString& name : words.mid(1)) {
            if (isPlain(name) && !found.names.contains(name) && found.names.size() < kMaxNames)
                found.names.append(name);
        }
    }
    return found;
}

QString userHome()
{
    return account().home;
}

QString userName()
{
    return account().name;
}

QStringList sshConfigFiles(const QString& configFile)
{
    Walk walk;
    walk.read(configFile, 0);
    return walk.files;
}

QString userSshConfig()
{
    return QDir(userHome()).filePath(QStringLiteral(".ssh/config"));
}

QStringList sshAliases(const QString& configFile)
{
    Walk walk;
    walk.read(configFile, 0);
    return walk.names;
}

} // namespace hopscope
