"""The command line: every verb without a window. Knows exit codes and the two streams; each verb is a module of its own."""

import contextlib
import errno
import io
import os
import sys
from collections.abc import Sequence

from desktop_app.errors import SurroundingsFailed, UserError

DONE, LOOK_AT_IT, INTERRUPTED = 0, 1, 130
_OF_OUTPUT = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EIO)


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code (DESIGN §4). Speaks UTF-8 whatever the system's locale."""
    for name in ("stdout", "stderr"):
        _prepare(name)
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
        return code
    except SystemExit as end:  # --help, --version
        return int(end.code or 0)
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        return _output_failed(error)


def _prepare(name: str) -> None:
    """A stream that was closed (``sarup list >&-``), or that Windows gives no program without a console, leads nowhere."""
    stream = getattr(sys, name)
    if stream is None:
        setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115 (open to the end, as its place is)
    elif isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _output_failed(error: OSError) -> int:
    """The reader has seen enough (``sarup list | head``), or what was printed cannot be stored."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still to be flushed goes nowhere
    if _is_unread(error):
        return DONE
    from .speech import note

    note("เขียนผลลัพธ์ไม่ได้ ที่เก็บข้อมูลอาจเต็ม", f"The output cannot be written: {error.strerror}")
    return SurroundingsFailed.exit_code


def _is_unread(error: OSError) -> bool:
    """Of a pipe that nobody reads any more Windows says EINVAL (bpo-19612)."""
    return error.errno == errno.EPIPE or (error.errno == errno.EINVAL and sys.platform == "win32")


def _prints() -> bool:
    """Windows says EINVAL of much else, too."""
    try:
        print(flush=True)
    except OSError:
        return False
    return True


def _run(argv: Sequence[str]) -> int:
    from .speech import say

    try:
        if not argv or list(argv) == ["gui"]:  # without the parser, a twentieth of the time to the first paint
            from .gui import open_window

            return open_window()
        from .arguments import parse

        arguments = parse(argv)
        code: int = arguments.verb(arguments)
        return code
    except UserError as error:
        say(error)
        return error.exit_code
    except Exception as error:
        if isinstance(error, OSError) and (error.errno in _OF_OUTPUT or (_is_unread(error) and not _prints())):
            raise  # every other file's trouble is a UserError
        from .bugs import report

        return report(error)
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.flush()
