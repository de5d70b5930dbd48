"""Photographs go through the command line: imported, exported with the same content, on paper, and refused by their place."""

import base64
import io
import json
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.model.pictures import data_url
from tests.records import picture


def write(name: str, sample: dict, *pictures: bytes) -> None:
    sample["photos"] = [{"caption": f"ภาพ {n}", "image": data_url(data)} for n, data in enumerate(pictures, 1)]
    Path(name).write_text(json.dumps(sample), encoding="utf-8")


def test_a_report_with_photographs_comes_out_as_it_went_in(sarup, sample: dict) -> None:
    write("in.json", sample, picture(), picture(6, 8))
    report_id = sarup("import", "in.json").out.strip()
    assert sarup("export", report_id, "out.json").code == 0
    assert json.loads(Path("out.json").read_text(encoding="utf-8")) == sample
    assert sarup("export", report_id, "out.pdf").code == 0
    assert Path("out.pdf").read_bytes().count(b"/DCTDecode") == 2
    assert sarup("doctor").code == 0


def test_a_picture_from_elsewhere_is_scaled_once_and_then_stays(sarup, sample: dict) -> None:
    write("in.json", sample, picture(4000, 100, kind="PNG"))
    for file in ("one.json", "two.json"):
        report_id = sarup("import", "in.json" if file == "one.json" else "one.json").out.strip()
        assert sarup("export", report_id, file).code == 0
    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()
    assert Path("one.json").stat().st_size < Path("in.json").stat().st_size + 10_000


def test_a_broken_picture_is_refused_by_its_place_and_nothing_is_changed(sarup, sample: dict) -> None:
    write("in.json", sample, picture(), picture(300, 200)[:600])
    said = sarup("import", "in.json")
    assert said.code == 3
    assert "photos[2].image" in said.err
    assert sarup("list", "--json").out.strip() in ("[]", "")


def test_a_caption_can_be_set_but_not_a_picture_that_is_not_there(sarup, sample: dict) -> None:
    write("in.json", sample, picture())
    report_id = sarup("import", "in.json").out.strip()
    assert sarup("set", report_id, "photos.caption", "พิธีปิด", "--item", "1").code == 0
    assert sarup("set", report_id, "photos.image", "0" * 64, "--item", "1").code == 3
    assert sarup("set", report_id, "photos.image", "ภาพ.jpg", "--item", "1").code == 3
    assert sarup("set", report_id, "photos_per_page", "6").code == 0
    assert sarup("export", report_id, "out.json").code == 0
    out = json.loads(Path("out.json").read_text(encoding="utf-8"))
    assert (out["photos"][0]["caption"], out["photos_per_page"]) == ("พิธีปิด", "6")


def gif() -> bytes:
    file = io.BytesIO()
    Image.new("P", (8, 8)).save(file, "GIF")
    return file.getvalue()


def bomb() -> bytes:
    data = bytearray(picture(kind="PNG"))
    data[16:24] = (100_000).to_bytes(4, "big") * 2
    return bytes(data)


UNUSABLE = {
    "half a jpeg": lambda: data_url(picture(300, 200)[:600]),
    "a bomb": lambda: data_url(bomb()),
    "a gif": lambda: f"data:image/gif;base64,{base64.b64encode(gif()).decode()}",
    "a gif that says png": lambda: f"data:image/png;base64,{base64.b64encode(gif()).decode()}",
    "broken base64": lambda: "data:image/png;base64,****",
    "no picture": lambda: "ภาพ.jpg",
    "one of another file": lambda: "sha256:" + "0" * 64,
    "a number": lambda: 7,
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_files_report_goes_on_paper_without_a_picture_that_cannot_be_used(sarup, sample: dict, name: str) -> None:
    write("in.json", sample, picture(), picture(6, 8))
    sample["photos"][1]["image"] = UNUSABLE[name]()
    Path("in.json").write_text(json.dumps(sample), encoding="utf-8")
    for out in ("out.pdf", "out.docx", "out.txt", "out.json"):
        said = sarup("export", "in.json", out)
        assert said.code == 1
        assert "photos[2].image" in said.err
        assert "left out" in said.err
    assert Path("out.pdf").read_bytes().count(b"/DCTDecode") == 1
    assert [bool(photo["image"]) for photo in json.loads(Path("out.json").read_text(encoding="utf-8"))["photos"]] == [
        True,
        False,
    ]
    assert sarup("import", "in.json").code == 3


def test_pictures_of_other_kinds_are_converted_without_a_word(sarup, sample: dict) -> None:
    deep, moving = io.BytesIO(), io.BytesIO()
    Image.new("I;16", (9, 9), 30_000).save(deep, "PNG")
    Image.new("RGB", (8, 8)).save(moving, "PNG", save_all=True, append_images=[Image.new("RGB", (8, 8), "red")])
    write("in.json", sample, picture(mode="CMYK"), deep.getvalue(), moving.getvalue())
    wrong = data_url(picture()).replace("image/jpeg", "image/png")
    sample["photos"].append({"caption": "นามสกุลผิด", "image": wrong})
    Path("in.json").write_text(json.dumps(sample), encoding="utf-8")
    said = sarup("export", "in.json", "out.pdf")
    assert (said.code, said.err) == (0, "")
    assert Path("out.pdf").read_bytes().count(b"/DCTDecode") == 4
