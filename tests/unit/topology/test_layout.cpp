// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/topology/layout.h"

#include <QTest>

#include <algorithm>

using namespace hopscope;

namespace {

Node node(const QString& id, int tier)
{
    Node n;
    n.id = id;
    n.tier = tier;
    return n;
}

Hop hop(const QString& from, const QString& to, const QString& address = QStringLiteral("a:1"))
{
    Hop h;
    h.from = from;
    h.to = to;
    h.id = hopId(from, to, address);
    return h;
}

/// `width` parallel chains client → gateway → server → store.
Topology chains(int width)
{
    Topology t;
    t.nodes.append(node(QStringLiteral("client"), 0));
    for (int i = 0; i < width; ++i) {
        const QString n = QString::number((i * 7919) % width).rightJustified(5, QLatin1Char('0'));
        t.nodes.append(node(QStringLiteral("g") + n, 1));
        t.nodes.append(node(QStringLiteral("d") + n, 2));
        t.nodes.append(node(QStringLiteral("s") + n, 3));
        t.hops.append(hop(QStringLiteral("client"), QStringLiteral("g") + n));
        t.hops.append(hop(QStringLiteral("g") + n, QStringLiteral("d") + n));
        t.hops.append(hop(QStringLiteral("d") + n, QStringLiteral("s") + n));
    }
    return t;
}

} // namespace

class TestLayout : public QObject {
    Q_OBJECT
private slots:
    void goesLeftToRightWithoutOverlap();
    void aChainIsStraight();
    void untanglesCrossedPairs();
    void dependsOnTheShapeAlone();
    void survivesLoopsAndStrayHops();
};

void TestLayout::goesLeftToRightWithoutOverlap()
{
    const Topology t = chains(12);
    const Layout layout = layoutTopology(t);
    QCOMPARE(layout.nodes.size(), t.nodes.size());
    QCOMPARE(layout.hops.size(), t.hops.size());
    for (const Hop& h : t.hops)
        QVERIFY(layout.nodes.value(h.from).right() < layout.nodes.value(h.to).left());
    for (const Node& a : t.nodes) {
        for (const Node& b : t.nodes)
            QVERIFY(a.id == b.id || !layout.nodes.value(a.id).intersects(layout.nodes.value(b.id)));
        QVERIFY(layout.bounds.contains(layout.nodes.value(a.id)));
    }
}

void TestLayout::aChainIsStraight()
{
    const Layout layout = layoutTopology(chains(1));
    for (const QList<QPointF>& line : layout.hops)
        QCOMPARE(line.size(), 2);
}

void TestLayout::untanglesCrossedPairs()
{
    // g1 belongs to d2 and g2 to d1: in id order the two hops would cross.
    Topology t;
    for (const char* id : {"g1", "g2"})
        t.nodes.append(node(QString::fromLatin1(id), 1));
    for (const char* id : {"d1", "d2"})
        t.nodes.append(node(QString::fromLatin1(id), 2));
    t.hops = {hop(QStringLiteral("g1"), QStringLiteral("d2")), hop(QStringLiteral("g2"), QStringLiteral("d1"))};
    const Layout layout = layoutTopology(t);
    QCOMPARE(layout.nodes.value(QStringLiteral("g1")).y(), layout.nodes.value(QStringLiteral("d2")).y());
    QCOMPARE(layout.nodes.value(QStringLiteral("g2")).y(), layout.nodes.value(QStringLiteral("d1")).y());
}

void TestLayout::dependsOnTheShapeAlone()
{
    Topology t = chains(9);
    const Layout before = layoutTopology(t);
    std::reverse(t.nodes.begin(), t.nodes.end());
    std::reverse(t.hops.begin(), t.hops.end());
    for (Node& n : t.nodes)
        n.health = Health::Failed;
    const Layout after = layoutTopology(t);
    QCOMPARE(after.nodes, before.nodes);
    QCOMPARE(after.hops, before.hops);
}

void TestLayout::survivesLoopsAndStrayHops()
{
    Topology t;
    t.nodes = {node(QStringLiteral("a"), 1), node(QStringLiteral("b"), 1)};
    t.hops = {hop(QStringLiteral("a"), QStringLiteral("b")), hop(QStringLiteral("b"), QStringLiteral("a")),
              hop(QStringLiteral("a"), QStringLiteral("a")), hop(QStringLiteral("a"), QStringLiteral("nowhere"))};
    const Layout layout = layoutTopology(t);
    QVERIFY(!layout.nodes.value(QStringLiteral("a")).intersects(layout.nodes.value(QStringLiteral("b"))));
    QVERIFY(!layout.hops.contains(t.hops.at(3).id));
    QVERIFY(layoutTopology({}).nodes.isEmpty());
}

QTEST_GUILESS_MAIN(TestLayout)
#include "test_layout.moc"
