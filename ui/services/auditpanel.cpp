// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/services/auditpanel.h"

#include "ui/models/derive.h"
#include "ui/parts/rowtable.h"
#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"

#include <QVBoxLayout>

namespace hopscope {

AuditPanel::AuditPanel(QWidget* parent) : Panel(parent), m_rows(new RowsModel(6, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 6, 6, 4);
    m_none = plainLabel("muted");
    m_none->setAlignment(Qt::AlignCenter);
    m_table = new RowTable(m_rows, 4);
    m_table->setObjectName(QStringLiteral("auditTable"));
    m_table->setWidths({150, 120, 150, 120, 0, 90});
    column->addWidget(m_none, 1);
    column->addWidget(m_table, 1);
    retranslate();
    render();
}

void AuditPanel::retranslate()
{
    setAccessibleName(label(Label::Audit));
    m_table->setAccessibleName(label(Label::Audit));
    m_none->setText(label(Label::AuditNone));
    m_rows->setHeaders({label(Label::At), label(Label::Who), label(Label::What), label(Label::Host),
                        label(Label::Command), label(Label::Exit)});
}

void AuditPanel::render()
{
    m_rows->setRows(m_snapshot ? auditRows(*m_snapshot) : QList<Row>{});
    m_none->setVisible(m_rows->rowCount() == 0);
    m_table->setVisible(m_rows->rowCount() > 0);
}

} // namespace hopscope
