"""Photographs go through the command line: imported, exported with the same content, on paper, and refused by their place."""

import json
from pathlib import Path

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
