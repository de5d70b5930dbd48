"""``sarup merge``, ``conflicts`` and ``resolve`` as an office uses them."""

import json
from pathlib import Path

import pytest

from .conftest import Sarup


@pytest.fixture
def files(sarup: Sarup, imported: str, tmp_path: Path) -> tuple[Path, Path]:
    """Two laptops' files with one report, whose place and introduction each has changed."""
    first, second = tmp_path / "one.db", tmp_path / "two.db"
    assert sarup("set", imported, "event.introduction", "ประชาชนร่วมกันปลูกป่าชายเลนริมคลอง แล้วเก็บขยะในหมู่บ้าน").code == 0
    assert sarup("backup", first).code == 0
    assert sarup("backup", second).code == 0
    for file, place, text in (
        (first, "ศาลาวัดใหม่", "ประชาชนกับเยาวชนร่วมกันปลูกป่าชายเลนริมคลอง แล้วเก็บขยะในหมู่บ้าน"),
        (second, "โรงเรียนบ้านใหม่", "ประชาชนร่วมกันปลูกป่าชายเลนริมคลอง แล้วเก็บขยะในหมู่บ้านและตลาด"),
    ):
        assert sarup("--db", file, "set", imported, "event.place", place).code == 0
        assert sarup("--db", file, "set", imported, "event.introduction", text).code == 0
    return first, second


def test_a_dry_run_a_merge_its_conflicts_and_their_end(sarup: Sarup, imported: str, files: tuple) -> None:
    dry = sarup("merge", "--dry-run", "--json", *files)
    assert (dry.code, json.loads(dry.out)["conflicts"]) == (1, 2)
    assert sarup("conflicts").code == 0
    done = sarup("merge", "--json", *files)
    told = json.loads(done.out)
    assert (done.code, told["new"], told["changed"], told["conflicts"], told["refused"]) == (1, 0, 1, 2, [])
    listed = sarup("conflicts", "--json")
    found = {one["place"]: one for one in json.loads(listed.out)}
    assert listed.code == 1
    assert [side["value"] for side in found["event.place"]["sides"]] == ["โรงเรียนบ้านใหม่", "ศาลาวัดใหม่"]
    both = "ประชาชนกับเยาวชนร่วมกันปลูกป่าชายเลนริมคลอง แล้วเก็บขยะในหมู่บ้านและตลาด"
    assert found["event.introduction"]["proposed"] == both
    assert "ศาลาวัดใหม่" in sarup("conflicts").out
    assert sarup("resolve", found["event.place"]["id"], "--take", 2).code == 0
    assert sarup("resolve", found["event.introduction"]["id"], "--take", 0).code == 0
    assert sarup("conflicts").code == 0
    report = sarup("export", imported, "out.json")
    event = json.loads(Path("out.json").read_text(encoding="utf-8"))["event"]
    assert (report.code, event["place"], event["introduction"]) == (0, "ศาลาวัดใหม่", both)
    assert sarup("merge", *files).code == 0


def test_a_conflict_is_settled_by_another_text(sarup: Sarup, imported: str, files: tuple) -> None:
    assert sarup("merge", *files).code == 1
    found = {one["place"]: one["id"] for one in json.loads(sarup("conflicts", "--json").out)}
    assert sarup("resolve", found["event.place"], "--text", "ลานกีฬา").code == 0
    assert "ลานกีฬา" in sarup("list").out
    assert sarup("resolve", found["event.place"], "--take", 1).code == 3
    assert sarup("resolve", found["event.introduction"], "--take", 3).code == 2
    assert sarup("resolve", found["event.introduction"]).code == 2


def test_a_bad_file_is_refused_and_does_not_hold_up_the_others(sarup: Sarup, files: tuple, tmp_path: Path) -> None:
    bad = tmp_path / "bad.db"
    bad.write_bytes(files[0].read_bytes()[:5000])
    done = sarup("merge", "--json", bad, files[0], tmp_path / "missing.db")
    told = json.loads(done.out)
    assert (done.code, told["changed"]) == (1, 1)
    assert {one["file"] for one in told["refused"]} == {str(bad), str(tmp_path / "missing.db")}


def test_where_every_file_is_refused_nothing_is_changed(
    sarup: Sarup, imported: str, tmp_path: Path, home: Path
) -> None:
    bad = tmp_path / "bad.db"
    bad.write_bytes(b"no database")
    database = home / "data" / "sarup.db"
    before = database.read_bytes()
    done = sarup("merge", "--json", bad)
    assert (done.code, len(json.loads(done.out)["refused"])) == (3, 1)
    assert sarup("merge", tmp_path / "nowhere").code == 3
    (tmp_path / "empty").mkdir()
    assert sarup("merge", tmp_path / "empty").code == 3
    assert database.read_bytes() == before


def test_all_files_of_a_folder_are_taken_into_a_new_database(sarup: Sarup, files: tuple, tmp_path: Path) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for number, file in enumerate(files):
        file.rename(folder / f"{number}.db")
    done = sarup("--db", tmp_path / "office.db", "merge", folder)
    assert done.code == 1
    assert "ใหม่ 1 ฉบับ" in done.err
    assert sarup("--db", tmp_path / "office.db", "doctor").code == 0


def test_a_night_s_job_over_the_inbox_takes_copies_once_and_leaves_what_is_unfinished(
    sarup: Sarup, files: tuple, tmp_path: Path
) -> None:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in ("งาน.db", "งาน (1).db", "งาน.db - สำเนา", "งาน.db.part"):
        (folder / name).write_bytes(files[0].read_bytes())
    (folder / "งานใหม่.sarup").touch()
    done = sarup("--db", tmp_path / "office.db", "merge", "--json", folder)
    told = json.loads(done.out)
    assert (done.code, told["new"]) == (1, 1)
    assert {Path(one["file"]).name for one in told["twins"]} == {"งาน (1).db", "งาน.db - สำเนา"}
    assert [Path(one["file"]).name for one in told["refused"]] == ["งานใหม่.sarup"]
    assert "ยังเขียนไม่เสร็จ" in told["refused"][0]["why"]
    assert "เหมือน" in done.err


def test_a_merge_is_taken_back_by_its_number_or_the_latest(sarup: Sarup, files: tuple, tmp_path: Path) -> None:
    office = ("--db", tmp_path / "office.db")
    number = json.loads(sarup(*office, "merge", "--json", files[0]).out)["merge"]
    assert sarup(*office, "undo-merge", number).code == 0
    assert sarup(*office, "list").out == ""
    assert sarup(*office, "undo-merge", number).code == 3
    assert json.loads(sarup(*office, "merge", "--json", files[0]).out)["new"] == 1
    assert json.loads(sarup(*office, "undo-merge", "--json").out)["number"] == number + 1
    assert sarup(*office, "undo-merge").code == 3
    assert sarup(*office, "doctor").code == 0


def test_a_report_that_was_written_on_stays_when_its_merge_is_taken_back(
    sarup: Sarup, imported: str, files: tuple, tmp_path: Path
) -> None:
    office = ("--db", tmp_path / "office.db")
    assert sarup(*office, "merge", files[0]).code == 0
    assert sarup(*office, "set", imported, "event.place", "ลานกีฬา").code == 0
    assert sarup(*office, "undo-merge").code == 1
    assert "ลานกีฬา" in sarup(*office, "list").out


def test_names_spelled_differently_are_told_before_anything_is_written(
    sarup: Sarup, imported: str, sample: dict, tmp_path: Path
) -> None:
    name = sample["event"]["evaluators"][0]["name"]
    sample["event"]["evaluators"][0]["name"] = f"{name}์"
    Path("other.json").write_text(json.dumps(sample), encoding="utf-8")
    assert sarup("--db", tmp_path / "other.db", "import", "other.json").code == 0
    dry = json.loads(sarup("merge", "--dry-run", "--json", tmp_path / "other.db").out)
    assert f"{name}์" in [new for new, _ in dry["spelled_alike"]]
    assert len(dry["look_alikes"]) == 1
