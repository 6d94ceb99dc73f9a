// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace hopscope {

/// The only way a value crosses from one thread to another in core/. post() may be called from any thread; the call
/// runs later in the thread the Inbox lives in, in the order posted. Data is guarded by a std::mutex, which
/// ThreadSanitizer understands; Qt only wakes the event loop. Calls still queued when the Inbox dies are dropped, and
/// posting to a dead one through its Address is safe.
class Inbox : public QObject {
    Q_OBJECT
public:
    using Call = std::function<void()>;

    /// Stays valid after the Inbox is gone; post() then returns false.
    class Address {
    public:
        bool post(Call call) const;

    private:
        friend class Inbox;
        struct Shared;
        std::shared_ptr<Shared> m_shared;
    };

    explicit Inbox(QObject* parent = nullptr);
    ~Inbox() override;
    Inbox(const Inbox&) = delete;
    Inbox& operator=(const Inbox&) = delete;

    [[nodiscard]] const Address& address() const { return m_address; }
    void post(Call call) { m_address.post(std::move(call)); }
    /// Runs what is queued now; for a thread that stops its loop and must not lose the last calls.
    void drain();

    bool event(QEvent* event) override;

private:
    Address m_address;
};

} // namespace hopscope
