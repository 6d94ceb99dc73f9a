// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/collect/remotefiles.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace hopscope;

class TestRemoteFiles : public QObject {
    Q_OBJECT
private slots:
    void readsFilesAndGlobs();
    void patternsAreNeverEvaluated();
    void readsTheEnd();

private:
    QList<RemoteFile> read(const RemoteFilesRequest& request)
    {
        QProcess process;
        QStringList argv = remoteFilesArgv("NONCE", request);
        process.start(argv.takeFirst(), argv);
        process.waitForFinished();
        return parseRemoteFiles("NONCE", process.readAllStandardOutput());
    }
    QString make(const QString& name, const QByteArray& bytes)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            return {};
        file.write(bytes);
        return file.fileName();
    }
    QTemporaryDir m_folder;
};

void TestRemoteFiles::readsFilesAndGlobs()
{
    make(QStringLiteral("a b.conf"), "one\n");
    make(QStringLiteral("c.conf"), QByteArray("\x00\xff\x01", 3));
    RemoteFilesRequest request;
    request.patterns = {m_folder.filePath(QStringLiteral("c.con?")), m_folder.filePath(QStringLiteral("none"))};
    const auto files = read(request);
    QCOMPARE(files.size(), 2);
    QCOMPARE(files.at(0).bytes, QByteArray("\x00\xff\x01", 3));
    QVERIFY(files.at(0).modified.known());
    QCOMPARE(files.at(1).state, QStringLiteral("missing"));
    request.patterns = {m_folder.filePath(QStringLiteral("a b.conf"))};
    QCOMPARE(read(request).at(0).path, m_folder.filePath(QStringLiteral("a b.conf")));
}

void TestRemoteFiles::patternsAreNeverEvaluated()
{
    const QString mark = m_folder.filePath(QStringLiteral("owned"));
    RemoteFilesRequest request;
    request.patterns = {QStringLiteral("$(touch %1)").arg(mark), QStringLiteral("`touch %1`").arg(mark),
                        QStringLiteral("'; touch %1; '").arg(mark)};
    const auto files = read(request);
    QCOMPARE(files.size(), 3);
    QVERIFY(!QFile::exists(mark));
}

void TestRemoteFiles::readsTheEnd()
{
    RemoteFilesRequest request;
    request.patterns = {make(QStringLiteral("long"), QByteArray(5000, 'x') + "end")};
    request.maxBytesEach = 4;
    request.fromEnd = true;
    QCOMPARE(read(request).at(0).bytes, QByteArray("xend"));
}

QTEST_GUILESS_MAIN(TestRemoteFiles)
#include "test_remotefiles.moc"
