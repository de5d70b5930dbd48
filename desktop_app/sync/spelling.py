"""Names that may be one person's, spelled differently: they are told, and never made one by the program itself."""

import re
from collections.abc import Iterable, Iterator, Mapping

from desktop_app.thai.phrases import TITLES

SHORT, _LONG = 6, 14  # letters from which one or two may differ; shorter names that differ are others' names
_MOST = 100  # letters of a name; what is longer is a text that somebody typed there, which lacks two letters in millions of ways
_PLACES = 1 << 22  # for hashes: bytes of memory, four times the variants of 10,000 names
_ABBREVIATED = re.compile(r"^(?:(?:ดร|ผศ|รศ|ศ|นพ|พญ|น\.ส|ด\.ช|ด\.ญ|อ)\. *)+")
_TITLES = tuple(sorted(TITLES, key=len, reverse=True))


def spelled_alike(new: Iterable[str], known: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each new name with those, known or new, that differ from it in a letter or two; titles and blanks do not count.

    In order, and found one by one as they are asked for.
    """
    came = sorted(set(new))
    by_variant = _by_variant({name: bare(name) for name in {*came, *known}})
    found: set[frozenset[str]] = set()  # the bare names: a person stands in a report with and without title
    for name in came:
        for other in sorted({other for variant in _variants(bare(name)) for other in by_variant.get(variant, ())}):
            pair = frozenset((bare(name), bare(other)))
            if pair not in found and is_alike(name, other):
                found.add(pair)
                yield name, other


def _by_variant(names: Mapping[str, str]) -> dict[str, list[str]]:
    """The names (with their bare ones) by what they are with letters left out, as far as several of them share that.

    What no other name has is told by its hash alone: each name has a hundred, which for thousands are hundreds of megabytes.
    """
    once, again = bytearray(_PLACES), bytearray(_PLACES)
    for one in names.values():
        for place in {hash(variant) % _PLACES for variant in _variants(one)}:
            again[place] |= once[place]
            once[place] = 1
    found: dict[str, list[str]] = {}
    for name, one in names.items():
        for variant in {*_variants(one)}:
            if again[hash(variant) % _PLACES]:
                found.setdefault(variant, []).append(name)
    return found


def is_alike(one: str, other: str) -> bool:
    first, second = bare(one), bare(other)
    return first != second and distance(first, second) <= min(_differing(first), _differing(second))


def bare(name: str) -> str:
    """Without title, blanks and dots."""
    name = _ABBREVIATED.sub("", name.strip().casefold())
    told = "".join(letter for letter in name if letter.isalnum() or "\u0e30" <= letter <= "\u0e4e")
    title = next((title for title in _TITLES if told.startswith(title) and len(told) - len(title) >= SHORT), "")
    return told.removeprefix(title)


def distance(one: str, other: str) -> int:
    """Letters to be changed, put in or left out (Levenshtein)."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        last, row[0] = row[0], at
        for place, against in enumerate(other, 1):
            last, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, last + (letter != against))
    return row[-1]


def _differing(bare_name: str) -> int:
    return 0 if len(bare_name) > _MOST else (len(bare_name) >= SHORT) + (len(bare_name) >= _LONG)


def _variants(bare_name: str) -> Iterator[str]:
    """The name with as many letters left out as may differ: names that are alike share one of them."""
    count, places = _differing(bare_name), range(len(bare_name))
    yield bare_name
    for first in places if count else ():
        head, tail = bare_name[:first], bare_name[first + 1 :]
        yield head + tail
        for second in range(len(tail)) if count > 1 else ():
            yield head + tail[:second] + tail[second + 1 :]
