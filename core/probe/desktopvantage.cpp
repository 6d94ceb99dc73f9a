// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/desktopvantage.h"

#include "core/probe/address.h"
#include "core/probe/targetconnector.h"
#include "core/probe/directconnect.h"
#include "core/probe/namelookup.h"

namespace hopscope {

void DesktopVantage::connectTo(const QString& address, quint16 port, int timeoutMs, Connected done)
{
    if (isLiteralAddress(address)) {
        new DirectConnect(address, port, timeoutMs, std::move(done), this);
        return;
    }
    auto* connector = new TargetConnector(*this, address, port, timeoutMs, this);
    connector->start([connector, done = std::move(done)](Result<Connection> connection) {
        connector->deleteLater();
        if (!connection)
            return done(fail(connection.error()));
        done(std::move(connection->fd));
    });
}

void DesktopVantage::resolve(const QString& name, int timeoutMs, Resolved done)
{
    new NameLookup(name, timeoutMs, std::move(done), this);
}

} // namespace hopscope
