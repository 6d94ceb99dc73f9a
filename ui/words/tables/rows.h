// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <cstddef>

namespace hopscope::words {

/// One text in both languages. `{name}` stands for an argument. UTF-8.
struct Row {
    const char* key;
    const char* en;
    const char* zh;
};

/// What happened and what to do about it.
struct ErrorRow {
    const char* code;
    const char* en;
    const char* todoEn;
    const char* zh;
    const char* todoZh;
};

/// A cause: the title names what is wrong and where, the line how that becomes what the client sees.
struct CauseRow {
    const char* id;
    const char* name;
    const char* en;
    const char* lineEn;
    const char* zh;
    const char* lineZh;
};

template <class T> struct Table {
    const T* rows;
    std::size_t count;
    [[nodiscard]] const T* begin() const { return rows; }
    [[nodiscard]] const T* end() const { return rows + count; }
};

[[nodiscard]] Table<ErrorRow> sshErrors();   ///< ssh.* sudo.*
[[nodiscard]] Table<ErrorRow> probeErrors(); ///< tcp.* tls.* http.* proto.*
[[nodiscard]] Table<ErrorRow> fileErrors();  ///< environment.* toml.* journal.* report.* action.* and the rest
[[nodiscard]] Table<CauseRow> causes();
[[nodiscard]] Table<Row> findings();
[[nodiscard]] Table<Row> facts();
[[nodiscard]] Table<Row> events();  ///< timeline events, action states, verbs, fixes, measurements
[[nodiscard]] Table<Row> labels();  ///< words of the faces: headings, states, kinds, units
[[nodiscard]] Table<Row> reports(); ///< sentences of the report
[[nodiscard]] Table<Row> logMarks();  ///< what stands between the lines of a followed log
[[nodiscard]] Table<Row> nginxRows(); ///< rows of the catalogue of nginx error messages, outcomes of requests

} // namespace hopscope::words
