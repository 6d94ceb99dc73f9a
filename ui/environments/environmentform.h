// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/model/environment.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace hopscope {

class HostsForm;

/// An environment as fields: the URL and the hosts first, what has a good default behind them. GUI thread.
class EnvironmentForm : public QWidget {
    Q_OBJECT
public:
    explicit EnvironmentForm(QWidget* parent = nullptr);

    void setAliases(const QStringList& aliases);
    /// Tells nobody.
    void setEnvironment(const Environment& environment);
    /// What the fields say, complete or not; the URL with `https://` where no scheme was typed.
    [[nodiscard]] Environment environment() const;
    /// Where to begin, or where something is wrong: `url`, `ssh` or `name`.
    void focusField(const QString& field);

signals:
    void changed();
    /// The login of this host is to be tested.
    void testAsked(const hopscope::HostSpec& host);

protected:
    void changeEvent(QEvent* event) override;

private:
    void buildMain(QGridLayout* grid);
    void buildMore(QGridLayout* grid);
    QLabel* addRow(QGridLayout* grid, QWidget* field);
    void retranslate();
    void orderTabs();
    void followUrl();
    void takeProduction(bool on);
    void showMore(bool on);

    Environment m_kept; ///< what no field shows
    QLineEdit* m_url;
    HostsForm* m_hosts;
    QLineEdit* m_name;
    QComboBox* m_policy;
    QCheckBox* m_production;
    QLabel* m_lockedNote;
    QPushButton* m_moreButton;
    QLineEdit* m_caFile;
    QLineEdit* m_sshConfig;
    QSpinBox* m_timeout;
    QList<QLabel*> m_captions;
    QLabel* m_urlHint;
    QLabel* m_hostsHint;
    QList<QWidget*> m_moreFields;
    bool m_nameFollows = true; ///< nobody chose a name yet
};

/// `docs.example.com` with the scheme people leave out.
[[nodiscard]] QString completedUrl(const QString& typed);

} // namespace hopscope
