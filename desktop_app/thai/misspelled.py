"""Words that are typed nearly right: one letter too many, missing, changed for one that looks or sounds alike or lies beside it, or in the wrong order."""

from collections.abc import Sequence
from functools import lru_cache

from .lexicon import RARE, SELDOM, known

SHORTEST, LONGEST = 6, 16  # letters: of shorter words too many are nearly another one
REMEMBERED = 5_000
_MOST = 4  # stretches of a run that are no words; where there are more it is no language we know
_SILENT = "\u0e4c"  # ์, with the letter under it

_GROUPS = "กถภ ขคฆ จช ชซฌ ดตฎฏ ทธฒฑถ นณ บป ผพภ ฝฟ รลฬ ศษส ใไ เแ ิี ึื ุู ่้๊๋ ็่ ัะ าำ".split()
_KEYS = "ๅภถุึคตจขช ๆไำพะัีรนยบลฃ ฟหกดเ้่าสวง ผปแอิืทมใฝ".split()  # of the Thai keyboard, row by row
_GROUPS += [row[at : at + 2] for row in _KEYS for at in range(len(row) - 1)]
_ALIKE = {letter: "".join(group for group in _GROUPS if letter in group) for letter in "".join(_GROUPS)}
_LEFT_OUT = "งนรยวลหะัาิีืุู่้็์"  # what is left out most often


def joined(run: str, ends: Sequence[int]) -> list[int]:
    """``ends`` of words without those inside a misspelled word: ผลิต|ภัณท์ is one."""
    starts = [0, *ends]
    words = known()
    strange = [
        number for number, end in enumerate(ends) if (word := run[starts[number] : end]) not in words and word != "ๆ"
    ]
    inside: set[int] = set()
    for number in strange if len(strange) <= _MOST else ():
        inside.update(_seams(run, starts, number))
    return [end for end in ends if end not in inside]


def _seams(run: str, starts: Sequence[int], number: int) -> Sequence[int]:
    """The places between words that go with the unknown word of that number: with both its neighbours, or those before, or after it."""
    after = min(len(starts) - 1, number + 2)
    for first, stop in ((number - 1, after), (number - 2, number + 1), (number - 1, number + 1), (number, after)):
        if first == number and number and _ends(run, starts, number):
            continue
        if first >= 0 and stop - first > 1 and nearly(run[starts[first] : starts[stop]]):
            return starts[first + 1 : stop]
    return ()


def _ends(run: str, starts: Sequence[int], number: int) -> bool:
    """Whether the unknown letters end the word before rather than begin the next one: a silent one, or a single one after a rare word."""
    letters = run[starts[number] : starts[number + 1]]
    before = run[starts[number - 1] : starts[number]]
    return letters[1:] == _SILENT or (len(letters) == 1 and known().get(before, SELDOM) >= RARE)


@lru_cache(maxsize=REMEMBERED)
def nearly(letters: str) -> bool:
    """Whether these letters, no word themselves, are one slip away from one."""
    words = known()
    if not SHORTEST <= len(letters) <= LONGEST:
        return False
    for at, letter in enumerate(letters):
        before, after, rest = letters[:at], letters[at:], letters[at + 1 :]
        if (
            before + rest in words
            or before + rest[:1] + letter + rest[1:] in words
            or (rest[:1] == _SILENT and before + rest[1:] in words)
            or any(before + other + rest in words for other in _ALIKE.get(letter, ""))
            or any(before + other + after in words for other in _LEFT_OUT)
        ):
            return True
    return any(letters + other in words for other in _LEFT_OUT)
