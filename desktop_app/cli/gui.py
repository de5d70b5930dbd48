"""``sarup``, ``sarup gui``: opens the window; says in words why it cannot be opened."""

import argparse
import os
import sys

from desktop_app.errors import SurroundingsFailed


def run(arguments: argparse.Namespace) -> int:
    """:raises SurroundingsFailed: no screen, or the system lacks a library that Qt needs."""
    if arguments.db:
        os.environ["SARUP_DB"] = arguments.db
    on_linux = sys.platform.startswith("linux")
    if on_linux and not any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
        raise SurroundingsFailed(
            "เปิดหน้าต่างไม่ได้ เพราะไม่มีจอภาพ", "โปรดสั่งจากหน้าจอของเครื่อง หรือใช้คำสั่งอื่น ดู sarup --help", "there is no display"
        )
    try:
        from desktop_app.ui.app import run as open_window
    except ImportError as error:
        if "cannot open shared object" not in str(error):
            raise
        raise SurroundingsFailed(
            "ระบบขาดส่วนประกอบที่หน้าต่างต้องใช้", "โปรดติดตั้งส่วนที่ขาด แล้วเปิดใหม่", f"the system lacks a library: {error}"
        ) from None
    return open_window(sys.argv[:1])
