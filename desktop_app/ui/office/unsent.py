"""What was typed beside the reports and not sent yet, comments and texts for conflicts: in a file until it is, so that nothing that
happens to the program loses it. Knows no dialog."""

import contextlib
import json
import threading
from collections import UserDict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer

from desktop_app.errors import UserError
from desktop_app.ui.faults import log

SOON = 400  # ms from the first key that is not in the file
MOST = 200  # texts; of more the oldest go, as those of conflicts settled elsewhere, which nobody asks for again

Later = Callable[[Callable[[Any], None]], None]  # carries a verb out in another thread, as StoreThread.ask does


class Unsent(UserDict[str, str]):
    """The texts by what they would go to. Two programs may keep theirs in one file: each writes those that it touched."""

    def __init__(self, file: Path, later: Later) -> None:
        super().__init__()
        self._file, self._later = file, later
        self._touched: set[str] = set()
        self._writing = threading.Lock()
        self._timer = QTimer(singleShot=True, interval=SOON)
        self._timer.timeout.connect(lambda: self._later(self.write))
        try:
            self.data = _read(file)
        except OSError as error:
            log(error)

    def __setitem__(self, key: str, text: str) -> None:
        if self.data.get(key) != text:
            self.data[key] = text
            self._changed(key)

    def __delitem__(self, key: str) -> None:
        del self.data[key]
        self._changed(key)

    def write(self, _: object = None) -> None:
        """At once, in whichever thread: the texts as they are now, not as they were when it was ordered."""
        with self._writing:
            touched = {key: self.data.get(key, "") for key in tuple(self._touched)}
            if touched:
                _write(self._file, touched)

    def _changed(self, key: str) -> None:
        self._touched.add(key)
        if not self._timer.isActive():
            self._timer.start()


def _read(file: Path) -> dict[str, str]:
    """Empty where there is none; one that cannot be understood is kept aside.

    :raises OSError: it cannot be read.
    """
    try:
        tree = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (ValueError, RecursionError) as error:
        log(error)
        with contextlib.suppress(OSError):
            file.replace(file.with_name(f"{file.name}.bad"))
        return {}
    found = tree if isinstance(tree, dict) else {}
    return {key: text for key, text in found.items() if isinstance(text, str)}


def _write(file: Path, touched: dict[str, str]) -> None:
    """``touched``: empty where there is no text any more. That it fails stops nothing: the texts are still in the window."""
    from desktop_app.report.files import write

    try:
        texts = {key: text for key, text in _read(file).items() if key not in touched}
        texts |= {key: text for key, text in touched.items() if text.strip()}
        file.parent.mkdir(parents=True, exist_ok=True)
        write(file, json.dumps(dict(list(texts.items())[-MOST:]), indent=1).encode())
    except (OSError, UserError) as error:
        log(error)
