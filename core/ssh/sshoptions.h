// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QtGlobal>

namespace hopscope {

/// Caps and deadlines of the SSH room, all times in milliseconds. The defaults are what the program uses; tests shorten
/// them. Each phase of a connect has its own deadline because libssh's does nothing for a silent peer.
struct SshOptions {
    int connectsAtOnce = 16; ///< protects MaxStartups of a shared jump host
    int execChannels = 4;    ///< sshd's MaxSessions is 10, and its slots are freed late
    int forwards = 50;       ///< direct-tcpip channels of one host
    int abandoned = 400;     ///< beside them, opens we gave up on that sshd still tries; it has 1,024 descriptors
    int lookupMs = 5'000;
    int connectMs = 10'000; ///< TCP; `ConnectTimeout` replaces it
    int bannerMs = 10'000;  ///< `ConnectTimeout` replaces it
    int keyExchangeMs = 15'000;
    int agentListMs = 3'000;     ///< an agent that does not list its keys by then is passed over
    int authenticateMs = 30'000; ///< one step between two questions; a touch on a security key falls within it
    int touchHintMs = 2'000;     ///< an agent that has not signed by then may wait for a person
    int keepaliveMs = 5'000;
    int frozenMs = 13'000;        ///< nothing heard for so long although keepalives were sent: dead
    int lingerMs = 1'000;         ///< wait for CLOSE after the exit status; a background child may hold the output
    int killAfterMs = 2'000;      ///< between TERM and KILL of a cancelled command
    int denyRetryMs = 150;        ///< first pause after `open failed`
    int channelDeniedMs = 10'000; ///< after that `ssh.channel-limit`
    int startupRetries = 3;       ///< a connection dropped before its banner: MaxStartups or a crash
    int retryMs = 1'000;     ///< pause before the first new attempt after a failure; halved at random, then doubled
    int retryMaxMs = 10'000; ///< and the longest such pause
};

} // namespace hopscope
