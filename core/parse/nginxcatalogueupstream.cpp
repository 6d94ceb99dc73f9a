// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Hopscope authors
#include "core/parse/nginxcatalogue.h"

namespace hopscope {

namespace {

constexpr char kConnect[] = "connecting to upstream";
constexpr char kHeader[] = "reading response header from upstream";
constexpr char kRequest[] = "sending request to upstream";
constexpr char kBody[] = "reading upstream";
constexpr char kTls[] = "SSL handshaking to upstream";
constexpr char kUpgraded[] = "proxying upgraded connection";

} // namespace

const std::vector<NginxCatalogueRule>& nginxUpstreamRules()
{
    static const std::vector<NginxCatalogueRule> rules{
        // connecting; a failure that names the address was synchronous, so mostly local
        {6, "connect() to unix:* failed", 2},
        {7, "connect() to unix:* failed", 13},
        {8, "connect() to unix:* failed", 11},
        {9, "connect() to unix:* failed", 111},
        {10, "connect() to * failed", 13},
        {11, "connect() to * failed", 99},
        {13, "connect() to * failed", 1},
        {59, "connect()*failed", 0, "resolving*"},
        {3, "connect()*failed", 101},
        {2, "connect()*failed", 113},
        {4, "connect()*failed", 110},
        {5, "connect()*failed", 104},
        {1, "connect()*failed", 111},
        {14, "kevent() reported that connect() failed"},
        {12, "upstream timed out", 0, kConnect},
        {15, "no live upstreams*"},
        {16, "upstream server temporarily disabled*"},
        {17, "socket() failed", 24},
        {18, "the new socket has number *"},
        {19, "* worker_connections are not enough", 0, kConnect},
        {20, "bind(*) failed", 0, kConnect},
        {21, "setsockopt(*"},
        {21, "getsockopt(*"},
        {21, "ioctl(FION*) failed*"},
        {22, "no port in upstream \"*"},
        {23, "no upstream configuration*"},
        {23, "upstream \"*\" may not have port *"},
        {24, "invalid URL prefix in \"*"},
        {24, "zero length URI to proxy*"},
        {100, "host not found in upstream *"},
        {107, "no servers in upstream \"*"},
        {24, "* in upstream \"*"},

        // sending and reading
        {28, "upstream timed out", 0, kRequest},
        {29, "upstream timed out", 0, kHeader},
        {30, "upstream timed out", 0, kBody},
        {32, "upstream timed out", 0, kUpgraded},
        {53, "upstream timed out", 0, kTls},
        {31, "upstream prematurely closed connection", 0, kBody},
        {25, "upstream prematurely closed connection", 0, kHeader},
        {26, "recv() failed", 104, kHeader},
        {33, "recv() failed", 104, kUpgraded},
        {33, "send() failed", 104, kUpgraded},
        {27, "writev() failed", 0, kRequest},
        {27, "send() failed", 0, kRequest},
        {27, "sendfile*() failed", 0, kRequest},
        {40, "upstream sent *, ignored"},
        {34, "upstream sent too big header*"},
        {35, "upstream sent no valid HTTP/1.0 header*"},
        {36, "upstream sent invalid header*"},
        {37, "upstream sent duplicate header line*"},
        {38, "upstream sent \"Content-Length\" and \"Transfer-Encoding\" headers*"},
        {39, "upstream sent invalid \"Content-Length\" header*"},
        {39, "upstream sent unknown \"Transfer-Encoding\"*"},
        {41, "upstream sent HTTP/1.0 response with early hints*"},
        {41, "upstream prematurely sent response*"},
        {42, "upstream sent invalid chunked response*"},
        {43, "upstream sent invalid trailer*"},
        {43, "upstream sent too big trailers*"},
        {44, "upstream sent more data than specified in \"Content-Length\" header*"},
        {44, "upstream sent data after final chunk*"},
        {45, "upstream rejected request with error *"},
        {45, "upstream sent unexpected http2 frame*"},
        {45, "upstream prematurely closed stream*"},
        {45, "upstream sent goaway with error *"},

        // TLS towards the upstream
        {47, "SSL_do_handshake() failed (SSL: *wrong version number*", 0, kTls},
        {48, "SSL_do_handshake() failed (SSL: *alert protocol version*", 0, kTls},
        {49, "SSL_do_handshake() failed (SSL: *alert handshake failure*", 0, kTls},
        {50, "upstream SSL certificate verify error*"},
        {51, "upstream SSL certificate does not match *"},
        {52, "peer closed connection in SSL handshake*", 0, kTls},

        // names resolved at run time
        {55, "no resolver defined to resolve *"},
        {56, "* could not be resolved", 3},
        {57, "* could not be resolved", 110},
        {58, "* could not be resolved"},
        {59, "recv() failed", 0, "resolving*"},
        {59, "send() failed", 0, "resolving*"},
        {60, "unexpected DNS response *"},
        {60, "DNS error*"},
        {60, "unexpected response *"},
        {60, "short DNS response*"},
        {60, "invalid *DNS response*"},
        {60, "unexpected *in DNS response*"},
        {60, "wrong *in DNS response*"},
    };
    return rules;
}

} // namespace hopscope
