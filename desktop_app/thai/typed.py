"""Letters that are typed for others that look alike: `เเละ` for `และ`. Knows what is meant, not whether it is a word."""

import re

_MEANT = {"เเ": "แ", "ํา": "ำ", "ํ่า": "่ำ", "ํ้า": "้ำ", "่ํา": "่ำ", "้ํา": "้ำ"}
_ODD = re.compile("|".join([*_MEANT, "([ัิ-ฺ็-์])\\1+"]))  # and marks typed twice


def meant(word: str) -> str:
    """The word as it should be typed."""
    return respelled(word)[0]


def respelled(run: str) -> tuple[str, list[int]]:
    """What is meant, and for each of its letters where it ends in ``run``."""
    right, ends, at = "", [], 0
    for odd in _ODD.finditer(run):
        letters = _MEANT.get(odd.group(), odd.group()[:1])
        right += run[at : odd.start()] + letters
        ends += [*range(at + 1, odd.start() + 1), *[odd.end()] * len(letters)]
        at = odd.end()
    return right + run[at:], [*ends, *range(at + 1, len(run) + 1)]
