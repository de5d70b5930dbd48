"""``sarup``, ``sarup gui``: opens the window; says in words why it cannot be opened."""

import gc
import os
import sys
from typing import TYPE_CHECKING

from desktop_app.errors import SurroundingsFailed

if TYPE_CHECKING:
    import argparse


def run(arguments: "argparse.Namespace") -> int:
    """As :func:`open_window`."""
    return open_window(arguments.db)


def open_window(database: str | None = None) -> int:
    """:raises SurroundingsFailed: no screen, or the system lacks a library that Qt needs."""
    if database:
        os.environ["SARUP_DB"] = database
    gc.disable()  # until the window stands: nothing that is loaded for it goes again (7 % of the time to the first paint)
    if sys.platform.startswith("linux") and not os.environ.get("QT_QPA_PLATFORM"):
        _look_for_a_screen()
    try:
        from desktop_app.ui.app import run as show
    except ImportError as error:
        if "cannot open shared object" not in str(error):
            raise
        raise _lacking(error) from None
    return show(sys.argv[:1])


def _look_for_a_screen() -> None:
    """Qt aborts the process where it finds none."""
    import ctypes

    if os.environ.get("WAYLAND_DISPLAY"):
        return
    if not os.environ.get("DISPLAY"):
        raise _no_screen("there is no display (DISPLAY is not set)")
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError as error:
        raise _lacking(error) from None
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if refused:
        raise _no_screen(f"the display {os.environ['DISPLAY']} does not answer")


def _no_screen(english: str) -> SurroundingsFailed:
    return SurroundingsFailed(
        "เปิดหน้าต่างไม่ได้ เพราะไม่มีจอภาพ", "โปรดสั่งจากหน้าจอของเครื่อง หรือใช้คำสั่งอื่น ดู sarup --help", english
    )


def _lacking(error: Exception) -> SurroundingsFailed:
    return SurroundingsFailed(
        "ระบบขาดส่วนประกอบที่หน้าต่างต้องใช้",
        "โปรดติดตั้งส่วนที่ขาด หรือเปิดด้วย python3 desktop_app ซึ่งติดตั้งให้",
        f"the system lacks a library: {error}",
    )
