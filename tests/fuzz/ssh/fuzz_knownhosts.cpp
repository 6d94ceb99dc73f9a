// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/knownhosts.h"
#include "core/ssh/randomart.h"
#include "tests/fuzz/require.h"

#include <cstddef>
#include <cstdint>

using namespace hopscope;
using fuzz::require;

/// The first line is the name asked for, the rest the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const qsizetype end = text.indexOf('\n');
    const QByteArray name = text.left(end);
    const QByteArray file = text.mid(end + 1);
    (void)hostFieldMatches(file, name);
    const KnownHosts known = KnownHosts::parse(file, name, QStringLiteral("f"));
    require(!known.algorithms().isEmpty());
    // A key the file has is never unknown, and one it revokes never known.
    for (const KnownHosts::Line& line : known.lines()) {
        const auto answer = known.check(line.type, line.blob);
        require(answer != KnownHosts::Answer::Unknown);
        if (line.revoked)
            require(answer == KnownHosts::Answer::Revoked);
        const SshKeyLook look = lookOfKey(line.type, line.blob, line.where);
        require(look.art.count(QLatin1Char('\n')) == 10);
    }
    const QByteArray stranger = QByteArray("\0\0\0\7ssh-xxxstranger", 19).toBase64();
    const auto answer = known.check("ssh-xxx", stranger);
    require(answer != KnownHosts::Answer::Known || file.contains(stranger));
    return 0;
}
