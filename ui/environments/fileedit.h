// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <QPlainTextEdit>

namespace hopscope {

/// A small file as text, the line that is wrong marked. Tab leaves it, so that the keyboard is not caught. GUI thread.
class FileEdit : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit FileEdit(QWidget* parent = nullptr);
    /// From 1; 0 marks none.
    void markLine(int line);
    [[nodiscard]] int markedLine() const { return m_line; }

private:
    int m_line = 0;
};

} // namespace hopscope
