// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/inspector/commandcard.h"

#include "ui/parts/widgets.h"
#include "ui/speech/age.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPushButton>

namespace hopscope {

namespace {

/// Long option lists and paths have no spaces; a line may also break after these. Only for show: copying takes the
/// command.
QString wrappable(QString text)
{
    for (const char16_t c : {u',', u'/', u'=', u'&', u'?', u'-', u'.'})
        text.replace(QChar(c), QString(QChar(c)) + QChar(0x200B));
    return text;
}

} // namespace

CommandCard::CommandCard(QWidget* parent) : QFrame(parent)
{
    setProperty("card", QStringLiteral("code"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 7, 6, 4);
    column->setSpacing(1);
    m_command = plainLabel();
    m_command->setFont(monoFont());
    m_command->setWordWrap(true);
    m_command->setMinimumWidth(80);
    m_meta = plainLabel("faint");
    m_meta->setMinimumWidth(40); // in a narrow inspector the buttons matter more
    m_copy = pushButton("flat");
    m_copy->setObjectName(QStringLiteral("copyCommand"));
    m_output = pushButton("flat");
    auto* row = new QHBoxLayout;
    row->setSpacing(2);
    row->addWidget(m_meta, 1);
    row->addWidget(m_copy);
    row->addWidget(m_output);
    column->addWidget(m_command);
    column->addLayout(row);
    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_evidence.command); });
    connect(m_output, &QPushButton::clicked, this, [this] { emit outputAsked(m_evidence.id); });
}

void CommandCard::showEvidence(const Evidence& evidence, Timestamp now)
{
    m_evidence = evidence;
    const QString command = visibleLine(evidence.command);
    m_command->setText(wrappable(evidence.host + QStringLiteral("$ ") + command));
    m_command->setAccessibleName(label(Label::Command) + QStringLiteral(": ") + command);
    m_meta->setText(label(Label::CommandMeta, QString::number(evidence.exit), QString::number(evidence.durationMs),
                          clockText(evidence.at, now)));
    setCaption(m_copy, label(Label::Copy), label(Label::CopyCommand) + QStringLiteral(": ") + command);
    setCaption(m_output, label(Label::ShowBytes), label(Label::ShowBytesOf, command));
}

} // namespace hopscope
