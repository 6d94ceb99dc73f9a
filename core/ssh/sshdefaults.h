// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/ssh/hostconfig.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <optional>
#include <utility>

namespace hopscope {

/// What this machine's `ssh` uses where no file says anything (`ssh -G -F none`), asked once and only when it matters: a list
/// that equals it was not meant by the operator, and libssh's own order stays, which differs from version to version.
class SshDefaults : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const AlgorithmLists&)>;
    using QObject::QObject;
    ~SshDefaults() override;
    SshDefaults(const SshDefaults&) = delete;
    SshDefaults& operator=(const SshDefaults&) = delete;

    /// Calls back once, at once where the answer is known, unless `context` is gone by then. Without an `ssh` the lists are
    /// empty.
    void ask(QObject* context, Done done);

private:
    void start();
    void finish(const AlgorithmLists& lists);
    std::optional<AlgorithmLists> m_lists;
    QList<std::pair<QPointer<QObject>, Done>> m_waiting;
};

} // namespace hopscope
