"""Where the live file must not lie: network file systems, sticks, folders that a cloud service copies."""

import os
import sys
from pathlib import Path

NETWORK, REMOVABLE, CLOUD = "network", "removable", "cloud"
_NETWORK_TYPES = frozenset(
    ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "davfs", "glusterfs", "ncpfs", "lustre")
    + ("vboxsf", "vmhgfs", "prl_fs", "fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.glusterfs")
    + ("fuse.s3fs", "fuse.curlftpfs", "fuse.vmhgfs-fuse")
)
_CLOUD_NAMES = frozenset(
    (
        "dropbox",
        "google drive",
        "googledrive",
        "my drive",
        "onedrive",
        "iclouddrive",
        "icloud drive",
        "mobile documents",
    )
    + ("nextcloud", "owncloud", "box sync", "mega", "megasync", "pclouddrive", "seafile", "syncthing", "yandex.disk")
)
_CLOUD_MARKS = (".dropbox", ".stfolder", ".sync", ".owncloudsync.log", ".nextcloudsync.log")
_MEDIA = ("/media/", "/run/media/")


def why_not(path: Path) -> str:
    """NETWORK, REMOVABLE, CLOUD, or "" where the live file may lie."""
    folder = Path(os.path.realpath(path)).parent
    kind = _on_windows(folder) if sys.platform == "win32" else _on_linux(folder, _mounts())
    return kind or (CLOUD if _cloud(folder) else "")


def _mounts() -> str:
    try:
        return Path("/proc/mounts").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""  # no Linux: nothing is known about its disks


def _on_linux(folder: Path, mounts: str) -> str:
    """The kind of the file system that holds the folder; ``mounts`` as /proc/mounts has it (proc(5))."""
    device, point, kind = "", "", ""
    for row in mounts.splitlines():
        parts = row.split(" ")
        at = parts[1].encode().decode("unicode_escape").encode("latin-1").decode("utf-8", "surrogateescape")
        if len(at) >= len(point) and folder.is_relative_to(at):
            device, point, kind = parts[0], at, parts[2]
    if kind in _NETWORK_TYPES and point != "/":  # a machine that starts from the network has no other place
        return NETWORK
    return REMOVABLE if f"{point}/".startswith(_MEDIA) or _is_stick(device) else ""


def _is_stick(device: str) -> bool:
    name = os.path.basename(os.path.realpath(device)) if device.startswith("/dev/") else ""
    block = Path("/sys/class/block") / name
    for removable in (block / "removable", block.resolve().parent / "removable"):
        if name and removable.is_file():
            return removable.read_text(encoding="ascii").strip() == "1"
    return False


def _on_windows(folder: Path) -> str:  # pragma: no cover (needs Windows)
    import ctypes

    drive = folder.drive or "C:"
    if drive.startswith("\\\\"):
        return NETWORK
    kind = getattr(ctypes, "windll").kernel32.GetDriveTypeW(drive + "\\")  # noqa: B009 (unknown to mypy on Linux)
    return {2: REMOVABLE, 4: NETWORK, 5: REMOVABLE}.get(kind, "")  # DRIVE_REMOVABLE, DRIVE_REMOTE, DRIVE_CDROM


def _cloud(folder: Path) -> bool:
    named = [
        os.environ[name] for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer") if os.environ.get(name)
    ]
    if any(folder.is_relative_to(os.path.realpath(root)) for root in named):
        return True
    names = [part.lower() for part in folder.parts]
    if any(name in _CLOUD_NAMES or name.startswith(("onedrive -", "dropbox (")) for name in names):
        return True
    return any((up / mark).exists() for up in (folder, *folder.parents) for mark in _CLOUD_MARKS)
