// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/ssh/revokedkeys.h"
#include "tests/fuzz/require.h"

#include <cstddef>
#include <cstdint>

using namespace hopscope;
using fuzz::require;

/// A file of revoked keys: a key revocation list or lines. Whatever it says, one that is damaged for one key believes none.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray file(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const QByteArray stranger("\0\0\0\7ssh-xxxstranger", 19);
    const Revocation answer = revocationIn(file, stranger);
    (void)revocationInKrl(file, stranger);
    if (file.startsWith("SSHKRL\n"))
        require((revocationIn(file, "another") == Revocation::Damaged) == (answer == Revocation::Damaged));
    if (answer == Revocation::No) {
        // What is well and ends whole says the same with the key put behind it.
        const bool krl = file.startsWith(QByteArrayView("SSHKRL\n\0", 8));
        const QByteArray entry = krl ? QByteArray("\2\0\0\0\x17\0\0\0\x13", 9) + stranger : "\nssh-xxx " + stranger.toBase64();
        require(revocationIn(file + entry, stranger) == Revocation::Revoked);
    }
    return 0;
}
