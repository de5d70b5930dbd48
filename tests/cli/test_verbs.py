"""Each verb does what DESIGN §4 says of it, on a real database."""

import json
import re
from pathlib import Path

import pytest

from desktop_app.store import opening
from tests.conftest import SAMPLE


def test_import_prints_the_id_that_list_then_shows(sarup) -> None:
    said = sarup("import", SAMPLE)
    assert (said.code, said.err) == (0, "")
    (line,) = sarup("list").out.splitlines()
    short, dates, state, title, place = line.split("\t")
    assert said.out.strip().endswith(short)
    assert (dates, state) == ("28 มิ.ย.-2 ก.ค. 2567", "ครบ")
    assert title == "อบรมการจัดการขยะชุมชนของอาสาสมัคร 4 ตำบล"
    assert place.startswith("หอประชุม")


def test_what_was_imported_is_exported_with_the_same_content(sarup, imported: str, sample: dict) -> None:
    assert sarup("export", imported, "out.json").code == 0
    assert json.loads(Path("out.json").read_text(encoding="utf-8")) == sample
    assert sarup("import", "out.json").code == 0
    second = sarup("list", "--json").out
    assert [one["title"] for one in json.loads(second)] == [sample["event"]["title"]] * 2


def test_a_file_can_be_exported_without_any_database(sarup, home: Path) -> None:
    assert sarup("export", SAMPLE, "out.pdf").code == 0
    assert Path("out.pdf").read_bytes().startswith(b"%PDF-")
    assert not home.exists()


def test_the_text_form_has_the_words_of_the_paper_in_the_chosen_digits(sarup, imported: str) -> None:
    sarup("export", imported, "out.txt", "--digits", "thai")
    text = Path("out.txt").read_text(encoding="utf-8")
    assert text.splitlines()[1] == "วันที่ ๒๘ มิถุนายน-๒ กรกฎาคม ๒๕๖๗"
    assert not set("0123456789") & set(text.splitlines()[0])


def test_all_reports_go_into_a_folder_under_names_of_their_own(sarup, imported: str) -> None:
    second = sarup("import", SAMPLE).out.strip()
    assert sarup("export", "--all", "folder", "--format", "txt").code == 0
    names = sorted(path.name for path in Path("folder").iterdir())
    assert len(names) == 2
    assert all(name.startswith("2567-06-28 อบรมการจัดการขยะ") for name in names)
    assert {name[-12:-4] for name in names} == {imported[-8:], second[-8:]}
    assert sarup("export", "--all", "folder", "--format", "txt").code == 0
    assert sorted(path.name for path in Path("folder").iterdir()) == names


def test_list_finds_by_title_place_and_date(sarup, imported: str) -> None:
    for text, found in (("ขยะชุมชน", 1), ("ปากน้ำใหม่", 1), ("กรกฎาคม 2567", 1), (imported[-8:], 1), ("ไม่มี", 0)):
        assert len(json.loads(sarup("list", "--find", text, "--json").out)) == found


def test_the_machine_readable_list_has_the_whole_id_and_what_is_missing(sarup, imported: str) -> None:
    sarup("set", imported, "event.place", "")
    (one,) = json.loads(sarup("list", "--json").out)
    assert one["id"] == imported
    assert (one["date_start"], one["date_end"]) == ("2024-06-28", "2024-07-02")
    assert (one["state"], one["missing"]) == ("draft", ["ยังไม่ได้กรอกสถานที่จัดงาน"])


def test_an_empty_list_is_no_fault(sarup) -> None:
    assert sarup("list", "--json").out == "[]\n"
    assert sarup("list").code == 0


def test_history_tells_who_wrote_what_when_and_where(sarup, imported: str) -> None:
    sarup("set", imported, "event.place", "ศาลากลาง")
    newest, first = json.loads(sarup("history", imported, "--field", "event.place", "--json").out)
    assert (newest["value"], newest["place"], newest["reason"]) == ("ศาลากลาง", "event.place", "set")
    assert (first["reason"], first["value"][:8]) == ("import report.json", "หอประชุม")
    assert newest["when"] > first["when"]
    assert newest["device"] == first["device"]


def test_history_is_read_by_people_too(sarup, imported: str) -> None:
    sarup("set", imported, "goals.body", "ใหม่", "--item", "3")
    line = sarup("history", imported).out.splitlines()[0].split("\t")
    assert line[3:] == ["goals.body", '"ใหม่"', "set"]
    assert re.fullmatch(r"\d{1,2} [ก-ฮ.]+ 25\d\d \d\d:\d\d:\d\d", line[0])
    assert "28 มิถุนายน 2567" in sarup("history", imported, "--field", "event.date_start").out


def test_a_backup_is_restored_and_the_newer_file_is_kept(sarup, imported: str, home: Path) -> None:
    assert sarup("backup", "before.db").out == "before.db\n"
    sarup("set", imported, "event.title", "หลังสำรอง")
    said = sarup("restore", "before.db")
    assert said.code == 0
    assert "หลังสำรอง" not in sarup("list").out
    (kept,) = (home / "data").glob("*before-restore*")
    assert "หลังสำรอง" in sarup("--db", kept, "list").out


def test_a_backup_without_a_name_lies_beside_the_database(sarup, imported: str, home: Path) -> None:
    path = Path(sarup("backup").out.strip())
    assert path.parent == home / "data" / "backups"
    assert imported[-8:] in sarup("list", "--db", path).out


def test_doctor_finds_nothing_in_a_file_that_is_in_order(sarup, imported: str) -> None:
    assert sarup("doctor", "--json").code == 0
    assert json.loads(sarup("doctor", "--json").out) == {"faults": [], "mended": []}


def test_doctor_finds_and_mends_tables_that_left_the_log(sarup, imported: str, home: Path) -> None:
    connection = opening.open_file(home / "data" / "sarup.db")
    connection.execute("UPDATE report SET place = 'ที่อื่น'")
    connection.close()
    found = sarup("doctor")
    assert found.code == 1
    assert "--repair" in found.err
    mended = sarup("doctor", "--repair", "--json")
    assert mended.code == 0
    assert len(json.loads(mended.out)["mended"]) == 1
    assert len(list((home / "data" / "backups").iterdir())) == 1
    assert sarup("doctor").code == 0


def test_another_database_is_named_before_or_after_the_verb_or_by_the_environment(sarup, monkeypatch) -> None:
    sarup("--db", "one.db", "import", SAMPLE)
    assert len(sarup("list", "--db", "one.db").out.splitlines()) == 1
    assert sarup("list").out == ""
    monkeypatch.setenv("SARUP_DB", "one.db")
    assert len(sarup("list").out.splitlines()) == 1


def test_a_database_that_was_named_and_is_not_there_is_said(sarup) -> None:
    said = sarup("list", "--db", "nowhere.db")
    assert said.code == 3
    assert "nowhere.db" in said.err
    assert not Path("nowhere.db").exists()


def test_version_and_help_are_answers(sarup) -> None:
    assert sarup("--version").out.startswith("sarup 0.")
    assert "export" in sarup("--help").out


@pytest.mark.parametrize(
    "words",
    [
        ("nothing",),
        ("export",),
        ("export", "--all", "folder"),
        ("export", "a", "b", "c"),
        ("export", SAMPLE, "out.odt"),
        ("export", SAMPLE, "out"),
        ("export", SAMPLE, "out.pdf", "--digits", "roman"),
        ("print", SAMPLE, "--copies", "many"),
        ("set", "abcd", "event.place"),
        ("list", "--sort"),
    ],
)
def test_a_command_that_is_none_ends_with_2_and_a_thai_and_an_english_line(sarup, words: tuple) -> None:
    said = sarup(*words)
    assert (said.code, said.out) == (2, "")
    thai, english = said.err.splitlines()
    assert any("ก" <= char <= "๛" for char in thai)
    assert english.isascii()


@pytest.mark.parametrize("page", [3, 9, 20])
def test_a_damaged_file_is_said_and_left_as_it_is(sarup, imported: str, home: Path, page: int) -> None:
    database = home / "data" / "sarup.db"
    torn = bytearray(database.read_bytes())
    torn[page * 4096 : page * 4096 + 3000] = b"\xff" * 3000
    database.write_bytes(torn)
    said = sarup("doctor", "--repair")
    assert said.code in (1, 3)
    assert "เสียหาย" in said.out + said.err
    assert "sarup restore" in said.err
    assert database.read_bytes() == torn


def test_progress_is_shown_on_a_terminal_and_nowhere_else(sarup, imported: str, monkeypatch) -> None:
    sarup("import", SAMPLE)
    assert sarup("export", "--all", "folder", "--format", "txt").err == ""
    monkeypatch.setattr("desktop_app.cli.speech.sys.stderr.isatty", lambda: True)
    assert sarup("export", "--all", "folder", "--format", "txt").err == "\r1/2\r2/2\n"


def test_a_backup_is_never_written_over_another_file(sarup, imported: str) -> None:
    Path("letter.txt").write_text("dear", encoding="utf-8")
    assert sarup("backup", "letter.txt").code == 3
    assert Path("letter.txt").read_text(encoding="utf-8") == "dear"
    assert sarup("backup", "letter.txt/out.db").code == 4


def test_a_backup_goes_into_no_folder_that_is_not_there(sarup, imported: str) -> None:
    for out in ("stick/", "stick/out.db"):
        said = sarup("backup", out)
        assert said.code == 4
        assert "ไม่มีโฟลเดอร์ stick" in said.err
    assert not Path("stick").exists()


def test_a_database_that_can_only_be_read_is_backed_up_elsewhere(sarup, imported: str, monkeypatch) -> None:
    monkeypatch.setattr("desktop_app.store.opening.is_writable", lambda path: False)
    assert sarup("backup").code == 0
    assert sarup("set", imported, "event.place", "ศาลา").code == 4


def test_a_backup_that_is_none_is_refused_and_the_database_stays(sarup, imported: str, home: Path) -> None:
    Path("letter.txt").write_text("dear", encoding="utf-8")
    before = (home / "data" / "sarup.db").read_bytes()
    assert sarup("restore", "letter.txt").code == 3
    assert sarup("restore", "nowhere.db").code == 3
    assert (home / "data" / "sarup.db").read_bytes() == before
