// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "fakes.h"

#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>
#include <QSslSocket>
#include <QTemporaryDir>

namespace hopscope::test {

/// A small certificate authority in a temporary folder, made with the openssl program when the test runs.
class FakeAuthority {
public:
    FakeAuthority()
    {
        m_ok = m_folder.isValid() &&
               openssl({QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("ec"),
                        QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:prime256v1"),
                        QStringLiteral("-nodes"), QStringLiteral("-keyout"), path("ca.key"), QStringLiteral("-out"),
                        path("ca.pem"), QStringLiteral("-days"), QStringLiteral("30"), QStringLiteral("-subj"),
                        QStringLiteral("/CN=Test CA")});
    }
    [[nodiscard]] bool ok() const { return m_ok; }
    [[nodiscard]] QString caFile() const { return path("ca.pem"); }

    /// A certificate for `names` (`DNS:a,IP:127.0.0.1`) signed by the authority, ending `days` from now (past when
    /// negative).
    bool issue(const char* file, const QString& names, int days)
    {
        QFile extensions(path("ext"));
        if (!extensions.open(QIODevice::WriteOnly))
            return false;
        extensions.write("subjectAltName=" + names.toLatin1() + "\n");
        extensions.close();
        const QString csr = path("csr");
        const bool asked =
            openssl({QStringLiteral("req"), QStringLiteral("-new"), QStringLiteral("-newkey"), QStringLiteral("ec"),
                     QStringLiteral("-pkeyopt"), QStringLiteral("ec_paramgen_curve:prime256v1"),
                     QStringLiteral("-nodes"), QStringLiteral("-keyout"), path(file) + QStringLiteral(".key"),
                     QStringLiteral("-out"), csr, QStringLiteral("-subj"), QStringLiteral("/CN=leaf")});
        return asked &&
               openssl({QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-in"), csr,
                        QStringLiteral("-CA"), path("ca.pem"), QStringLiteral("-CAkey"), path("ca.key"),
                        QStringLiteral("-CAcreateserial"), QStringLiteral("-out"), path(file) + QStringLiteral(".pem"),
                        QStringLiteral("-days"), QString::number(days), QStringLiteral("-extfile"), path("ext")});
    }
    [[nodiscard]] QSslCertificate certificate(const char* file) const
    {
        return QSslCertificate::fromPath(path(file) + QStringLiteral(".pem")).value(0);
    }
    [[nodiscard]] QSslKey key(const char* file) const
    {
        QFile pem(path(file) + QStringLiteral(".key"));
        return pem.open(QIODevice::ReadOnly) ? QSslKey(&pem, QSsl::Ec) : QSslKey();
    }

private:
    [[nodiscard]] QString path(const char* name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    static bool openssl(const QStringList& arguments)
    {
        QProcess process;
        process.start(QStringLiteral("openssl"), arguments);
        const bool ok = process.waitForFinished(20'000) && process.exitCode() == 0;
        if (!ok)
            qWarning("%s", process.readAllStandardError().constData());
        return ok;
    }
    QTemporaryDir m_folder;
    bool m_ok = false;
};

/// A loopback HTTPS server that answers every request with `response`.
class FakeTlsServer : public QTcpServer {
public:
    FakeTlsServer(const FakeAuthority& authority, const char* file, QByteArray response)
        : m_certificate(authority.certificate(file)), m_key(authority.key(file)), m_response(std::move(response))
    {
        if (!listen(QHostAddress::LocalHost))
            qFatal("no loopback port");
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        auto* socket = new QSslSocket(this);
        socket->setSocketDescriptor(descriptor);
        socket->setLocalCertificate(m_certificate);
        socket->setPrivateKey(m_key);
        connect(socket, &QSslSocket::readyRead, socket, [this, socket] {
            if (!socket->readAll().contains("\r\n\r\n"))
                return;
            socket->write(m_response);
            socket->disconnectFromHost();
        });
        socket->startServerEncryption();
    }

private:
    QSslCertificate m_certificate;
    QSslKey m_key;
    QByteArray m_response;
};

} // namespace hopscope::test
