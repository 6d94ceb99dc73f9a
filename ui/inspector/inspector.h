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
class QVBoxLayout;

namespace hopscope {

class AgeLabel;
class CommandCard;
class ElidedLabel;
class FactTable;
class MarkWidget;
class RowsModel;
class Selection;
class Ticker;

/// Right: what is known about the selected node, hop or host, the commands behind it, and what can be done.
class Inspector : public Panel {
    Q_OBJECT
public:
    Inspector(Selection* selection, const Ticker& ticker, QWidget* parent = nullptr);
    void setSession(const Session* session);
    [[nodiscard]] RowsModel* facts() const { return m_facts; }

signals:
    void logsAsked(const QString& subject);
    void verbAsked(const QString& verb, const QString& node);
    void evidenceAsked(const QString& id);

protected:
    void retranslate() override;
    void render() override;

private:
    void buildTitle(QVBoxLayout* column);
    void buildBody(QVBoxLayout* column);
    void buildActions(QVBoxLayout* column);
    void renderTitle(const QString& subject);
    void renderFacts();
    void renderCommands(const QString& subject);
    void renderActions(const QString& subject);
    void offer(QPushButton* button, const char* verb, Label caption, bool shown, bool main);

    Selection* m_selection;
    const Ticker& m_ticker;
    QPointer<const Session> m_session;
    MarkWidget* m_mark;
    ElidedLabel* m_title;
    AgeLabel* m_age;
    ElidedLabel* m_subtitle;
    QLabel* m_why;
    QLabel* m_empty;
    RowsModel* m_facts;
    FactTable* m_factTable;
    QLabel* m_commandsHeading;
    QList<CommandCard*> m_cards;
    QPushButton* m_more;
    QWidget* m_body;
    QWidget* m_actions;
    QPushButton* m_logs;
    QPushButton* m_start;
    QPushButton* m_restart;
    QPushButton* m_reload;
    QPushButton* m_stop;
};

} // namespace hopscope
