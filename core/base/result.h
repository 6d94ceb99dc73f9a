// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

namespace hopscope {

/// A value or the reason why there is none. std::expected takes over once clang and gcc both have it.
template <class T> using Result = tl::expected<T, Error>;
using Status = Result<void>;

[[nodiscard]] inline tl::unexpected<Error> fail(QString code, QString detail = {}, QString host = {}, QString phase = {})
{
    return tl::unexpected<Error>(Error{std::move(code), std::move(host), std::move(phase), std::move(detail)});
}
[[nodiscard]] inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace hopscope
