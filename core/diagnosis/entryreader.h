// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/toml.h"
#include "core/diagnosis/catalogue.h"

#include <optional>

namespace hopscope {

/// One `[[table]]` of a catalogue file; keeps the first complaint with its file and line.
class EntryReader {
public:
    EntryReader(const QString& file, const TomlDocument& document, const QString& table, int index);

    void allow(const QStringList& keys);
    [[nodiscard]] QString text(const QString& key, bool needed = true);
    /// A single text or a list of them.
    [[nodiscard]] QStringList texts(const QString& key, bool needed = true);
    [[nodiscard]] int number(const QString& key);
    /// False where it is not said.
    [[nodiscard]] bool flag(const QString& key);
    [[nodiscard]] CatalogueText words(const QString& key);
    [[nodiscard]] Expr condition(const QString& key);
    /// Reads a filter that stands somewhere below `key`.
    [[nodiscard]] Expr parsed(const QString& query, const QString& key);
    /// Conditions as texts (weight 1) or as {when, weight}.
    [[nodiscard]] QList<Condition> conditions(const QString& key);
    [[nodiscard]] QJsonObject object(const QString& key);
    void complain(const QString& code, const QString& key, const QString& detail = {});
    [[nodiscard]] const QString& file() const { return m_file; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

private:
    [[nodiscard]] QString line(const QString& key) const;

    QString m_file;
    const TomlDocument& m_document;
    QString m_path;
    QJsonObject m_object;
    std::optional<Error> m_error;
};

} // namespace hopscope
