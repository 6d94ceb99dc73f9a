// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/graph/graphaccess.h"

#include "ui/graph/graphview.h"
#include "ui/speech/say.h"
#include "ui/window/selection.h"

#include <QAccessibleWidget>

#include <map>
#include <memory>

namespace hopscope {

namespace {

/// One card or hop. Lives as long as its view's interface; an index that is no longer drawn is simply invalid.
class GraphItem : public QAccessibleInterface {
public:
    GraphItem(GraphView* view, int index) : m_view(view), m_index(index) {}

    [[nodiscard]] bool isValid() const override { return !subject().isEmpty(); }
    [[nodiscard]] QObject* object() const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    [[nodiscard]] QAccessibleInterface* parent() const override
    {
        return QAccessible::queryAccessibleInterface(m_view);
    }
    [[nodiscard]] QAccessibleInterface* child(int) const override { return nullptr; }
    [[nodiscard]] int childCount() const override { return 0; }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    [[nodiscard]] QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString&) override {}

    [[nodiscard]] QString text(QAccessible::Text kind) const override
    {
        const GraphScene& scene = m_view->scene();
        if (kind != QAccessible::Name && kind != QAccessible::Description)
            return {};
        if (m_index < scene.nodes.size()) {
            const GraphNode& node = scene.nodes.at(m_index);
            if (kind == QAccessible::Description)
                return node.reason;
            return QStringList{node.title, sayHealth(node.health), node.line1, node.line2}.join(QStringLiteral(", "));
        }
        const int at = m_index - int(scene.nodes.size());
        if (at >= scene.hops.size() || kind == QAccessible::Description)
            return {};
        const GraphHop& hop = scene.hops.at(at);
        const GraphNode* from = scene.node(hop.from);
        const GraphNode* to = scene.node(hop.to);
        return (from ? from->title : hop.from) + QStringLiteral(" → ") + (to ? to->title : hop.to) +
               QStringLiteral(", ") + sayHealth(hop.health) + QStringLiteral(", ") + hop.label;
    }
    [[nodiscard]] QRect rect() const override
    {
        const QString id = subject();
        const QRect card = m_view->cardRect(id);
        const QRect local = card.isNull() ? m_view->hopRect(id) : card;
        return {m_view->mapToGlobal(local.topLeft()), local.size()};
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state;
        state.focusable = true;
        state.selectable = true;
        state.selected = m_view->selection()->subject() == subject();
        state.focused = state.selected && m_view->hasFocus();
        return state;
    }

private:
    [[nodiscard]] QString subject() const
    {
        const GraphScene& scene = m_view->scene();
        if (m_index < scene.nodes.size())
            return scene.nodes.at(m_index).id;
        const int at = m_index - int(scene.nodes.size());
        return at < scene.hops.size() ? scene.hops.at(at).id : QString();
    }

    GraphView* m_view;
    int m_index;
};

class GraphInterface : public QAccessibleWidget {
public:
    explicit GraphInterface(GraphView* view) : QAccessibleWidget(view, QAccessible::List), m_view(view) {}
    ~GraphInterface() override
    {
        for (const auto& [index, id] : m_ids)
            QAccessible::deleteAccessibleInterface(id);
    }

    [[nodiscard]] int childCount() const override
    {
        return int(m_view->scene().nodes.size() + m_view->scene().hops.size());
    }
    [[nodiscard]] QAccessibleInterface* child(int index) const override
    {
        if (index < 0 || index >= childCount())
            return nullptr;
        const auto it = m_ids.find(index);
        if (it != m_ids.end())
            return QAccessible::accessibleInterface(it->second);
        auto* item = new GraphItem(m_view, index); // owned by Qt's cache until ~GraphInterface
        m_ids.insert({index, QAccessible::registerAccessibleInterface(item)});
        return item;
    }
    [[nodiscard]] int indexOfChild(const QAccessibleInterface* wanted) const override
    {
        for (const auto& [index, id] : m_ids) {
            if (QAccessible::accessibleInterface(id) == wanted)
                return index;
        }
        return -1;
    }
    [[nodiscard]] QAccessibleInterface* childAt(int x, int y) const override
    {
        const QString subject = m_view->subjectAt(QPointF(m_view->mapFromGlobal(QPoint(x, y))));
        return child(graphChildIndex(m_view->scene(), subject));
    }

private:
    GraphView* m_view;
    mutable std::map<int, QAccessible::Id> m_ids;
};

QAccessibleInterface* makeInterface(const QString& className, QObject* object)
{
    if (className != QStringLiteral("hopscope::GraphView"))
        return nullptr;
    auto* view = qobject_cast<GraphView*>(object);
    return view ? new GraphInterface(view) : nullptr;
}

} // namespace

void installGraphAccessibility()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed)
}

int graphChildIndex(const GraphScene& scene, const QString& subject)
{
    for (int i = 0; i < scene.nodes.size(); ++i) {
        if (scene.nodes.at(i).id == subject)
            return i;
    }
    for (int i = 0; i < scene.hops.size(); ++i) {
        if (scene.hops.at(i).id == subject)
            return int(scene.nodes.size()) + i;
    }
    return -1;
}

} // namespace hopscope
