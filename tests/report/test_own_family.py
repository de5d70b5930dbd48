"""A family that a style file brings along is set as the shipped one is, or its font is refused by name with what it lacks."""

import os
import re
from pathlib import Path

import pytest
import uharfbuzz as hb

from desktop_app.errors import Refused, SurroundingsFailed
from desktop_app.paths import FONTS
from desktop_app.report import style
from desktop_app.report.fonts import face
from desktop_app.report.own_family import NEEDED
from desktop_app.report.pages import paginate
from desktop_app.report.pdf import to_pdf
from tests.report.pdf_reading import document, paragraph, pdfium

OFFICIAL = (style.FOLDER / "official.toml").read_text(encoding="utf-8")
REGULAR, BOLD = FONTS / "Sarabun-Regular.ttf", FONTS / "Sarabun-Bold.ttf"
TEXT = paragraph("ผู้เข้าร่วมเดินทางไปดูจุดคัดแยกขยะที่หมู่ 5 ซึ่งน้ำป้ำกี่ปู่ญี่ฐู 08.30-11.00 น.", bold=True)


def brought(folder: Path, **family: object) -> Path:
    """The official style with a family of its own."""
    lines = [f"{key} = {value!r}" for key, value in {"name": "Ours", **family}.items()]
    text = re.sub(r"^family = .*\n", "", OFFICIAL, flags=re.MULTILINE) + "\n".join(["\n[family]", *lines, ""])
    (folder / "ours.toml").write_text(text, encoding="utf-8")
    return folder / "ours.toml"


def poorer(folder: Path, without: str = "", tables: tuple[str, ...] = ()) -> str:
    """Sarabun less some characters and tables, as a file beside the style."""
    whole, wanted = hb.Face(REGULAR.read_bytes()), hb.SubsetInput()
    wanted.unicode_set.update(set(whole.unicodes) - set(map(ord, without)))
    wanted.drop_table_tag_set.update({int.from_bytes(tag.encode(), "big") for tag in tables})
    made = hb.subset(whole, wanted)
    (folder / "Poorer.ttf").write_bytes(made.blob.data)
    return "Poorer.ttf"


def test_a_family_beside_the_style_file_is_set_like_a_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "our letters.ttf").write_bytes(REGULAR.read_bytes())
    ours = style.load(brought(tmp_path, regular="our letters.ttf", bold=str(BOLD), scale=0.683))
    official = style.load("official")
    assert pdfium(to_pdf(document(TEXT), ours)) == pdfium(to_pdf(document(TEXT), official))
    widths = [[words.line.width for words in paginate(document(TEXT), one)[0].words] for one in (ours, official)]
    assert widths[0] == widths[1]


def test_without_a_factor_the_letters_are_as_high_as_those_of_th_sarabun(tmp_path: Path) -> None:
    ours = style.load(brought(tmp_path, regular=str(REGULAR), bold=str(BOLD)))
    assert ours.family.scale == pytest.approx(0.683, abs=0.001)


def test_a_family_without_italics_is_upright_there(tmp_path: Path) -> None:
    family = style.load(brought(tmp_path, regular=str(REGULAR), bold=str(BOLD))).family
    assert face(family, italic=True).data == REGULAR.read_bytes()
    assert face(family, bold=True, italic=True).data == BOLD.read_bytes()


@pytest.mark.parametrize(
    ("without", "tables", "lack"),
    [
        ("ๆ", (), "ๆ"),
        ("๗", (), "๗"),
        ("7", (), "7"),
        ("”", (), "”"),
        (NEEDED[1:], (), "characters"),
        ("", ("GPOS",), "mark, mkmk"),
    ],
)
def test_a_font_is_refused_by_name_with_what_it_lacks(
    tmp_path: Path, without: str, tables: tuple[str, ...], lack: str
) -> None:
    path = brought(tmp_path, regular=str(REGULAR), bold=poorer(tmp_path, without, tables))
    with pytest.raises(Refused) as refused:
        style.load(path)
    assert "Poorer.ttf" in refused.value.what
    assert lack in refused.value.english


@pytest.mark.parametrize("content", [None, b"", b"not a font", b"OTTO" + bytes(100), b"\0\1\0\0" + bytes(100)])
def test_what_is_no_truetype_font_is_refused_by_name(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "Own.ttf").write_bytes(content)
    with pytest.raises(Refused, match=r"Own\.ttf"):
        style.load(brought(tmp_path, regular=str(REGULAR), bold="Own.ttf"))


@pytest.mark.parametrize(
    ("family", "key"),
    [
        ({"regular": str(REGULAR)}, "family.bold"),
        ({"regular": str(REGULAR), "bold": str(BOLD), "scale": 0.0}, "family.scale"),
        ({"regular": str(REGULAR), "bold": str(BOLD), "colour": 1}, "family.colour"),
        ({"regular": str(REGULAR), "bold": str(BOLD), "name": " "}, "family.name"),
    ],
)
def test_a_wrong_key_of_a_family_is_named(tmp_path: Path, family: dict[str, object], key: str) -> None:
    with pytest.raises(Refused) as refused:
        style.load(brought(tmp_path, **family))
    assert f" {key} " in refused.value.what


def test_a_font_that_changes_after_the_style_was_loaded_is_told(tmp_path: Path) -> None:
    (tmp_path / "Own.ttf").write_bytes(BOLD.read_bytes())
    ours = style.load(brought(tmp_path, regular=str(REGULAR), bold="Own.ttf"))
    (tmp_path / "Own.ttf").write_bytes(b"changed")
    with pytest.raises(SurroundingsFailed, match=r"Own\.ttf"):
        face(ours.family, bold=True)


DEBIAN = Path("/usr/share/fonts/truetype/tlwg")


@pytest.mark.skipif(os.name != "posix" or not DEBIAN.exists(), reason="fonts-thai-tlwg is not installed")
@pytest.mark.parametrize(("name", "lack"), [("Laksaman", ""), ("Garuda", ""), ("Norasi", ""), ("TlwgMono", "mkmk")])
def test_families_of_debian_are_set_exactly_or_refused(tmp_path: Path, name: str, lack: str) -> None:
    path = brought(tmp_path, regular=str(DEBIAN / f"{name}.ttf"), bold=str(DEBIAN / f"{name}-Bold.ttf"))
    if lack:
        with pytest.raises(Refused, match=f"{name}.*{lack}"):
            style.load(path)
    else:
        found = pdfium(to_pdf(document(TEXT), style.load(path)))
        assert "".join(found.split()).startswith("".join(TEXT.runs[0].text.split()))
