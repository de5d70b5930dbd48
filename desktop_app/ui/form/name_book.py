"""The names that this computer knows, by what they name: what is offered while one is typed, and how it is to be spelled."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.model.naming import tidy

if TYPE_CHECKING:
    from desktop_app.store.names import Known

LEAST = 2  # letters typed until names are offered
MOST = 7  # names offered at once


class NameBook(QObject):
    """Empty until it is told; then ``changed`` is sent."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._names: dict[
            str, dict[str, list[str]]
        ] = {}  # kind to chosen spellings, the most used first, with all in small letters
        self._meant: dict[str, dict[str, str]] = {}

    def take(self, known: "Iterable[Known]") -> None:
        """As the store gives them: the most used first."""
        names: dict[str, dict[str, list[str]]] = {}
        meant: dict[str, dict[str, str]] = {}
        for one in known:
            chosen = one.meant or one.name
            names.setdefault(one.kind, {}).setdefault(chosen, [chosen.casefold()]).append(one.name.casefold())
            if one.meant:
                meant.setdefault(one.kind, {})[one.name] = one.meant
        if (names, meant) != (self._names, self._meant):
            self._names, self._meant = names, meant
            self.changed.emit()

    def spelling(self, kind: str, name: str) -> str:
        """The spelling that was chosen for a name that is written another way; "" where there is nothing to say."""
        return self._meant.get(kind, {}).get(tidy(name), "")

    def offered(self, kind: str, typed: str, least: int = LEAST) -> list[str]:
        """Names that begin with what was typed, then those that have it inside, also in another of their spellings."""
        wanted = tidy(typed).casefold()
        if len(wanted) < least:
            return []
        found: list[tuple[bool, str]] = []
        for chosen, texts in self._names.get(kind, {}).items():
            if chosen != typed and any(wanted in one for one in texts):
                found.append((not any(one.startswith(wanted) for one in texts), chosen))
        return [name for _, name in sorted(found, key=lambda one: one[0])][:MOST]
