"""The command line: every verb without a window. Knows exit codes and the two streams; each verb is a module of its own."""

import contextlib
import io
import os
import sys
from collections.abc import Sequence

from desktop_app.errors import UserError

DONE, LOOK_AT_IT, BUG, INTERRUPTED = 0, 1, 70, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code (DESIGN §4). Speaks UTF-8 whatever the system's locale."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
        return code
    except SystemExit as end:  # --help, --version
        return int(end.code or 0)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough (sarup list | head)
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE


def _run(argv: Sequence[str]) -> int:
    from .arguments import parse
    from .speech import say

    try:
        arguments = parse(argv)
        code: int = arguments.verb(arguments)
        return code
    except UserError as error:
        say(error)
        return error.exit_code
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except Exception as error:  # a bug: logged, told calmly
        from .bugs import report

        return report(error)
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.flush()
