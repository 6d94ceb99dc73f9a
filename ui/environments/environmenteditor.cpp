// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/environments/environmenteditor.h"

#include "core/model/environmenttext.h"
#include "ui/environments/environmentform.h"
#include "ui/environments/fileedit.h"
#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"
#include "ui/speech/say.h"

#include <QEvent>
#include <QRegularExpression>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

namespace hopscope {

namespace {

constexpr int kFileTab = 1;

int lineOf(const Error& error)
{
    static const QRegularExpression line(QStringLiteral("^line (\\d+)$"));
    return line.match(error.phase).captured(1).toInt();
}

} // namespace

EnvironmentDraft freshDraft()
{
    return {};
}

EnvironmentDraft draftOf(const QByteArray& text)
{
    const auto environment = parseEnvironment(text);
    QByteArray lines = text; // as an edit gives it back
    lines.replace("\r\n", "\n");
    return {lines, lines, environment.value_or(Environment()), !environment};
}

EnvironmentEditor::EnvironmentEditor(QWidget* parent) : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    m_tabs = new QTabWidget;
    m_tabs->setObjectName(QStringLiteral("environmentTabs"));
    m_form = new EnvironmentForm;
    m_form->setContentsMargins(4, 12, 12, 4);
    m_file = new FileEdit;
    m_file->setObjectName(QStringLiteral("environmentFile"));
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(m_form);
    m_tabs->addTab(scroll, QString());
    m_tabs->addTab(m_file, QString());
    m_error = plainLabel("warning");
    m_error->setObjectName(QStringLiteral("environmentError"));
    m_error->setWordWrap(true);
    column->addWidget(m_tabs, 1);
    column->addWidget(m_error);
    connect(m_tabs, &QTabWidget::currentChanged, this, &EnvironmentEditor::takeTab);
    connect(m_form, &EnvironmentForm::testAsked, this, &EnvironmentEditor::testAsked);
    connect(m_form, &EnvironmentForm::changed, this, [this] {
        clearError();
        emit changed();
    });
    connect(m_file, &FileEdit::textChanged, this, &EnvironmentEditor::takeText);
    retranslate();
    clearError();
}

bool EnvironmentEditor::asFile() const
{
    return m_tabs->currentIndex() == kFileTab;
}

void EnvironmentEditor::setAliases(const QStringList& aliases)
{
    m_form->setAliases(aliases);
}

void EnvironmentEditor::setDraft(const EnvironmentDraft& draft)
{
    const QScopedValueRollback settling(m_settling, true);
    m_base = draft.base;
    m_form->setEnvironment(draft.form);
    m_file->setPlainText(QString::fromUtf8(draft.text));
    m_tabs->setCurrentIndex(draft.asFile ? kFileTab : 0);
    clearError();
    if (draft.asFile)
        takeText();
}

EnvironmentDraft EnvironmentEditor::draft() const
{
    return {m_base, text(), m_form->environment(), asFile()};
}

QByteArray EnvironmentEditor::text() const
{
    return asFile() ? m_file->toPlainText().toUtf8() : environmentText(m_form->environment(), m_base);
}

/// From the form to the file nothing can go wrong. Back, a file that is not understood stays a file.
void EnvironmentEditor::takeTab(int index)
{
    if (m_settling)
        return;
    const QScopedValueRollback settling(m_settling, true);
    clearError();
    const QByteArray fromForm = environmentText(m_form->environment(), m_base);
    if (index == kFileTab) {
        m_file->setPlainText(QString::fromUtf8(fromForm));
        return;
    }
    const QByteArray typed = m_file->toPlainText().toUtf8();
    if (typed == fromForm)
        return;
    const auto environment = parseEnvironment(typed);
    if (environment) {
        m_base = typed;
        m_form->setEnvironment(*environment);
        return;
    }
    m_tabs->setCurrentIndex(kFileTab);
    showError(environment.error());
}

void EnvironmentEditor::takeText()
{
    const auto environment = parseEnvironment(m_file->toPlainText().toUtf8());
    if (environment)
        clearError();
    else if (asFile())
        showError(environment.error());
    if (!m_settling)
        emit changed();
}

bool EnvironmentEditor::check()
{
    const auto environment = parseEnvironment(text());
    if (environment)
        return true;
    showError(environment.error());
    const QString code = environment.error().code;
    if (asFile())
        m_file->setFocus();
    else
        m_form->focusField(code == QStringLiteral("environment.no-url")    ? QStringLiteral("url")
                           : code == QStringLiteral("environment.no-host") ? QStringLiteral("ssh")
                                                                           : environment.error().detail);
    return false;
}

/// A form has fields, not lines and keys.
QString EnvironmentEditor::sayHere(const Error& error) const
{
    static const QHash<QString, Label> known{{QStringLiteral("environment.no-url"), Label::NeedsUrl},
                                             {QStringLiteral("environment.no-host"), Label::NeedsHost},
                                             {QStringLiteral("environment.bad-value/url"), Label::BadUrl},
                                             {QStringLiteral("environment.bad-value/ssh"), Label::BadAlias},
                                             {QStringLiteral("environment.bad-value/name"), Label::BadHostName}};
    if (!asFile()) {
        const QString key = error.code == QStringLiteral("environment.bad-value")
                                ? error.code + QLatin1Char('/') + error.detail
                                : error.code;
        if (const auto it = known.find(key); it != known.end())
            return label(*it);
        return sayError({error.code, error.host, {}, {}});
    }
    return sayError(error);
}

void EnvironmentEditor::showError(const Error& error)
{
    m_error->setText(sayHere(error));
    m_error->setAccessibleName(m_error->text());
    m_error->show();
    m_file->markLine(asFile() ? lineOf(error) : 0);
}

void EnvironmentEditor::clearError()
{
    m_error->clear();
    m_error->hide();
    m_file->markLine(0);
}

void EnvironmentEditor::focusFirst()
{
    if (asFile())
        m_file->setFocus();
    else
        m_form->focusField(QStringLiteral("url"));
}

void EnvironmentEditor::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void EnvironmentEditor::retranslate()
{
    m_tabs->setTabText(0, label(Label::AsForm));
    m_tabs->setTabText(kFileTab, label(Label::AsFile));
    m_tabs->setAccessibleName(label(Label::Environment));
    m_tabs->tabBar()->setAccessibleName(label(Label::Environment));
    m_file->setAccessibleName(label(Label::AsFile));
}

} // namespace hopscope
