"""A finished PDF to the system's printer: CUPS through ``lp``, on Windows the program that prints PDFs there."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence

from desktop_app.errors import Refused, SurroundingsFailed

TITLE_BYTES = 200  # of a job's name; CUPS takes 255
COPIES = range(1, 1000)
_PAGES = re.compile(r"[1-9]\d{0,3}(-[1-9]\d{0,3})?(,[1-9]\d{0,3}(-[1-9]\d{0,3})?)*")


def printers() -> list[str]:
    """The names of the printers this computer knows; none when it has no printing system."""
    if sys.platform == "win32":
        from . import windows_printer

        return windows_printer.printers()
    return _ask("lpstat", "-e").split()


def default_printer() -> str | None:
    """The name of the system's default printer."""
    if sys.platform == "win32":
        from . import windows_printer

        return windows_printer.default_printer()
    found = re.search(r": (\S+)$", _ask("lpstat", "-d").strip())
    return found[1] if found else None


def send(
    pdf: bytes, title: str, printer: str | None = None, copies: int = 1, pages: str = "", options: Sequence[str] = ()
) -> str:
    """Prints ``pages`` ("1-3,5"; "" for all) on that printer or the default one and returns the job's name.

    ``options`` are of ``lp -o`` ("sides=two-sided-long-edge"); Windows takes none.

    :raises Refused: no such pages or number of copies can be meant.
    :raises SurroundingsFailed: there is no printer, no such printer, or it takes no jobs.
    """
    if copies not in COPIES:
        raise Refused(f"พิมพ์ {copies} ชุดไม่ได้", "โปรดระบุจำนวนชุด 1 ถึง 999", "copies: 1 to 999")
    if pages and not _PAGES.fullmatch(pages):
        raise Refused(f"ไม่เข้าใจหน้าที่ระบุ {pages}", "โปรดพิมพ์แบบ 1-3,5", "pages are written like 1-3,5")
    if sys.platform == "win32":
        from . import windows_printer

        return windows_printer.send(pdf, printer, copies, pages)
    if not shutil.which("lp"):
        raise SurroundingsFailed(
            "เครื่องนี้ไม่มีระบบการพิมพ์",
            "โปรดติดตั้ง CUPS หรือส่งออกเป็น PDF แล้วพิมพ์จากเครื่องอื่น",
            "the command lp is missing (package cups-client)",
        )
    more = [part for option in options for part in ("-o", option)]
    return _lp(pdf, title, printer, ["-n", str(copies), *(["-P", pages] if pages else []), *more])


def _lp(pdf: bytes, title: str, printer: str | None, options: list[str]) -> str:
    name = re.sub(r"\s+", " ", title).encode()[:TITLE_BYTES].decode(errors="ignore")
    to = ["-d", printer] if printer else []
    # the page is already set for A4: no scaling to what a driver takes for its margins
    command = ["lp", *to, *options, "-t", name, "-o", "media=A4", "-o", "print-scaling=none"]
    try:
        done = subprocess.run(command, input=pdf, capture_output=True, env=_words(), timeout=120, check=False)
    except subprocess.TimeoutExpired:
        raise _failed("ระบบการพิมพ์ไม่ตอบ", "lp did not answer in 120 s") from None
    said = (done.stdout + done.stderr).decode(errors="replace").strip()
    job = re.search(r"request id is (\S+)", said)
    if done.returncode or not job:
        raise _refused(printer, said)
    return job[1]


def _refused(printer: str | None, said: str) -> SurroundingsFailed:
    """Why ``lp`` took no job, in words; ``said`` is its own."""
    known = printers()
    if not printer and not known:
        return _failed("ไม่พบเครื่องพิมพ์ในเครื่องนี้", said)
    if not printer and not default_printer():
        names = ", ".join(known)
        return SurroundingsFailed(
            "ยังไม่ได้ตั้งเครื่องพิมพ์หลักของเครื่องนี้", f"โปรดระบุเครื่องพิมพ์: {names}", f"{said} Printers: {names}"
        )
    return _failed(f"เครื่องพิมพ์{f' {printer}' if printer else 'ของระบบ'} ไม่รับงานพิมพ์", said)


def _failed(what: str, english: str) -> SurroundingsFailed:
    return SurroundingsFailed(what, "โปรดตรวจเครื่องพิมพ์ หรือส่งออกเป็น PDF แล้วพิมพ์จากเครื่องอื่น", english)


def _ask(*command: str) -> str:
    """What the command answers; nothing when it is not there, fails or hangs."""
    try:
        return subprocess.run(
            command, capture_output=True, env=_words(), timeout=20, check=False, text=True, errors="replace"
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        return ""


def _words() -> dict[str, str]:
    """English answers, Thai titles."""
    return {**os.environ, "LC_ALL": "C.UTF-8"}
