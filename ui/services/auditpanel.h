// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/parts/panel.h"

class QLabel;

namespace hopscope {

class RowTable;
class RowsModel;

/// What was done to hosts: when, by whom, how it ended.
class AuditPanel : public Panel {
    Q_OBJECT
public:
    explicit AuditPanel(QWidget* parent = nullptr);
    [[nodiscard]] RowsModel* rows() const { return m_rows; }

protected:
    void retranslate() override;
    void render() override;

private:
    RowsModel* m_rows;
    RowTable* m_table;
    QLabel* m_none;
};

} // namespace hopscope
