"""Names of people, places, agencies and projects that may be one name, written in two ways: told, until an office has decided."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from desktop_app.model.naming import Spellings
from desktop_app.model.records import PEOPLE
from desktop_app.store.database import Store
from desktop_app.store.names import Names

from . import spelling

MOST = 1_000  # pairs that are told at a time: more are there when somebody has decided about some of these
_APART = re.compile("[^\\w\u0e30-\u0e4e]|_")  # neither a letter, a digit, nor a Thai vowel or tone
_LONG = 300  # letters of a name; what is longer is a text that somebody typed there
_WEIGHTS = [pow(7, byte + 1, (1 << 31) - 1) for byte in range(256)]  # so that other letters have another sum


@dataclass(frozen=True, slots=True)
class Alike:
    """``one`` is in more fields than ``other``, or in as many."""

    kind: str
    one: str
    other: str
    uses: int = 0
    other_uses: int = 0


def newly_alike(names: Names) -> list[tuple[str, str]]:
    """Those among the names that are new here with those, known or new, that they are like; :data:`MOST` of a kind."""
    found: list[tuple[str, str]] = []
    for kind, here in names.here.items():
        elsewhere = names.elsewhere[kind]
        found += islice(unsettled(pairs(kind, here - elsewhere, elsewhere), names.spellings[kind]), MOST)
    return found


def alike(store: Store) -> list[Alike]:
    """The pairs of names in use or listed that nobody has decided about, kind by kind; of each at most :data:`MOST`."""
    uses: dict[str, dict[str, int]] = {}
    said: dict[str, list[tuple[str, str]]] = {}
    for one in store.names():
        uses.setdefault(one.kind, {})[one.name] = one.uses
        if one.listed or one.meant:
            said.setdefault(one.kind, []).append((one.name, one.meant))
    found: list[Alike] = []
    for kind, counted in uses.items():
        for pair in islice(unsettled(pairs(kind, counted, ()), Spellings(said.get(kind, []))), MOST):
            more, less = sorted(pair, key=lambda name: (-counted[name], name))
            found.append(Alike(kind, more, less, counted[more], counted[less]))
    return found


def unsettled(found: Iterable[tuple[str, str]], spellings: Spellings) -> Iterator[tuple[str, str]]:
    return (pair for pair in found if not spellings.are_settled(*pair))


def pairs(kind: str, new: Iterable[str], known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Of people, names of a letter or two more or less; of all others also those that differ in blanks and dots.

    In order, and found one by one as they are asked for: thousands of names that are all alike are millions of pairs.
    """
    if kind == PEOPLE:
        return spelling.spelled_alike(new, known)
    return _alike(sorted(set(new)), {*new, *known})


def _alike(new: Iterable[str], all_of: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Other digits are another place or year."""
    letters = {name: _APART.sub("", name.casefold()) for name in all_of}
    variants = {name: _variants(letters[name]) for name in _with_letters_of_another(letters)}
    digits = {name: _digits(letters[name]) for name in variants}
    by_variant: dict[str, list[str]] = {}
    for name, those in variants.items():
        for variant in those:
            by_variant.setdefault(variant, []).append(name)
    done: set[str] = set()
    for name in new:
        near = {other for variant in variants.get(name, ()) for other in by_variant[variant]} - done - {name}
        yield from ((name, other) for other in sorted(near) if digits[other] == digits[name])
        done.add(name)


def _digits(letters: str) -> str:
    return "".join(filter(str.isdecimal, letters))


def _with_letters_of_another(letters: Mapping[str, str]) -> list[str]:
    """The names that have, in any order, the letters of another one but for one left out in each: no others are alike.

    Told by sums over the letters, as each name has tens of variants, and most names are like none. A digit is left out
    in both or in none.
    """
    sums: dict[str, set[int]] = {}
    once: set[int] = set()
    again: set[int] = set()
    for name, own in letters.items():
        told = own.encode("cp874", "replace")  # a byte each; what is not Thai may be taken for another here
        whole = sum(map(_WEIGHTS.__getitem__, told))
        lacking = {*told}.difference(b"0123456789") if _may_lack_one(own) else ()
        mine = {whole, *map(whole.__sub__, map(_WEIGHTS.__getitem__, lacking))}
        again |= once & mine
        once |= mine
        sums[name] = mine
    return [name for name, mine in sums.items() if not mine.isdisjoint(again)]


def _variants(letters: str) -> list[str]:
    """The letters, and where there are enough of them each way to leave one out: names that are alike share one of these."""
    places = range(len(letters) if _may_lack_one(letters) else 0)
    return [letters, *(letters[:at] + letters[at + 1 :] for at in places)]


def _may_lack_one(letters: str) -> bool:
    return spelling.SHORT <= len(letters) <= _LONG
