// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "ui/speech/labels.h"

#include <QApplication>
#include <QEvent>
#include <QLocale>
#include <QWidget>

#include <array>

namespace hopscope {

namespace {

struct Texts {
    const char* english;
    const char* chinese;
};

constexpr std::array kTexts{
#define LABEL(name, english, chinese) Texts{english, chinese},
#include "ui/speech/labels.def"
#undef LABEL
};

Language g_language = Language::English; // GUI thread only

} // namespace

Language uiLanguage()
{
    return g_language;
}

Language languageOfDesktop()
{
    return QLocale::system().language() == QLocale::Chinese ? Language::Chinese : Language::English;
}

void setUiLanguage(Language language)
{
    if (language == g_language)
        return;
    g_language = language;
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget* window : windows) {
        QEvent event(QEvent::LanguageChange);
        QCoreApplication::sendEvent(window, &event);
    }
}

QString label(Label name)
{
    const Texts& texts = kTexts.at(static_cast<std::size_t>(name));
    return QString::fromUtf8(g_language == Language::Chinese ? texts.chinese : texts.english);
}

} // namespace hopscope
