// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/environments/environmentform.h"

#include "ui/environments/hostsform.h"
#include "ui/parts/choicebox.h"
#include "ui/parts/tickbox.h"
#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"

#include <QEvent>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QUrl>

#include <array>

namespace hopscope {

namespace {

constexpr std::array kCaptions{Label::Url,      Label::Hosts,         Label::Name,   Label::ActionsField,
                               Label::CaFile,   Label::SshConfigFile, Label::TimeoutField};

} // namespace

QString completedUrl(const QString& typed)
{
    const QString url = typed.trimmed();
    return url.isEmpty() || url.contains(QStringLiteral("://")) ? url : QStringLiteral("https://") + url;
}

EnvironmentForm::EnvironmentForm(QWidget* parent) : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    buildMain(grid);
    buildMore(grid);
    grid->setRowStretch(grid->rowCount(), 1);
    setFocusProxy(m_url);
    retranslate();
    showMore(false);
    orderTabs();
}

QLabel* EnvironmentForm::addRow(QGridLayout* grid, QWidget* field)
{
    const int row = grid->rowCount();
    QLabel* caption = plainLabel("muted");
    caption->setContentsMargins(0, 5, 0, 0);
    m_captions.append(caption);
    grid->addWidget(caption, row, 0, Qt::AlignTop | Qt::AlignLeft);
    grid->addWidget(field, row, 1);
    return caption;
}

void EnvironmentForm::buildMain(QGridLayout* grid)
{
    m_url = new QLineEdit;
    m_url->setObjectName(QStringLiteral("environmentUrl"));
    m_hosts = new HostsForm;
    m_name = new QLineEdit;
    m_name->setObjectName(QStringLiteral("environmentName"));
    auto* safety = new QWidget;
    auto* across = new QHBoxLayout(safety);
    across->setContentsMargins(0, 0, 0, 0);
    m_policy = new ChoiceBox;
    m_policy->setObjectName(QStringLiteral("environmentPolicy"));
    m_policy->addItem(QString(), toCode(Policy::Confirm));
    m_policy->addItem(QString(), toCode(Policy::ReadOnly));
    m_production = new TickBox;
    m_production->setObjectName(QStringLiteral("environmentProduction"));
    across->addWidget(m_policy);
    across->addSpacing(12);
    across->addWidget(m_production);
    across->addStretch(1);
    m_urlHint = plainLabel("faint");
    m_hostsHint = plainLabel("faint");
    m_lockedNote = plainLabel("faint");
    for (QLabel* hint : {m_urlHint, m_hostsHint, m_lockedNote})
        hint->setWordWrap(true);
    addRow(grid, m_url);
    grid->addWidget(m_urlHint, grid->rowCount(), 1);
    addRow(grid, m_hosts);
    grid->addWidget(m_hostsHint, grid->rowCount(), 1);
    addRow(grid, m_name);
    addRow(grid, safety);
    grid->addWidget(m_lockedNote, grid->rowCount(), 1);
    connect(m_url, &QLineEdit::textChanged, this, [this] {
        followUrl();
        emit changed();
    });
    connect(m_hosts, &HostsForm::testAsked, this, &EnvironmentForm::testAsked);
    connect(m_hosts, &HostsForm::changed, this, [this] {
        orderTabs();
        emit changed();
    });
    connect(m_name, &QLineEdit::textEdited, this, [this] { m_nameFollows = m_name->text().isEmpty(); });
    connect(m_name, &QLineEdit::textChanged, this, &EnvironmentForm::changed);
    connect(m_policy, &QComboBox::currentIndexChanged, this, &EnvironmentForm::changed);
    connect(m_production, &TickBox::toggled, this, &EnvironmentForm::takeProduction);
}

void EnvironmentForm::buildMore(QGridLayout* grid)
{
    m_moreButton = pushButton("flat");
    m_moreButton->setObjectName(QStringLiteral("environmentMore"));
    m_moreButton->setCheckable(true);
    grid->addWidget(m_moreButton, grid->rowCount(), 1, Qt::AlignLeft);
    m_caFile = new QLineEdit;
    m_caFile->setObjectName(QStringLiteral("environmentCaFile"));
    m_sshConfig = new QLineEdit;
    m_sshConfig->setObjectName(QStringLiteral("environmentSshConfig"));
    m_timeout = new QSpinBox;
    m_timeout->setObjectName(QStringLiteral("environmentTimeout"));
    m_timeout->setRange(1, 3600);
    m_timeout->setMaximumWidth(120);
    for (QWidget* field : {static_cast<QWidget*>(m_caFile), static_cast<QWidget*>(m_sshConfig),
                           static_cast<QWidget*>(m_timeout)})
        m_moreFields << addRow(grid, field) << field;
    connect(m_moreButton, &QPushButton::toggled, this, &EnvironmentForm::showMore);
    connect(m_caFile, &QLineEdit::textChanged, this, &EnvironmentForm::changed);
    connect(m_sshConfig, &QLineEdit::textChanged, this, &EnvironmentForm::changed);
    connect(m_timeout, &QSpinBox::valueChanged, this, &EnvironmentForm::changed);
}

void EnvironmentForm::showMore(bool on)
{
    m_moreButton->setChecked(on);
    setCaption(m_moreButton, (on ? QStringLiteral("▾ ") : QStringLiteral("▸ ")) + label(Label::MoreFields),
               label(Label::MoreFields));
    for (QWidget* field : std::as_const(m_moreFields))
        field->setVisible(on);
}

/// Rows of hosts come and go; Tab still goes from top to bottom.
void EnvironmentForm::orderTabs()
{
    QWidget* before = m_url;
    for (QWidget* next : m_hosts->tabChain() + QList<QWidget*>{m_name, m_policy, m_production, m_moreButton, m_caFile,
                                                               m_sshConfig, m_timeout}) {
        setTabOrder(before, next);
        before = next;
    }
}

void EnvironmentForm::followUrl()
{
    if (m_nameFollows)
        m_name->setText(QUrl(completedUrl(m_url->text())).host());
}

/// Production begins locked; who wants to act there says so with open eyes.
void EnvironmentForm::takeProduction(bool on)
{
    m_policy->setCurrentIndex(m_policy->findData(toCode(on ? Policy::ReadOnly : Policy::Confirm)));
    emit changed();
}

void EnvironmentForm::setAliases(const QStringList& aliases)
{
    m_hosts->setAliases(aliases);
}

void EnvironmentForm::setEnvironment(const Environment& environment)
{
    const QSignalBlocker quiet(this);
    const Environment normal;
    m_kept = environment;
    m_nameFollows = environment.name.isEmpty() || environment.name == QUrl(environment.url).host();
    m_name->setText(environment.name);
    m_url->setText(environment.url);
    m_hosts->setHosts(environment.hosts);
    orderTabs();
    m_production->setChecked(environment.production);
    m_policy->setCurrentIndex(m_policy->findData(toCode(environment.policy)));
    m_caFile->setText(environment.caFile);
    m_sshConfig->setText(environment.sshConfig);
    m_timeout->setValue(environment.timeoutSeconds);
    showMore(!environment.caFile.isEmpty() || !environment.sshConfig.isEmpty() ||
             environment.timeoutSeconds != normal.timeoutSeconds);
}

Environment EnvironmentForm::environment() const
{
    Environment environment = m_kept;
    environment.url = completedUrl(m_url->text());
    environment.name = m_name->text().trimmed();
    if (environment.name.isEmpty())
        environment.name = QUrl(environment.url).host();
    environment.hosts = m_hosts->hosts();
    environment.production = m_production->isChecked();
    environment.policy = m_policy->currentData().toString() == toCode(Policy::ReadOnly) ? Policy::ReadOnly : Policy::Confirm;
    environment.caFile = m_caFile->text().trimmed();
    environment.sshConfig = m_sshConfig->text().trimmed();
    environment.timeoutSeconds = m_timeout->value();
    return environment;
}

void EnvironmentForm::focusField(const QString& field)
{
    if (field == QStringLiteral("ssh"))
        m_hosts->focusRow(int(m_hosts->hosts().size()) > 0 ? int(m_hosts->hosts().size()) - 1 : 0);
    else if (field == QStringLiteral("name"))
        m_name->setFocus();
    else
        m_url->setFocus();
}

void EnvironmentForm::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void EnvironmentForm::retranslate()
{
    for (std::size_t i = 0; i < kCaptions.size(); ++i)
        m_captions.at(qsizetype(i))->setText(label(kCaptions.at(i)));
    m_url->setAccessibleName(label(Label::Url));
    m_url->setPlaceholderText(QStringLiteral("https://docs.example.com/healthcheck"));
    m_urlHint->setText(label(Label::UrlHint));
    m_hostsHint->setText(label(Label::HostsHint));
    m_name->setAccessibleName(label(Label::Name));
    m_policy->setItemText(0, label(Label::PolicyConfirm));
    m_policy->setItemText(1, label(Label::PolicyReadOnly));
    m_policy->setAccessibleName(label(Label::ActionsField));
    m_production->setText(label(Label::ThisIsProduction));
    m_production->setAccessibleName(label(Label::ThisIsProduction));
    m_lockedNote->setText(label(Label::ProductionHint));
    m_caFile->setAccessibleName(label(Label::CaFile));
    m_caFile->setPlaceholderText(label(Label::CaFileHint));
    m_sshConfig->setAccessibleName(label(Label::SshConfigFile));
    m_sshConfig->setPlaceholderText(QStringLiteral("~/.ssh/config"));
    m_timeout->setAccessibleName(label(Label::TimeoutField));
    m_timeout->setSuffix(QStringLiteral(" s"));
    m_hosts->retranslate();
    showMore(m_moreButton->isChecked());
}

} // namespace hopscope
