// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/probe/tlsstream.h"

#include "core/probe/tlsproblem.h"

#include <QSslCipher>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QTimer>

namespace hopscope {
namespace {

constexpr qsizetype kMaxNames = 32;
constexpr qsizetype kMaxChain = 8;
constexpr QLatin1String kPhase("tls");

QString protocolName(QSsl::SslProtocol protocol)
{
    switch (protocol) {
    case QSsl::TlsV1_2:
        return QStringLiteral("TLSv1.2");
    case QSsl::TlsV1_3:
        return QStringLiteral("TLSv1.3");
    default:
        return QStringLiteral("TLS");
    }
}

CertificateInfo infoOf(const QSslCertificate& certificate)
{
    CertificateInfo info;
    info.subject = certificate.subjectInfo(QSslCertificate::CommonName).join(QLatin1Char(' '));
    if (info.subject.isEmpty())
        info.subject = certificate.subjectAlternativeNames().values().value(0);
    info.issuer = certificate.issuerDisplayName();
    info.notBefore = {certificate.effectiveDate().toMSecsSinceEpoch()};
    info.notAfter = {certificate.expiryDate().toMSecsSinceEpoch()};
    return info;
}

Result<QSslConfiguration> configurationFor(const TlsOptions& options)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setProtocol(QSsl::SecureProtocols);
    for (const QString& file : options.caFiles) {
        const QList<QSslCertificate> authorities = QSslCertificate::fromPath(file);
        if (authorities.isEmpty())
            return fail(QStringLiteral("tls.ca-file"), file, {}, kPhase);
        configuration.addCaCertificates(authorities);
    }
    return configuration;
}

} // namespace

TlsStream::TlsStream(OwnedFd fd, TlsOptions options, QObject* parent)
    : ByteStream(parent), m_fd(std::move(fd)), m_options(std::move(options)), m_socket(new QSslSocket)
{
    m_socket->setReadBufferSize(kMaxBuffered);
    connect(m_socket, &QSslSocket::encrypted, this, &TlsStream::onEncrypted);
    connect(m_socket, &QSslSocket::sslErrors, this, &TlsStream::onSslErrors);
    connect(m_socket, &QSslSocket::errorOccurred, this, &TlsStream::onFailure);
    connect(m_socket, &QSslSocket::readyRead, this, &TlsStream::activity);
    QTimer::singleShot(0, this, &TlsStream::begin);
}

TlsStream::~TlsStream()
{
    // We may be deleted inside one of the socket's own signals, which it would not survive.
    m_socket->disconnect(this);
    m_socket->deleteLater();
}

void TlsStream::begin()
{
    const Result<QSslConfiguration> configuration = configurationFor(m_options);
    if (!configuration)
        return end(configuration.error());
    m_socket->setSslConfiguration(*configuration);
    m_socket->setPeerVerifyName(m_options.serverName);
    if (!m_socket->setSocketDescriptor(m_fd.get()))
        return end(Error{QStringLiteral("tcp.failed"), {}, kPhase, m_socket->errorString()});
    (void)m_fd.release(); // the socket's from here on
    m_socket->startClientEncryption();
}

bool TlsStream::write(const QByteArray& bytes)
{
    if (m_ended || !m_info.secured ||
        m_socket->encryptedBytesToWrite() + m_socket->bytesToWrite() + bytes.size() > kMaxQueued)
        return false;
    return m_socket->write(bytes) == bytes.size();
}

QByteArray TlsStream::take()
{
    return m_socket->isOpen() ? m_socket->readAll() : QByteArray();
}

void TlsStream::onEncrypted()
{
    readCertificate();
    m_info.secured = true;
    m_info.protocol = protocolName(m_socket->sessionProtocol());
    m_info.cipher = m_socket->sessionCipher().name();
    emit secured();
}

void TlsStream::onSslErrors(const QList<QSslError>& errors)
{
    readCertificate();
    m_info.problems = tlsProblems(errors);
    if (m_options.acceptInvalid)
        m_socket->ignoreSslErrors();
}

void TlsStream::onFailure()
{
    if (m_info.secured) {
        if (m_socket->error() == QAbstractSocket::RemoteHostClosedError)
            return end(std::nullopt);
        return end(Error{QStringLiteral("tcp.reset"), {}, QStringLiteral("transfer"), m_socket->errorString()});
    }
    if (!m_info.problems.isEmpty())
        return end(m_info.problems.first());
    end(Error{QStringLiteral("tls.handshake"), {}, kPhase, m_socket->errorString()});
}

void TlsStream::readCertificate()
{
    const QSslCertificate certificate = m_socket->peerCertificate();
    if (certificate.isNull())
        return;
    const CertificateInfo own = infoOf(certificate);
    m_info.names = QStringList(certificate.subjectAlternativeNames().values()).mid(0, kMaxNames);
    m_info.subject = own.subject;
    m_info.issuer = own.issuer;
    m_info.notBefore = own.notBefore;
    m_info.notAfter = own.notAfter;
    m_info.chain.clear();
    for (const QSslCertificate& one : m_socket->peerCertificateChain().mid(0, kMaxChain))
        m_info.chain.append(infoOf(one));
}

void TlsStream::end(std::optional<Error> error)
{
    if (m_ended)
        return;
    m_ended = true;
    m_error = std::move(error);
    emit activity();
}

} // namespace hopscope
