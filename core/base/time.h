// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QDateTime>
#include <QString>

#include <compare>

namespace hopscope {

/// A moment on the desktop's clock: milliseconds since 1970 UTC. 0 means "not known".
struct Timestamp {
    qint64 ms = 0;

    [[nodiscard]] bool known() const { return ms != 0; }
    /// ISO 8601 in UTC with milliseconds, `2026-11-22T10:59:02.123Z`; empty when not known.
    [[nodiscard]] QString iso() const;
    /// Reads what iso() writes and any other ISO 8601 text with an offset; not known when it cannot be read.
    [[nodiscard]] static Timestamp fromIso(const QString& text);
    // clang-tidy 14 takes the zero of the comparison for a pointer.
    auto operator<=>(const Timestamp&) const = default; // NOLINT(modernize-use-nullptr)
};

/// Where the present comes from. Tests and replay supply their own.
class Clock {
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;
    [[nodiscard]] virtual Timestamp now() const = 0;
};

/// The desktop's wall clock. Usable from any thread.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Timestamp now() const override;
};

/// A clock that moves only when told to.
class ManualClock final : public Clock {
public:
    explicit ManualClock(Timestamp start) : m_now(start) {}
    [[nodiscard]] Timestamp now() const override { return m_now; }
    void advance(qint64 ms) { m_now.ms += ms; }

private:
    Timestamp m_now;
};

} // namespace hopscope
