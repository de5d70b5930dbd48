"""Names of people, places, agencies and projects that may be one name, written in two ways: told, until an office has decided."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop_app.model.naming import Spellings
from desktop_app.model.records import PEOPLE
from desktop_app.store.database import Store
from desktop_app.store.names import Names

from . import spelling

_APART = re.compile("[^\\w\u0e30-\u0e4e]|_")  # neither a letter, a digit, nor a Thai vowel or tone
_OTHERS = re.compile("\\D")  # no digits


@dataclass(frozen=True, slots=True)
class Alike:
    """``one`` is in more fields than ``other``, or in as many."""

    kind: str
    one: str
    other: str
    uses: int = 0
    other_uses: int = 0


def newly_alike(names: Names) -> list[tuple[str, str]]:
    """Those among the names that are new here with those, known or new, that they are like."""
    found: list[tuple[str, str]] = []
    for kind, here in names.here.items():
        elsewhere = names.elsewhere[kind]
        found += unsettled(pairs(kind, here - elsewhere, elsewhere), names.spellings[kind])
    return found


def alike(store: Store) -> list[Alike]:
    """All pairs of names in use or listed that nobody has decided about, kind by kind."""
    uses: dict[str, dict[str, int]] = {}
    said: dict[str, list[tuple[str, str]]] = {}
    for one in store.names():
        uses.setdefault(one.kind, {})[one.name] = one.uses
        if one.listed or one.meant:
            said.setdefault(one.kind, []).append((one.name, one.meant))
    found: list[Alike] = []
    for kind, counted in uses.items():
        for pair in unsettled(pairs(kind, counted, ()), Spellings(said.get(kind, []))):
            more, less = sorted(pair, key=lambda name: (-counted[name], name))
            found.append(Alike(kind, more, less, counted[more], counted[less]))
    return found


def unsettled(found: Iterable[tuple[str, str]], spellings: Spellings) -> Iterator[tuple[str, str]]:
    return (pair for pair in found if not spellings.are_settled(*pair))


def pairs(kind: str, new: Iterable[str], known: Iterable[str]) -> list[tuple[str, str]]:
    """Of people, names of a letter or two more or less; of all others also those that differ in blanks and dots."""
    if kind == PEOPLE:
        return spelling.spelled_alike(new, known)
    return _alike(sorted(set(new)), {*new, *known})


def _alike(new: Iterable[str], all_of: Iterable[str]) -> list[tuple[str, str]]:
    """Other digits are another place or year."""
    variants = {name: _variants(_APART.sub("", name.casefold())) for name in all_of}
    digits = {name: _OTHERS.sub("", name) for name in variants}
    by_variant: dict[str, list[str]] = {}
    for name, those in variants.items():
        for variant in those:
            by_variant.setdefault(variant, []).append(name)
    found: dict[frozenset[str], tuple[str, str]] = {}
    for name in new:
        near = {other for variant in variants[name] for other in by_variant[variant]} - {name}
        for other in sorted(other for other in near if digits[other] == digits[name]):
            found.setdefault(frozenset((name, other)), (name, other))
    return sorted(found.values())


def _variants(letters: str) -> list[str]:
    """The letters, and where there are enough of them each way to leave one out: names that are alike share one of these."""
    if len(letters) < spelling.SHORT:
        return [letters]
    return [letters, *(letters[:at] + letters[at + 1 :] for at in range(len(letters)))]
