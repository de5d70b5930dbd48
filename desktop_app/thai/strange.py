"""Where the words that were cut are syllables of one that nobody knows, a foreign one as a rule. Knows words, not costs.

Of `ไมคอร์ไรซา` four syllables are known as words and one is not, of `ไซเปอร์เมทริน` all are; no line ends between them.
"""

import re
from collections.abc import Iterator, Sequence

from .beside import REMEMBERED, is_fragment, is_thai
from .clusters import clusters
from .lexicon import known
from .misspelled import nearly
from .phrases import FOLLOWERS, FOREIGN_PARTS, FOREIGN_SYLLABLES, LEADERS, LETTER_NAMES, MAKING, PREFIXES
from .typed import meant

_CLUSTERS, _LETTERS = 2, 4  # of a syllable at the most
_COMMON, _COMMON_SHORT = 420, 380  # what a syllable of a strange word costs at least as a word; with two letters
_BOUND = LEADERS | FOLLOWERS | PREFIXES
_ENDING = re.compile("(?:เ[ก-ฮ]{1,2})?อร์")  # เดอร์, เตอร์, เลอร์
_LETTERED = re.compile(f"(?:{'|'.join(LETTER_NAMES)})+")  # โอ, โอดี
_ORDINARY = frozenset(["ดี", "ที"])  # letters' names that are Thai words as well

# Each word by one letter: x strange, f a fragment of a syllable, e a foreign ending, y a foreign syllable, L the name of a letter, D one that is
# a Thai word, F a foreign word of which others are made, s a short uncommon word, n a short common one, b a bound one, o any other, and a dot what is not Thai.
_WHOLE = re.compile(
    "[sLyF]{0,3}(?:n(?=f))?[xfey](?:(?<=y)n|(?<=x)n(?=[xye])|[xfsyeLF]){0,6}"  # strange ones, with the short ones beside them
    "|[sLF]F+"
    "|[sL]{3,}"
    "|[LD]*L[LD]+|[LD]+L"
)
_ENDED = re.compile("[sLnyo][sLny]?e[sy]?")  # an ending and the word before, whatever that is
_TELLING = re.compile("[xfeyL]|[sF]F|sss")  # without one there is nothing to look for, which is told sooner so


def inside(words: Sequence[str]) -> Iterator[int]:
    """The numbers of the words before which no line ends, because a strange word goes on there."""
    kinds = "".join(map(_KINDS.__getitem__, words))
    if _TELLING.search(kinds):
        for found in _WHOLE.finditer(kinds):
            yield from range(found.start() + 1, found.end())
    if "e" in kinds:
        for found in _ENDED.finditer(kinds):
            yield from range(found.start() + 1, found.end())


def _kind(word: str) -> str:
    if not is_thai(word[0]):
        return "."
    if _LETTERED.fullmatch(word):
        return "D" if word in _ORDINARY else "L"
    if word in FOREIGN_PARTS:
        return "F"
    if word in FOREIGN_SYLLABLES:
        return "y"
    if word in _BOUND:
        return "b"
    price = known().get(word)
    if price is None:
        if meant(word) in known() or nearly(word):
            return "o"
        if is_fragment(word):
            return "f"
        return "e" if _ENDING.fullmatch(word) else "x"
    if word.startswith(MAKING) or (len(word) > _LETTERS and len(clusters(word)) > _CLUSTERS):
        return "o"
    return "s" if price >= (_COMMON if len(word) > 2 else _COMMON_SHORT) else "n"


class _Kinds(dict[str, str]):
    """The kinds of the words met last, looked up at half the time a cached function takes."""

    def __missing__(self, word: str) -> str:
        if len(self) >= REMEMBERED:
            self.clear()
        kind = self[word] = _kind(word)
        return kind


_KINDS = _Kinds()
