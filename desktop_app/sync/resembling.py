"""Reports that may be about the same event, typed by two evaluators: they are told, and never joined by the program itself."""

import datetime as dt
import functools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from operator import add

from desktop_app.store.reading import Summary

Pair = tuple[Summary, Summary]  # the one that came, and the one that it is like

MOST = 10  # others that are told of one report: where all are alike, thousands make millions of pairs
DAYS = 1  # between the first days of the two
TITLES, PLACES = 0.6, 0.4  # of 1: shares of pairs of letters that both texts have (Dice)


def look_alikes(new: Iterable[Summary], known: Sequence[Summary]) -> list[Pair]:
    """Each of ``new`` with those of ``known``, or of ``new``, that it is like, :data:`MOST` of them: the dates a day apart
    at most, the place alike or missing, the title alike.
    """
    newcomers = {one.id: one for one in new}
    bits: dict[str, int] = {}
    left: dict[dt.date, dict[str, tuple[Summary, int, int]]] = {}  # by the first day, and there by id
    for one in {**{one.id: one for one in known}, **newcomers}.values():
        if one.date_start:
            pairs = _pairs(one.title)
            left.setdefault(one.date_start, {})[one.id] = one, _as_bits(pairs, bits), len(pairs)
    found: list[Pair] = []
    for one in newcomers.values():
        if one.date_start:
            _, mine, size = left[one.date_start].pop(one.id)
            near = (them for day in _days_around(one.date_start) for them in left.get(day, {}).values())
            like = (
                (one, other)
                for other, its, other_size in near
                if _is_enough((mine & its).bit_count(), size + other_size, TITLES)  # a fifth of the time of two sets
                and _are_places_like(one, other)
            )
            found += islice(like, MOST)
    return found


def _is_enough(shared: int, size: int, least: float) -> bool:
    """``size``: of both together."""
    return size > 0 and 2 * shared >= least * size


def _are_places_like(one: Summary, other: Summary) -> bool:
    pairs, others = _pairs(one.place), _pairs(other.place)
    return not one.place or not other.place or _is_enough(len(pairs & others), len(pairs) + len(others), PLACES)


def likeness(one: str, other: str) -> float:
    """0 to 1, by the pairs of letters next to each other that the two share; blanks do not count."""
    pairs, others = _pairs(one), _pairs(other)
    size = len(pairs) + len(others)
    return 2 * len(pairs & others) / size if size else 0.0


def _days_around(day: dt.date) -> Iterator[dt.date]:
    first = day.toordinal()
    for one in range(max(first - DAYS, 1), min(first + DAYS, dt.date.max.toordinal()) + 1):
        yield dt.date.fromordinal(one)


def _as_bits(pairs: Collection[str], bits: dict[str, int]) -> int:
    """A number with a bit for each of them; ``bits`` says which, and learns new ones."""
    for pair in pairs:
        if pair not in bits:
            bits[pair] = 1 << len(bits)
    return sum(map(bits.__getitem__, pairs))


@functools.lru_cache(100_000)
def _pairs(text: str) -> frozenset[str]:
    """Each pair, and a pair that comes again with how often it came, so that it counts twice."""
    bare = "".join(text.casefold().split())
    counted = Counter(map(add, bare, bare[1:]))
    again = (f"{pair}{number}" for pair, count in counted.items() for number in range(1, count))
    return frozenset(counted).union(again)
