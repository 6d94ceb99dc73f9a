// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/environmenttext.h"
#include "ui/environments/environmentsupplies.h"

#include <QMap>

namespace hopscope {

inline const QByteArray kAcme = "# kept\nname = \"docs-acme\"\nurl = \"https://docs.example.com/\"\nproduction = true\n"
                         "[[host]]\nssh = \"docs-1\"\n";
inline const QByteArray kTest = "name = \"test\"\nurl = \"http://test/\"\n[[host]]\nssh = \"a\"\n[[host]]\nssh = \"b\"\n";
inline const QByteArray kBroken = "name = \"x\"\nurl = \n";

/// A folder that lives in memory; every call is answered at once.
struct Shelf {
    QMap<QString, QByteArray> files{};
    QStringList outside{};
    QStringList removed{};
    std::optional<Error> failsWith{};

    EnvironmentSupplies supplies()
    {
        EnvironmentSupplies supplies;
        supplies.list = [this](const auto& done) {
            QList<StoredEnvironment> list;
            for (auto it = files.begin(); it != files.end(); ++it) {
                StoredEnvironment stored{.path = it.key(), .ours = !outside.contains(it.key()), .text = *it};
                if (auto read = parseEnvironment(*it))
                    stored.environment = *read;
                else
                    stored.error = read.error();
                list.append(stored);
            }
            done(list);
        };
        supplies.save = [this](const QString& path, const QByteArray& text, const auto& done) {
            if (failsWith) {
                done(fail(*failsWith));
                return;
            }
            const QString now = QStringLiteral("/cfg/") + environmentFileName(parseEnvironment(text)->name);
            files.remove(path);
            files.insert(now, text);
            done(now);
        };
        supplies.remove = [this](const QString& path, const auto& done) {
            removed.append(path);
            files.remove(path);
            done({});
        };
        supplies.aliases = [](const auto& done) { done({QStringLiteral("gate"), QStringLiteral("docs-1")}); };
        return supplies;
    }
};

} // namespace hopscope
