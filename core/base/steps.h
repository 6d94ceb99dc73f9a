// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace hopscope {

/// Told by a step when it ended. May be called at once from within start, or later from the event loop of the run's
/// thread (other threads go through an Inbox); a second call, or one after a timeout or cancel, does nothing.
using StepDone = std::function<void(const Status&)>;

enum class OnError {
    Stop,     ///< what runs beside it is cancelled, what follows is skipped, the group fails with that error
    Continue, ///< all are run, the group then fails with the first error
    Ignore    ///< all are run, the group succeeds
};

/// Something that ends later, or a group of such. A plain value; build it with the functions below.
struct Step {
    enum class Kind { Leaf, Group, Later };

    QString name; ///< for the event log
    Kind kind = Kind::Leaf;
    std::function<void(StepDone)> start; ///< Leaf: begins the work and returns
    std::function<void()> cancel;        ///< Leaf: ends work under way; called on cancel and timeout, may be empty
    std::function<Step()> make;          ///< Later: builds the step when its turn comes
    std::vector<Step> children;          ///< Group
    int limit = 0;                       ///< Group: how many run at once; 0 is all
    OnError onError = OnError::Stop;
    int timeoutMs = 0; ///< from its start, for groups over all; 0 is none. Fails with `step.timeout`

    /// The same step with a timeout: `step(…).within(5000)`.
    [[nodiscard]] Step within(int ms) &&
    {
        timeoutMs = ms;
        return std::move(*this);
    }
};

[[nodiscard]] Step step(QString name, std::function<void(StepDone)> start, std::function<void()> cancel = {});
/// A step that is over when `work` returns.
[[nodiscard]] Step call(QString name, std::function<Status()> work);
/// One after the other.
[[nodiscard]] Step sequence(QString name, std::vector<Step> children, OnError onError = OnError::Stop);
/// At most `limit` at once, begun in order.
[[nodiscard]] Step parallel(QString name, std::vector<Step> children, int limit, OnError onError = OnError::Stop);
/// A step that can only be built once those before it ended.
[[nodiscard]] Step later(QString name, std::function<Step()> make);

/// One line of the log. Codes: `started`, `finished`, `failed`, `timed-out`, `cancelled` (was running), `skipped`
/// (never began; what is inside a skipped group is not listed).
struct StepEvent {
    Timestamp at;
    QString code;
    QString name;
    QString error; ///< error code for failed and timed-out
};

/// Runs one tree of steps on the event loop of the thread it lives in; no nested loops. Everything may be called from
/// within any callback, deleting the run included: that cancels what is running and says nothing more.
class StepRun {
public:
    /// `clock` gives the times of the log and must outlive the run; timeouts are real time.
    StepRun(Step root, const Clock& clock);
    ~StepRun();
    StepRun(const StepRun&) = delete;
    StepRun& operator=(const StepRun&) = delete;

    void onEvent(std::function<void(const StepEvent&)> handler);
    /// Called once, when the root ended; possibly from within start(). Fails with the first error, with `step.timeout`
    /// or with `step.cancelled`.
    void onFinished(std::function<void(const Status&)> handler);

    /// Only the first call counts.
    void start();
    /// Cancels running steps and skips the others. Nothing happens before start() or after the end.
    void cancel();

    [[nodiscard]] bool running() const;
    [[nodiscard]] const QList<StepEvent>& events() const;

private:
    class Core;
    std::shared_ptr<Core> m_core;
};

} // namespace hopscope
