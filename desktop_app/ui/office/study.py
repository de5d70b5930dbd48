"""What differs between the sides of a conflict, and what would keep both changes: work for the background."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop_app.ui.past.differences import Piece, differences

from .disputes import Dispute


@dataclass(frozen=True, eq=False)
class Found:
    """``side`` is compared with the first; ``proposed`` comes last, None where nobody but a person can say."""

    side: int = 0
    pieces: tuple[Piece, ...] = ()
    proposed: str | None = None


def study(dispute: Dispute, cancelled: Callable[[], bool]) -> Iterator[Found]:
    from desktop_app.sync.proposing import proposal

    for side, text in enumerate(dispute.texts[1:], 1):
        if cancelled():
            return
        yield Found(side, tuple(differences(dispute.texts[0], text)))
    if not cancelled():
        yield Found(proposed=proposal(dispute.conflict))
