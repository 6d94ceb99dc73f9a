// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "ui/words/words.h"

#include <QString>

namespace hopscope {

/// The words of the window itself; what the core found out is said by ui/words.
enum class Label {
#define LABEL(name, english, chinese) name,
#include "ui/speech/labels.def"
#undef LABEL
};

/// The language of the whole window. setUiLanguage() sends LanguageChange to every top-level widget.
[[nodiscard]] Language uiLanguage();
void setUiLanguage(Language language);
[[nodiscard]] Language languageOfDesktop();

[[nodiscard]] QString label(Label name);
template <class... Args> [[nodiscard]] QString label(Label name, const Args&... args)
{
    return label(name).arg(args...);
}

} // namespace hopscope
