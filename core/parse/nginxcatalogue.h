// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace hopscope {

/// One way to recognise a row of the catalogue of nginx error messages. Patterns know `*` only.
struct NginxCatalogueRule {
    int row;             ///< 1..110
    const char* message; ///< pattern over the message
    int errnoNumber = 0; ///< 0: any or none
    const char* action = "*";
    const char* level = "*";
};

/// The rules, in the order they are tried; the first that fits decides.
[[nodiscard]] const std::vector<NginxCatalogueRule>& nginxUpstreamRules();
[[nodiscard]] const std::vector<NginxCatalogueRule>& nginxLocalRules();

/// Row for a message, or nothing. Rows 46, 54, 70 and 94 describe things nginx writes no line about.
[[nodiscard]] std::optional<int> nginxCatalogueRow(const QString& message, std::optional<int> errnoNumber,
                                                   const QString& action, const QString& level);

/// Whether `text` fits `pattern`, where `*` stands for any run of characters. Linear in the product of both at worst.
[[nodiscard]] bool fitsPattern(QByteArrayView text, QByteArrayView pattern);

} // namespace hopscope
