"""A style file is taken whole or refused by name and key."""

from pathlib import Path

import pytest

from desktop_app import paths
from desktop_app.errors import Refused
from desktop_app.report import style, style_files

OFFICIAL = (style.FOLDER / "official.toml").read_text(encoding="utf-8")


def changed(folder: Path, old: str, new: str) -> Path:
    """The official style with one change."""
    assert old in OFFICIAL
    path = folder / "ours.toml"
    path.write_text(OFFICIAL.replace(old, new, 1), encoding="utf-8")
    return path


def test_official_is_a4_with_the_margins_of_official_letters() -> None:
    page = style.load("official").page
    assert (page.width, page.height) == (21.0, 29.7)
    assert (page.left, page.right, page.top, page.bottom) == (3.0, 2.0, 2.5, 2.0)


def test_sixteen_points_of_th_sarabun_are_set_in_a_smaller_size_of_sarabun() -> None:
    official = style.load("official")
    assert official.text.size == 16
    assert official.letters(16) == pytest.approx(10.928)
    assert 20.8 <= official.text.pitch <= 21.3


def test_official_comes_first_among_the_styles() -> None:
    assert style.names()[0] == "official"


@pytest.mark.parametrize("name", style.names())
def test_every_shipped_style_can_be_used_and_says_what_it_is_called(name: str) -> None:
    assert style.load(name).label == style_files.label(name)


def test_the_styles_differ_in_what_they_are_for() -> None:
    official, compact, large = map(style.load, ("official", "compact", "large-print"))
    assert compact.text.size < official.text.size < large.text.size == 22
    assert not large.text.justify


def test_a_style_of_ones_own_is_found_by_name_and_never_hides_a_shipped_one() -> None:
    folder = paths.style_folder()
    folder.mkdir(parents=True)
    for name in ("ours", "official"):
        (folder / f"{name}.toml").write_text(OFFICIAL.replace("left = 3.0", "left = 4.0", 1), encoding="utf-8")
    assert style.names()[-1] == "ours"
    assert style.names().count("official") == 1
    assert (style.load("ours").page.left, style.load("official").page.left) == (4.0, 3.0)


def test_a_style_is_found_by_its_path(tmp_path: Path) -> None:
    assert style.load(changed(tmp_path, "left = 3.0", "left = 4")).page.left == 4.0


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("left = 3.0", "left = 3.0\ncolour = 1", "page.colour"),
        ("left = 3.0\n", "", "page.left"),
        ("left = 3.0", 'left = "3"', "page.left"),
        ("left = 3.0", "left = true", "page.left"),
        ("left = 3.0", "left = nan", "page.left"),
        ("left = 3.0", "left = -1", "page.left"),
        ("left = 3.0", "left = 15.0", "page.width"),
        ("justify = true", "justify = 1", "text.justify"),
        ("first = 2", "first = 2.5", "number.first"),
        ('align = "centre"', 'align = "middle"', "title.align"),
        ('family = "Sarabun"', 'family = "Comic"', "family"),
        ('family = "Sarabun"', "family = 3", "family"),
        ("size = 18.0", "size = 400", "title.size"),
        ("pitch = 24.0", "pitch = 2", "title.pitch"),
        ("top = 2.5", "top = 1.5", "number.height"),
        ("height = 1.5", "height = 0.2", "number.height"),
        ("bottom = 2.0", "bottom = 1.3", "footer.height"),
        ("height = 1.1", "height = 0.0", "footer.height"),
        ("axis = 10.5", "axis = 2.0", "signature.axis"),
        ("axis = 10.5", "axis = 14.0", "signature.axis"),
        ('form = "- {page} -"', 'form = "{page:>9999999999}"', "number.form"),
        ('form = "- {page} -"', 'form = "{page.__class__}"', "number.form"),
    ],
)
def test_a_wrong_key_is_named(tmp_path: Path, old: str, new: str, key: str) -> None:
    with pytest.raises(Refused) as refused:
        style.load(changed(tmp_path, old, new))
    assert "ours.toml" in refused.value.what
    assert f" {key} " in refused.value.what
    assert key in refused.value.english


def test_a_margin_may_be_small_where_no_number_stands_in_it(tmp_path: Path) -> None:
    path = changed(tmp_path, "top = 2.5", "top = 1.0")
    path.write_text(path.read_text(encoding="utf-8").replace('form = "- {page} -"', 'form = ""'), encoding="utf-8")
    assert style.load(path).page.top == 1.0


def test_a_table_where_a_value_belongs_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "flat.toml"
    path.write_text(OFFICIAL.replace("[page]", "[paper]"), encoding="utf-8")
    with pytest.raises(Refused, match="paper"):
        style.load(path)


@pytest.mark.parametrize("content", [b"left = = 3", b"\xff\xfe", b"page = 3"])
def test_what_is_no_style_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.toml"
    path.write_bytes(content)
    with pytest.raises(Refused, match=r"broken\.toml"):
        style.load(path)


def test_a_missing_style_names_those_that_are_there() -> None:
    with pytest.raises(Refused) as refused:
        style.load("no-such-style")
    assert "official" in refused.value.remedy


def test_a_folder_is_no_style(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        style.load(tmp_path)
