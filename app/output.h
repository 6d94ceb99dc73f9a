// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QString>

namespace hopscope {

/// One piece of the result on stdout.
void printOut(const QByteArray& bytes);
/// One line on stderr, `hopscope: …`; line breaks inside are folded.
void printError(const QString& line);

/// Text on stderr as it is: progress beside a result that stands on stdout.
void printProgress(const QByteArray& bytes);

} // namespace hopscope
