// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#pragma once

#include <poll.h>

#include <libssh/libssh.h>

namespace hopscope {

/// Repeats a ssh_userauth_ call until it has an answer or the connection is gone; then SSH_AUTH_ERROR. A blocking
/// libssh would wait out its whole time limit on a socket it closed itself, which it does when the server hangs up on
/// too many tries. For a worker thread; the session is blocking before and after.
template <class Call, class... Arguments>
[[nodiscard]] int patiently(Call call, ssh_session session, Arguments... arguments)
{
    constexpr int closed = SSH_CLOSED | SSH_CLOSED_ERROR;
    ssh_set_blocking(session, 0);
    int rc = call(session, arguments...);
    while (rc == SSH_AUTH_AGAIN && (ssh_get_status(session) & closed) == 0) {
        const bool writing = (ssh_get_poll_flags(session) & SSH_WRITE_PENDING) != 0;
        pollfd polled{ssh_get_fd(session), static_cast<short>(writing ? POLLIN | POLLOUT : POLLIN), 0};
        ::poll(&polled, 1, 100);
        rc = call(session, arguments...);
    }
    ssh_set_blocking(session, 1);
    return rc == SSH_AUTH_AGAIN ? SSH_AUTH_ERROR : rc;
}

} // namespace hopscope
