// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QThread>

#include <atomic>

namespace hopscope {

/// The thread a conductor lives in. QThread::wait() is invisible to ThreadSanitizer (Debian's Qt is not instrumented);
/// join() says the same in a language it reads.
class ConductorThread : public QThread {
public:
    /// Waits until the event loop ended; somebody must have asked for it.
    void join()
    {
        wait();
        while (!m_ended.load())
            yieldCurrentThread();
    }

protected:
    void run() override
    {
        exec();
        m_ended.store(true);
    }

private:
    std::atomic<bool> m_ended{false};
};

} // namespace hopscope
