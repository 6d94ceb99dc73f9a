// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/environment.h"
#include "core/probe/vantage.h"
#include "core/ssh/sshpool.h"

#include <map>
#include <memory>

namespace hopscope {

/// Where probes can start: this desktop and every host of the environment. Conductor's thread.
class Vantages {
public:
    Vantages(SshPool& pool, const Environment& environment);
    ~Vantages();

    /// The vantage on that host, `desktop` included; nullptr for a name the environment does not have.
    [[nodiscard]] Vantage* on(const QString& host) const;

private:
    std::map<QString, std::unique_ptr<Vantage>> m_vantages;
};

} // namespace hopscope
