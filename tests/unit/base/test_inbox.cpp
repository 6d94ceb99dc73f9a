// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/base/inbox.h"

#include <QTest>

#include <thread>

using namespace hopscope;

class TestInbox : public QObject {
    Q_OBJECT
private slots:
    void keepsTheOrderOfOneSender();
    void takesFromSeveralThreads();
    void refusesWhenTheOwnerIsGone();
    void dropsQueuedCallsWithTheOwner();
};

void TestInbox::keepsTheOrderOfOneSender()
{
    Inbox inbox;
    QList<int> seen;
    std::thread sender([address = inbox.address(), &seen] {
        for (int i = 0; i < 1000; ++i)
            address.post([i, &seen] { seen.append(i); });
    });
    QTRY_COMPARE(seen.size(), 1000);
    sender.join();
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(seen.at(i), i);
}

void TestInbox::takesFromSeveralThreads()
{
    Inbox inbox;
    int sum = 0;
    std::vector<std::thread> senders;
    for (int t = 0; t < 4; ++t)
        senders.emplace_back([address = inbox.address(), &sum] {
            for (int i = 0; i < 500; ++i)
                address.post([&sum] { ++sum; });
        });
    QTRY_COMPARE(sum, 2000);
    for (std::thread& sender : senders)
        sender.join();
}

void TestInbox::refusesWhenTheOwnerIsGone()
{
    Inbox::Address address;
    QVERIFY(!address.post([] {}));
    {
        const Inbox inbox;
        address = inbox.address();
    }
    QVERIFY(!address.post([] {}));
}

void TestInbox::dropsQueuedCallsWithTheOwner()
{
    bool ran = false;
    {
        Inbox inbox;
        inbox.post([&ran] { ran = true; });
    }
    QCoreApplication::processEvents();
    QVERIFY(!ran);
}

QTEST_GUILESS_MAIN(TestInbox)
#include "test_inbox.moc"
