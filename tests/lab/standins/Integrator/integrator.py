#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""File storage with an editor callback: GET /files/NAME, POST /callback, GET /status."""

import json
import pathlib
import socket
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FILES = pathlib.Path("/var/lib/integrator/files")
BODY_LIMIT = 1 << 20


class Handler(BaseHTTPRequestHandler):
    server_version = "integrator/1.0"
    sys_version = ""
    protocol_version = "HTTP/1.1"

    def answer(self, status, content_type, body):
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_GET(self):
        path = self.path.split("?", 1)[0]
        if path == "/status":
            self.answer(200, "application/json", b'{"status":"ok"}')
            return
        name = path.removeprefix("/files/")
        file = FILES / name
        if name == path or "/" in name or not file.is_file():
            self.answer(404, "text/plain", b"not found\n")
            return
        self.answer(200, "application/octet-stream", file.read_bytes())

    do_HEAD = do_GET

    def do_POST(self):
        length = int(self.headers.get("Content-Length") or 0)
        if self.path.split("?", 1)[0] != "/callback" or length > BODY_LIMIT:
            self.close_connection = True
            self.answer(404, "text/plain", b"not found\n")
            return
        body = self.rfile.read(length)
        try:
            status = json.loads(body).get("status")
        except (ValueError, AttributeError):
            self.answer(400, "application/json", b'{"error":1}')
            return
        print(f"callback status={status}", flush=True)
        self.answer(200, "application/json", b'{"error":0}')

    def log_message(self, format, *args):
        print(f"{self.client_address[0]} {format % args}", flush=True)


class Server(ThreadingHTTPServer):
    address_family = socket.AF_INET6
    daemon_threads = True

    def server_bind(self):
        self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        super().server_bind()


if __name__ == "__main__":
    Server(("::", 8080), Handler).serve_forever()
