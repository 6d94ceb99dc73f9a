// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "tests/support/mq01fixture.h"
#include "ui/paint/curvepainter.h"
#include "ui/paint/graphexport.h"
#include "ui/paint/lanespainter.h"
#include "ui/paint/marks.h"

#include <QFile>
#include <QHashSeed>
#include <QSet>
#include <QTest>
#include <QXmlStreamReader>

using namespace hopscope;

namespace {

GraphScene sceneOf(const test::Incident& i, const QString& selected = {})
{
    return graphScene({i.topology, i.verdict, &i.facts, selected}, {}, Words());
}

/// HOPSCOPE_KEEP names a folder to keep pictures in, to look at.
void keep(const QImage& image, const QString& name)
{
    if (qEnvironmentVariableIsSet("HOPSCOPE_KEEP"))
        image.save(qEnvironmentVariable("HOPSCOPE_KEEP") + QLatin1Char('/') + name);
}

QImage drawnMark(Health health, const Palette& palette, int size)
{
    QImage image(size, size, QImage::Format_RGB32);
    image.fill(palette.surface);
    QPainter painter(&image);
    paintMark(painter, QRectF(0, 0, size, size), health, palette);
    return image;
}

int differingPixels(const QImage& a, const QImage& b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            count += qAbs(qGray(a.pixel(x, y)) - qGray(b.pixel(x, y))) > 60 ? 1 : 0;
    }
    return count;
}

constexpr Health kAll[] = {Health::Unknown, Health::Ok, Health::Degraded, Health::Affected, Health::Failed};

} // namespace

class TestPaint : public QObject {
    Q_OBJECT
public:
    static void initMain() { QHashSeed::setDeterministicGlobalSeed(); }
private slots:
    void marksDifferInGrey_data();
    void marksDifferInGrey();
    void sceneHoldsEverything();
    void exactlyOneAccent();
    void cardsDoNotOverlap();
    void givenPositionsAreUsed();
    void emptyAndBrokenTopologies();
    void pictures();
    void svgIsXmlWithText();
    void dotAndMermaidQuote();
    void lanesAndTicks();
    void curveKeepsPeaks();
};

void TestPaint::marksDifferInGrey_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<int>("size");
    for (const bool dark : {false, true}) {
        for (const int size : {12, 16})
            QTest::addRow("%s %d", dark ? "dark" : "light", size) << dark << size;
    }
}

void TestPaint::marksDifferInGrey()
{
    QFETCH(bool, dark);
    QFETCH(int, size);
    const Palette& palette = dark ? darkPalette() : lightPalette();
    for (const Health a : kAll) {
        for (const Health b : kAll) {
            if (a != b)
                QVERIFY2(differingPixels(drawnMark(a, palette, size), drawnMark(b, palette, size)) >= 12,
                         qPrintable(toCode(a) + QLatin1Char(' ') + toCode(b)));
        }
    }
}

void TestPaint::sceneHoldsEverything()
{
    const test::Incident incident = test::mq01(false);
    const GraphScene scene = sceneOf(incident, QStringLiteral("store/rabbitmq"));
    QCOMPARE(scene.nodes.size(), incident.topology.nodes.size());
    QCOMPARE(scene.hops.size(), incident.topology.hops.size());
    QCOMPARE(scene.tiers.size(), 4);
    const GraphNode* broker = scene.node(QStringLiteral("store/rabbitmq"));
    QVERIFY(broker && broker->selected);
    QCOMPARE(broker->line1, QStringLiteral("store · 5672"));
    QCOMPARE(broker->line2, QStringLiteral("refused, inactive"));
    QCOMPARE(scene.node(QStringLiteral("docs/docservice"))->line2, QStringLiteral("because of RabbitMQ"));
    QVERIFY(scene.node(QStringLiteral("cloud.acme/integrator"))->line2.startsWith(QStringLiteral("not measured")));
    for (const GraphNode& node : scene.nodes)
        QVERIFY(scene.bounds.contains(node.rect));
}

void TestPaint::exactlyOneAccent()
{
    int accents = 0;
    for (const GraphHop& hop : sceneOf(test::mq01(false)).hops) {
        QCOMPARE(hop.path.size(), 4);
        accents += hop.accent ? 1 : 0;
    }
    QCOMPARE(accents, 1);
}

void TestPaint::cardsDoNotOverlap()
{
    const GraphScene scene = sceneOf(test::mq01(false));
    for (const GraphNode& a : scene.nodes) {
        for (const GraphNode& b : scene.nodes)
            QVERIFY2(&a == &b || !a.rect.intersects(b.rect), qPrintable(a.id + QLatin1Char(' ') + b.id));
    }
}

void TestPaint::givenPositionsAreUsed()
{
    const test::Incident incident = test::mq01(false);
    const QRectF mine(1000, 900, 200, 70);
    const GraphScene scene =
        graphScene({incident.topology, incident.verdict, nullptr, {}}, {{QStringLiteral("gate/nginx"), mine}}, Words());
    QCOMPARE(scene.node(QStringLiteral("gate/nginx"))->rect, mine);
}

void TestPaint::emptyAndBrokenTopologies()
{
    Topology odd;
    odd.nodes = {Node{}, Node{}};
    odd.nodes[0].id = QStringLiteral("a/nginx");
    odd.nodes[1].id = QStringLiteral("b/nginx");
    // A cycle, a loop onto itself and a hop into nowhere.
    for (const auto& [from, to] :
         {std::pair{"a/nginx", "b/nginx"}, {"b/nginx", "a/nginx"}, {"a/nginx", "a/nginx"}, {"a/nginx", "no/where"}}) {
        Hop hop;
        hop.from = QString::fromLatin1(from);
        hop.to = QString::fromLatin1(to);
        hop.id = hopId(hop.from, hop.to, QStringLiteral("1.2.3.4:1"));
        odd.hops.append(hop);
    }
    for (const Topology& topology : {Topology{}, odd}) {
        const GraphScene scene = graphScene({topology, Verdict{}, nullptr, {}}, {}, Words());
        QVERIFY(scene.hops.size() <= 2);
        QVERIFY(!graphImage(scene, {}, 1).isNull());
        QVERIFY(graphDot(scene).startsWith(QStringLiteral("digraph")));
    }
}

void TestPaint::pictures()
{
    const test::Incident incident = test::mq01(false);
    const GraphScene scene = sceneOf(incident, QStringLiteral("store/rabbitmq"));
    for (const bool dark : {false, true}) {
        PaintStyle style;
        style.palette = dark ? darkPalette() : lightPalette();
        style.text = {QStringLiteral("Inter")};
        const QImage image = graphImage(scene, style, 1);
        QCOMPARE(image.pixelColor(1, 1), style.palette.surface);
        keep(image, dark ? QStringLiteral("graph-dark.png") : QStringLiteral("graph-light.png"));
        // The accent is there, and so is the cause's colour.
        QSet<QRgb> colours;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                colours.insert(image.pixel(x, y));
        }
        QVERIFY(colours.contains(style.palette.accent.rgb()));
        QVERIFY(colours.contains(style.palette.cause.rgb()));

        const LaneScene lanes = laneScene(incident.timeline, Words(Language::English, {}, 8 * 3600));
        const LaneLayout layout{130, 20, 12, 24, true, 2};
        QImage canvas(700, static_cast<int>(lanesHeight(lanes, layout)) + 70, QImage::Format_RGB32);
        canvas.fill(style.palette.surface);
        QPainter painter(&canvas);
        const qreal bottom = lanesHeight(lanes, layout);
        paintLanes(painter, QRectF(10, 5, 680, bottom), lanes, layout, style, Words(Language::English, {}, 8 * 3600));
        paintCurve(painter, QRectF(140, bottom + 15, 550, 40), incident.timeline.response, lanes.from, lanes.to, style);
        painter.end();
        keep(canvas, dark ? QStringLiteral("lanes-dark.png") : QStringLiteral("lanes-light.png"));
        QVERIFY(canvas.width() > 0);
    }
    QVERIFY(graphPng(scene, {}, 2).startsWith("\x89PNG"));
}

void TestPaint::svgIsXmlWithText()
{
    test::Incident incident = test::mq01(false);
    incident.topology.nodes[0].host = QStringLiteral("<script>&\u202e");
    incident.topology.nodes[1].title = QStringLiteral("<b>ng</b>");
    const QByteArray svg = graphSvg(sceneOf(incident), {});
    QXmlStreamReader xml(svg);
    QString text;
    while (!xml.atEnd()) {
        xml.readNext();
        QVERIFY(xml.name() != QStringLiteral("b") && xml.name() != QStringLiteral("script"));
        if (xml.isCharacters())
            text += xml.text();
    }
    QVERIFY2(!xml.hasError(), qPrintable(xml.errorString()));
    QVERIFY(text.contains(QStringLiteral("RabbitMQ")) && text.contains(QStringLiteral("<b>ng</b>")));
}

void TestPaint::dotAndMermaidQuote()
{
    test::Incident incident = test::mq01(false);
    incident.topology.nodes[1].title = QStringLiteral("x\"]; evil [label=\"y\\");
    const GraphScene scene = sceneOf(incident);
    const QString dot = graphDot(scene);
    QVERIFY2(dot.contains(QStringLiteral("x\\\"]; evil [label=\\\"y\\\\")), qPrintable(dot));
    const QString mermaid = graphMermaid(scene);
    QVERIFY(mermaid.startsWith(QStringLiteral("flowchart LR\n")));
    QVERIFY(!mermaid.contains(QStringLiteral("x\"]")));
    QVERIFY(mermaid.contains(QStringLiteral(":::failed")));
    QCOMPARE(mermaid.count(QStringLiteral("==>")), 1);
}

void TestPaint::lanesAndTicks()
{
    QCOMPARE(tickStep(9 * 60'000, 5), qint64{120'000});
    QCOMPARE(tickStep(30'000, 6), qint64{5'000});
    QVERIFY(tickStep(qint64{400} * 86'400'000, 5) >= qint64{80} * 86'400'000);
    const LaneScene scene = laneScene(test::mq01().timeline, Words());
    QCOMPARE(scene.rows.size(), 5);
    QCOMPARE(scene.rows.at(1).title, QStringLiteral("nginx · gate"));
    const QRectF rect(0, 0, 610, 100);
    QCOMPARE(laneX(scene, rect, {}, scene.from), 110.0);
    QCOMPARE(laneX(scene, rect, {}, scene.to), 610.0);
}

void TestPaint::curveKeepsPeaks()
{
    QList<SeriesPoint> points;
    for (int i = 0; i < 100'000; ++i)
        points.append({{1'000'000 + i}, i == 50'000 ? 1000.0 : 1.0});
    QImage canvas(200, 50, QImage::Format_RGB32);
    canvas.fill(Qt::white);
    QPainter painter(&canvas);
    paintCurve(painter, QRectF(0, 2, 200, 46), points, {1'000'000}, {1'100'000}, {});
    painter.end();
    int dark = 0;
    for (int x = 95; x < 106; ++x)
        dark += qGray(canvas.pixel(x, 10)) < 200 ? 1 : 0;
    QVERIFY(dark > 0);
}

QTEST_MAIN(TestPaint)
#include "test_paint.moc"
