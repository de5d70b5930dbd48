"""The faces that are shipped, and what happens when one is not what it should be."""

from pathlib import Path

import pytest

from desktop_app.errors import SurroundingsFailed
from desktop_app.report import families, fonts

FACES = [(bold, italic) for bold in (False, True) for italic in (False, True)]


@pytest.mark.parametrize(("bold", "italic"), FACES)
def test_every_shipped_face_is_what_its_hash_says(bold: bool, italic: bool) -> None:
    face = fonts.face("Sarabun", bold, italic)
    assert (face.bold, face.italic) == (bold, italic)
    assert ("Bold" in face.name, "Italic" in face.name) == (bold, italic)


@pytest.mark.parametrize(("bold", "italic"), FACES)
def test_all_thai_characters_have_a_glyph(bold: bool, italic: bool) -> None:
    face = fonts.face("Sarabun", bold, italic)
    thai = [chr(code) for code in (*range(0x0E01, 0x0E3B), *range(0x0E3F, 0x0E5C))]
    assert [char for char in thai if not face.covers(char)] == []


def test_what_the_family_lacks_is_known() -> None:
    face = fonts.face("Sarabun")
    assert [char for char in "\u200b☐漢😀" if face.covers(char)] == []


def test_a_face_is_opened_once() -> None:
    assert fonts.face("Sarabun") is fonts.face("Sarabun")


@pytest.mark.parametrize("content", [None, b"not a font"])
def test_a_missing_or_damaged_font_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / families.FAMILIES["Sarabun"].files[0][0]).write_bytes(content)
    monkeypatch.setattr(fonts, "FOLDER", tmp_path)
    monkeypatch.setattr(fonts, "_faces", {})
    with pytest.raises(SurroundingsFailed, match=r"Sarabun-Regular\.ttf"):
        fonts.face("Sarabun")
