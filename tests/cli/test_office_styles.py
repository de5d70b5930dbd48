"""``sarup office style``: a style file goes to the laptops with the package back, and is told when it comes."""

import json
import re
from pathlib import Path

import pytest

from desktop_app import paths

from .conftest import Sarup


@pytest.fixture
def office(filled_office: tuple[str, Path]) -> tuple[str, Path]:
    """Beside it lies a style of its own."""
    official = (paths.RESOURCES / "styles" / "official.toml").read_text(encoding="utf-8")
    Path("province.toml").write_text(official, encoding="utf-8")
    return filled_office


def test_a_style_comes_with_the_package_back(sarup: Sarup, imported: str, office: tuple[str, Path]) -> None:
    assert "ยังไม่มีรูปแบบ" in sarup("office", "style", *office).err
    assert sarup("office", "style", "province.toml", *office).out.strip() == "province"
    back = sarup("pack", "stick", *office).out.strip()
    said = sarup("merge", back, "--json")
    assert said.code == 0, said.err
    assert json.loads(said.out)["styles"] == [{"name": "province", "what": "new", "why": None}]
    assert "รูปแบบกระดาษ province ของสำนักงานพร้อมใช้แล้ว" in said.err
    assert sarup("export", imported, "paper.pdf", "--style", "province").code == 0
    mine = paths.style_folder() / "province.toml"
    mine.write_text(mine.read_text(encoding="utf-8") + "# ของฉัน\n", encoding="utf-8")
    assert "ถูกแก้ไขไว้" in sarup("merge", back).err
    assert mine.read_text(encoding="utf-8").endswith("# ของฉัน\n")
    assert sarup("office", "style", "--delete", "province", *office).code == 0
    assert json.loads(sarup("office", "style", "--json", *office).out) == []


def test_a_broken_style_is_refused_by_its_name(sarup: Sarup, office: tuple[str, Path]) -> None:
    Path("broken.toml").write_text("x = 1", encoding="utf-8")
    said = sarup("office", "style", "broken.toml", *office)
    assert said.code == 3
    assert "broken.toml" in said.err
    assert sarup("office", "style", "--delete", "none", *office).code == 3
    assert sarup("office", "style", "province.toml").code == 3


def test_a_style_that_cannot_be_used_here_is_told_and_the_rest_is_merged(
    sarup: Sarup, imported: str, office: tuple[str, Path]
) -> None:
    from desktop_app.store.database import Store

    with Store(office[1]) as store:
        store.keep_style("province", "x = 1")
    back = sarup("pack", "stick", *office).out.strip()
    said = sarup("merge", back)
    assert said.code == 1
    assert "province.toml" in said.err
    assert not (paths.style_folder() / "province.toml").exists()


def test_a_styles_font_goes_along_and_the_office_is_told_of_its_licence(sarup: Sarup, office: tuple[str, Path]) -> None:
    style = Path("province.toml").read_text(encoding="utf-8")
    family = '[family]\nname = "Our Letters"\nregular = "Our Letters.ttf"\nbold = "Our Letters.ttf"\n'
    Path("province.toml").write_text(re.sub(r"(?m)^family = .*\n", "", style) + family, encoding="utf-8")
    Path("Our Letters.ttf").write_bytes((paths.FONTS / "Sarabun-Regular.ttf").read_bytes())
    said = sarup("office", "style", "province.toml", *office)
    assert said.code == 0, said.err
    assert "แบบอักษร Our Letters.ttf จะไปกับ province.toml ด้วย โปรดตรวจว่าสัญญาอนุญาต" in said.err
