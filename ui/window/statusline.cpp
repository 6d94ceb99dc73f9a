// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/window/statusline.h"

#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"

#include <QHBoxLayout>

namespace hopscope {

StatusLine::StatusLine(QWidget* parent) : Panel(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 0, 14, 0);
    row->setSpacing(18);
    m_hosts = plainLabel("faint");
    m_hosts->setObjectName(QStringLiteral("statusHosts"));
    m_entries = plainLabel("faint");
    m_message = plainLabel("strong");
    m_message->setObjectName(QStringLiteral("statusMessage"));
    m_policy = plainLabel("faint");
    row->addWidget(m_hosts);
    row->addWidget(m_entries);
    row->addWidget(m_message, 1);
    row->addWidget(m_policy);
    m_fade.setSingleShot(true);
    connect(&m_fade, &QTimer::timeout, m_message, &QLabel::clear);
    render();
}

void StatusLine::say(const QString& text)
{
    m_message->setText(text);
    m_message->setAccessibleName(text);
    m_fade.start(10'000);
}

void StatusLine::render()
{
    QStringList ready;
    QStringList failed;
    if (m_snapshot) {
        for (const HostState& host : m_snapshot->hosts) {
            if (host.state == QStringLiteral("ready"))
                ready += visibleLine(host.name, 40);
            else if (host.state == QStringLiteral("failed"))
                failed += visibleLine(host.name, 40);
        }
    }
    QStringList parts;
    if (!ready.isEmpty())
        parts += label(Label::StatusConnected, ready.join(QStringLiteral(" · ")));
    if (!failed.isEmpty())
        parts += label(Label::StatusFailed, failed.join(QStringLiteral(" · ")));
    const bool replay = m_snapshot && m_snapshot->replay;
    m_hosts->setText(replay            ? QString()
                     : parts.isEmpty() ? label(Label::StatusNone)
                                       : parts.join(QStringLiteral(" – ")));
    m_entries->setText(
        m_snapshot ? label(replay ? Label::StatusReplay : Label::StatusEntries, QString::number(m_snapshot->entries))
                   : QString());
    const bool locked = m_snapshot && m_snapshot->environment.policy == Policy::ReadOnly;
    m_policy->setText(label(locked || replay ? Label::StatusLocked : Label::StatusReadOnly));
}

} // namespace hopscope
