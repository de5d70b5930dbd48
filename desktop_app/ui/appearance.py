"""How large the letters are and which colours the window has: chosen in the menu, kept for the next start."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from . import theme
from .remembering import remember

if TYPE_CHECKING:
    from .window import MainWindow

COLOURS = {"light_colours": "light", "dark_colours": "dark", "system_colours": "system"}


class Appearance(QObject):
    """The commands of the view menu that change nothing in any report."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self.app().styleHints().colorSchemeChanged.connect(self._apply)

    @staticmethod
    def app() -> QApplication:
        return cast(QApplication, QApplication.instance())

    def larger_text(self) -> None:
        self._resize(theme.stepped(self._window.settings.text_size, 1))

    def smaller_text(self) -> None:
        self._resize(theme.stepped(self._window.settings.text_size, -1))

    def normal_text(self) -> None:
        self._resize(100)

    def light_colours(self) -> None:
        self._colour("light")

    def dark_colours(self) -> None:
        self._colour("dark")

    def system_colours(self) -> None:
        self._colour("system")

    def show_choice(self) -> None:
        """The menu says which colours are chosen."""
        for name, choice in COLOURS.items():
            self._window.commands[name].setChecked(choice == self._window.settings.dark)

    def _resize(self, percent: int) -> None:
        remember(self._window.settings, text_size=percent)
        self._apply()
        self._window.tell(f"ขนาดตัวอักษร {percent} %")

    def _colour(self, choice: str) -> None:
        remember(self._window.settings, dark=choice)
        self._apply()

    def _apply(self) -> None:
        settings = self._window.settings
        theme.apply(self.app(), settings.text_size, settings.dark)
        self.show_choice()
