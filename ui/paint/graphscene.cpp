// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/paint/graphscene.h"

#include "ui/paint/nodelines.h"

#include <QMap>

#include <algorithm>

namespace hopscope {
namespace {

constexpr qreal kHeading = 34;
constexpr qreal kMargin = 16;

void addNodes(GraphScene& scene, const GraphInput& input, const QHash<QString, QRectF>& positions, const Words& words)
{
    const QHash<QString, QRectF> fallback = tierPositions(input.topology);
    for (const Node& node : input.topology.nodes) {
        GraphNode drawn;
        drawn.id = node.id;
        drawn.rect = positions.value(node.id, fallback.value(node.id));
        drawn.health = node.health;
        drawn.selected = node.id == input.selected;
        const NodeLines lines = nodeLines(node, input, words);
        drawn.title = lines.title;
        drawn.line1 = lines.where;
        drawn.line2 = lines.how;
        drawn.reason = lines.reason;
        scene.nodes.append(drawn);
    }
}

/// The four points of a curve between two cards: sideways where the far card stands to the right, else down or up.
QList<QPointF> curve(const QRectF& from, const QRectF& to, qreal leave, qreal arrive)
{
    if (to.left() > from.right()) {
        const QPointF a(from.right(), from.center().y() + leave);
        const QPointF b(to.left(), to.center().y() + arrive);
        const qreal bend = (b.x() - a.x()) * 0.55;
        return {a, a + QPointF(bend, 0), b - QPointF(bend, 0), b};
    }
    if (to.right() < from.left()) {
        const QPointF a(from.left(), from.center().y() + leave);
        const QPointF b(to.right(), to.center().y() + arrive);
        const qreal bend = (a.x() - b.x()) * 0.55;
        return {a, a - QPointF(bend, 0), b + QPointF(bend, 0), b};
    }
    const bool down = to.center().y() >= from.center().y();
    const QPointF a(from.center().x() + leave, down ? from.bottom() : from.top());
    const QPointF b(to.center().x() + arrive, down ? to.top() : to.bottom());
    const QPointF bend(0, (b.y() - a.y()) / 2);
    return {a, a + bend, b - bend, b};
}

struct Ends {
    qreal leave = 0;
    qreal arrive = 0;
};

/// Several hops on one side of a card leave in the order of where they go, so that they do not cross.
QMap<QString, Ends> spread(const GraphScene& scene, const Topology& topology)
{
    QMap<QString, Ends> ends;
    for (const GraphNode& node : scene.nodes) {
        for (const bool leaving : {true, false}) {
            QList<const Hop*> side;
            const auto far = [&](const Hop* hop) { return scene.node(leaving ? hop->to : hop->from); };
            for (const Hop& hop : topology.hops) {
                const GraphNode* other = far(&hop);
                const bool mine = (leaving ? hop.from : hop.to) == node.id;
                if (mine && other &&
                    (leaving ? other->rect.left() > node.rect.right() : other->rect.right() < node.rect.left()))
                    side.append(&hop);
            }
            std::stable_sort(side.begin(), side.end(), [&](const Hop* a, const Hop* b) {
                return far(a)->rect.center().y() < far(b)->rect.center().y();
            });
            const qreal room = node.rect.height() - 26;
            const qreal step = side.size() > 1 ? std::min<qreal>(12, room / static_cast<qreal>(side.size() - 1)) : 0;
            for (qsizetype i = 0; i < side.size(); ++i) {
                const qreal offset = (static_cast<qreal>(i) - static_cast<qreal>(side.size() - 1) / 2) * step;
                (leaving ? ends[side.at(i)->id].leave : ends[side.at(i)->id].arrive) = offset;
            }
        }
    }
    return ends;
}

QString hopLabel(const Hop& hop, const GraphInput& input, const Words& words)
{
    if (!input.facts)
        return {};
    const QJsonValue status = input.facts->value(hop.id, QStringLiteral("http.status"));
    if (status.isDouble() && status.toInt() >= 400)
        return QString::number(status.toInt());
    const QJsonValue ms = input.facts->value(hop.id, QStringLiteral("tcp.ms"));
    return hop.health == Health::Ok && ms.isDouble() ? words.duration(static_cast<qint64>(qBound(0.0, ms.toDouble(), 1e12))) : QString();
}

void addHops(GraphScene& scene, const GraphInput& input, const Words& words)
{
    const QString first = input.verdict.symptom ? input.verdict.symptom->firstDifference : QString();
    const QMap<QString, Ends> ends = spread(scene, input.topology);
    const auto isLower = [&](const Hop& hop) {
        return std::any_of(input.topology.hops.begin(), input.topology.hops.end(), [&](const Hop& other) {
            return other.from == hop.from && other.to == hop.to && ends.value(other.id).leave < ends.value(hop.id).leave;
        });
    };
    for (const Hop& hop : input.topology.hops) {
        const GraphNode* from = scene.node(hop.from);
        const GraphNode* to = scene.node(hop.to);
        if (!from || !to || from == to)
            continue;
        const Ends end = ends.value(hop.id);
        GraphHop drawn{hop.id,     hop.from, hop.to,         curve(from->rect, to->rect, end.leave, end.arrive),
                       hop.health, {},       hop.id == first,
                       isLower(hop)};
        drawn.label = drawn.accent ? words.text(QStringLiteral("graph.first-difference")) : hopLabel(hop, input, words);
        scene.hops.append(drawn);
    }
}

void addTiers(GraphScene& scene, const Topology& topology, const Words& words)
{
    QMap<int, QRectF> boxes;
    for (const Node& node : topology.nodes) {
        if (const GraphNode* drawn = scene.node(node.id))
            boxes[node.tier] = boxes.value(node.tier).united(drawn->rect);
    }
    for (auto it = boxes.begin(); it != boxes.end(); ++it)
        scene.tiers.append(
            {words.text(QStringLiteral("tier.%1").arg(it.key())), it.value().left(), it.value().right()});
}

} // namespace

const GraphNode* GraphScene::node(const QString& id) const
{
    for (const GraphNode& candidate : nodes) {
        if (candidate.id == id)
            return &candidate;
    }
    return nullptr;
}

GraphScene graphScene(const GraphInput& input, const QHash<QString, QRectF>& positions, const Words& words)
{
    GraphScene scene;
    addNodes(scene, input, positions, words);
    addHops(scene, input, words);
    addTiers(scene, input.topology, words);
    QRectF all;
    for (const GraphNode& node : std::as_const(scene.nodes))
        all = all.united(node.rect);
    scene.bounds = all.adjusted(-kMargin, -kMargin - kHeading, kMargin, kMargin);
    return scene;
}

} // namespace hopscope
