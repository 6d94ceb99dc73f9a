// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/mq01.h"
#include "ui/graph/placing.h"

#include <QElapsedTimer>
#include <QTest>

using namespace hopscope;

/// Where the cards of the graph stand.
class TestPlacing : public QObject {
    Q_OBJECT
private slots:
    void sameShapeSamePlaces();
    void cardsNeverOverlap_data();
    void cardsNeverOverlap();
};

namespace {

Node node(const QString& kind, const QString& host, int tier)
{
    Node made;
    made.id = nodeId(host, kind);
    made.kind = kind;
    made.host = host;
    made.title = kind;
    made.tier = tier;
    made.onPath = tier < 3;
    return made;
}

Hop hop(const Node& from, const Node& to, const QString& address)
{
    Hop made;
    made.id = hopId(from.id, to.id, address);
    made.from = from.id;
    made.to = to.id;
    made.address = address;
    return made;
}

/// One gateway, `servers` Document Servers, each with a database of its own.
Topology farm(int servers)
{
    Topology topology;
    const Node gate = node(QStringLiteral("nginx"), QStringLiteral("gate"), 1);
    topology.nodes.append(gate);
    for (int i = 0; i < servers; ++i) {
        const QString host = QStringLiteral("docs%1").arg(i);
        const Node server = node(QStringLiteral("docservice"), host, 2);
        const Node database = node(QStringLiteral("postgresql"), host, 3);
        topology.nodes.append({server, database});
        topology.hops.append(hop(gate, server, QStringLiteral("10.0.0.%1:8000").arg(i)));
        topology.hops.append(hop(server, database, QStringLiteral("10.0.1.%1:5432").arg(i)));
    }
    return topology;
}

} // namespace

void TestPlacing::sameShapeSamePlaces()
{
    Placing placing;
    const auto before = placing.of(mq01::snapshot(mq01::Moment::Healthy).topology);
    QCOMPARE(before.size(), 8);
    QCOMPARE(placing.of(mq01::snapshot(mq01::Moment::Fault).topology), before);
    QCOMPARE(Placing().of(mq01::snapshot(mq01::Moment::Fault).topology), before);
}

void TestPlacing::cardsNeverOverlap_data()
{
    QTest::addColumn<int>("servers");
    QTest::newRow("few") << 3;
    QTest::newRow("last plain") << 11;
    QTest::newRow("first layered") << 12;
    QTest::newRow("many") << 100;
}

void TestPlacing::cardsNeverOverlap()
{
    QFETCH(int, servers);
    const Topology topology = farm(servers);
    QElapsedTimer timer;
    timer.start();
    Placing placing;
    const auto cards = placing.of(topology);
    qInfo("%lld nodes in %lld ms", qint64(topology.nodes.size()), timer.elapsed());
    QCOMPARE(cards.size(), topology.nodes.size());
    const QList<QRectF> all = cards.values();
    for (qsizetype i = 0; i < all.size(); ++i) {
        for (qsizetype j = i + 1; j < all.size(); ++j)
            QVERIFY(!all.at(i).intersects(all.at(j)));
    }
}

QTEST_MAIN(TestPlacing)
#include "test_placing.moc"
