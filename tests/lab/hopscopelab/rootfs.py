# SPDX-License-Identifier: Apache-2.0
# SPDX-FileCopyrightText: 2026 The Hopscope authors
"""A host's root file system: an overlay of the machine's, cleaned and filled before it boots.

Runs inside the host's own mount namespace; the machine's files are never written.
"""

import os
import pathlib
import shutil
import stat

from . import linux, paths
from .plan import SOFTWARE

STANDARD = {"bin", "boot", "dev", "etc", "home", "lib", "lib32", "lib64", "libx32", "media", "mnt", "opt", "proc",
            "root", "run", "sbin", "srv", "sys", "tmp", "usr", "var"}
# Folders that a freshly installed machine has empty, or that tell about the machine below.
EMPTY = ("boot", "home", "media", "mnt", "opt", "root", "srv", "tmp", "var/tmp", "var/log", "var/backups", "var/mail",
         "var/www", "var/cache/apt", "var/lib/apt", "var/spool/cron", "var/lib/systemd", "etc/systemd/system", "etc/cron.d", "etc/init.d", "etc/rc2.d", "etc/rc3.d",
         "etc/rc4.d", "etc/rc5.d", "etc/rcS.d", "usr/local/bin",
         "usr/local/sbin", "etc/supervisor", "var/lib/docker", "var/lib/sudo")


def _hide(upper, relative):
    """Makes one path of the machine disappear: an overlay whiteout."""
    path = upper / relative
    _copy_parents(upper, relative)
    if not path.exists() and not path.is_symlink():
        os.mknod(path, stat.S_IFCHR, os.makedev(0, 0))


def _empty(upper, relative):
    """Makes a folder of the machine appear empty, with its owner and mode: an opaque folder."""
    source = pathlib.Path("/") / relative
    if not source.is_dir() or source.is_symlink():
        return
    _copy_parents(upper, relative)
    path = upper / relative
    if not path.is_dir():
        path.mkdir()
        _copy_owner(source, path)
        os.setxattr(path, "trusted.overlay.opaque", b"y")


def _copy_owner(source, target):
    status = source.stat()
    os.chown(target, status.st_uid, status.st_gid)
    os.chmod(target, stat.S_IMODE(status.st_mode))


def _copy_parents(upper, relative):
    """An upper folder hides the lower one's owner and mode, so copy them."""
    done = pathlib.Path()
    for part in pathlib.Path(relative).parts[:-1]:
        done /= part
        if not (upper / done).is_dir():
            (upper / done).mkdir()
            _copy_owner(pathlib.Path("/") / done, upper / done)


def _real(relative):
    """The path without symbolic links in its parents (/lib is /usr/lib on Debian 12)."""
    path = pathlib.Path("/") / relative
    return (path.parent.resolve() / path.name).relative_to("/")


def _clean(upper, host):
    for entry in os.listdir("/"):
        if entry not in STANDARD:
            _hide(upper, entry)
    for relative in EMPTY:
        _empty(upper, relative)
    for software, files in SOFTWARE.items():
        for relative in files:
            path = pathlib.Path("/") / relative
            if software not in host.software and (path.exists() or path.is_symlink()):
                _hide_once(upper, _real(relative))
            elif software in host.software and relative.startswith("var/"):
                _empty(upper, relative)
    for private in (paths.STATE, paths.REPOSITORY, _repository_top()):
        _hide_private(upper, private)


def _hide_once(upper, relative):
    if not (upper / relative.parent).exists() or not _under_opaque(upper, relative):
        _hide(upper, relative)


def _under_opaque(upper, relative):
    for parent in relative.parents:
        if (upper / parent).is_dir() and "trusted.overlay.opaque" in os.listxattr(upper / parent):
            return True
    return False


def _hide_private(upper, path):
    relative = path.relative_to("/")
    first = relative.parts[0] if relative.parts else ""
    if first in STANDARD and path.exists() and not _under_opaque(upper, relative):
        _hide(upper, relative)


def _repository_top():
    """The outermost folder above the checkout that is not part of the system."""
    path = paths.REPOSITORY
    for parent in path.parents:
        if (parent / ".git").exists():
            path = parent
    return path


def _scaffold():
    """An empty folder of every Debian that hides nothing we still have to read."""
    busy = (paths.STATE, paths.REPOSITORY)
    folders = (pathlib.Path("/mnt"), pathlib.Path("/media"), pathlib.Path("/srv"))
    return next(folder for folder in folders if not any(folder in path.parents for path in busy))


def mount_overlay(host):
    """Mounts the host's file system and returns its folder."""
    scaffold = _scaffold()
    linux.mount(None, "/", None, linux.MS_REC | linux.MS_PRIVATE)
    linux.mount("tmpfs", scaffold, "tmpfs", 0, f"size={host.disk},mode=755")
    upper, work, root = (scaffold / name for name in ("upper", "work", "root"))
    for folder in (upper, work, root):
        folder.mkdir()
    _clean(upper, host)
    linux.mount("overlay", root, "overlay", 0, f"lowerdir=/,upperdir={upper},workdir={work},xino=on")
    return root


def mount_kernel_views(root, host):
    linux.mount("proc", root / "proc", "proc", linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC)
    # Read-only like in any container: tells systemd that devices are not its business.
    linux.mount("sysfs", root / "sys", "sysfs", linux.MS_RDONLY | linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC)
    linux.mount("cgroup2", root / "sys/fs/cgroup", "cgroup2", linux.MS_NOSUID | linux.MS_NODEV | linux.MS_NOEXEC)
    linux.mount("tmpfs", root / "run", "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "size=64m,mode=755")
    _make_devices(root / "dev", host)


def _make_devices(dev, host):
    linux.mount("tmpfs", dev, "tmpfs", linux.MS_NOSUID, "size=4m,mode=755")
    null = os.makedev(1, 3)
    nodes = {"null": null, "zero": os.makedev(1, 5), "full": os.makedev(1, 7), "random": os.makedev(1, 8),
             "urandom": os.makedev(1, 9), "tty": os.makedev(5, 0), "console": null,
             "kmsg": os.makedev(1, 11) if host.kernel_log else null}
    for name, number in nodes.items():
        os.mknod(dev / name, 0o666 | stat.S_IFCHR, number)
        os.chmod(dev / name, 0o644 if name == "kmsg" else 0o666)
    for name, target in (("fd", "/proc/self/fd"), ("stdin", "fd/0"), ("stdout", "fd/1"), ("stderr", "fd/2"),
                         ("ptmx", "pts/ptmx")):
        os.symlink(target, dev / name)
    for name in ("pts", "shm", "mqueue"):
        (dev / name).mkdir()
    linux.mount("devpts", dev / "pts", "devpts", linux.MS_NOSUID | linux.MS_NOEXEC,
                "newinstance,ptmxmode=0666,mode=620,gid=5")
    linux.mount("tmpfs", dev / "shm", "tmpfs", linux.MS_NOSUID | linux.MS_NODEV, "size=256m,mode=1777")


def install_tree(source, root, values):
    """Copies a tree of plain files, symbolic links included, filling in @NAME@ values."""
    for path in sorted(source.rglob("*")):
        target = root / path.relative_to(source)
        if path.is_symlink():
            target.unlink(missing_ok=True)
            os.symlink(os.readlink(path), target)
        elif path.is_dir():
            target.mkdir(exist_ok=True, parents=True)
        elif "__pycache__" not in path.parts:
            install_text(target, filled(path.read_text(), values), 0o755 if os.access(path, os.X_OK) else 0o644)


def install_text(target, text, mode=0o644):
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.is_symlink() or target.exists():
        target.unlink()
    target.write_text(text)
    target.chmod(mode)


def filled(text, values):
    """Host files carry no trace of this repository: its licence lines stay behind."""
    lines = [line for line in text.splitlines(keepends=True) if "SPDX-" not in line]
    while lines and not lines[0].strip():
        del lines[0]
    text = "".join(lines)
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def apply_owners(file, root, ids):
    """Applies an `owners` file: path, owner, group, mode of files, mode of folders."""
    for line in file.read_text().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        path, owner, group, file_mode, folder_mode = line.split()
        top = root / path.lstrip("/")
        top.mkdir(parents=True, exist_ok=True)
        for entry in (top, *top.rglob("*")):
            if not entry.is_symlink():
                os.chown(entry, ids.user(owner), ids.group(group))
                os.chmod(entry, int(folder_mode if entry.is_dir() else file_mode, 8))


def copy_tree(source, target):
    shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)
