// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/triage/session.h"
#include "ui/parts/panel.h"
#include "ui/speech/labels.h"

#include <QPointer>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace hopscope {

class RowTable;
class RowsModel;
class Selection;

/// Every unit that was measured, with its state and what can be done to it.
class ServicesPanel : public Panel {
    Q_OBJECT
public:
    explicit ServicesPanel(Selection* selection, QWidget* parent = nullptr);
    void setSession(const Session* session);
    [[nodiscard]] RowsModel* rows() const { return m_rows; }

signals:
    void logsAsked(const QString& subject);
    void verbAsked(const QString& verb, const QString& node);

protected:
    void retranslate() override;
    void render() override;

private:
    void renderActions();
    void renderNote();
    QPushButton* addButton(QHBoxLayout* row, const char* verb);

    Selection* m_selection;
    QPointer<const Session> m_session;
    RowsModel* m_rows;
    RowTable* m_table;
    QLabel* m_none;
    QLabel* m_note;   ///< what is odd about the unit
    QLabel* m_refusal; ///< why nothing can be done to it
    QPushButton* m_logs;
    QList<QPushButton*> m_verbs; ///< start, restart, reload, stop
};

} // namespace hopscope
