// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/parts/panel.h"

class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace hopscope {

class RowList;
class RowsModel;
class Selection;

/// Left: hosts, checks in order of cause then consequence, what changed before.
class SidePanel : public Panel {
    Q_OBJECT
public:
    explicit SidePanel(Selection* selection, QWidget* parent = nullptr);

    [[nodiscard]] RowsModel* checks() const { return m_checks; }
    void focusFilter();

protected:
    void retranslate() override;
    void render() override;

private:
    RowList* addList(QVBoxLayout* column, QLabel*& heading, RowsModel* model, const char* name);
    void follow(const QString& subject);

    Selection* m_selection;
    RowsModel* m_hosts;
    RowsModel* m_checks;
    RowsModel* m_changes;
    QLabel* m_hostsHeading = nullptr;
    QLabel* m_checksHeading = nullptr;
    QLabel* m_changesHeading = nullptr;
    QLabel* m_noChanges;
    QLineEdit* m_filter;
    QList<RowList*> m_lists;
};

} // namespace hopscope
