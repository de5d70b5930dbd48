"""How names are to be spelled: what an office has chosen for those that people write in several ways. Knows no store."""

from collections.abc import Iterable


def tidy(name: str) -> str:
    """Without blanks at the ends and double ones between, by which nobody tells names apart."""
    return " ".join(name.split())


class Spellings:
    """Of one kind of names. ``said``: names with how each is to be spelled, "" for as it is; what was said later wins."""

    def __init__(self, said: Iterable[tuple[str, str]] = ()) -> None:
        self._meant: dict[str, str] = {}
        self._right: dict[str, None] = {}
        for name, meant in said:
            self._take(tidy(name), tidy(meant))

    def of(self, name: str) -> str:
        """The chosen spelling; the name itself where nobody said otherwise."""
        found = tidy(name)
        while found in self._meant:
            found = self._meant[found]
        return found

    def others(self, name: str) -> list[str]:
        """The spellings for which this one was chosen."""
        return [one for one in self._meant if self.of(one) == name]

    @property
    def right(self) -> list[str]:
        """The names that somebody listed, or chose."""
        return list(self._right)

    def are_settled(self, one: str, other: str) -> bool:
        """Somebody has said that the two are one, or that both are right."""
        first, second = self.of(one), self.of(other)
        return first == second or (first in self._right and second in self._right)

    def _take(self, name: str, meant: str) -> None:
        if meant in ("", name):
            self._meant.pop(name, None)
            self._right[name] = None
            return
        self._meant.pop(name, None)  # what was said of it before may lead back to it
        if self.of(meant) == name:  # the other way round was said before
            self._meant.pop(meant, None)
        self._meant[name] = meant
        self._right.pop(name, None)
        self._right[self.of(meant)] = None
