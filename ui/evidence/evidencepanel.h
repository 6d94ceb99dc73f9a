// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/parts/panel.h"

class QLabel;
class QLineEdit;
class QPushButton;

namespace hopscope {

class LogView;
class RowTable;
class RowsModel;

/// Everything that was run or asked, and the bytes it answered.
class EvidencePanel : public Panel {
    Q_OBJECT
public:
    explicit EvidencePanel(QWidget* parent = nullptr);
    /// Shows only these; empty shows all. Selects the first.
    void showOnly(const QStringList& ids);
    void select(const QString& id);
    void focusFilter();
    [[nodiscard]] RowsModel* rows() const { return m_rows; }
    [[nodiscard]] LogView* bytes() const { return m_bytes; }

protected:
    void retranslate() override;
    void render() override;
    void showEvent(QShowEvent* event) override;

private:
    void showBytes(const QString& id);

    RowsModel* m_rows;
    RowTable* m_table;
    QLineEdit* m_filter;
    QLabel* m_command;
    QLabel* m_meta;
    QPushButton* m_copy;
    LogView* m_bytes;
    QString m_shown;
    std::shared_ptr<const std::map<QString, Evidence>> m_rendered; ///< what the table was filled from
};

} // namespace hopscope
