# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""nginx modules that the cases need, unpacked beside the build and installed nowhere."""

import pathlib
import subprocess

PACKAGES = {"ndk_http_module": "libnginx-mod-http-ndk", "ngx_http_lua_module": "libnginx-mod-http-lua",
            "ngx_stream_module": "libnginx-mod-stream", "ngx_mail_module": "libnginx-mod-mail"}
LIBRARY = "libluajit2-5.1-2"


def paths(folder):
    """Files to load, in order; the empty list where one cannot be had."""
    found = []
    for module, package in PACKAGES.items():
        file = next((place for place in (pathlib.Path(f"/usr/lib/nginx/modules/{module}.so"),
                                         folder / f"usr/lib/nginx/modules/{module}.so") if place.exists()), None)
        file = file or _unpack(folder, package, module)
        if not file:
            return []
        found.append(file)
    if not list(pathlib.Path("/usr/lib").glob("*/libluajit-5.1.so.2")) and not libraries(folder):
        _unpack(folder, LIBRARY, "")
    return found


def libraries(folder):
    """Where the unpacked ones lie, for the loader."""
    return next((str(file.parent) for file in (folder / "usr/lib").glob("*/libluajit-5.1.so.2")), "")


def _unpack(folder, package, module):
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["apt-get", "download", "-q", package], cwd=folder, capture_output=True, check=False)
    for archive in folder.glob(f"{package}_*.deb"):
        subprocess.run(["dpkg-deb", "-x", archive, folder], capture_output=True, check=False)
    file = folder / f"usr/lib/nginx/modules/{module}.so"
    return file if file.exists() else None
