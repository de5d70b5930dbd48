"""Pieces from the cache lie where HarfBuzz puts the glyphs of the whole text."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.report.fonts import Face, face
from desktop_app.report.shape import Glyph, shaped, shaper
from tests.records import SYNTAX, THAI

FACES = [(False, False), (True, False), (False, True), (True, True)]
HARD = "ปี่ ฝู้ น้ำ ป้ำ ญู ฐิ ฎุ กี่ ที่ เพื่อ ฟื้น ปั๊ม ญี่ปุ่น กตัญญู ศักดิ์ สิทธิ์ พันธุ์ ฤๅ ฬ่ำ ษ้ำ"
NEAR = 10.0  # thousandths of an em


def set_by_pieces(one: Face, text: str) -> tuple[list[Glyph], float]:
    glyphs: list[Glyph] = []
    pen = 0.0
    for piece in shaper(one).pieces(text):
        glyphs += [Glyph(glyph.id, pen + glyph.x, glyph.y, glyph.text) for glyph in piece.glyphs]
        pen += piece.advance
    return glyphs, pen


def assert_as_harfbuzz(one: Face, text: str) -> None:
    whole, width = shaped(one, text)
    pieces, pen = set_by_pieces(one, text)
    assert [glyph.id for glyph in pieces] == [glyph.id for glyph in whole]
    assert pen == pytest.approx(width, abs=NEAR)
    for ours, theirs in zip(pieces, whole, strict=True):
        assert (ours.x, ours.y) == pytest.approx((theirs.x, theirs.y), abs=NEAR)


def combinations(consonants: str) -> list[str]:
    vowels = ["", "ั", "ิ", "ี", "ึ", "ื", "ุ", "ู", "็", "์"]
    marked = [c + v + t for c in consonants for v in vowels for t in ["", *"่้๊๋"] if not t or v not in ("็", "์")]
    return marked + [c + t + v for c in consonants for t in ["", *"่้๊๋"] for v in "ะา"]


@pytest.mark.parametrize(("bold", "italic"), FACES)
def test_every_consonant_carries_its_marks_as_harfbuzz_says(bold: bool, italic: bool) -> None:
    one = face("Sarabun", bold, italic)
    for text in combinations("".join(map(chr, range(0x0E01, 0x0E2F)))):
        assert_as_harfbuzz(one, text)


@pytest.mark.parametrize(("bold", "italic"), FACES)
def test_the_sample_is_set_as_harfbuzz_says(sample: dict[str, Any], bold: bool, italic: bool) -> None:
    texts = [item["body"] for part in ("goals", "activities", "lessons", "recommendations") for item in sample[part]]
    for text in texts:
        for word in text.replace("ำ", "า").split():  # SARA AM has a test of its own
            assert_as_harfbuzz(face("Sarabun", bold, italic), word)


@pytest.mark.parametrize(("bold", "italic"), FACES)
@pytest.mark.parametrize("letter", [chr(code) for code in range(0x0E01, 0x0E2F)])
def test_one_glyph_for_sara_am_only_where_it_looks_the_same(letter: str, bold: bool, italic: bool) -> None:
    one = face("Sarabun", bold, italic)
    (piece,) = shaper(one).pieces(letter + "ำ")
    whole, _ = shaped(one, letter + "ำ")
    if letter in "ปฝฟ":
        assert [glyph.id for glyph in piece.glyphs] == [glyph.id for glyph in whole]
        return
    assert [glyph.text for glyph in piece.glyphs] == [letter, "ำ"]
    ring, own = whole[1], piece.glyphs[1]
    assert own.x + one.extents(own.id).left == pytest.approx(ring.x + one.extents(ring.id).left, abs=45)
    assert one.extents(own.id).top == pytest.approx(ring.y + one.extents(ring.id).top, abs=45)


def test_no_mark_of_a_hard_cluster_stands_beside_its_letter() -> None:
    for bold, italic in FACES:
        one = face("Sarabun", bold, italic)
        for word in HARD.split():
            glyphs, width = set_by_pieces(one, word)
            for glyph in glyphs:
                ink = one.extents(glyph.id)
                assert glyph.x + ink.left >= -200
                assert glyph.x + ink.right <= width + 200


@given(
    st.text(alphabet=st.sampled_from(THAI + SYNTAX + "abc123\u00a0\u200b\u2060\u00ade\u0301漢😀\t\x07"), max_size=40)
)
def test_pieces_joined_are_the_text(text: str) -> None:
    assert "".join(piece.text for piece in shaper(face("Sarabun")).pieces(text)) == text


def test_latin_letters_are_kerned() -> None:
    one = face("Sarabun")
    (word,) = shaper(one).pieces("AVATAR")
    assert word.advance < sum(one.widths[one.glyph(char)] for char in "AVATAR")


def test_what_is_never_seen_takes_no_room() -> None:
    assert [piece.advance for piece in shaper(face("Sarabun")).pieces("\u200b")] == [0]
    with_and_without = [set_by_pieces(face("Sarabun"), text)[1] for text in ("กา\u200bมา", "กามา")]
    assert with_and_without[0] == with_and_without[1]


@pytest.mark.parametrize("text", ["👨\u200d👩\u200d👧", "🇹🇭", "👍🏽", "❤\ufe0f", "🏳\ufe0f\u200d🌈"])
def test_a_picture_of_several_characters_gets_one_frame(text: str) -> None:
    pieces = [piece for piece in shaper(face("Sarabun")).pieces(f"ก{text}ข {text}{text}") if piece.missing]
    assert [piece.text for piece in pieces] == [text] * 3


def test_a_character_without_a_glyph_gets_room_for_a_frame() -> None:
    (piece,) = shaper(face("Sarabun")).pieces("漢")
    assert piece.missing
    assert piece.advance > 400


def test_a_character_of_private_use_is_always_told() -> None:
    """ISO 19005-3, 6.2.11.7.3; some Thai fonts have glyphs for them."""
    (piece,) = shaper(face("Sarabun")).pieces("\uf70a")
    assert not piece.plain
