"""A dialog over the store: says what happens, stays while something is being written, and shows anew what the store says then.

Reads the store through ``ask`` (see ``StoreThread.ask``), never itself.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.ui.faults import told
from desktop_app.ui.form.field_box import Words
from desktop_app.ui.labels import breakable
from desktop_app.ui.past.history import Ask
from desktop_app.ui.roomy import roomy
from desktop_app.ui.still_there import still_there

from .choosing import button

if TYPE_CHECKING:
    from desktop_app.store.database import Store

Verb = Callable[["Store"], Any]


class WorkingDialog(QDialog):
    """``size`` in lines of letters."""

    changed = Signal()  # something was written
    filled = Signal()  # what is shown is what the store says

    def __init__(self, ask: Ask, title: str, size: tuple[float, float], parent: QWidget | None) -> None:
        super().__init__(parent)
        self._ask = ask
        self.busy = False
        self.setWindowTitle(title)
        self.resize(roomy(self, *size))
        self.says = Words()
        self.leave = button("&ปิด", self.reject)

    def reject(self) -> None:
        if not self.busy:  # what is being written is waited for
            super().reject()

    def look(self) -> None:
        """The buttons that make sense now; each dialog has more of them."""
        self.leave.setEnabled(not self.busy)

    def say(self, words: str) -> None:
        self.says.setText(breakable(words))
        self.says.setAccessibleName(words)

    def read(self, verb: Verb, show: Callable[[Any], None]) -> None:
        """``show(verb(store))``, if the dialog is still there then."""
        self._ask(verb, still_there(self, partial(self._show, show)), still_there(self, self.fail))

    def write(self, verb: Verb, then: Callable[[Any], None]) -> None:
        """``then(verb(store))`` when it is written."""
        self.busy = True
        self.look()
        self._ask(verb, partial(self._written, then), self.fail)

    def fail(self, error: Exception) -> None:
        self.busy = False
        fault = told(error)
        self.say(f"{fault.what} {fault.remedy}")
        self.look()
        self.filled.emit()

    def _show(self, show: Callable[[Any], None], found: Any) -> None:
        show(found)
        self.look()
        self.filled.emit()

    def _written(self, then: Callable[[Any], None], result: Any) -> None:
        self.busy = False
        self.changed.emit()
        then(result)
