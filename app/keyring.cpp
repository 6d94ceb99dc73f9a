// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/keyring.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QTimer>
#include <qt6keychain/keychain.h>

#include <cstring>
#include <utility>

namespace hopscope {
namespace {

constexpr int kReadMs = 30'000;
constexpr QLatin1String kService("Hopscope");

/// A copy of its own in what we take, and nothing left in what QtKeychain holds.
std::shared_ptr<Secret> take(const QByteArray& data)
{
    auto secret = std::make_shared<Secret>(QByteArray(data.constData(), data.size()));
    if (!data.isEmpty())
        explicit_bzero(const_cast<char*>(data.constData()), static_cast<std::size_t>(data.size()));
    return secret;
}

} // namespace

Keyring::Keyring()
{
    lookForService("ListNames");
    lookForService("ListActivatableNames");
}

void Keyring::lookForService(const char* method)
{
    const QString bus = QStringLiteral("org.freedesktop.DBus");
    const auto call = QDBusMessage::createMethodCall(bus, QStringLiteral("/org/freedesktop/DBus"), bus, QString::fromLatin1(method));
    auto* watcher = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        const QDBusPendingReply<QStringList> names = *watcher;
        if (names.isError())
            return; // no bus, no keyring
        for (const char* service : {"org.freedesktop.secrets", "org.kde.kwalletd5", "org.kde.kwalletd"}) {
            if (names.value().contains(QString::fromLatin1(service)))
                m_available.store(true);
        }
    });
}

void Keyring::read(const QString& name, Found found)
{
    m_inbox.post([this, name, found = std::move(found)] { readHere(name, found); });
}

void Keyring::readHere(const QString& name, const Found& found)
{
    if (!available())
        return found(nullptr);
    auto* job = new QKeychain::ReadPasswordJob(kService, this);
    job->setInsecureFallback(false);
    job->setKey(name);
    const auto open = std::make_shared<bool>(true);
    connect(job, &QKeychain::Job::finished, this, [job, found, open] {
        std::shared_ptr<Secret> secret;
        if (job->error() == QKeychain::NoError)
            secret = take(job->binaryData());
        if (std::exchange(*open, false))
            found(secret);
    });
    QTimer::singleShot(kReadMs, this, [found, open] {
        if (std::exchange(*open, false))
            found(nullptr);
    });
    job->start();
}

void Keyring::write(const QString& name, Secret secret)
{
    const auto shared = std::make_shared<Secret>(std::move(secret));
    m_inbox.post([this, name, shared] {
        auto* job = new QKeychain::WritePasswordJob(kService, this);
        job->setInsecureFallback(false);
        job->setKey(name);
        job->setBinaryData(shared->reveal());
        connect(job, &QKeychain::Job::finished, this, [job, shared] {
            if (job->error() != QKeychain::NoError)
                qWarning("The keyring did not take a secret: %s", qPrintable(job->errorString()));
        });
        job->start();
    });
}

void Keyring::forget(const QString& name)
{
    m_inbox.post([this, name] {
        auto* job = new QKeychain::DeletePasswordJob(kService, this);
        job->setInsecureFallback(false);
        job->setKey(name);
        job->start();
    });
}

} // namespace hopscope
