// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/dialogs/hostkeydialog.h"

#include "ui/dialogs/plandialog.h"
#include "ui/parts/widgets.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/questions.h"
#include "ui/speech/say.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace hopscope {

namespace {

constexpr int kOneKey = 560;
constexpr int kTwoKeys = 960;

QLabel* addLine(QVBoxLayout* column, const char* role, const QString& text)
{
    QLabel* line = plainLabel(role);
    line->setText(text);
    line->setWordWrap(true);
    line->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(line);
    return line;
}

} // namespace

HostKeyDialog::HostKeyDialog(const Question& question, QWidget* parent) : QDialog(parent), m_question(question)
{
    setObjectName(QStringLiteral("hostKeyDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    addWords(column);
    addKeys(column);
    addAdvice(column);
    column->addStretch(1);
    addButtons(column);
    setMinimumWidth(m_question.known.isEmpty() ? kOneKey : kTwoKeys);
}

bool HostKeyDialog::isUnknown() const
{
    return m_question.kind == QStringLiteral("unknown-host-key");
}

bool HostKeyDialog::isRevoked() const
{
    return m_question.kind == QStringLiteral("revoked-host-key");
}

void HostKeyDialog::addWords(QVBoxLayout* column)
{
    const QString title = questionTitle(m_question);
    setWindowTitle(title);
    setAccessibleName(title);
    addLine(column, "title", title);
    addLine(column, isUnknown() ? "" : "warning", questionDetail(m_question));
    if (!m_question.note.isEmpty())
        addLine(column, "warning", sayError({m_question.note, {}, {}, {}}))->setObjectName(QStringLiteral("keyNote"));
}

void HostKeyDialog::addKeys(QVBoxLayout* column)
{
    auto* across = new QHBoxLayout;
    across->setSpacing(12);
    if (!m_question.known.isEmpty()) {
        const HostKeyLook& known = m_question.known.first();
        addCard(across, "known", label(isRevoked() ? Label::HostKeyRevokedLine : Label::HostKeyKnown), known, isRevoked());
    }
    HostKeyLook shown = m_question.key;
    if (shown.fingerprint.isEmpty())
        shown.fingerprint = m_question.fingerprint;
    addCard(across, "shown", label(Label::HostKeyShown), shown, !isUnknown());
    column->addLayout(across);
    if (m_question.known.size() > 1)
        addLine(column, "muted", label(Label::HostKeyMore, QString::number(m_question.known.size() - 1)));
}

void HostKeyDialog::addCard(QHBoxLayout* across, const char* name, const QString& heading, const HostKeyLook& key, bool wrong)
{
    QFrame* card = cardFrame();
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(6);
    const QString prefix = QString::fromLatin1(name);
    addLine(column, wrong ? "warning" : "strong", heading);
    QLabel* print = addLine(column, "", visibleLine(key.fingerprint, 120));
    print->setObjectName(prefix + QStringLiteral("Fingerprint"));
    print->setFont(monoFont(13));
    print->setAccessibleName(heading + QStringLiteral(", ") + label(Label::Fingerprint) + QStringLiteral(": ") +
                             visibleLine(key.fingerprint, 120));
    if (!key.art.isEmpty()) {
        QLabel* art = plainLabel();
        art->setObjectName(prefix + QStringLiteral("Art"));
        art->setText(key.art);
        art->setFont(monoFont(13));
        art->setAccessibleName(label(Label::HostKeyArt));
        art->setMinimumSize(art->sizeHint()); // else a dialog short of room cuts its last line
        column->addWidget(art, 0, Qt::AlignHCenter);
    }
    if (!key.type.isEmpty())
        addLine(column, "muted", visibleLine(key.type, 80));
    addLine(column, "muted", key.where.isEmpty() ? visibleLine(m_question.name, 120) : visibleLine(key.where, 300))
        ->setObjectName(prefix + QStringLiteral("Where"));
    column->addStretch(1);
    across->addWidget(card, 1);
}

/// For a key that changed: what a person does, by hand and elsewhere, who knows why.
void HostKeyDialog::addAdvice(QVBoxLayout* column)
{
    if (isUnknown()) {
        addLine(column, "muted", label(Label::HostKeyHowTo));
        return;
    }
    if (isRevoked() || m_question.known.isEmpty())
        return;
    const QString where = m_question.known.first().where;
    const QString file = where.left(where.lastIndexOf(QLatin1Char(':')));
    addLine(column, "", label(Label::HostKeyRemove));
    QFrame* code = cardFrame("code");
    auto* inside = new QVBoxLayout(code);
    inside->setContentsMargins(10, 8, 10, 8);
    QLabel* command = addLine(inside, "", visibleLine(commandLine({QStringLiteral("ssh-keygen"), QStringLiteral("-R"), m_question.name,
                                                                   QStringLiteral("-f"), file},
                                                                  false),
                                                      400));
    command->setObjectName(QStringLiteral("removeCommand"));
    command->setFont(monoFont(12));
    column->addWidget(code);
}

void HostKeyDialog::addButtons(QVBoxLayout* column)
{
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    if (isUnknown()) {
        QPushButton* trust = pushButton("danger");
        trust->setObjectName(QStringLiteral("accept"));
        setCaption(trust, label(Label::QuestionTrust));
        trust->setAutoDefault(false);
        row->addWidget(trust);
        connect(trust, &QPushButton::clicked, this, &QDialog::accept);
    }
    QPushButton* refuse = pushButton();
    refuse->setObjectName(QStringLiteral("refuse"));
    setCaption(refuse, label(isUnknown() ? Label::QuestionRefuse : Label::Close));
    refuse->setAutoDefault(true);
    refuse->setDefault(true);
    row->addWidget(refuse);
    column->addLayout(row);
    connect(refuse, &QPushButton::clicked, this, &QDialog::reject);
    refuse->setFocus();
}

void HostKeyDialog::done(int result)
{
    if (!m_answered && m_question.id != 0) {
        m_answered = true;
        emit answered(m_question.id, result == Accepted && isUnknown(), {}, false);
    }
    QDialog::done(result);
}

} // namespace hopscope
