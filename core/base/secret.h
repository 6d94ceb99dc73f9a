// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>

#include <cstring>
#include <utility>

namespace hopscope {

/// A password or passphrase. It has no serialiser, no comparison and no debug output on purpose; the bytes are wiped
/// when it goes. Move-only, so that there is never a second copy to forget.
class Secret {
public:
    Secret() = default;
    explicit Secret(QByteArray bytes) : m_bytes(std::move(bytes)) {}
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    Secret(Secret&& other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}
    Secret& operator=(Secret&& other) noexcept
    {
        if (this != &other) {
            wipe();
            m_bytes = std::exchange(other.m_bytes, {});
        }
        return *this;
    }
    ~Secret() { wipe(); }

    [[nodiscard]] bool isEmpty() const { return m_bytes.isEmpty(); }
    /// The bytes, for the one call that needs them. Do not keep the reference.
    [[nodiscard]] const QByteArray& reveal() const { return m_bytes; }

private:
    void wipe()
    {
        if (!m_bytes.isEmpty())
            explicit_bzero(m_bytes.data(), static_cast<std::size_t>(m_bytes.size()));
        m_bytes.clear();
    }
    QByteArray m_bytes;
};

} // namespace hopscope
