// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QDialog>
#include <QList>

#include <functional>

class QLabel;
class QLineEdit;

namespace hopscope {

class RowList;
class RowsModel;
struct Snapshot;

/// Something that can be found: a node, host, check or command.
struct Findable {
    QString id;
    QString title;
    QString detail;
    int health = -1; ///< as Health, or -1
    std::function<void()> act;
};

/// `Ctrl+K`: type a few letters, Enter goes there.
class CommandPalette : public QDialog {
    Q_OBJECT
public:
    CommandPalette(QList<Findable> things, QWidget* parent);
    [[nodiscard]] RowsModel* found() const { return m_found; }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void search(const QString& typed);
    void run(int row);

    QList<Findable> m_things;
    RowsModel* m_found;
    QLineEdit* m_typed;
    RowList* m_list;
    QLabel* m_none;
};

} // namespace hopscope
