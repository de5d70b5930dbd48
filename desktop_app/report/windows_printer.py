"""Printing on Windows: the registry knows the printers, the program that opens PDFs prints them."""

import contextlib
import io
import os
import sys
import tempfile
from pathlib import Path

from desktop_app.errors import SurroundingsFailed

FOLDER = Path(tempfile.gettempdir()) / "sarup-print"  # the printing program reads the file after we are done
_CURRENT = r"Software\Microsoft\Windows NT\CurrentVersion"


def send(pdf: bytes, printer: str | None, copies: int, pages: str) -> str:
    """As :func:`desktop_app.report.printer.send`."""
    if sys.platform != "win32":
        raise OSError("this is not Windows")
    _check(printer)
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        with contextlib.suppress(OSError):  # still being printed
            old.unlink()
    handle, name = tempfile.mkstemp(".pdf", dir=FOLDER)
    with os.fdopen(handle, "wb") as out:
        out.write(only_pages(pdf, pages))
    try:
        for _ in range(copies):
            os.startfile(name, "printto", f'"{printer}"') if printer else os.startfile(name, "print")
    except OSError as error:
        raise SurroundingsFailed(
            "Windows พิมพ์ไฟล์ PDF นี้ไม่ได้",
            "โปรดตรวจเครื่องพิมพ์และติดตั้งโปรแกรมอ่าน PDF หรือส่งออกเป็น PDF แล้วพิมพ์จากโปรแกรมนั้น",
            f"Windows does not print it: {error}",
        ) from None
    return Path(name).name


def _check(printer: str | None) -> None:
    """The printing program would ask somebody who is perhaps not there, or end without a word.

    :raises SurroundingsFailed: there is no printer, or none of that name.
    """
    known = printers()
    if not known:
        raise SurroundingsFailed(
            "ไม่พบเครื่องพิมพ์ในเครื่องนี้",
            "โปรดตรวจเครื่องพิมพ์ หรือส่งออกเป็น PDF แล้วพิมพ์จากเครื่องอื่น",
            "Windows knows no printer",
        )
    if printer and printer not in known:
        names = ", ".join(known)
        raise SurroundingsFailed(f"ไม่มีเครื่องพิมพ์ {printer}", f"โปรดระบุเครื่องพิมพ์: {names}", f"Printers: {names}")


def printers() -> list[str]:
    """The names of the printers of the person logged in."""
    if sys.platform != "win32":
        return []
    import winreg

    found: list[str] = []
    with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, _CURRENT + r"\Devices") as key:
        found = [winreg.EnumValue(key, index)[0] for index in range(winreg.QueryInfoKey(key)[1])]
    return found


def default_printer() -> str | None:
    if sys.platform != "win32":
        return None
    import winreg

    with contextlib.suppress(OSError), winreg.OpenKey(winreg.HKEY_CURRENT_USER, _CURRENT + r"\Windows") as key:
        return str(winreg.QueryValueEx(key, "Device")[0]).split(",")[0] or None
    return None


def only_pages(pdf: bytes, pages: str) -> bytes:
    """The PDF with only ``pages`` ("1-3,5") in it; all when ``pages`` is empty."""
    if not pages:
        return pdf
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as whole, pikepdf.new() as part:
        for piece in pages.split(","):
            first, _, last = piece.partition("-")
            part.pages.extend(whole.pages[int(first) - 1 : int(last or first)])
        out = io.BytesIO()
        part.save(out)
    return out.getvalue()
