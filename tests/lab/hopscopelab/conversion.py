# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""Posts a conversion the way an integrator does. Only the lab does this, never a diagnosis."""

import base64
import hashlib
import hmac
import http.client
import json
import uuid

from . import linux, material, processes
from .plan import DOCS

SAMPLE = "http://store:8080/files/sample.txt"


def _encode(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _token(payload):
    text = f'{_encode(json.dumps({"alg": "HS256", "typ": "JWT"}).encode())}.{_encode(json.dumps(payload).encode())}'
    secret = material.read_secrets()["JWT_SECRET"].encode()
    return f"{text}.{_encode(hmac.new(secret, text.encode(), hashlib.sha256).digest())}"


def convert(url=SAMPLE, timeout=20):
    """The server's answer to one conversion, asked from the store host."""
    request = {"async": False, "filetype": "txt", "outputtype": "docx", "key": uuid.uuid4().hex[:12], "url": url}
    body = json.dumps({**request, "token": _token(request)})
    with linux.network_of(processes.require("store")):
        connection = http.client.HTTPConnection(DOCS.address, 80, timeout=timeout)
        connection.connect()
    connection.request("POST", "/converter", body, {"Content-Type": "application/json", "Accept": "application/json"})
    return json.loads(connection.getresponse().read())
