"""Answers for a window that may be gone by the time they come."""

from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject


def still_there(window: QObject, act: Callable[[Any], None]) -> Callable[[Any], None]:
    """``act``, which does nothing once Qt has deleted ``window``."""

    def answer(value: Any) -> None:
        if shiboken6.isValid(window):
            act(value)

    return answer
