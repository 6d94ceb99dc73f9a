// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "app/environmentfolder.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace hopscope;

namespace {

QByteArray text(const char* name)
{
    return QByteArray("name = \"") + name + "\"\nurl = \"http://x/\"\n\n[[host]]\nssh = \"a\"\n";
}

QByteArray contents(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestEnvironmentFolder : public QObject {
    Q_OBJECT
private slots:
    void writesForTheOwnerAlone();
    void fileFollowsTheName();
    void anotherOnesNameIsRefused();
    void whatCannotBeOpenedIsNotWritten();
    void aFileFromElsewhereStaysThere();
    void listNamesBrokenOnesToo();
    void aFolderThatCannotBeWritten();
    void removes();
};

void TestEnvironmentFolder::writesForTheOwnerAlone()
{
    const QTemporaryDir dir;
    const QString folder = dir.filePath(QStringLiteral("not/yet"));
    const auto saved = saveEnvironment(folder, {}, text("docs"));
    QVERIFY(saved);
    QCOMPARE(*saved, folder + QStringLiteral("/docs.toml"));
    QCOMPARE(contents(*saved), text("docs"));
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFileInfo(*saved).permissions() & others));
    QCOMPARE(QDir(folder).entryList(QDir::Files).size(), 1); // nothing half written is left
}

void TestEnvironmentFolder::fileFollowsTheName()
{
    const QTemporaryDir dir;
    const QString first = saveEnvironment(dir.path(), {}, text("docs")).value();
    const auto renamed = saveEnvironment(dir.path(), first, text("docs-2"));
    QVERIFY(renamed);
    QVERIFY(!QFile::exists(first));
    QCOMPARE(contents(*renamed), text("docs-2"));
    QCOMPARE(saveEnvironment(dir.path(), *renamed, text("docs-2") + "# more\n").value(), *renamed);
}

void TestEnvironmentFolder::anotherOnesNameIsRefused()
{
    const QTemporaryDir dir;
    const QString first = saveEnvironment(dir.path(), {}, text("docs")).value();
    const QString second = saveEnvironment(dir.path(), {}, text("test")).value();
    QCOMPARE(saveEnvironment(dir.path(), {}, text("docs")).error().code, QStringLiteral("environment.exists"));
    QCOMPARE(saveEnvironment(dir.path(), second, text("docs")).error().code, QStringLiteral("environment.exists"));
    QCOMPARE(contents(first), text("docs"));
    QCOMPARE(contents(second), text("test"));
}

void TestEnvironmentFolder::whatCannotBeOpenedIsNotWritten()
{
    const QTemporaryDir dir;
    const QString path = saveEnvironment(dir.path(), {}, text("docs")).value();
    QCOMPARE(saveEnvironment(dir.path(), path, "url = ").error().code, QStringLiteral("toml.syntax"));
    QCOMPARE(contents(path), text("docs"));
}

void TestEnvironmentFolder::aFileFromElsewhereStaysThere()
{
    const QTemporaryDir dir;
    const QTemporaryDir other;
    const QString path = saveEnvironment(other.path(), {}, text("docs")).value();
    QCOMPARE(saveEnvironment(dir.path(), path, text("renamed")).value(), path);
    QCOMPARE(contents(path), text("renamed"));
    QVERIFY(QDir(dir.path()).isEmpty());
}

void TestEnvironmentFolder::listNamesBrokenOnesToo()
{
    const QTemporaryDir dir;
    const QTemporaryDir other;
    QVERIFY(saveEnvironment(dir.path(), {}, text("b")));
    QVERIFY(saveEnvironment(dir.path(), {}, text("a")));
    QFile broken(dir.filePath(QStringLiteral("c.toml")));
    QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("\nurl = ") > 0);
    broken.close();
    const QString elsewhere = saveEnvironment(other.path(), {}, text("z")).value();
    const auto list = listEnvironments(dir.path(), {elsewhere, dir.filePath(QStringLiteral("a.toml")), QStringLiteral("/gone")});
    QCOMPARE(list.size(), 4);
    QCOMPARE(list.at(0).environment->name, QStringLiteral("a"));
    QCOMPARE(list.at(2).error->phase, QStringLiteral("line 2"));
    QVERIFY(!list.at(3).ours);
    QCOMPARE(list.at(3).environment->name, QStringLiteral("z"));
}

void TestEnvironmentFolder::aFolderThatCannotBeWritten()
{
    const QTemporaryDir dir;
    const QString file = saveEnvironment(dir.path(), {}, text("docs")).value();
    // A file where the folder should be: nobody may write there, root included.
    QCOMPARE(saveEnvironment(file + QStringLiteral("/below"), {}, text("x")).error().code,
             QStringLiteral("environment.unwritable"));
}

void TestEnvironmentFolder::removes()
{
    const QTemporaryDir dir;
    const QString path = saveEnvironment(dir.path(), {}, text("docs")).value();
    QVERIFY(removeEnvironment(path));
    QVERIFY(!QFile::exists(path));
    QVERIFY(removeEnvironment(path)); // gone is gone
}

QTEST_MAIN(TestEnvironmentFolder)
#include "test_environmentfolder.moc"
