"""Style files of an office come with the package back, are looked at, and never lie over what a person changed."""

import errno
import json
import re
import struct
from pathlib import Path

import pytest

from desktop_app import paths
from desktop_app.errors import Refused, UserError
from desktop_app.model.changes import birth
from desktop_app.model.pictures import name_of
from desktop_app.model.records import Photo, Report
from desktop_app.report import style
from desktop_app.report.families import FOLDER as FONTS
from desktop_app.report.fonts import may_go_along
from desktop_app.store.database import Store
from desktop_app.sync import receiving, styles
from desktop_app.sync.packing import Packed, pack
from desktop_app.sync.styles import CHANGED, NEW, REFUSED, RENEWED, Published
from tests.records import picture
from tests.sync.conftest import Home, seated

OFFICIAL = (paths.RESOURCES / "styles" / "official.toml").read_text(encoding="utf-8")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A style of the office's own."""
    path = tmp_path / "province.toml"
    path.write_text(OFFICIAL.replace('label = "', 'label = "จังหวัด '), encoding="utf-8")
    return path


def published(store: Store, path: Path) -> Published:
    return styles.publish(store, path, style.load, may_go_along)


def laid(store: Store) -> list[tuple[str, str]]:
    return [(one.name, one.what) for one in styles.lay_out(store, style.load)]


def there() -> Path:
    return paths.style_folder() / "province.toml"


def test_a_style_travels_back_and_prints(
    at: Home, sent: Packed, laptop: Path, office: Path, stick: Path, own: Path
) -> None:
    with seated(at, "office", office / "sarup.db") as store:
        receiving.merge(store, [sent.path])
        assert published(store, own) == Published([], [], [])
        back = pack(store, stick)
    with seated(at, "laptop", laptop) as store:
        assert receiving.merge(store, [back.path]).refused == []
        assert laid(store) == [("province", NEW)]
        assert laid(store) == []
        assert style.load("province").label.startswith("จังหวัด ")
        assert "province" in style.names()
        assert store.check() == []


def test_the_offices_new_one_takes_the_place_of_its_old_one_only(home: Path, own: Path, tmp_path: Path) -> None:
    with Store(tmp_path / "sarup.db") as store:
        published(store, own)
        assert laid(store) == [("province", NEW)]
        own.write_text(own.read_text(encoding="utf-8") + "\n# แก้ไขแล้ว\n", encoding="utf-8")
        published(store, own)
        assert laid(store) == [("province", RENEWED)]
        mine = there().read_text(encoding="utf-8") + "# ของฉัน\n"
        there().write_text(mine, encoding="utf-8")
        assert laid(store) == [("province", CHANGED)]
        assert there().read_text(encoding="utf-8") == mine
        store.drop_style("province")
        assert laid(store) == []
        assert there().exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("no toml at all", "ไม่ใช่แฟ้ม TOML"),
        ('label = "ขาด"\n', "ไม่มีในแฟ้ม"),
        (
            OFFICIAL
            + '\n[logo]\nheight = 20.0\nalign = "centre"\ngap = 0.6\nafter = 6.0\npictures = [{ file = "none.png", text = "ตรา" }]\n',
            "none.png",
        ),
        (OFFICIAL + '\n[logo]\npictures = [{ file = "../secret.png", text = "ตรา" }]\n', "ไม่ได้อยู่ข้างแฟ้ม"),
        (OFFICIAL + '\n[logo]\npictures = [{ file = "\\\\\\\\server\\\\share.png", text = "ตรา" }]\n', "ไม่ได้อยู่ข้างแฟ้ม"),
    ],
)
def test_what_is_no_style_is_refused_by_name_and_nothing_is_left(
    home: Path, tmp_path: Path, content: str, why: str
) -> None:
    with Store(tmp_path / "sarup.db") as store:
        store.keep_style("province", content)  # as if another computer had sent it
        (one,) = styles.lay_out(store, style.load)
        assert (one.name, one.what) == ("province", REFUSED)
        assert one.why is not None
        assert why in one.why.what
        assert "province" in one.why.what
        assert ".new" not in str(one.why)
    assert not paths.style_folder().exists() or list(paths.style_folder().iterdir()) == []


@pytest.mark.parametrize("name", ["official", "../up", "con", "ชื่อไทย", "a" * 61, ".hidden"])
def test_a_name_that_is_none_for_every_computer_is_refused(home: Path, tmp_path: Path, name: str) -> None:
    with Store(tmp_path / "sarup.db") as store:
        store.keep_style(name, OFFICIAL)
        assert [one[1] for one in laid(store)] == [REFUSED]
    assert not paths.style_folder().exists()


def test_an_office_keeps_no_broken_style(home: Path, tmp_path: Path, own: Path) -> None:
    broken, shipped = tmp_path / "broken.toml", tmp_path / "official.toml"
    broken.write_text("x = 1", encoding="utf-8")
    shipped.write_text(OFFICIAL, encoding="utf-8")
    with Store(tmp_path / "sarup.db") as store:
        for path in (broken, shipped, tmp_path / "none.toml"):
            with pytest.raises(UserError):
                published(store, path)
        assert store.styles() == []
        with pytest.raises(Refused):
            store.drop_style("none")


def test_of_two_that_were_written_apart_the_later_holds_everywhere(home: Path, tmp_path: Path, own: Path) -> None:
    seconds = [1_795_000_000.0]
    with (
        Store(tmp_path / "one.db", clock=lambda: seconds[0]) as one,
        Store(tmp_path / "two.db", clock=lambda: seconds[0]) as two,
    ):
        published(one, own)
        seconds[0] += 5
        own.write_text(f"{OFFICIAL}\n# ภายหลัง\n", encoding="utf-8")
        published(two, own)
        receiving.merge(one, [two.backup(tmp_path / "copy-two.db")])
        receiving.merge(two, [one.backup(tmp_path / "copy-one.db")])
        assert [kept.content for kept in one.styles()] == [kept.content for kept in two.styles()]
        assert one.styles()[0].content.endswith("# ภายหลัง\n")
        assert one.check() == two.check() == []


LOGO = """
[logo]
height = 20.0
align = "centre"
gap = 0.6
after = 6.0
pictures = [{ file = "ตรา.png", text = "ตราจังหวัด" }]
"""


def with_logo(own: Path, colour: str = "teal") -> Path:
    own.write_text(OFFICIAL + LOGO, encoding="utf-8")
    own.with_name("ตรา.png").write_bytes(picture(40, 30, colour, "PNG"))
    return own


def test_a_styles_logo_travels_along(
    at: Home, sent: Packed, laptop: Path, office: Path, stick: Path, own: Path
) -> None:
    with seated(at, "office", office / "sarup.db") as store:
        receiving.merge(store, [sent.path])
        assert published(store, with_logo(own)) == Published([], [], [])
        back = pack(store, stick)
    with seated(at, "laptop", laptop) as store:
        assert receiving.merge(store, [back.path]).lost_pictures == 0
        assert laid(store) == [("province", NEW)]
        loaded = style.load("province").logo
        assert loaded is not None
        assert len(loaded.pictures) == 1
        there().with_name("ตรา.png").unlink()
        assert laid(store) == [("province", RENEWED)]
        assert laid(store) == []
        assert store.check() == []


def test_a_new_logo_takes_the_place_of_the_offices_old_one_and_of_no_other(
    home: Path, own: Path, tmp_path: Path
) -> None:
    with Store(tmp_path / "sarup.db") as store:
        published(store, with_logo(own))
        assert laid(store) == [("province", NEW)]
        published(store, with_logo(own, "red"))
        assert laid(store) == [("province", RENEWED)]
        mine = there().with_name("ตรา.png")
        mine.write_bytes(picture(10, 10, "blue", "PNG"))
        assert laid(store) == [("province", CHANGED)]
        assert [one.what for one in styles.states(store)] == [CHANGED]
        kept = styles.use(store, "province", style.load)
        assert kept == mine.with_name("ตรา-2.png")
        assert kept.read_bytes() == picture(10, 10, "blue", "PNG")
        assert laid(store) == []


def test_a_refused_style_leaves_no_picture_and_puts_none_away(home: Path, own: Path, tmp_path: Path) -> None:
    with Store(tmp_path / "sarup.db") as store:
        published(store, with_logo(own))
        (one,) = store.styles()
        store.keep_style("province", f"{one.content}[unknown]\nx = 1\n", store.parts_of(one))
        assert laid(store) == [("province", REFUSED)]
        assert list(paths.style_folder().iterdir()) == []
        store.drop_style("province")
        assert store.styles() == []
        assert store.check() == []


def with_fonts(own: Path, bold: bytes | None = None) -> Path:
    content = re.sub(r"^family = .*\n", "", OFFICIAL, flags=re.MULTILINE)
    family = '\n[family]\nname = "Our Letters"\nregular = "Our Letters.ttf"\nbold = "Our Letters Bold.ttf"\n'
    own.write_text(content + family, encoding="utf-8")
    own.with_name("Our Letters.ttf").write_bytes((FONTS / "Sarabun-Regular.ttf").read_bytes())
    own.with_name("Our Letters Bold.ttf").write_bytes(bold or (FONTS / "Sarabun-Bold.ttf").read_bytes())
    return own


def restricted() -> bytes:
    """A bold font whose maker forbids that it goes along (OS/2 fsType)."""
    font = bytearray((FONTS / "Sarabun-Bold.ttf").read_bytes())
    directory = [font[at : at + 16] for at in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16)]
    (begin,) = [struct.unpack(">I", one[8:12])[0] for one in directory if one[:4] == b"OS/2"]
    font[begin + 8 : begin + 10] = b"\0\2"
    return bytes(font)


def test_a_styles_fonts_travel_along(
    at: Home, sent: Packed, laptop: Path, office: Path, stick: Path, own: Path
) -> None:
    with seated(at, "office", office / "sarup.db") as store:
        receiving.merge(store, [sent.path])
        assert published(store, with_fonts(own)) == Published(["Our Letters Bold.ttf", "Our Letters.ttf"], [], [])
        back = pack(store, stick)
    with seated(at, "laptop", laptop) as store:
        assert receiving.merge(store, [back.path]).refused == []
        assert laid(store) == [("province", NEW)]
        assert [Path(file).parent for file, _ in style.load("province").family.files[:2]] == [there().parent] * 2
        there().with_name("Our Letters.ttf").unlink()
        assert laid(store) == [("province", RENEWED)]
        assert store.check() == []


def test_a_font_whose_maker_forbids_it_stays_and_the_style_waits_for_it(
    at: Home, sent: Packed, laptop: Path, office: Path, stick: Path, own: Path
) -> None:
    with seated(at, "office", office / "sarup.db") as store:
        receiving.merge(store, [sent.path])
        assert published(store, with_fonts(own, restricted())).left == ["Our Letters Bold.ttf"]
        back = pack(store, stick)
    with seated(at, "laptop", laptop) as store:
        receiving.merge(store, [back.path])
        (one,) = styles.lay_out(store, style.load)
        assert one.what == REFUSED
        assert "Our Letters Bold.ttf" in str(one.why)
        assert not there().exists()
        there().with_name("Our Letters Bold.ttf").write_bytes(restricted())
        assert laid(store) == [("province", NEW)]


def test_what_is_called_a_font_and_is_a_picture_is_laid_nowhere(home: Path, own: Path, tmp_path: Path) -> None:
    content = with_fonts(own).read_text(encoding="utf-8")
    font, photograph = (FONTS / "Sarabun-Bold.ttf").read_bytes(), picture(8, 8, "red")
    with Store(tmp_path / "sarup.db") as store:
        store.keep_style("province", content, {"Our Letters.ttf": photograph, "Our Letters Bold.ttf": font})
        assert laid(store) == [("province", REFUSED)]
        assert list(paths.style_folder().iterdir()) == []


def test_a_font_where_a_photograph_should_be_is_taken_for_none(tmp_path: Path) -> None:
    font = (FONTS / "Sarabun-Bold.ttf").read_bytes()
    forged = Report(title="งาน", photos=[Photo(image=name_of(font), caption="ตัวอักษร")])
    with Store(tmp_path / "sarup.db") as store:
        store.save(birth(forged), "", {name_of(font): font})
        report = store.load(forged.id)
    assert report.pictures == {}
    assert report.photos[0].caption == "ตัวอักษร"


def test_on_a_full_disk_fonts_and_style_stay_as_they_were(
    home: Path, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(path: Path, data: bytes) -> int:
        with path.open("wb") as file:
            file.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    with Store(tmp_path / "sarup.db") as store:
        published(store, with_fonts(own))
        assert laid(store) == [("province", NEW)]
        before = {path: path.read_bytes() for path in there().parent.iterdir()}
        published(store, with_fonts(own, (FONTS / "Sarabun-Italic.ttf").read_bytes()))
        with monkeypatch.context() as patch:
            patch.setattr(Path, "write_bytes", half)
            assert laid(store) == [("province", REFUSED)]
        assert {path: path.read_bytes() for path in there().parent.iterdir()} == before
        assert laid(store) == [("province", RENEWED)]
        assert {path.name for path in there().parent.iterdir()} == {path.name for path in before}


@pytest.mark.parametrize(
    "file", ["con.ttf", "COM¹ .ttf", "what?.ttf", "a\u0000.ttf", "Our letters.ttf ", "our letters BOLD.ttf"]
)
def test_a_font_whose_name_is_none_for_every_computer_is_refused_with_its_style(
    home: Path, own: Path, tmp_path: Path, file: str
) -> None:
    content = with_fonts(own).read_text(encoding="utf-8").replace('"Our Letters.ttf"', json.dumps(file))
    font = (FONTS / "Sarabun-Bold.ttf").read_bytes()
    with Store(tmp_path / "sarup.db") as store:
        store.keep_style("province", content, {"Our Letters Bold.ttf": font})
        (one,) = styles.lay_out(store, style.load)
        assert (one.what, "Our Letters" in one.why.english) == (REFUSED, False)
        assert not there().parent.exists()


def test_two_styles_of_an_office_with_one_logo_show_the_one_that_was_sent_last(
    home: Path, own: Path, tmp_path: Path
) -> None:
    other = own.with_name("district.toml")
    with Store(tmp_path / "sarup.db") as store:
        assert published(store, with_logo(own)).others == []
        assert published(store, with_logo(other)).others == []  # the same logo
        assert laid(store) == [("district", NEW), ("province", NEW)]
        assert published(store, with_logo(other, "red")).others == ["province"]
        assert {what for _, what in laid(store)} == {RENEWED}
        assert laid(store) == []
        assert {part.image for one in store.styles() for part in one.parts} == {
            name_of(there().with_name("ตรา.png").read_bytes())
        }
