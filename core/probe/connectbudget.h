// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>
#include <list>
#include <memory>

namespace hopscope {

/// How fast one target is asked. A firewall must not take us for an attacker, nor a loaded service pay for being looked
/// at; sshd's own limit of forwards stays far away.
struct ProbeLimits {
    int inFlight = 24;   ///< connects under way at once to one target, from all vantages together
    int perSecond = 100; ///< connects begun in any second to one target, evenly spaced
};

/// Gives leave to connect to one target, in the order asked. One thread.
class ConnectBudget : public QObject {
    Q_OBJECT
public:
    /// Leave to have one connect under way; giving it up (destroying it) makes room for the next.
    class Leave {
    public:
        explicit Leave(ConnectBudget* budget) : m_budget(budget) {}
        ~Leave();
        Leave(const Leave&) = delete;
        Leave& operator=(const Leave&) = delete;

    private:
        QPointer<ConnectBudget> m_budget;
    };
    using Granted = std::function<void(std::shared_ptr<Leave>)>;

    explicit ConnectBudget(ProbeLimits limits = {}, QObject* parent = nullptr);
    /// `granted` is called once, later, unless `whose` is gone by then.
    void ask(QObject* whose, Granted granted);
    [[nodiscard]] int underWay() const { return m_underWay; }

private:
    struct Waiting {
        QPointer<QObject> whose;
        Granted granted;
    };
    void serve();
    void givenBack();

    ProbeLimits m_limits;
    std::list<Waiting> m_waiting;
    int m_underWay = 0;
    qint64 m_spacingUs;
    qint64 m_nextUs = 0; ///< on m_clock: when the next connect may begin
    QElapsedTimer m_clock;
    QTimer m_timer;
};

} // namespace hopscope
