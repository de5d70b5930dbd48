"""Text set piece by piece lies where HarfBuzz puts it when it is given the whole run: for every word of the dictionary, and for
every letter with its marks beside every other letter.

The font's own SARA AM for nikhahit and sara aa is the one difference that is wanted, and may be 0.045 em (DESIGN §5).
"""

import pytest
import uharfbuzz as hb

from desktop_app.report.fonts import Face, face
from desktop_app.report.shape import SARA_AM, SARA_AM_NEAR, shaper
from desktop_app.thai.words import known

FACES = [(False, False), (True, False), (False, True), (True, True)]
CONSONANTS = [chr(code) for code in range(0x0E01, 0x0E2F)]
ABOVE_AND_BELOW = ["", "ั", "ิ", "ี", "ึ", "ื", "ุ", "ู", "็", "์", "ํ", "ฺ"]
TONES = ["", *"่้๊๋"]
NEAR = 1.0  # thousandths of an em; none was found to differ at all

Placed = tuple[int, float, float]


def by_the_run(font: hb.Font, scale: float, text: str) -> list[Placed]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    found, pen = [], 0.0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        found.append((info.codepoint, pen + place.x_offset * scale, place.y_offset * scale))
        pen += place.x_advance * scale
    return [*found, (-1, pen, 0.0)]


def by_pieces(one: Face, text: str) -> list[Placed]:
    found, pen = [], 0.0
    for piece in shaper(one).pieces(text):
        found += [(glyph.id, pen + glyph.x, glyph.y) for glyph in piece.glyphs]
        pen += piece.advance
    return [*found, (-1, pen, 0.0)]


def farthest(one: Face, font: hb.Font, text: str) -> float:
    """How far a glyph of a text lies from where it does in the whole run, thousandths of an em."""
    theirs = iter(by_the_run(font, one.scale, text))
    worst = 0.0
    for glyph, x, y in by_pieces(one, text):
        other, other_x, other_y = next(theirs)
        if glyph == one.glyph(SARA_AM) != other:
            _, other_x, other_y = next(theirs)  # sara aa, after the ring
            assert max(abs(x - other_x), abs(y - other_y)) <= SARA_AM_NEAR, text
            continue
        if glyph != other:
            return float("inf")
        worst = max(worst, abs(x - other_x), abs(y - other_y))
    return worst


def beside_each_other() -> list[str]:
    marked = [one + mark + tone for one in CONSONANTS for mark in ABOVE_AND_BELOW for tone in TONES]
    marked += [one + tone + after for one in CONSONANTS for tone in TONES for after in "ะาำ"]
    return ["".join(cluster + other for other in [*CONSONANTS, *"เแโใไๆฯ๑ "]) for cluster in marked]


@pytest.mark.parametrize(("bold", "italic"), FACES)
@pytest.mark.parametrize("texts", [lambda: sorted(known()), beside_each_other], ids=["words", "pairs"])
def test_nothing_is_set_otherwise_than_in_the_whole_run(texts, bold: bool, italic: bool) -> None:
    one = face("Sarabun", bold, italic)
    font = hb.Font(hb.Face(one.data))
    distances = {text: farthest(one, font, text) for text in texts()}
    assert len(distances) > 2_000
    assert {text: distance for text, distance in distances.items() if distance > NEAR} == {}
