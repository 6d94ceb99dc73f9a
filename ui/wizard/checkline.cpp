// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/wizard/checkline.h"

#include "ui/parts/widgets.h"
#include "ui/speech/age.h"
#include "ui/speech/labels.h"
#include "ui/speech/plain.h"
#include "ui/speech/say.h"
#include "ui/speech/sayguide.h"
#include "ui/theme/mark.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

namespace hopscope {
namespace {

constexpr int kReadingWidth = 300;
constexpr int kOutputLines = 14;
constexpr qsizetype kOutputChars = 3000;

/// Two sheets, one behind the other; drawn, so that it has the colours of the theme.
class CopyButton : public QToolButton {
public:
    using QToolButton::QToolButton;

protected:
    void paintEvent(QPaintEvent* event) override
    {
        QToolButton::paintEvent(event);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(underMouse() || hasFocus() ? colours().text : colours().muted, 1));
        const QPointF at(width() / 2.0 - 5, height() / 2.0 - 5);
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(QRectF(at + QPointF(3.5, 0.5), QSizeF(6, 6)));
        painter.setBrush(colours().surface);
        painter.drawRect(QRectF(at + QPointF(0.5, 3.5), QSizeF(6, 6)));
    }
};

QString shown(const Evidence& evidence)
{
    return visibleLine(evidence.host, 60) + QStringLiteral("$ ") + visibleLine(evidence.command, 400);
}

QLabel* monoLabel(const char* role, const QString& text)
{
    QLabel* line = plainLabel(role);
    line->setFont(monoFont(12));
    line->setText(text);
    return line;
}

} // namespace

QToolButton* copyButton(const QString& text)
{
    auto* button = new CopyButton;
    button->setProperty("kind", QStringLiteral("flat"));
    button->setFocusPolicy(Qt::TabFocus);
    button->setFixedSize(22, 20);
    button->setObjectName(QStringLiteral("copyCommand"));
    button->setAccessibleName(label(Label::CopyCommand) + QStringLiteral(": ") + visibleLine(text, 200));
    button->setToolTip(label(Label::CopyCommand));
    QObject::connect(button, &QToolButton::clicked, button, [text] { QGuiApplication::clipboard()->setText(text); });
    return button;
}

CheckLine::CheckLine(const GuideLine& line, const Snapshot& snapshot, QWidget* parent) : QWidget(parent)
{
    m_sentence = sayGuideLine(words(), line);
    const QString reading = sayGuideReading(words(), line);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 11, 16, 11);
    row->setSpacing(12);
    auto* mark = new MarkWidget(18);
    mark->setHealth(line.mark);
    row->addWidget(mark, 0, Qt::AlignTop);
    m_column = new QVBoxLayout;
    m_column->setSpacing(3);
    QLabel* sentence = plainLabel();
    sentence->setText(m_sentence);
    sentence->setWordWrap(true);
    sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    sentence->setAccessibleName(sayHealth(line.mark) + QStringLiteral(": ") + m_sentence +
                                (reading.isEmpty() ? QString() : QStringLiteral(". ") + reading));
    m_column->addWidget(sentence);
    QLabel* right = nullptr;
    if (!reading.isEmpty()) {
        right = monoLabel("", reading);
        right->setAlignment(Qt::AlignRight | Qt::AlignTop);
        right->setWordWrap(true);
        right->setMaximumWidth(kReadingWidth);
        int widest = 0;
        for (const QString& one : reading.split(QLatin1Char('\n')))
            widest = qMax(widest, right->fontMetrics().horizontalAdvance(one));
        right->setMinimumWidth(qMin(kReadingWidth, widest + 4));
    }
    for (const QString& id : line.evidence) {
        const auto found = snapshot.evidence ? snapshot.evidence->find(id) : decltype(snapshot.evidence->end()){};
        if (snapshot.evidence && found != snapshot.evidence->end())
            m_evidence.append(found->second);
    }
    if (!m_evidence.isEmpty())
        addCommand(m_column, m_evidence);
    m_column->addStretch(1); // a tall reading beside it must not pull the two lines apart
    row->addLayout(m_column, 1);
    if (right)
        row->addWidget(right, 0, Qt::AlignTop);
}

void CheckLine::addCommand(QVBoxLayout* column, const QList<Evidence>& evidence)
{
    const Evidence& first = evidence.constFirst();
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    auto* command = new ElidedLabel("muted");
    command->setFont(monoFont(12));
    command->setFullText(shown(first));
    command->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    row->addWidget(command);
    QString took = QStringLiteral("· ") + words().duration(first.durationMs);
    if (evidence.size() > 1)
        took += QStringLiteral(" · +") + QString::number(evidence.size() - 1);
    QLabel* time = monoLabel("muted", took);
    time->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    row->addWidget(time);
    row->addWidget(copyButton(first.command));
    m_outputButton = pushButton("flat");
    m_outputButton->setObjectName(QStringLiteral("showOutput"));
    m_outputButton->setCheckable(true);
    m_outputButton->setFocusPolicy(Qt::TabFocus);
    setCaption(m_outputButton, label(Label::ShowBytes) + QStringLiteral(" ▸"), label(Label::ShowBytesOf, visibleLine(first.command, 120)));
    connect(m_outputButton, &QPushButton::toggled, this, &CheckLine::toggleOutput);
    row->addWidget(m_outputButton);
    row->addStretch(1);
    column->addLayout(row);
}

void CheckLine::toggleOutput(bool shownNow)
{
    setCaption(m_outputButton, label(Label::ShowBytes) + (shownNow ? QStringLiteral(" ▾") : QStringLiteral(" ▸")),
               m_outputButton->accessibleName());
    if (shownNow && !m_output) {
        m_output = makeOutput();
        m_column->insertWidget(m_column->count() - 1, m_output);
    }
    if (m_output)
        m_output->setVisible(shownNow);
}

QWidget* CheckLine::makeOutput() const
{
    QFrame* card = cardFrame("code");
    auto* column = new QVBoxLayout(card);
    column->setContentsMargins(10, 8, 10, 8);
    column->setSpacing(6);
    for (const Evidence& evidence : m_evidence) {
        QLabel* head = monoLabel("muted", shown(evidence) + QStringLiteral("\n") +
                                              label(Label::CommandMeta, QString::number(evidence.exit),
                                                    QString::number(evidence.durationMs), clockText(evidence.at)));
        head->setWordWrap(true);
        QLabel* bytes = monoLabel("", evidence.excerpt(kOutputLines, kOutputChars));
        bytes->setWordWrap(true);
        bytes->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        for (QLabel* text : {head, bytes}) {
            text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
            column->addWidget(text);
        }
    }
    return card;
}

} // namespace hopscope
