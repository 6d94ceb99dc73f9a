// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/inbox.h"
#include "core/triage/secretstore.h"

#include <QObject>

#include <atomic>

namespace hopscope {

/// The desktop's keyring (Secret Service or KWallet) by way of QtKeychain; there is no fallback to a plain file. Made and
/// destroyed in the GUI thread, which must run an event loop; called from any thread. What the keyring does not answer in
/// 30 s, a locked one for instance, counts as not there.
class Keyring final : public QObject, public SecretStore {
    Q_OBJECT
public:
    Keyring();

    void read(const QString& name, Found found) override;
    void write(const QString& name, Secret secret) override;
    void forget(const QString& name) override;
    /// Learned within the first moments: a keyring's service is on the session bus, or would be started by it.
    [[nodiscard]] bool available() const override { return m_available.load(); }

private:
    void lookForService(const char* method);
    void readHere(const QString& name, const Found& found);

    Inbox m_inbox;
    std::atomic<bool> m_available{false};
};

} // namespace hopscope
