// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/dialogs/questiondialog.h"

#include "ui/parts/tickbox.h"
#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"
#include "ui/speech/questions.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

#include <cstring>

namespace hopscope {

QuestionDialog::QuestionDialog(const Question& question, QWidget* parent) : QDialog(parent), m_question(question)
{
    setObjectName(QStringLiteral("questionDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(questionTitle(question));
    setAccessibleName(questionTitle(question));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    addWords(column);
    if (!isTouch())
        addField(column);
    addButtons(column);
    setMinimumWidth(480);
}

bool QuestionDialog::isTouch() const
{
    return m_question.kind == QStringLiteral("touch");
}

void QuestionDialog::addWords(QVBoxLayout* column)
{
    const auto add = [&](const char* role, const QString& text) {
        QLabel* line = plainLabel(role);
        line->setText(text);
        line->setWordWrap(true);
        line->setTextInteractionFlags(Qt::TextSelectableByMouse);
        column->addWidget(line);
    };
    add("title", questionTitle(m_question));
    if (m_question.attempt > 1)
        add("warning", label(Label::QuestionAgain, QString::number(m_question.attempt)));
    if (const QString detail = questionDetail(m_question); !detail.isEmpty())
        add(isTouch() ? "" : "muted", detail);
}

void QuestionDialog::addField(QVBoxLayout* column)
{
    m_secret = new QLineEdit;
    m_secret->setObjectName(QStringLiteral("secret"));
    m_secret->setEchoMode(m_question.echo ? QLineEdit::Normal : QLineEdit::Password);
    m_secret->setAccessibleName(questionTitle(m_question));
    m_secret->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhSensitiveData | Qt::ImhNoPredictiveText);
    column->addWidget(m_secret);
    if (m_question.canKeep) {
        m_keep = new TickBox;
        m_keep->setObjectName(QStringLiteral("keep"));
        setCaption(m_keep, label(Label::QuestionKeep));
        column->addWidget(m_keep);
    }
    const bool once = m_question.kind == QStringLiteral("keyboard-interactive");
    QLabel* kept = plainLabel("faint");
    kept->setText(label(once            ? Label::QuestionNotKept
                        : m_keep != nullptr ? Label::QuestionKeepText
                                            : Label::QuestionKept));
    kept->setWordWrap(true);
    column->addWidget(kept);
}

void QuestionDialog::addButtons(QVBoxLayout* column)
{
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    QPushButton* no = pushButton();
    no->setObjectName(QStringLiteral("refuse"));
    setCaption(no, label(isTouch() ? Label::Close : Label::QuestionSkip));
    connect(no, &QPushButton::clicked, this, &QDialog::reject);
    if (m_secret) {
        QPushButton* yes = pushButton("primary");
        yes->setObjectName(QStringLiteral("accept"));
        setCaption(yes, label(Label::QuestionAnswer));
        connect(yes, &QPushButton::clicked, this, &QDialog::accept);
        row->addWidget(yes);
        yes->setAutoDefault(true);
        yes->setDefault(true);
        m_secret->setFocus();
    } else {
        no->setAutoDefault(true);
        no->setDefault(true);
        no->setFocus();
    }
    row->addWidget(no);
    column->addLayout(row);
}

void QuestionDialog::done(int result)
{
    if (!m_answered && m_question.id != 0) {
        m_answered = true;
        const bool yes = result == Accepted;
        QString secret = m_secret ? m_secret->text() : QString();
        emit answered(m_question.id, yes, yes ? secret : QString(), yes && m_keep && m_keep->isChecked());
        wipe(secret);
        if (m_secret)
            m_secret->clear();
    }
    QDialog::done(result);
}

void wipe(QString& secret)
{
    // Not through data(), which would part from the string in the field and wipe a copy of it.
    if (!secret.isEmpty())
        explicit_bzero(const_cast<QChar*>(secret.constData()), static_cast<std::size_t>(secret.size()) * sizeof(QChar));
    secret.clear();
}

} // namespace hopscope
