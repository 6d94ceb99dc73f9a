// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/probe/vantage.h"

namespace hopscope {

/// Probes that start on this machine. A name is looked up in a thread of its own and its addresses are tried as
/// TargetConnector does; destroying the vantage cancels everything under way.
class DesktopVantage final : public Vantage {
    Q_OBJECT
public:
    using Vantage::Vantage;

    [[nodiscard]] QString name() const override { return QStringLiteral("desktop"); }
    void connectTo(const QString& address, quint16 port, int timeoutMs, Connected done) override;
    void resolve(const QString& name, int timeoutMs, Resolved done) override;
};

} // namespace hopscope
