"""The one place where errors are told: a bug is logged and told calmly, a ``UserError`` is told with its remedy."""

import contextlib
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable
from types import TracebackType

from desktop_app.errors import UserError
from desktop_app.paths import log_file

LOG_SIZE, LOGS_KEPT = 1_000_000, 3  # bytes, files

_seen: Counter[tuple[object, ...]] = Counter()  # errors by kind and place, in the life of the program

Teller = Callable[[UserError], None]


class Bug(UserError):
    """Something we did wrong; its traceback is in the log."""

    exit_code = 70


def told(error: BaseException) -> UserError:
    """The error as a person may be told it. A bug goes to the log first."""
    if isinstance(error, UserError):
        return error
    log(error)
    return Bug(
        "โปรแกรมทำงานผิดพลาดในส่วนหนึ่ง สิ่งที่พิมพ์ไว้ยังอยู่ครบ",
        f"ทำงานต่อได้ หากเกิดซ้ำ โปรดส่งไฟล์บันทึกนี้ให้ผู้ดูแลโปรแกรม: {log_file()}",
        f"{type(error).__name__}; the log has the details",
    )


def log(error: BaseException) -> None:
    """The error with its traceback goes to the end of the log file; a log that cannot be written stops nothing.

    One that comes at every beat does not fill the log and push out what was there before: it is written when it comes
    first, and then as its 10th, 100th, 1000th time.
    """
    place = _place_of(error)
    _seen[place] += 1
    if str(_seen[place]).strip("0") != "1":
        return
    import logging.handlers  # only when there is something to write

    said = f"{error}" if _seen[place] == 1 else f"{error} (time {_seen[place]:,} since the program was started)"
    with contextlib.suppress(OSError):
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(log_file(), "a", LOG_SIZE, LOGS_KEPT, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(threadName)s %(message)s"))
        trace = (type(error), error, error.__traceback__)
        handler.handle(logging.LogRecord("sarup", logging.ERROR, "", 0, "%s", (said,), trace))
        handler.close()


def _place_of(error: BaseException) -> tuple[object, ...]:
    """What makes two errors the same one: kind and way, not the words, which may tell of other values each time."""
    way = [(step.f_code, line) for step, line in traceback.walk_tb(error.__traceback__)]
    return log_file(), type(error), *way


def catch_all(tell: Teller) -> None:
    """From now on an error nobody caught, in a slot or in a thread, is told; the program goes on."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        tell(told(error.with_traceback(trace)))

    def in_thread(found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            log(found.exc_value)

    sys.excepthook = hook
    threading.excepthook = in_thread
