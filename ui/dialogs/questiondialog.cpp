// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/dialogs/questiondialog.h"

#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace hopscope {

namespace {

QString titleOf(const Question& question)
{
    static const QHash<QString, Label> titles{{QStringLiteral("unknown-host-key"), Label::QuestionHostKey},
                                              {QStringLiteral("passphrase"), Label::QuestionPassphrase},
                                              {QStringLiteral("password"), Label::QuestionPassword},
                                              {QStringLiteral("sudo-password"), Label::QuestionSudo},
                                              {QStringLiteral("touch"), Label::QuestionTouch}};
    return label(titles.value(question.kind, Label::QuestionInteractive), visibleLine(question.host, 80));
}

bool isKey(const Question& question)
{
    return question.kind == QStringLiteral("unknown-host-key");
}

} // namespace

QuestionDialog::QuestionDialog(const Question& question, QWidget* parent) : QDialog(parent), m_question(question)
{
    setObjectName(QStringLiteral("questionDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(titleOf(question));
    setAccessibleName(titleOf(question));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    addWords(column);
    if (!isKey(question) && question.kind != QStringLiteral("touch"))
        addField(column);
    addButtons(column);
    setMinimumWidth(480);
}

void QuestionDialog::addWords(QVBoxLayout* column)
{
    const auto add = [&](const char* role, const QString& text) {
        QLabel* line = plainLabel(role);
        line->setText(text);
        line->setWordWrap(true);
        line->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(line);
        return line;
    };
    add("title", titleOf(m_question));
    if (m_question.attempt > 1)
        add("warning", label(Label::QuestionAgain, QString::number(m_question.attempt)));
    if (isKey(m_question)) {
        add("", label(Label::QuestionHostKeyText));
        QLabel* print = add("", visibleLine(m_question.fingerprint));
        print->setObjectName(QStringLiteral("fingerprint"));
        print->setFont(monoFont(13));
        print->setAccessibleName(label(Label::Fingerprint) + QStringLiteral(": ") + print->text());
    }
    // The server's words are quoted, so that they cannot pass for ours.
    if (!m_question.prompt.isEmpty())
        add("muted", label(Label::QuestionServerSays, QStringLiteral("“%1”").arg(visibleLine(m_question.prompt))));
}

void QuestionDialog::addField(QVBoxLayout* column)
{
    m_secret = new QLineEdit;
    m_secret->setObjectName(QStringLiteral("secret"));
    m_secret->setEchoMode(m_question.echo ? QLineEdit::Normal : QLineEdit::Password);
    m_secret->setAccessibleName(titleOf(m_question));
    m_secret->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    QLabel* kept = plainLabel("faint");
    kept->setText(label(Label::QuestionKept));
    column->addWidget(m_secret);
    column->addWidget(kept);
}

void QuestionDialog::addButtons(QVBoxLayout* column)
{
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    QPushButton* yes = pushButton(isKey(m_question) ? "danger" : "primary");
    yes->setObjectName(QStringLiteral("accept"));
    setCaption(yes, label(isKey(m_question) ? Label::QuestionTrust : Label::QuestionAnswer));
    QPushButton* no = pushButton();
    no->setObjectName(QStringLiteral("refuse"));
    setCaption(no, label(isKey(m_question) ? Label::QuestionRefuse : Label::QuestionSkip));
    yes->setVisible(isKey(m_question) || m_secret);
    row->addWidget(yes);
    row->addWidget(no);
    column->addLayout(row);
    // Trusting a key takes a decision; typing a password already was one.
    QPushButton* safe = m_secret ? yes : no;
    safe->setAutoDefault(true);
    safe->setDefault(true);
    if (m_secret)
        m_secret->setFocus();
    else
        no->setFocus();
    connect(yes, &QPushButton::clicked, this, &QDialog::accept);
    connect(no, &QPushButton::clicked, this, &QDialog::reject);
}

void QuestionDialog::done(int result)
{
    if (!m_answered) {
        m_answered = true;
        const bool yes = result == Accepted;
        QString secret = yes && m_secret ? m_secret->text() : QString();
        emit answered(m_question.id, yes, secret);
        secret.fill(QChar(0));
        if (m_secret)
            m_secret->setText(QString(m_secret->text().size(), QChar(0x2022)));
    }
    QDialog::done(result);
}

} // namespace hopscope
