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
    told: set[frozenset[str]] = set()
    for one in newcomers.values():
        for other in _near(one, by_day):
            both = frozenset((one.id, other.id))
            if both not in told and len(both) == 2 and is_like(one, other):
                told.add(both)
                found.append((one, other))
    return found


def is_like(one: Summary, other: Summary) -> bool:
    places = not one.place or not other.place or likeness(one.place, other.place) >= PLACES
    return places and likeness(one.title, other.title) >= TITLES


def likeness(one: str, other: str) -> float:
    """0 to 1, by the pairs of letters next to each other that the two share; blanks do not count."""
    pairs, others = _pairs(one), _pairs(other)
    size = pairs.total() + others.total()
    return 2 * (pairs & others).total() / size if size else 0.0


def _near(one: Summary, by_day: dict[dt.date, list[Summary]]) -> Iterable[Summary]:
    if one.date_start:
        first = one.date_start.toordinal()
        for day in range(max(first - DAYS, 1), min(first + DAYS, dt.date.max.toordinal()) + 1):
            yield from by_day.get(dt.date.fromordinal(day), ())


@functools.lru_cache(100_000)
def _pairs(text: str) -> Counter[str]:
    bare = "".join(text.casefold().split())
    return Counter(bare[at : at + 2] for at in range(len(bare) - 1))
