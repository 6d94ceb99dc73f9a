// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QString>

namespace hopscope {

enum class UiLanguage { English, Chinese };

/// The words of the window itself; what the core found out is said by ui/words.
enum class Label {
#define LABEL(name, english, chinese) name,
#include "ui/speech/labels.def"
#undef LABEL
};

/// The language of the whole window. setUiLanguage() sends LanguageChange to every top-level widget.
[[nodiscard]] UiLanguage uiLanguage();
void setUiLanguage(UiLanguage language);
[[nodiscard]] UiLanguage languageOfDesktop();

[[nodiscard]] QString label(Label name);
template <class... Args> [[nodiscard]] QString label(Label name, const Args&... args)
{
    return label(name).arg(args...);
}

} // namespace hopscope
