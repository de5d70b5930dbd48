"""The conflicts with what could settle them: of long texts a merge by words, where both changes fit into one."""

from collections.abc import Sequence
from dataclasses import replace

from desktop_app.model.merging import three_way
from desktop_app.store.conflicts import Conflict
from desktop_app.store.database import Store
from desktop_app.thai.words import words


def conflicts(store: Store) -> list[Conflict]:
    """As :meth:`Store.conflicts`, with proposals."""
    return with_proposals(store.conflicts())


def with_proposals(found: Sequence[Conflict]) -> list[Conflict]:
    return [replace(one, proposed=proposal(one)) for one in found]


def proposal(conflict: Conflict) -> str | None:
    """All changes in one text; None where people must choose, or where it is no long text."""
    if not conflict.is_long_text:
        return None
    base = words(conflict.base or "")
    first, *others = ([*words(side.value)] for side in conflict.sides)
    merged: list[str] | None = first
    for other in others:
        merged = three_way(base, merged, other) if merged is not None else None
    return None if merged is None else "".join(merged)
