// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxcatalogue.h"

namespace hopscope {

const std::vector<NginxCatalogueRule>& nginxLocalRules()
{
    static const std::vector<NginxCatalogueRule> rules{
        // nginx's own resources and files; the temporary folders are named as Debian, RHEL and nginx.org build them
        {62, "* worker_connections are not enough, reusing connections"},
        {61, "* worker_connections are not enough*"},
        {63, "accept*() failed", 24},
        {65, "open() \"*\" failed", 13, "reading upstream"},
        {64, "open() \"*/body/*\" failed", 13},
        {64, "open() \"*/client_body*\" failed", 13},
        {64, "open() \"*/client_temp/*\" failed", 13},
        {64, "mkdir() \"*\" failed"},
        {67, "pwrite*() \"*\" failed", 28, "reading upstream"},
        {67, "pwritev() \"*\" failed", 28},
        {67, "pwrite() \"*\" has written only *"},
        {66, "pwrite() \"*\" failed", 28},
        {68, "an upstream response is buffered to a temporary file *"},
        {69, "a client request body is buffered to a temporary file *"},
        {72, "worker process * exited with fatal code * and cannot be respawned"},
        {71, "worker process * exited on signal *"},
        {73, "open socket #* left in connection *"},
        {74, "could not allocate new session*"},
        {74, "ngx_slab_alloc() failed: no memory*"},
        {74, "could not allocate node*"},

        // rejections towards the client
        {75, "epoll_wait() reported that client prematurely closed connection*"},
        {76, "client prematurely closed connection*"},
        {77, "client intended to send too large body: *"},
        {78, "client intended to send too large chunked body: *"},
        {79, "client sent too long header line*"},
        {79, "client sent too large request*"},
        {80, "client sent too long URI*"},
        {82, "client sent plain HTTP request to HTTPS port*"},
        {83, "client sent invalid chunked body*"},
        {96, "client sent no required SSL certificate*"},
        {96, "client SSL certificate verify error*"},
        {81, "client sent HTTP/1.1 request without \"Host\" header*"},
        {81, "client sent duplicate header line*"},
        {81, "client sent invalid *"},
        {84, "client timed out*"},
        {85, "access forbidden by rule*"},
        {86, "directory index of \"*\" is forbidden*"},
        {89, "auth request unexpected status*"},
        {90, "rewrite or internal redirection cycle*"},
        {90, "could not find named location *"},
        {91, "limiting requests, excess*"},
        {92, "limiting connections by zone*"},
        {93, "delaying request, excess*"},
        {95, "SSL_do_handshake() failed*", 0, "SSL handshaking"},
        {95, "peer closed connection in SSL handshake*", 0, "SSL handshaking"},

        // start and reload
        {97, "bind() to * failed", 98},
        {97, "still could not bind()*"},
        {98, "bind() to * failed", 13},
        {99, "socket() * failed", 97},
        {101, "unknown \"*\" variable*"},
        {102, "unknown directive \"*"},
        {103, "cannot load certificate *"},
        {104, "SSL_CTX_use_PrivateKey*(\"*\") failed*"},
        {105, "open() \"*\" failed", 2, "*", "emerg"},
        {106, "unexpected \"*"},
        {106, "unexpected end of file, expecting *"},
        {106, "directive \"*\" is not terminated by \";\"*"},
        {106, "directive \"*\" has no opening \"{\"*"},
        {106, "\"*\" directive is duplicate*"},
        {106, "\"*\" directive is not allowed here*"},
        {106, "invalid number of arguments in \"*"},
        {106, "duplicate upstream \"*"},
        {106, "a duplicate default server for *"},
        {107, "could not build *hash*"},
        {107, "getpwnam(\"*\") failed*"},
        {107, "getgrnam(\"*\") failed*"},
        {108, "chown(\"*\", *) failed*"},
        {109, "conflicting server name \"*"},
        {110, "invalid PID number *"},
        {110, "kill(*) failed", 3},

        // plain files, last because the rows above are about the same calls
        {87, "open() \"*\" failed", 2, "*", "error"},
        {88, "open() \"*\" failed", 13, "*", "error"},
    };
    return rules;
}

} // namespace hopscope
