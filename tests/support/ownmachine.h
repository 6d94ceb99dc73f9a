// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QString>

namespace hopscope::test {

/// Network and mount namespaces of our own, so that a test may drop packets, answer name lookups, add accounts and fill
/// a disk without the machine noticing; all of it ends with the test program. Lookups cannot leave it: there is only
/// loopback. To be called first thing in main(), before any thread exists. Needs root.
void enterOwnMachine();
/// Why enterOwnMachine() could not; empty where it could.
[[nodiscard]] QString ownMachineMissing();

/// The machine file `path` now has this content, for us and our children only.
[[nodiscard]] bool replaceFile(const QByteArray& path, const QByteArray& content);
/// From now on what is written below that folder is seen by us and our children only, until the test ends.
[[nodiscard]] bool coverFolder(const QByteArray& folder);
/// Adds an account with that login shell, a home below `homes`, the password `secret` and no privileges.
[[nodiscard]] bool addAccount(const QByteArray& name, const QByteArray& shell, const QString& homes, int uid);
/// A file system of `bytes` on that (existing) folder.
[[nodiscard]] bool mountSmallDisk(const QString& folder, int bytes);
[[nodiscard]] bool unmount(const QString& folder);
/// Runs a program and waits; false unless it ends with 0.
bool runTool(const QString& program, const QByteArrayList& arguments);

/// Drops every packet from and to that TCP port while it lives: the link is gone, nobody is told.
class DroppedPort {
public:
    explicit DroppedPort(quint16 port);
    ~DroppedPort();
    DroppedPort(const DroppedPort&) = delete;
    DroppedPort& operator=(const DroppedPort&) = delete;
    [[nodiscard]] bool works() const { return m_works; }

private:
    bool change(const char* action) const;
    quint16 m_port;
    bool m_works;
};

} // namespace hopscope::test

/// QTEST_GUILESS_MAIN for a test that needs a machine of its own.
#define HOPSCOPE_OWN_MACHINE_MAIN(TestClass)                                                                           \
    int main(int argc, char** argv)                                                                                    \
    {                                                                                                                  \
        hopscope::test::enterOwnMachine();                                                                             \
        QCoreApplication app(argc, argv);                                                                              \
        TestClass test;                                                                                                \
        QTEST_SET_MAIN_SOURCE_PATH                                                                                     \
        return QTest::qExec(&test, argc, argv);                                                                        \
    }
