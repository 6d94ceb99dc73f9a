// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/base/steps.h"

#include <QTimer>

#include <deque>
#include <optional>
#include <utility>

namespace hopscope {
namespace {

enum class State { Waiting, Running, Ended };

/// A timer may be dropped from within its own timeout, so it is left to the event loop.
struct LaterDeleter {
    void operator()(QTimer* timer) const
    {
        timer->stop();
        timer->disconnect();
        timer->deleteLater();
    }
};

/// A step at work. Lives as long as the run, so that a late callback never meets a dead one.
struct Node {
    Node(Step s, Node* p) : step(std::move(s)), parent(p) {}

    Step step;
    Node* parent;
    std::vector<std::unique_ptr<Node>> children;
    State state = State::Waiting;
    std::size_t next = 0; ///< first child not begun
    int running = 0;
    std::optional<Error> error;
    std::unique_ptr<QTimer, LaterDeleter> timer;
};

} // namespace

/// The run itself. Callbacks hold it weakly and keep it while they work, so the StepRun may go at any time. Steps are
/// begun from a queue, not from the end of the one before: ten thousand that end at once need no deeper stack than one.
class StepRun::Core : public std::enable_shared_from_this<Core> {
public:
    Core(Step root, const Clock& clock) : m_clock(clock), m_root(std::move(root), nullptr) {}

    void start()
    {
        if (m_started)
            return;
        m_started = true;
        m_queue.push_back(&m_root);
        pump();
    }
    void cancel() { end(m_root, QStringLiteral("cancelled"), fail(QStringLiteral("step.cancelled"))); }
    void abandon()
    {
        m_silent = true;
        m_queue.clear();
        if (std::exchange(m_root.state, State::Ended) == State::Running)
            stop(m_root);
    }
    [[nodiscard]] bool running() const { return m_root.state == State::Running; }

    std::function<void(const StepEvent&)> onEvent;
    std::function<void(const Status&)> onFinished;
    QList<StepEvent> events;

private:
    void pump();
    void begin(Node& node);
    void arm(Node& node);
    void advance(Node& node);
    void end(Node& node, const QString& code, const Status& status);
    void childEnded(Node& parent, const Status& status);
    void stop(Node& node);
    void log(const Node& node, const QString& code, const QString& error = {});
    void done(Node& node, const Status& status);

    const Clock& m_clock;
    Node m_root;
    std::deque<Node*> m_queue;
    bool m_started = false;
    bool m_pumping = false;
    bool m_silent = false; ///< the StepRun is gone
};

void StepRun::Core::pump()
{
    if (m_pumping)
        return;
    m_pumping = true;
    while (!m_queue.empty()) {
        Node* const node = m_queue.front();
        m_queue.pop_front();
        if (node->state == State::Waiting)
            begin(*node);
    }
    m_pumping = false;
}

void StepRun::Core::begin(Node& node)
{
    node.state = State::Running;
    log(node, QStringLiteral("started"));
    if (node.state != State::Running) // the log's reader cancelled
        return;
    arm(node);
    if (node.step.kind == Step::Kind::Leaf) {
        node.step.start([weak = weak_from_this(), &node](const Status& status) {
            if (const auto core = weak.lock())
                core->done(node, status);
        });
        return;
    }
    if (node.step.kind == Step::Kind::Later)
        node.children.push_back(std::make_unique<Node>(node.step.make(), &node));
    for (Step& child : node.step.children)
        node.children.push_back(std::make_unique<Node>(std::move(child), &node));
    node.step.children.clear();
    if (node.state == State::Running) // make() may have cancelled
        advance(node);
}

void StepRun::Core::arm(Node& node)
{
    if (node.step.timeoutMs <= 0)
        return;
    node.timer.reset(new QTimer);
    node.timer->setSingleShot(true);
    QObject::connect(node.timer.get(), &QTimer::timeout, [weak = weak_from_this(), &node] {
        const auto core = weak.lock();
        if (!core)
            return;
        core->end(node, QStringLiteral("timed-out"), fail(QStringLiteral("step.timeout"), node.step.name));
        core->pump();
    });
    node.timer->start(node.step.timeoutMs);
}

void StepRun::Core::done(Node& node, const Status& status)
{
    end(node, status ? QStringLiteral("finished") : QStringLiteral("failed"), status);
    pump();
}

void StepRun::Core::advance(Node& node)
{
    const int limit = node.step.limit;
    while (node.next < node.children.size() && (limit <= 0 || node.running < limit)) {
        ++node.running;
        m_queue.push_back(node.children[node.next++].get());
    }
    if (node.running > 0)
        return;
    const bool well = !node.error || node.step.onError == OnError::Ignore;
    end(node, well ? QStringLiteral("finished") : QStringLiteral("failed"), well ? Status() : fail(*node.error));
}

void StepRun::Core::end(Node& node, const QString& code, const Status& status)
{
    if (node.state != State::Running)
        return;
    // First of all: a child that ends while it is being stopped must not bring its group to life again.
    node.state = State::Ended;
    if (node.step.kind != Step::Kind::Leaf || code == QLatin1String("timed-out") || code == QLatin1String("cancelled"))
        stop(node);
    else
        node.timer.reset();
    log(node, code, status || code == QLatin1String("cancelled") ? QString() : status.error().code);
    if (m_silent)
        return;
    if (node.parent) {
        childEnded(*node.parent, status);
    } else if (const auto handler = onFinished) { // a copy: it may delete the run or set another
        handler(status);
    }
}

void StepRun::Core::childEnded(Node& parent, const Status& status)
{
    if (parent.state != State::Running)
        return;
    --parent.running;
    if (!status) {
        if (!parent.error)
            parent.error = status.error();
        if (parent.step.onError == OnError::Stop) {
            end(parent, QStringLiteral("failed"), status);
            return;
        }
    }
    advance(parent);
}

/// Ends what is under way in `node`, whose state is Ended already, without telling its group.
void StepRun::Core::stop(Node& node)
{
    node.timer.reset();
    if (node.step.kind == Step::Kind::Leaf && node.step.cancel)
        node.step.cancel();
    for (const auto& child : node.children) {
        const State before = std::exchange(child->state, State::Ended);
        if (before == State::Running) {
            stop(*child);
            log(*child, QStringLiteral("cancelled"));
        } else if (before == State::Waiting) {
            log(*child, QStringLiteral("skipped"));
        }
    }
}

void StepRun::Core::log(const Node& node, const QString& code, const QString& error)
{
    if (m_silent)
        return;
    const StepEvent event{m_clock.now(), code, node.step.name, error};
    events.append(event);
    if (const auto handler = onEvent)
        handler(event);
}

StepRun::StepRun(Step root, const Clock& clock) : m_core(std::make_shared<Core>(std::move(root), clock)) {}

StepRun::~StepRun()
{
    m_core->abandon();
}

void StepRun::onEvent(std::function<void(const StepEvent&)> handler)
{
    m_core->onEvent = std::move(handler);
}

void StepRun::onFinished(std::function<void(const Status&)> handler)
{
    m_core->onFinished = std::move(handler);
}

void StepRun::start()
{
    const auto core = m_core;
    core->start();
}

void StepRun::cancel()
{
    const auto core = m_core;
    core->cancel();
}

bool StepRun::running() const
{
    return m_core->running();
}

const QList<StepEvent>& StepRun::events() const
{
    return m_core->events;
}

Step step(QString name, std::function<void(StepDone)> start, std::function<void()> cancel)
{
    Step result;
    result.name = std::move(name);
    result.start = std::move(start);
    result.cancel = std::move(cancel);
    return result;
}

Step call(QString name, std::function<Status()> work)
{
    return step(std::move(name), [work = std::move(work)](const StepDone& done) { done(work()); });
}

Step sequence(QString name, std::vector<Step> children, OnError onError)
{
    return parallel(std::move(name), std::move(children), 1, onError);
}

Step parallel(QString name, std::vector<Step> children, int limit, OnError onError)
{
    Step result;
    result.name = std::move(name);
    result.kind = Step::Kind::Group;
    result.children = std::move(children);
    result.limit = limit;
    result.onError = onError;
    return result;
}

Step later(QString name, std::function<Step()> make)
{
    Step result;
    result.name = std::move(name);
    result.kind = Step::Kind::Later;
    result.make = std::move(make);
    result.limit = 1;
    return result;
}

} // namespace hopscope
