// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/paint/graphexport.h"
#include "ui/words/untrusted.h"

namespace hopscope {
namespace {

QString dotQuoted(const QString& text)
{
    QString safe = visibleLine(text);
    safe.replace(QLatin1Char('\\'), QStringLiteral("\\\\")).replace(QLatin1Char('"'), QStringLiteral("\\\""));
    return QLatin1Char('"') + safe + QLatin1Char('"');
}

/// Mermaid reads entities inside quotes; what could end the quotes or begin markup is written as one.
QString mermaidQuoted(const QString& text)
{
    QString safe;
    for (const QString visible = visibleLine(text); const QChar c : visible) {
        const bool plain = c.isLetterOrNumber() || QStringLiteral(" .,:/-_·+%()→…").contains(c);
        safe += plain ? QString(c) : QStringLiteral("#%1;").arg(static_cast<uint>(c.unicode()));
    }
    return QLatin1Char('"') + safe + QLatin1Char('"');
}

QString dotNodeStyle(Health health)
{
    switch (health) {
    case Health::Failed:
        return QStringLiteral("style=\"filled\", fillcolor=\"#FDE7DD\", color=\"#C2410C\", penwidth=2");
    case Health::Affected:
        return QStringLiteral("style=\"dashed\", color=\"#C2410C\"");
    case Health::Degraded:
        return QStringLiteral("style=\"solid\", color=\"#A86400\"");
    case Health::Ok:
        return QStringLiteral("style=\"solid\", color=\"#00795B\"");
    case Health::Unknown:
        break;
    }
    return QStringLiteral("style=\"dotted\", color=\"#6B7280\"");
}

QString lineOf(const GraphHop& hop)
{
    if (hop.accent)
        return QStringLiteral("style=\"bold\", color=\"#0B61A4\"");
    if (hop.health == Health::Affected || hop.health == Health::Failed)
        return QStringLiteral("style=\"dashed\", color=\"#C2410C\"");
    return hop.health == Health::Unknown ? QStringLiteral("style=\"dotted\", color=\"#6B7280\"")
                                         : QStringLiteral("style=\"solid\", color=\"#98A2AE\"");
}

QString labelOf(const GraphNode& node)
{
    QStringList lines{node.title};
    for (const QString& line : {node.line1, node.line2}) {
        if (!line.isEmpty())
            lines << line;
    }
    return lines.join(QStringLiteral(" · "));
}

} // namespace

QString graphDot(const GraphScene& scene)
{
    QString out =
        QStringLiteral("digraph hopscope {\n  rankdir=LR;\n  node [shape=box, fontname=\"Inter, sans-serif\"];\n");
    for (const GraphNode& node : scene.nodes)
        out += QStringLiteral("  %1 [label=%2, %3];\n")
                   .arg(dotQuoted(node.id), dotQuoted(labelOf(node)), dotNodeStyle(node.health));
    for (const GraphHop& hop : scene.hops)
        out += QStringLiteral("  %1 -> %2 [label=%3, %4];\n")
                   .arg(dotQuoted(hop.from), dotQuoted(hop.to), dotQuoted(hop.label), lineOf(hop));
    return out + QStringLiteral("}\n");
}

QString graphMermaid(const GraphScene& scene)
{
    QString out = QStringLiteral("flowchart LR\n");
    QHash<QString, int> number;
    for (const GraphNode& node : scene.nodes) {
        const int n = static_cast<int>(number.size());
        number.insert(node.id, n);
        out += QStringLiteral("  n%1[%2]:::%3\n")
                   .arg(QString::number(n), mermaidQuoted(labelOf(node)), toCode(node.health));
    }
    for (const GraphHop& hop : scene.hops) {
        const bool broken =
            hop.health == Health::Affected || hop.health == Health::Failed || hop.health == Health::Unknown;
        const QString arrow = hop.accent ? QStringLiteral("==>")
                              : broken   ? QStringLiteral("-.->")
                                         : QStringLiteral("-->");
        const QString label =
            hop.label.isEmpty() ? QString() : QLatin1Char('|') + mermaidQuoted(hop.label) + QLatin1Char('|');
        out += QStringLiteral("  n%1 %2%3 n%4\n")
                   .arg(QString::number(number.value(hop.from)), arrow, label, QString::number(number.value(hop.to)));
    }
    out += QStringLiteral("  classDef failed fill:#FDE7DD,stroke:#C2410C,stroke-width:2px\n"
                          "  classDef affected stroke:#C2410C,stroke-dasharray:4 3\n"
                          "  classDef degraded stroke:#A86400\n"
                          "  classDef ok stroke:#00795B\n"
                          "  classDef unknown stroke:#6B7280,stroke-dasharray:1 3\n");
    return out;
}

} // namespace hopscope
