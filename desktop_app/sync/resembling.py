"""Reports that may be about the same event, typed by two evaluators: they are told, and never joined by the program itself."""

import datetime as dt
import functools
from collections import Counter
from collections.abc import Iterable, Sequence

from desktop_app.store.reading import Summary

Pair = tuple[Summary, Summary]  # the one that came, and the one that it is like

DAYS = 1  # between the first days of the two
TITLES, PLACES = 0.6, 0.4  # of 1: shares of pairs of letters that both texts have (Dice)


def look_alikes(new: Iterable[Summary], known: Sequence[Summary]) -> list[Pair]:
    """Each of ``new`` with those of ``known``, or of ``new``, that it is like: the dates a day apart at most, the place
    alike or missing, the title alike.
    """
    by_day: dict[dt.date, list[Summary]] = {}
    newcomers = {one.id: one for one in new}
    for one in {**{one.id: one for one in known}, **newcomers}.values():
        if one.date_start:
            by_day.setdefault(one.date_start, []).append(one)
    found: list[Pair] = []
    compared: set[str] = set()
    for one in newcomers.values():
        compared.add(one.id)
        found += [(one, other) for other in _near(one, by_day) if other.id not in compared and is_like(one, other)]
    return found


def is_like(one: Summary, other: Summary) -> bool:
    if not _are_like(one.title, other.title, TITLES):  # first, as it tells more apart
        return False
    return not one.place or not other.place or _are_like(one.place, other.place, PLACES)


def _are_like(one: str, other: str, least: float) -> bool:
    pairs, others = _pairs(one), _pairs(other)
    size = len(pairs) + len(others)
    return size > 0 and 2 * len(pairs & others) >= least * size


def likeness(one: str, other: str) -> float:
    """0 to 1, by the pairs of letters next to each other that the two share; blanks do not count."""
    pairs, others = _pairs(one), _pairs(other)
    size = len(pairs) + len(others)
    return 2 * len(pairs & others) / size if size else 0.0


def _near(one: Summary, by_day: dict[dt.date, list[Summary]]) -> Iterable[Summary]:
    if one.date_start:
        first = one.date_start.toordinal()
        for day in range(max(first - DAYS, 1), min(first + DAYS, dt.date.max.toordinal()) + 1):
            yield from by_day.get(dt.date.fromordinal(day), ())


@functools.lru_cache(100_000)
def _pairs(text: str) -> frozenset[str]:
    """Each pair, and a pair that comes again with how often it came, so that it counts twice."""
    bare = "".join(text.casefold().split())
    before: Counter[str] = Counter()
    found = []
    for at in range(len(bare) - 1):
        pair = bare[at : at + 2]
        found.append(f"{pair}{before[pair] or ''}")
        before[pair] += 1
    return frozenset(found)
