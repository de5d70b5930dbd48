"""A mark of the computer the program runs on, by which a copied folder is told from the one it was copied from."""

import functools
import hashlib
import platform
import sys
from pathlib import Path

_LINUX = ("/etc/machine-id", "/var/lib/dbus/machine-id")


@functools.cache
def mark() -> str:
    """The same at every start on one computer; another one where the system or the computer's name is another.

    The name is part of it because copies of a disk image share the system's number.
    """
    told = f"sarup {_number()} {platform.node()}"
    return hashlib.sha256(told.encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _number() -> str:
    """What the system drew when it was installed; "" where it keeps none."""
    if sys.platform == "win32":  # pragma: no cover (needs Windows)
        return _of_windows()
    for name in _LINUX:
        try:
            return Path(name).read_text(encoding="ascii", errors="replace").strip()
        except OSError:
            continue
    return ""


def _of_windows() -> str:  # pragma: no cover (needs Windows)
    if sys.platform != "win32":
        return ""
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key:
            return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    except OSError:
        return ""
