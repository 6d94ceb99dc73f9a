// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/dialogs/logindialog.h"

#include "ui/dialogs/askperson.h"
#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"
#include "ui/theme/mark.h"
#include "ui/theme/theme.h"

#include <QGridLayout>
#include <QPushButton>

#include <array>

namespace hopscope {

namespace {

constexpr std::array kSteps{"dns", "tcp", "banner", "key-exchange", "host-key", "authentication", "shell", "sudo"};
constexpr int kWidth = 640;

Health healthOf(const LoginStep& step)
{
    return !step.ok ? Health::Unknown : *step.ok ? Health::Ok : Health::Failed;
}

/// What went wrong and what to do; for what was not measured only why.
QString textOf(const LoginStep& step)
{
    if (step.running)
        return label(Label::LoginRunning);
    if (!step.error)
        return {};
    if (step.ok == false)
        return sayError(*step.error);
    QString text = sayReason(step.error->code);
    if (!step.error->detail.isEmpty())
        text += QStringLiteral(" (%1)").arg(visibleLine(step.error->detail, 80));
    return text;
}

} // namespace

LoginDialog::LoginDialog(std::unique_ptr<LoginTest> test, QWidget* parent) : QDialog(parent), m_test(std::move(test))
{
    setObjectName(QStringLiteral("loginDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    const QString title = label(Label::LoginTitle, visibleLine(m_test->settings().host.ssh, 80));
    setWindowTitle(title);
    setAccessibleName(title);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    QLabel* head = plainLabel("title");
    head->setText(title);
    m_result = plainLabel("muted");
    m_result->setObjectName(QStringLiteral("loginResult"));
    m_note = plainLabel("warning");
    m_note->setWordWrap(true);
    m_note->hide();
    QFrame* card = cardFrame();
    auto* grid = new QGridLayout(card);
    addSteps(grid);
    auto* row = new QHBoxLayout;
    m_again = pushButton();
    m_again->setObjectName(QStringLiteral("loginAgain"));
    setCaption(m_again, label(Label::LoginAgain));
    QPushButton* close = pushButton();
    setCaption(close, label(Label::Close));
    close->setAutoDefault(true);
    close->setDefault(true);
    row->addStretch(1);
    row->addWidget(m_again);
    row->addWidget(close);
    for (QWidget* part : std::initializer_list<QWidget*>{head, m_result, card, m_note})
        column->addWidget(part);
    column->addStretch(1);
    column->addLayout(row);
    setMinimumWidth(kWidth);
    connect(m_again, &QPushButton::clicked, this, &LoginDialog::begin);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_test.get(), &LoginTest::stepsChanged, this, &LoginDialog::take);
    connect(m_test.get(), &LoginTest::finished, this, &LoginDialog::end);
    connect(m_test.get(), &LoginTest::questionAsked, this, &LoginDialog::ask);
    close->setFocus();
    begin();
}

LoginDialog::~LoginDialog() = default;

void LoginDialog::addSteps(QGridLayout* grid)
{
    grid->setContentsMargins(14, 12, 14, 12);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(3, 1);
    grid->setColumnMinimumWidth(2, 64);
    for (const char* step : kSteps) {
        const Line line{new MarkWidget(16), plainLabel(), plainLabel("muted"), plainLabel("muted")};
        line.name->setText(words().text(QStringLiteral("probe.step.") + QString::fromLatin1(step)));
        line.time->setAlignment(Qt::AlignRight | Qt::AlignTop);
        line.text->setWordWrap(true);
        line.text->setTextInteractionFlags(Qt::TextSelectableByMouse);
        line.text->setObjectName(QStringLiteral("login-") + QString::fromLatin1(step));
        const int row = grid->rowCount();
        grid->addWidget(line.mark, row, 0, Qt::AlignTop);
        grid->addWidget(line.name, row, 1, Qt::AlignTop);
        grid->addWidget(line.time, row, 2, Qt::AlignTop);
        grid->addWidget(line.text, row, 3, Qt::AlignTop);
        m_lines.append(line);
    }
}

void LoginDialog::begin()
{
    m_again->setEnabled(false);
    m_result->setText(label(Label::LoginRunning));
    m_note->hide();
    QList<LoginStep> none(static_cast<qsizetype>(kSteps.size()));
    take(none);
    m_test->start();
}

void LoginDialog::take(const QList<LoginStep>& steps)
{
    for (qsizetype i = 0; i < qMin(steps.size(), m_lines.size()); ++i) {
        const LoginStep& step = steps.at(i);
        const Line& line = m_lines.at(i);
        line.mark->setHealth(healthOf(step));
        line.time->setText(step.ms < 0 ? QString() : words().duration(step.ms));
        line.text->setText(textOf(step));
        line.text->setProperty("role", step.ok == false ? QStringLiteral("warning") : QStringLiteral("muted"));
        repolish(line.text);
        line.text->setAccessibleName(line.name->text() + QStringLiteral(": ") + sayHealth(line.mark->health()) + QLatin1Char(' ') +
                                     line.text->text());
    }
}

void LoginDialog::end(bool well)
{
    m_result->setText(label(well ? Label::LoginWell : Label::LoginFailed));
    m_again->setEnabled(true);
}

void LoginDialog::ask(const Question& question)
{
    if (question.kind == QStringLiteral("own-config-reader")) {
        m_note->setText(label(Label::OwnConfigReader, visibleLine(question.host, 80)));
        m_note->show();
    }
    askPerson(question, this, [this](qint64 id, bool accepted, const QString& secret, bool keep) {
        m_test->answer(id, accepted, secret, keep);
    });
}

} // namespace hopscope
