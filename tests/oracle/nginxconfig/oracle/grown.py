# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Cases that are better grown than written. nginx reads with a buffer of 4096 bytes, and the edges of it matter."""

from .txtar import Case

BUFFER = 4096


def _http(body):
    return b"events {}\nhttp {\n" + body + b"\n}\n"


def _case(name, body, keeps=(), **files):
    return Case(name, {"nginx.conf": _http(body), **files}, list(keeps))


def _edges():
    """Words, quotations and comments that just fit and that just do not, alone and where a buffer begins."""
    for more in range(-6, 4):
        size = BUFFER + more
        yield _case(f"edge-word{more:+}", b"    set_real_ip_from 10.0.0.1; log_format a " + b"w" * size + b" ;")
        yield _case(f"edge-word-ended{more:+}", b"    log_format a " + b"w" * size + b";\nlog_format b x;")
        yield _case(f"edge-quoted{more:+}", b"    log_format a \"" + b"w" * size + b"\";\nlog_format b x;")
        yield _case(f"edge-single{more:+}", b"    log_format a\n '" + b"w\n" * (size // 2) + b"'\n;")
        yield _case(f"edge-comment{more:+}", b"#" + b"c" * size + b"\n    log_format a x;")
        yield _case(f"edge-comment-late{more:+}", b"    log_format a x; #" + b"c" * size + b"\n#" + b"d" * 3000 + b"\n")
        yield Case(f"edge-last-comment{more:+}", {"nginx.conf": _http(b"") + b"#" + b"c" * size}, [])
        yield Case(f"edge-last-word{more:+}", {"nginx.conf": _http(b"") + b"w" * size}, [])
        yield Case(f"edge-last-quote{more:+}", {"nginx.conf": _http(b"") + b"user \"" + b"w" * size}, [])


def _long():
    yield _case("long-line", b"map $uri $a { " + b"".join(b"/%d %d; " % (i, i) for i in range(40000)) + b"}")
    yield _case("long-comment-lines", b"\n".join([b"# " + b"x" * 4000] * 200) + b"\nlog_format a x;")
    yield _case("many-words", b"server { server_name " + b" ".join(b"h%d.example" % i for i in range(3000)) + b"; }",
                keeps=["server", "server_name"])
    yield _case("many-blanks", b" " * 20000 + b"\n" * 5000 + b"\t" * 5000 + b"log_format a x" + b" " * 9000 + b";")
    deep = b"".join(b"location /%s {\n" % (b"a/" * i) for i in range(40)) + b"return 204;\n" + b"}\n" * 40
    yield _case("deep-locations", b"server {\n" + deep + b"}", keeps=["location", "return"])
    yield _case("deep-unclosed", b"server {\n" + deep[:-2] + b"}", keeps=["location", "return"])


def _bytes():
    every = bytes(byte for byte in range(1, 256) if byte not in b"\"\\$\n;{}")
    yield _case("bytes-quoted", b"log_format a \"" + every + b"\";")
    yield _case("bytes-comment", b"#" + bytes(byte for byte in range(256) if byte != 10) + b"\nlog_format a x;")
    yield _case("bytes-word", b"log_format a " + bytes(range(128, 256)) + b";")
    yield _case("bytes-latin1-name", b"server { server_name m\xfcller.example; }", keeps=["server_name"])
    yield _case("bytes-nul", b"log_format a x\x00y;\nlog_format b \"\x00\";")
    yield _case("bytes-feeds", b"log_format a x\x0by\x0cz;")


def _includes():
    files = {f"level{i}.conf": b"map $a%d $b%d { default 1; }\ninclude level%d.conf;\n" % (i, i, i + 1) for i in range(30)}
    files["level30.conf"] = b"log_format deep x;\n"
    yield _case("include-thirty-deep", b"include level0.conf;", keeps=["log_format"], **files)
    yield _case("include-thirty-deep-broken", b"include level0.conf;", **{**files, "level30.conf": b"\n\nlog_format deep x\n"})
    many = {f"many/{i:03}.conf": b"server { listen %d; }\n" % (10000 + i) for i in range(300)}
    yield _case("include-three-hundred", b"include many/*.conf;", keeps=["listen"], **many)
    broken = {**many, "many/150.conf": b"server { listen 1\n}\n"}
    yield _case("include-three-hundred-broken", b"include many/*.conf;", keeps=["listen"], **broken)


def cases():
    return [*_edges(), *_long(), *_bytes(), *_includes()]
