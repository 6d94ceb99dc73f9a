// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/logintest.h"
#include "core/triage/session.h"

namespace hopscope::shelf {

/// A question about a host key with all it can have; art as ssh-keygen -lv draws it.
inline Question hostKey(const QString& kind)
{
    Question question{kind == QStringLiteral("unknown-host-key") ? 7 : 0, kind, QStringLiteral("docs"),
                      QStringLiteral("SHA256:aUL9etDKpUJpczwYRxw2rIujBp9oXEjrIzy1LmabrNo"), {}, true, 1};
    question.name = QStringLiteral("[docs.example.com]:2222");
    question.key = {QStringLiteral("ssh-ed25519"), question.fingerprint,
                    QStringLiteral(R"(+--[ED25519 256]--+)" "\n"
                       R"(|       o=.       |)" "\n"
                       R"(|       +o.       |)" "\n"
                       R"(|      o.o        |)" "\n"
                       R"(| .   ..* +       |)" "\n"
                       R"(|. o  .B.S +      |)" "\n"
                       R"(|.o ooo.* B       |)" "\n"
                       R"(|++oo... = .      |)" "\n"
                       R"(|+%*.   . .       |)" "\n"
                       R"(|X=E.             |)" "\n"
                       R"(+----[SHA256]-----+)"), {}};
    question.known = {{QStringLiteral("ssh-ed25519"), QStringLiteral("SHA256:CN2p0kVkrvW3wjyhP5t92/f+xtoVZqqlQl1JaE5sV3A"),
                       QStringLiteral(R"(+--[ED25519 256]--+)" "\n"
                       R"(|       .+ . ..oE |)" "\n"
                       R"(|     . = . * o.  |)" "\n"
                       R"(|    . . * = o .  |)" "\n"
                       R"(|     o * . . o   |)" "\n"
                       R"(|    . = S + o  + |)" "\n"
                       R"(|     .   = + .+ .|)" "\n"
                       R"(|        o = .o ..|)" "\n"
                       R"(|         o.=+ .o=|)" "\n"
                       R"(|          ==..o=X|)" "\n"
                       R"(+----[SHA256]-----+)"), QStringLiteral("/home/ops/.ssh/known_hosts:12")}};
    return question;
}

/// A login through a jump host, well or refused at the end.
inline QList<LoginStep> loginSteps(bool well)
{
    QList<LoginStep> steps{{QStringLiteral("dns"), {}, false, -1,
                            Error{QStringLiteral("ssh.resolved-by-jump"), {}, {}, QStringLiteral("gate")}}};
    const char* names[] = {"tcp", "banner", "key-exchange", "host-key"};
    qint64 ms = 212;
    for (const char* name : names) {
        steps.append({QString::fromLatin1(name), true, false, ms, {}});
        ms = ms / 3 + 1;
    }
    if (!well) {
        steps.append({QStringLiteral("authentication"), false, false, 84,
                      Error{QStringLiteral("ssh.auth-denied"), QStringLiteral("docs-1"), QStringLiteral("authentication"), QStringLiteral("ops")}});
        return steps + QList<LoginStep>{{QStringLiteral("shell"), {}, false, -1, {}}, {QStringLiteral("sudo"), {}, false, -1, {}}};
    }
    return steps + QList<LoginStep>{{QStringLiteral("authentication"), true, false, 84, {}},
                                    {QStringLiteral("shell"), true, false, 12, {}},
                                    {QStringLiteral("sudo"), true, false, 1'240, {}}};
}

} // namespace hopscope::shelf
