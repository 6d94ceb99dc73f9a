// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/environment.h"

#include <QWidget>

class QComboBox;
class QPushButton;
class QVBoxLayout;

namespace hopscope {

/// The hosts of an environment: an alias each, chosen or typed, and how sudo is used there. There is always one more empty
/// row to go on with. GUI thread.
class HostsForm : public QWidget {
    Q_OBJECT
public:
    explicit HostsForm(QWidget* parent = nullptr);

    /// Offered in every row; what is typed there already stays.
    void setAliases(const QStringList& aliases);
    void setHosts(const QList<HostSpec>& hosts);
    /// Rows without an alias are left out.
    [[nodiscard]] QList<HostSpec> hosts() const;
    void retranslate();
    void focusRow(int row);
    /// What the Tab key goes through, in order; changes with the rows.
    [[nodiscard]] QList<QWidget*> tabChain() const;

signals:
    void changed();
    /// The login of this host is to be tested.
    void testAsked(const hopscope::HostSpec& host);

private:
    struct Line {
        QWidget* row;
        QComboBox* alias;
        QComboBox* sudo;
        QPushButton* test;
        QPushButton* remove;
        HostSpec spec; ///< what no field shows is kept
    };

    void addLine(const HostSpec& spec);
    void offerNext();
    void removeLine(const QWidget* row);
    void nameLines();
    void fill(const Line& line) const;
    [[nodiscard]] static HostSpec specOf(const Line& line);
    void test(const QWidget* row);

    QVBoxLayout* m_column;
    QList<Line> m_lines;
    QStringList m_aliases;
};

} // namespace hopscope
