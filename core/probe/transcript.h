// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/evidence.h"
#include "core/probe/httpprobe.h"
#include "core/probe/protoprobe.h"
#include "core/probe/tcpprobe.h"

namespace hopscope {

/// Where and when a probe was started.
struct ProbeStart {
    QString id;   ///< evidence id
    QString from; ///< Vantage::name()
    Timestamp at;
};

// What was sent and what came back, readable and redacted, as Evidence. `exit` is 0 when there was an answer, else 1.

[[nodiscard]] Evidence evidenceOf(const TcpResult& result, const ProbeStart& start);
/// Request, status line, headers (values of Set-Cookie and the like removed), first 2 KB of the body, phase times, what
/// the certificate said.
[[nodiscard]] Evidence evidenceOf(const HttpResult& result, const ProbeStart& start);
[[nodiscard]] Evidence evidenceOf(const ProtoResult& result, const ProbeStart& start);

} // namespace hopscope
