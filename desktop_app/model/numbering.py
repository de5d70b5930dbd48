"""Report numbers as an office gives them: a form with a running number and a year of the Buddhist era, and which comes next."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop_app.errors import Refused

_PLACES = re.compile(r"\{number(?::([1-9]))?\}|\{year\}")
_GIVEN = re.compile(r"(.*?)(\d+)(\s*/\s*)(2[4-7]\d\d)")  # digits of any script


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a number is written: ``{number}/{year}``; ``{number:3}`` has three digits at least.

    :raises Refused: the form has not just one place for the number, and at most one for the year.
    """

    form: str = "{number}/{year}"

    def __post_init__(self) -> None:
        places = [found[0] for found in _PLACES.finditer(self.form)]
        numbers = [one for one in places if one != "{year}"]
        if len(numbers) != 1 or len(places) > 2 or re.search("[{}]", _PLACES.sub("", self.form)):
            raise Refused(
                f"รูปแบบเลขที่ {self.form} ใช้ไม่ได้",
                "โปรดพิมพ์เช่น {number}/{year} หรือ กท {number:3}/{year}",
                "the form needs {number} once, and may have {year} once",
            )

    def written(self, number: int, year: int) -> str:
        return _PLACES.sub(lambda found: str(year) if found[0] == "{year}" else f"{number:0{found[1] or 1}}", self.form)

    def number_in(self, text: str, year: int) -> int | None:
        """The running number, where the text is a number of this form and year; blanks, zeros in front and Thai digits are no matter."""
        parts = _PLACES.split(_bare(self.form))[::2]  # between the places; what a place holds is left out
        first_is_year = self.form.find("{year}") < self.form.find("{number") and "{year}" in self.form
        number, given = r"(\d{1,9})", str(year)
        places = ([given, number] if first_is_year else [number, given])[: len(parts) - 1]
        pattern = "".join(a + b for a, b in zip(map(re.escape, parts), [*places, ""], strict=True))
        found = re.fullmatch(pattern, _bare(text))
        return int(found[1]) if found else None

    def next(self, taken: Iterable[str], year: int) -> int:
        """One more than the highest that was ever given."""
        return max((self.number_in(one, year) or 0 for one in taken), default=0) + 1

    def free(self, taken: Iterable[str], year: int, start: int = 0) -> Iterator[str]:
        """The numbers from ``start`` on (0: from the next) that nobody has."""
        taken = list(taken)
        used = {self.number_in(one, year) for one in taken}
        number = start or self.next(taken, year)
        while True:
            if number not in used:
                yield self.written(number, year)
            number += 1


def scheme_of(text: str) -> Scheme | None:
    """The form in which this number is written; None where it has no running number and year."""
    found = _GIVEN.fullmatch(text.strip())
    if not found or re.search("[{}]", found[1]):
        return None
    digits = found[2]
    width = f":{len(digits)}" if digits.startswith("0") and len(digits) < 10 else ""
    return Scheme(f"{found[1]}{{number{width}}}{found[3]}{{year}}")


def same(text: str) -> str:
    """What two numbers have in common that are one to a reader."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", _bare(text))


def _bare(text: str) -> str:
    return "".join(str(int(one)) if one.isdecimal() else one for one in text if not one.isspace())
