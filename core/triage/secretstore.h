// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/secret.h"

#include <QString>

#include <functional>
#include <memory>

namespace hopscope {

/// Where secrets outlive the program: the desktop's keyring, which the program supplies. Names are those of
/// SshQuestion::keepAs. Called from the conductor's thread; no call waits.
class SecretStore {
public:
    /// Called once, from any thread. Nothing where there is none, the keyring stays locked or does not answer.
    using Found = std::function<void(std::shared_ptr<Secret> secret)>;

    SecretStore() = default;
    virtual ~SecretStore() = default;
    SecretStore(const SecretStore&) = delete;
    SecretStore& operator=(const SecretStore&) = delete;

    virtual void read(const QString& name, Found found) = 0;
    virtual void write(const QString& name, Secret secret) = 0;
    virtual void forget(const QString& name) = 0;
    /// Whether keeping can be offered at all.
    [[nodiscard]] virtual bool available() const = 0;
};

} // namespace hopscope
