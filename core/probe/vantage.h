// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/fd.h"
#include "core/base/result.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>

namespace hopscope {

class SshHost;

/// Where a probe starts: this desktop or a host reached over SSH. Yields connected, non-blocking descriptors, so that every
/// protocol is written once. One thread: the one it was made in.
class Vantage : public QObject {
    Q_OBJECT
public:
    using Connected = std::function<void(Result<OwnedFd>)>;
    using Confirmed = std::function<void(Status)>;
    using Resolved = std::function<void(Result<QStringList>)>;
    using Prepared = std::function<void(const Status&)>;

    using QObject::QObject;
    /// `desktop` or the host's environment name.
    [[nodiscard]] virtual QString name() const = 0;
    /// Whatever has to be done before a connect can be timed: over SSH, the login. Called once, unless this object dies
    /// first; `ssh.*` when the host could not be reached.
    virtual void prepare(Prepared done);
    /// `address` is a literal IP address or a name. Codes: tcp.refused tcp.timed-out tcp.unreachable tcp.reset tcp.failed
    /// tcp.resolve, and ssh.* when the host itself could not be reached. Called exactly once unless this object dies first.
    virtual void connectTo(const QString& address, quint16 port, int timeoutMs, Connected done) = 0;
    /// Whether what was measured from here can be believed just now: a host that stands still makes every far end look
    /// silent. ok on the desktop; on a host a command has to come back within 2 s, else `ssh.peer-frozen` or why it failed.
    virtual void confirm(const Confirmed& done) { done({}); }
    /// Addresses of a name in the order the resolver gives them there.
    virtual void resolve(const QString& name, int timeoutMs, Resolved done) = 0;
};

} // namespace hopscope
