// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

#include <functional>

namespace hopscope {

struct NginxDirective {
    QString name;
    int line = 0;           ///< where its name starts
    QStringList args;       ///< as written, without the quotes around them; `if` loses its parentheses as in crossplane
    bool isBlock = false;
    bool isInclude = false;
    QList<int> includes;    ///< for `include`: indexes into NginxConfig::files
    QList<NginxDirective> block;
};

struct NginxConfigError {
    QString file;
    int line = 0;  ///< 0 where no line applies (the main file cannot be opened)
    QString error; ///< in nginx's words, with ` in FILE:LINE`
};

struct NginxConfigFile {
    QString file;
    QList<NginxConfigError> errors;
    QList<NginxDirective> parsed; ///< everything that could be read, also behind an error
};

/// What crossplane prints: every file once, in the order its include was met, `files.first()` being the main one.
struct NginxConfig {
    QList<NginxConfigError> errors;
    QList<NginxConfigFile> files;

    [[nodiscard]] bool clean() const { return errors.isEmpty(); }
    /// `{status, errors:[{file,line,error}], config:[{file,status,errors,parsed:[{directive,line,args,block,includes}]}]}`
    [[nodiscard]] QJsonObject toJson() const;
};

/// Gives the bytes of a file. Error codes with a meaning here: ending in `.missing` (errno 2), `.denied` (13), `.directory`
/// (21); anything else is quoted with its detail.
using NginxReadFile = std::function<Result<QByteArray>(const QString& path)>;
/// Gives the paths a pattern with `*`, `?` or `[` matches; the order does not matter.
using NginxGlob = std::function<QStringList(const QString& pattern)>;

/// Reads `mainFile` and all it includes. Relative includes are taken from the folder of `mainFile`, as nginx does.
/// Refused with nginx's own file, line and words: quotes, braces and semicolons that do not fit, an include that cannot
/// be opened or leads back to itself. Contexts, argument counts and values are not checked. Caps: 8 MB a file, 64 MB
/// and 2,000 files together, blocks 100 deep, 400,000 directives; beyond a cap an error says so. Any thread.
[[nodiscard]] NginxConfig parseNginxConfig(const QString& mainFile, const NginxReadFile& read, const NginxGlob& glob);

/// What a collector has read from a host so far.
struct NginxFileSet {
    QHash<QString, Result<QByteArray>> files;
    QHash<QString, QStringList> globs; ///< pattern → matching paths
};

struct NginxWanted {
    QStringList files;    ///< paths to read
    QStringList patterns; ///< patterns to expand
    [[nodiscard]] bool isEmpty() const { return files.isEmpty() && patterns.isEmpty(); }
};

/// Which files and patterns must be fetched before parseNginxConfig(mainFile, set) is complete. Called once a level: fetch
/// what it names, put that (or the error) into the set, ask again until it is empty.
[[nodiscard]] NginxWanted pendingIncludes(const QString& mainFile, const NginxFileSet& set);
/// Parses from the set alone; what is not in it counts as missing.
[[nodiscard]] NginxConfig parseNginxConfig(const QString& mainFile, const NginxFileSet& set);

/// Visits every directive of a block with the file it stands in, includes unfolded in place, nested blocks not entered
/// (the visitor does that, with the same walk). A file that includes itself is not entered again, and after half a
/// million directives the walk ends: includes that double at every level would never end otherwise.
class NginxWalk {
public:
    using Visit = std::function<void(const NginxDirective& directive, int file)>;
    explicit NginxWalk(const NginxConfig& config) : m_config(config) {}
    void each(int file, const QList<NginxDirective>& block, const Visit& visit);

private:
    const NginxConfig& m_config;
    QList<int> m_open;
    int m_visits = 0;
};

} // namespace hopscope
