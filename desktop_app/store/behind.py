"""Pieces one after the other in a private file of ours, by name; pictures lie so behind a package's database."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .failures import no_room
from .log_rows import Picture


@dataclass(frozen=True)
class Behind:
    """``parts``: of each name where its piece begins in the file at ``place``, and how many bytes it has."""

    place: Path
    parts: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def pictures(self, names: Iterable[str]) -> Iterator[Picture]:
        wanted = [name for name in names if name in self.parts]
        if wanted:
            with self.place.open("rb") as file:
                for name in wanted:
                    begin, size = self.parts[name]
                    file.seek(begin)
                    yield Picture(name, file.read(size))

    def discard(self) -> None:
        self.place.unlink(missing_ok=True)


def put(pictures: Iterable[Picture], place: Path) -> Behind:
    """:raises SurroundingsFailed: there is no room."""
    parts: dict[str, tuple[int, int]] = {}
    try:
        with place.open("xb") as out:
            for one in pictures:
                parts[one.sha256] = (out.tell(), len(one.data))
                out.write(one.data)
    except OSError as error:
        raise no_room(error) from error
    return Behind(place, parts)
