"""A name for a file that was just written: on Windows nobody gives it one while a virus scanner or an index looks into it.

npm, Cargo and git wait there, too.
"""

import os
import sys
import time
from collections.abc import Callable

_WAITS = (0.01, 0.03, 0.1, 0.3, 0.6)  # seconds; who has it open for longer is a program that somebody must close
Name = str | os.PathLike[str]


def patiently(rename: Callable[[Name, Name], None], old: Name, new: Name) -> None:
    """``rename`` is os.rename or os.replace. :raises OSError: what it raises, on Windows after a second of trying."""
    for wait in _WAITS if sys.platform == "win32" else ():
        try:
            return rename(old, new)
        except PermissionError:
            time.sleep(wait)
    return rename(old, new)
