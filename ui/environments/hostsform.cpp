// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/environments/hostsform.h"

#include "core/model/environmenttext.h"
#include "ui/parts/choicebox.h"
#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>
#include <array>

namespace hopscope {

namespace {

constexpr std::array kSudo{std::pair{SudoMode::Ask, Label::SudoAsk}, std::pair{SudoMode::Passwordless, Label::SudoQuiet},
                           std::pair{SudoMode::Never, Label::SudoNever}};

/// Much of a stack is readable by root only; a password is asked for when it is needed, and may be refused.
HostSpec freshHost()
{
    HostSpec spec;
    spec.sudo = SudoMode::Ask;
    return spec;
}

} // namespace

HostsForm::HostsForm(QWidget* parent) : QWidget(parent), m_column(new QVBoxLayout(this))
{
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(6);
    setHosts({});
}

void HostsForm::addLine(const HostSpec& spec)
{
    auto* row = new QWidget;
    auto* across = new QHBoxLayout(row);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(6);
    Line line{row, new ChoiceBox, new ChoiceBox, pushButton("flat"), pushButton("flat"), spec};
    line.alias->setEditable(true);
    line.alias->setObjectName(QStringLiteral("hostAlias"));
    line.alias->setInsertPolicy(QComboBox::NoInsert);
    line.sudo->setObjectName(QStringLiteral("hostSudo"));
    line.test->setObjectName(QStringLiteral("testHost"));
    line.remove->setObjectName(QStringLiteral("removeHost"));
    across->addWidget(line.alias, 1);
    across->addWidget(line.sudo);
    across->addWidget(line.test);
    across->addWidget(line.remove);
    for (const auto& [mode, text] : kSudo)
        line.sudo->addItem(label(text), toCode(mode));
    line.sudo->setCurrentIndex(line.sudo->findData(toCode(spec.sudo)));
    m_column->addWidget(row);
    m_lines.append(line);
    fill(line);
    line.alias->setEditText(spec.ssh);
    connect(line.alias, &QComboBox::editTextChanged, this, [this] {
        offerNext();
        nameLines();
        emit changed();
    });
    connect(line.sudo, &QComboBox::currentIndexChanged, this, &HostsForm::changed);
    connect(line.test, &QPushButton::clicked, this, [this, row] { test(row); });
    connect(line.remove, &QPushButton::clicked, this, [this, row] { removeLine(row); });
    nameLines();
}

void HostsForm::removeLine(const QWidget* row)
{
    const auto it = std::find_if(m_lines.cbegin(), m_lines.cend(), [row](const Line& line) { return line.row == row; });
    if (it == m_lines.cend())
        return;
    it->row->hide();
    it->row->deleteLater();
    m_lines.erase(it);
    offerNext();
    nameLines();
    m_lines.last().alias->setFocus();
    emit changed();
}

void HostsForm::offerNext()
{
    if (m_lines.isEmpty() || !m_lines.last().alias->currentText().trimmed().isEmpty())
        addLine(freshHost());
}

void HostsForm::fill(const Line& line) const
{
    const QSignalBlocker quiet(line.alias);
    const QString typed = line.alias->currentText();
    line.alias->clear();
    line.alias->addItems(m_aliases);
    line.alias->setCurrentIndex(-1);
    line.alias->setEditText(typed);
}

void HostsForm::setAliases(const QStringList& aliases)
{
    m_aliases = aliases;
    for (const Line& line : std::as_const(m_lines))
        fill(line);
}

void HostsForm::setHosts(const QList<HostSpec>& hosts)
{
    const QSignalBlocker quiet(this);
    for (const Line& line : std::as_const(m_lines))
        delete line.row;
    m_lines.clear();
    for (const HostSpec& spec : hosts)
        addLine(spec);
    offerNext();
    retranslate();
}

HostSpec HostsForm::specOf(const Line& line)
{
    HostSpec spec = line.spec;
    const QString alias = line.alias->currentText().trimmed();
    // A name that only followed from the alias follows the new one.
    if (spec.name == hostNameOfAlias(spec.ssh) || spec.name.isEmpty())
        spec.name = hostNameOfAlias(alias);
    spec.ssh = alias;
    for (const auto& [mode, text] : kSudo) {
        if (line.sudo->currentData().toString() == toCode(mode))
            spec.sudo = mode;
    }
    return spec;
}

QList<HostSpec> HostsForm::hosts() const
{
    QList<HostSpec> hosts;
    for (const Line& line : m_lines) {
        const HostSpec spec = specOf(line);
        if (!spec.ssh.isEmpty())
            hosts.append(spec);
    }
    return hosts;
}

void HostsForm::test(const QWidget* row)
{
    for (const Line& line : std::as_const(m_lines)) {
        if (line.row == row && !specOf(line).ssh.isEmpty())
            emit testAsked(specOf(line));
    }
}

void HostsForm::focusRow(int row)
{
    if (row >= 0 && row < m_lines.size())
        m_lines.at(row).alias->setFocus();
}

QList<QWidget*> HostsForm::tabChain() const
{
    QList<QWidget*> chain;
    for (const Line& line : m_lines)
        chain << line.alias << line.sudo << line.test << line.remove;
    return chain;
}

void HostsForm::nameLines()
{
    int number = 0;
    for (const Line& line : std::as_const(m_lines)) {
        const QString place = QString::number(++number);
        line.alias->setAccessibleName(label(Label::HostNumber, place));
        line.alias->lineEdit()->setPlaceholderText(label(number == 1 ? Label::HostHint : Label::NextHostHint));
        line.alias->lineEdit()->setAccessibleName(label(Label::HostNumber, place));
        line.sudo->setAccessibleName(label(Label::SudoOn, place));
        line.sudo->setToolTip(label(Label::SudoTip));
        setCaption(line.test, label(Label::TestLogin), label(Label::TestLoginTip, place));
        line.test->setToolTip(line.test->accessibleName());
        line.test->setEnabled(!line.alias->currentText().trimmed().isEmpty());
        setCaption(line.remove, QStringLiteral("✕"), label(Label::RemoveHost, place));
        line.remove->setEnabled(number < m_lines.size());
    }
}

void HostsForm::retranslate()
{
    for (const Line& line : std::as_const(m_lines)) {
        for (int i = 0; i < int(kSudo.size()); ++i)
            line.sudo->setItemText(i, label(kSudo.at(std::size_t(i)).second));
    }
    nameLines();
}

} // namespace hopscope
