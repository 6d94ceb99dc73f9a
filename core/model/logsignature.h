// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QString>
#include <QStringList>

namespace hopscope {

/// A line worth counting in the logs of some kinds of node; the facts `log.NAME.*` come from it.
struct LogSignature {
    QString name;      ///< NAME, lower case with underscores
    QStringList kinds; ///< node kinds whose logs are searched
    QString pattern;   ///< regular expression over one line, at most 256 characters, without look-around or back references;
                       ///< what its group `(?<value>…)` matched becomes `log.NAME.value`
    bool run = false;  ///< said once a run: all lines since the process started count, however long ago that was
};

} // namespace hopscope
