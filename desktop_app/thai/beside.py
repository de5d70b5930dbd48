"""How well a line may end between two words that stand side by side without a blank."""

from functools import lru_cache

from .clusters import clusters
from .lexicon import known
from .misspelled import nearly
from .phrases import BEGINNINGS, CLINGING, ENDINGS, FOLLOWERS, LEADERS, NUMBER_WORDS, PREFIXES, UNITS
from .typed import meant

LEGAL = 0
SLIGHT = 10  # between a preposition or particle and its word
SOFT = 30  # inside a compound, beside a word the dictionary does not know
POOR = 60  # inside a date or a long name: only when nothing else is near

ZWSP = "\u200b"
BLANKS = frozenset(
    " \t\n\r\x0b\x0c\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u2028\u2029\u205f\u3000"
)
GAPS = BLANKS | {ZWSP}
REMEMBERED = 20_000  # pairs of words

_BOUND = PREFIXES | LEADERS | FOLLOWERS
_UNITS = frozenset(UNITS)
_ALONE = frozenset(["ณ", "ธ", "ก็", "บ่"])  # words of one consonant
_VOWELS = frozenset("ะัาำิีึืุูเแโใไๅฤ")


@lru_cache(maxsize=REMEMBERED)
def cost(before: str, after: str) -> int | None:
    """The cost of a break between the two words; None where there must be none, and beside a blank, which tells by itself."""
    if before[-1] in GAPS or after[0] in GAPS:
        return None
    if not (is_thai(before[-1]) and is_thai(after[0])):
        return LEGAL
    words = known()
    before = before if before in words else meant(before)
    after = after if after in words else meant(after)
    if is_fragment(before) or is_fragment(after) or after == "ละ" or before == "ณ":  # without a blank, as in ณภัทร
        return None
    if before in BEGINNINGS or after in ENDINGS:
        return None
    if before in NUMBER_WORDS and after in _UNITS:
        return None
    if before == "ละ" or (before.endswith("ละ") and before[:-2] in _UNITS):  # `ปีละครั้ง`, `เดือนละราว 200 บาท`
        return None
    if not (before in _BOUND or after in _BOUND):
        return _beside_unknown(before, after)
    if before in PREFIXES or after in CLINGING:
        return SOFT
    if before in LEADERS or (after in FOLLOWERS and before not in FOLLOWERS):
        return SLIGHT
    return LEGAL


def is_thai(char: str) -> bool:
    """A Thai letter, vowel or mark; no digit, no ๆ ฯ."""
    return "ก" <= char <= "\u0e4e" and char not in "ฯๆ฿"


def is_fragment(word: str) -> bool:
    """A lone consonant or a piece without one: left over from a word nobody knows, or typed wrongly."""
    return len(word) <= 4 and _VOWELS.isdisjoint(word) and word not in _ALONE and len(clusters(word)) == 1


def _beside_unknown(before: str, after: str) -> int | None:
    """Legal between two words of the dictionary; a short word beside an unknown one is a part of it more often than not."""
    words = known()
    strange, other = (before, after) if before not in words else (after, before)
    if strange in words or nearly(strange):
        return LEGAL
    return None if len(clusters(other)) <= 2 else SOFT
