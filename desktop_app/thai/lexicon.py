"""The word lists of resources/words, as the cutter and the rules ask for them. Knows files, not texts."""

from bisect import bisect_left
from functools import cache
from itertools import chain, repeat
from pathlib import Path

from desktop_app.errors import SurroundingsFailed
from desktop_app.paths import RESOURCES

WORD_FILE = RESOURCES / "words" / "words_th.txt"
COMMON_FILE = RESOURCES / "words" / "common.txt"
PLACE_FILE = RESOURCES / "words" / "places.txt"
TYPED_FILE = RESOURCES / "words" / "typed.txt"
COMPOUND_FILE = RESOURCES / "words" / "compounds.txt"

# What words cost where a text is cut. The most common cost 300, a few by hand less; rare ones that would take letters of a common
# one cost up to 600.
RARE = 520  # a word that is not common: less than two others
SELDOM = 640  # a place, or a word as people misspell it: more than the two commonest, which may be meant instead


class Beginnings(dict[str, tuple[tuple[int, int], ...]]):
    """How long the words are that begin with some letters or are the beginning of them, ascending, and what each costs; 0 where
    longer letters tell: they are several words or none. Looked up once for each."""

    def __missing__(self, letters: str) -> tuple[tuple[int, int], ...]:
        lines, price_of = _sorted_words(), known().get
        found = [(end, price) for end in range(1, len(letters) + 1) if (price := price_of(letters[:end]))]
        first = bisect_left(lines, letters)
        if first < len(lines) and lines[first].startswith(letters):  # most letters of a text begin no longer word
            longer = {len(word) for word in lines[first : bisect_left(lines, f"{letters}\uffff", first)]}
            found += [(length, 0) for length in sorted(longer - {len(letters)})]
        self[letters] = tuple(found)
        return self[letters]


def warm_up() -> None:
    """Loads all lists, so that the first page need not wait for them."""
    known()
    places()
    seams()


@cache
def known() -> dict[str, int]:
    """All words, each with what it costs where a text is cut: the less, the more common it is."""
    prices = dict(zip(_lines(WORD_FILE), repeat(RARE), strict=False))
    for line in _lines(COMMON_FILE):
        price, *common = line.split()
        prices.update(zip(common, repeat(int(price)), strict=False))
    for word in chain(places(), _lines(TYPED_FILE)):
        prices.setdefault(word, SELDOM)
    return prices


@cache
def places() -> frozenset[str]:
    """Names of provinces and districts."""
    return frozenset(_lines(PLACE_FILE))


@cache
def seams() -> dict[str, tuple[int, ...]]:
    """Long words of the word file that are made of words, and where: จัดกิจกรรม is จัด and กิจกรรม."""
    found = {}
    for line in _lines(COMPOUND_FILE):
        parts = line.split("|")
        found["".join(parts)] = tuple(len("".join(parts[:number])) for number in range(1, len(parts)))
    return found


@cache
def _sorted_words() -> list[str]:
    return sorted(known())


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise SurroundingsFailed(
            f"อ่านแฟ้มคำศัพท์ {path.name} ไม่ได้",
            "โปรดติดตั้งโปรแกรมใหม่ ข้อมูลรายงานยังอยู่ครบ",
            f"the word file {path} cannot be read",
        ) from error
