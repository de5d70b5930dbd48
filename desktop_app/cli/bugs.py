"""A fault of the program itself: its traceback goes to the log, a calm word to the person."""

import datetime as dt
import sys
import traceback

from desktop_app import __version__, paths

from .speech import note

EXIT_CODE = 70


def report(error: Exception) -> int:
    """Logs ``error``, says so and returns the exit code."""
    trace = "".join(traceback.format_exception(error))
    log = paths.log_file()
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as out:
            out.write(
                f"{dt.datetime.now().astimezone():%Y-%m-%d %H:%M:%S%z} sarup {__version__} {sys.platform}\n{trace}\n"
            )
        where = f"รายละเอียดอยู่ใน {log}", f"the details are in {log}"
    except OSError:
        where = trace, "the log could not be written"
    note(
        f"เกิดข้อผิดพลาดในโปรแกรม ข้อมูลที่บันทึกแล้วยังอยู่ครบ {where[0]}",
        f"A bug in the program ({type(error).__name__}); saved data is safe; {where[1]}",
    )
    return EXIT_CODE
