"""Which style and which digits the paper has: a menu of choices, kept for the next start. Knows no report."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from desktop_app.errors import UserError
from desktop_app.settings import Settings
from desktop_app.ui.remembering import remember

DIGITS = {"arabic": "เลขอารบิก (123)", "thai": "เลขไทย (๑๒๓)"}


def fill(menu: QMenu, settings: Settings, chosen: Callable[[str], None], failed: Callable[[Exception], None]) -> None:
    """Puts every style there is and both sorts of digits into the menu, with a mark at those that are set.

    ``chosen`` is called with the words of a choice once it is set, ``failed`` with the error of a style that cannot be used.
    """
    from desktop_app.report.style_files import label, names

    menu.clear()
    for group in menu.findChildren(QActionGroup):
        group.deleteLater()
    _choices(menu, {name: label(name) for name in names()}, settings.style, partial(_take, settings, chosen, failed))
    menu.addSeparator()
    _choices(menu, DIGITS, settings.digits, partial(_set, settings, chosen, "digits"))


def _choices(menu: QMenu, words: dict[str, str], now: str, act: Callable[[str, str], None]) -> None:
    group = QActionGroup(menu)
    for name, shown in words.items():
        action = QAction(shown.replace("&", "&&"), group, checkable=True, checked=name == now)
        action.setData(name)
        action.triggered.connect(partial(_triggered, act, name, shown))
        menu.addAction(action)


def _triggered(act: Callable[[str, str], None], name: str, shown: str, checked: bool = True) -> None:
    act(name, shown)


def _take(
    settings: Settings, chosen: Callable[[str], None], failed: Callable[[Exception], None], name: str, words: str
) -> None:
    """A style that cannot be used is told and not set."""
    from desktop_app.report.style import load

    try:
        load(name)
    except UserError as error:
        failed(error)
    else:
        _set(settings, chosen, "style", name, words)


def _set(settings: Settings, chosen: Callable[[str], None], setting: str, name: str, words: str) -> None:
    remember(settings, **{setting: name})
    chosen(words)
