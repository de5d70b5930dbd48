"""Set-up on first use: ``.venv`` in the checkout with the locked dependencies, then on inside it.

Standard library only, and written so that a Python from 3.8 on can read it and say that it is too old.
"""

from __future__ import annotations

import contextlib
import ctypes
import glob
import hashlib
import importlib.util
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST, NEWEST = (3, 11), (3, 14)  # as pyproject.toml says: PySide6 below 6.12 has nothing for a newer one
INSTALL = ("apt-get", "install", "--yes", "--no-install-recommends")
VENV_PACKAGE = "python3-venv"
WRAPPING = "libthai0"  # Qt wraps Thai lines only with it, and opens its window without it

# What the window needs of a Linux system: the library as Qt's xcb plugin names it, and Debian's package with it.
WINDOW_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libthai.so.0": WRAPPING,
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
# What the tests need besides: a file, found on the path or where Debian puts it; * stands for any version.
TEST_FILES = {
    "pdftotext": "poppler-utils",
    "lp": "cups-client",
    "/usr/sbin/cupsd": "cups",
    "/usr/lib/cups/filter/pdftopdf": "cups-filters",
    "/usr/lib/cups/backend/cups-pdf": "printer-driver-cups-pdf",
    "/usr/lib/postgresql/*/bin/initdb": "postgresql",
    "java": "default-jre-headless",
    "/usr/share/java/jaxb-runtime.jar": "libjaxb-java",
}


@dataclass(frozen=True, eq=False)
class Setup:
    """One of the two set-ups: its name, the lock files that pin it, the system's files it needs."""

    name: str
    locks: tuple[Path, ...]
    files: dict[str, str] = field(default_factory=dict)


PROGRAM = Setup("program", (ROOT / "requirements.lock",))
TESTS = Setup("tests", (ROOT / "requirements.lock", ROOT / "tests" / "requirements.lock"), TEST_FILES)


class SetupFailed(Exception):
    """What went wrong and what to do, Thai then English."""


def enter(arguments: list[str]) -> int:
    """Goes on as ``python -m desktop_app`` inside the environment; comes back only with the exit code."""
    window = not [word for word in arguments if word != "gui"]
    try:
        command = [str(prepared(PROGRAM, whole=window)), "-P", "-m", "desktop_app", *arguments]
        if sys.platform != "win32":  # on Windows execv comes back to the shell before the program has ended
            os.execv(command[0], command)
        return subprocess.call(command)
    except SetupFailed as failure:
        say(*failure.args)
        return 4
    except KeyboardInterrupt:
        return 130


def prepared(setup: Setup, whole: bool = True) -> Path:
    """The environment's interpreter, after everything missing has been installed.

    Without ``whole`` it is enough if the system's packages could not be installed before: only the window needs them.

    :raises SetupFailed: Python too old or too new, no network, no permission, disk full.
    """
    _check_python()
    if _is_ready(setup, whole):
        return _python()
    say("กำลังเตรียมโปรแกรมครั้งแรก ใช้เวลาสองสามนาที", "Setting up (only the first time, a few minutes).")
    try:
        missing = _install_system_packages(setup)
        with _alone():
            _install(setup)
            for done in {PROGRAM, setup}:
                lacking = [one for one in missing if one not in setup.files.values() or one in done.files.values()]
                _stamp(done).write_text(_state(done, lacking), encoding="utf-8")
    except subprocess.CalledProcessError as error:
        raise SetupFailed(
            "ติดตั้งไม่สำเร็จ โปรดตรวจอินเทอร์เน็ตและที่ว่างในดิสก์ แล้วสั่งคำสั่งเดิมอีกครั้ง",
            f"Setting up failed (exit {error.returncode}): check the network and the disk, then run the same command again.",
        ) from None
    except OSError as error:
        raise SetupFailed(
            f"เขียนลงโฟลเดอร์ {ROOT} ไม่ได้ โปรดตรวจสิทธิ์และที่ว่างในดิสก์",
            f"Cannot write to {ROOT}: {error}",
        ) from None
    if whole and set(missing) & set(WINDOW_LIBRARIES.values()) - {WRAPPING}:
        raise SetupFailed(
            "ระบบยังขาดส่วนประกอบที่หน้าต่างต้องใช้", "Qt cannot open a window without these: " + " ".join(missing)
        )
    return _python()


def say(thai: str, english: str) -> None:
    """One message to the person, on standard error, which is UTF-8 whatever the system thinks."""
    if isinstance(sys.stderr, io.TextIOWrapper):
        sys.stderr.reconfigure(encoding="utf-8", errors="backslashreplace")
    print(thai, english, sep="\n", file=sys.stderr, flush=True)


def _python() -> Path:
    return VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def _stamp(setup: Setup) -> Path:
    return VENV / f"ready-{setup.name}"


def _check_python() -> None:
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        oldest, newest, here = (".".join(map(str, one[:2])) for one in (OLDEST, NEWEST, sys.version_info))
        python = f"py -{newest}" if sys.platform == "win32" else f"python{newest}"
        raise SetupFailed(
            f"ต้องใช้ Python {oldest} ถึง {newest} ที่สั่งอยู่นี้คือ {here} โปรดติดตั้ง Python {newest} (มีรุ่นอื่นอยู่ด้วยก็ได้) แล้วสั่งด้วย {python} "
            f"แทน เช่น {python} desktop_app",
            f"This needs Python {oldest} to {newest}, here is {here}: install {newest}, which may stand beside others, and begin the "
            f"command with {python}.",
        )


def _is_ready(setup: Setup, whole: bool = True) -> bool:
    try:
        found = _stamp(setup).read_text(encoding="utf-8")
    except OSError:
        return False
    return found == _state(setup) or (not whole and found.startswith(_state(setup)))


def _state(setup: Setup, missing: Iterable[str] = ()) -> str:
    """What a finished set-up rests on: the locks, the place of the checkout, the interpreter; and what it still lacks."""
    locked = hashlib.sha256(b"".join(lock.read_bytes() for lock in setup.locks)).hexdigest()
    return "\n".join([locked, str(ROOT), str(_base_python()), *missing, ""])


def _base_python() -> Path | None:
    """The interpreter that the environment was made with, None when it is gone."""
    try:
        lines = (VENV / "pyvenv.cfg").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    settings = dict(line.split(" = ", 1) for line in lines if " = " in line)
    name = "python.exe" if sys.platform == "win32" else "python3"
    found = Path(settings.get("home", "")) / name
    return found.resolve() if found.exists() and _python().exists() else None


def _install(setup: Setup) -> None:
    if _base_python() is None or not _works():
        _run([sys.executable, "-m", "venv", "--clear", str(VENV)])
        (VENV / ".gitignore").write_text("*\n", encoding="utf-8")
    pip = [
        str(_python()),
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--no-deps",
        "--compile",
    ]
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    _run([*pip, *quiet, "--require-hashes", "--only-binary=:all:", "-r", str(setup.locks[-1])])
    _run([*pip, "--quiet", "--no-index", "--no-build-isolation", "--editable", str(ROOT)])
    _name_the_place_in_ascii()
    compiled = [str(_python()), "-m", "compileall", "-qq", str(ROOT / "desktop_app")]
    subprocess.run(compiled, check=False, stdout=sys.stderr)  # without it the program only starts more slowly


def _name_the_place_in_ascii() -> None:
    """pip wrote it in UTF-8. Up to Python 3.12.3 it is read in the code page, and in a Thai folder no Python begins on Windows."""
    for folder in ("Lib/site-packages", "lib/python*/site-packages"):
        for found in VENV.glob(f"{folder}/*sarup.pth"):
            found.write_text(f"import sys; sys.path.append({str(ROOT)!a})\n", encoding="ascii")


def _works() -> bool:
    """The environment's own packages are there: not so when the system's Python was replaced by a newer one."""
    asked = [str(_python()), "-c", "import pip"]
    return subprocess.run(asked, check=False, stderr=subprocess.DEVNULL).returncode == 0


def _run(command: list[str]) -> None:
    """Runs a step with its output on standard error: standard output belongs to the program.

    :raises subprocess.CalledProcessError: the step failed.
    """
    subprocess.run(command, check=True, stdout=sys.stderr)


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """Waits until no other set-up of this checkout is at work."""
    VENV.mkdir(exist_ok=True)
    with (ROOT / "pyproject.toml").open("rb") as held:
        if sys.platform != "win32":
            import fcntl

            fcntl.flock(held, fcntl.LOCK_EX)
        yield


def _install_system_packages(setup: Setup) -> list[str]:
    """Installs what the system lacks; gives what it still lacks afterwards.

    :raises SetupFailed: without python3-venv nothing can be done.
    """
    missing = _missing(setup)
    if missing and shutil.which("apt-get") and (_is_root() or shutil.which("sudo")):
        say("กำลังติดตั้งส่วนประกอบของระบบ: " + " ".join(missing), "Installing these system packages with apt-get.")
        _apt(["apt-get", "update", "--quiet"])
        _apt([*INSTALL, *missing])
        missing = _missing(setup)
    if missing and shutil.which("apt-get"):
        by_hand = "  sudo apt-get update && sudo " + " ".join([*INSTALL, *missing])
        say("ระบบขาดส่วนประกอบ โปรดให้ผู้ดูแลเครื่องสั่ง:", by_hand + "\nPlease have an administrator run the line above.")
    elif missing:
        say(
            "ระบบขาดส่วนประกอบ โปรดติดตั้งเอง (ชื่อตาม Debian): " + " ".join(missing),
            "Please install these, named as in Debian.",
        )
    if VENV_PACKAGE in missing:
        raise SetupFailed(
            "Python ของเครื่องนี้ยังสร้าง .venv ไม่ได้", "Without python3-venv there is nothing more to be done here."
        )
    return missing


def _apt(command: list[str]) -> None:
    """A failure is no end yet: what counts is what is there afterwards."""
    ask = [] if sys.stdin is not None and sys.stdin.isatty() else ["--non-interactive"]
    prefix = [] if _is_root() else ["sudo", *ask]
    subprocess.run([*prefix, "env", "DEBIAN_FRONTEND=noninteractive", *command], check=False, stdout=sys.stderr)


def _is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _missing(setup: Setup) -> list[str]:
    """Debian's names of the packages that this system lacks; none outside Linux."""
    if not sys.platform.startswith("linux"):
        return []
    packages = [package for library, package in WINDOW_LIBRARIES.items() if not _loads(library)]
    packages += [package for file, package in setup.files.items() if not shutil.which(file) and not glob.glob(file)]
    if not importlib.util.find_spec("ensurepip"):
        packages.insert(0, VENV_PACKAGE)
    return packages


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
