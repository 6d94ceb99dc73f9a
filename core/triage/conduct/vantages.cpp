// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/triage/conduct/vantages.h"

#include "core/probe/desktopvantage.h"
#include "core/probe/sshvantage.h"

namespace hopscope {

Vantages::Vantages(SshPool& pool, const Environment& environment)
{
    m_vantages.emplace(QStringLiteral("desktop"), std::make_unique<DesktopVantage>());
    for (const HostSpec& spec : environment.hosts)
        m_vantages.emplace(spec.name, std::make_unique<SshVantage>(*pool.host(spec.ssh), spec.name));
}

Vantages::~Vantages() = default;

Vantage* Vantages::on(const QString& host) const
{
    const auto it = m_vantages.find(host);
    return it == m_vantages.end() ? nullptr : it->second.get();
}

} // namespace hopscope
