"""What is done with a database beside writing reports: they get numbers, comments on their fields, names spelled alike, styles to print in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.model.numbering import Scheme
from desktop_app.model.pictures import name_of
from desktop_app.model.records import Comment

from . import comments, names, numbering, reading, styles, tables
from .comments import REASON, Said
from .names import Known, Use
from .numbering import Numbered
from .reading import Summary
from .styles import Kept
from .together import Together


@dataclass(frozen=True, slots=True)
class Register:
    """What is known before numbers are given: who has none, how they were written last, all that ever were, and which stand twice."""

    waiting: list[Summary]
    scheme: Scheme
    ever: list[str]
    doubled: list[str]


class Office(Together):
    """The part of a :class:`.database.Store` that an office needs most."""

    # ---- numbers

    def register(self) -> Register:
        with self._reading() as conn:
            known = numbering.waiting(conn), numbering.scheme(conn), numbering.ever(conn), numbering.doubled(conn)
        return Register(*known)

    def number(self, reports: Sequence[str], scheme: Scheme, year: int, start: int = 0) -> Numbered:
        """As :func:`.numbering.give`; all of them or none."""
        self._sitting.last = {}
        return self._write(lambda conn: numbering.give(conn, self._sitting, reports, scheme, year, start))

    # ---- comments

    def comments(self, report: str = "") -> list[Said]:
        """As :func:`.comments.comments`."""
        with self._reading() as conn:
            return comments.comments(conn, report)

    def comment(self, report: str, table: str, row: str, field: str, words: str) -> str:
        """Somebody says something of a field; gives the comment's id.

        :raises Refused: there is no such field, or it says nothing.
        """
        return self._say(Comment(report=report, of_table=table, of_row=row, of_field=field, words=words))

    def reply(self, comment: str, words: str) -> str:
        """:raises Refused: there is no such comment, or it says nothing."""
        return self._say(comments.answer(self.find_comment(comment), words))

    def mark_comment(self, comment: str, done: bool = True) -> None:
        """The thread of the comment is settled, or open again."""
        self.save(comments.marked(self.find_comment(comment), done), REASON)

    def take_comment_back(self, comment: str) -> None:
        """It is no more to be read; the log keeps it."""
        self.save(comments.taken_back(self.find_comment(comment)), REASON)

    def find_comment(self, part: str) -> Comment:
        """As :func:`.comments.find`."""
        with self._reading() as conn:
            return comments.find(conn, part)

    def _say(self, comment: Comment) -> str:
        with self._reading() as conn:
            report = reading.load_text(tables.runner(conn), comment.report)
        self.save(comments.written(report, comment), REASON)
        return comment.id

    # ---- names

    def names(self) -> list[Known]:
        """As :func:`.names.known`."""
        with self._reading() as conn:
            return names.known(conn)

    def spell(self, kind: str, name: str, meant: str = "") -> None:
        """The name is in the office's list; with ``meant`` it is to be spelled so. As :func:`.names.said`."""
        with self._reading() as conn:
            changes = names.said(conn, kind, name, meant) + (names.said(conn, kind, meant, "") if meant else [])
        self.save(changes, names.REASON)

    def forget_name(self, kind: str, name: str) -> None:
        """As :func:`.names.forgotten`."""
        with self._reading() as conn:
            changes = names.forgotten(conn, kind, name)
        self.save(changes, names.REASON)

    def misspelled(self) -> list[Use]:
        """As :func:`.names.misspelled`."""
        with self._reading() as conn:
            return names.misspelled(conn)

    def respell(self, uses: Sequence[Use]) -> int:
        """These fields get the chosen spelling; gives how many did."""
        with self._reading() as conn:
            changes = names.respelled(conn, uses)
        self.save(changes, names.RESPELLED)
        return len(changes)

    # ---- styles

    def styles(self) -> list[Kept]:
        """As :func:`.styles.kept`."""
        with self._reading() as conn:
            return styles.kept(conn)

    def keep_style(self, name: str, content: str, parts: Mapping[str, bytes] = {}) -> None:
        """The style file travels to the laptops, with what lies beside it (file to bytes: fonts, and pictures that came
        through :func:`.arrival.arrived`); it is for :mod:`desktop_app.sync.styles` to say whether it is one.
        """
        images = {file: name_of(data) for file, data in parts.items()}
        with self._reading() as conn:
            changes = styles.put(conn, name, content, images)
        self.save(changes, styles.REASON, {images[file]: data for file, data in parts.items()})

    def parts_of(self, style: Kept) -> dict[str, bytes]:
        """The bytes of what lies beside it by file, as far as they are here."""
        with self._reading() as conn:
            found = reading.pictures(tables.runner(conn), {one.image for one in style.parts} - {""})
        return {one.file: found[one.image] for one in style.parts if one.image in found}

    def drop_style(self, name: str) -> None:
        """As :func:`.styles.dropped`."""
        with self._reading() as conn:
            changes = styles.dropped(conn, name)
        self.save(changes, styles.REASON)
