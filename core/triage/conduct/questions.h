// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/ssh/sshhost.h"
#include "core/triage/session.h"

#include <functional>
#include <map>

namespace hopscope {

/// Carries questions of the SSH layer up to whoever sits in front, and the answers down. Without a listener every question
/// is refused at once. One thread: the conductor's.
class Questions {
public:
    using Ask = std::function<void(const Question&)>;
    explicit Questions(Ask ask) : m_ask(std::move(ask)) {}

    void put(const SshQuestion& question, SshReply reply);
    void answer(qint64 id, bool accepted, Secret secret);
    void refuseAll();

private:
    Ask m_ask;
    qint64 m_next = 1;
    std::map<qint64, SshReply> m_waiting;
};

} // namespace hopscope
