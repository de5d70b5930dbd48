"""``sarup comment``, ``comments`` and ``reply``: said, answered, settled; and nothing of it on the paper."""

import json
from pathlib import Path

from .conftest import Sarup


def test_a_comment_is_written_listed_answered_and_settled(sarup: Sarup, imported: str, sample: dict) -> None:
    said = sarup("comment", imported, "activities.body", "โปรดระบุจำนวนคน", "--item", "2")
    assert said.code == 0, said.err
    first = said.out.strip()
    assert sarup("comment", imported[-8:], "event.place", "ชื่อเต็ม").code == 0
    answer = sarup("reply", first[-8:], "แก้แล้ว", "--done").out.strip()
    told = json.loads(sarup("comments", imported, "--json").out)
    assert [(one["id"], one["place"], one["item"]) for one in told[:2]] == [
        (first, "activities.body", 2),
        (answer, "activities.body", 2),
    ]
    assert [(one["text"], one["done"], one["answers"]) for one in told] == [
        ("โปรดระบุจำนวนคน", True, ""),
        ("แก้แล้ว", False, first),
        ("ชื่อเต็ม", False, ""),
    ]
    assert told[0]["title"] == sample["event"]["title"]
    (line,) = sarup("comments", "--open").out.splitlines()
    assert "event.place" in line
    assert sarup("reply", first, "--reopen").code == sarup("reply", answer, "--delete").code == 0
    assert len(sarup("comments", "--open").out.splitlines()) == 2


def test_comments_are_on_no_paper_and_in_no_file(sarup: Sarup, imported: str, sample: dict) -> None:
    assert sarup("comment", imported, "event.place", "ห้ามพิมพ์คำนี้").code == 0
    for name in ("back.json", "back.txt"):
        assert sarup("export", imported, name).code == 0
        assert "ห้ามพิมพ์" not in Path(name).read_text(encoding="utf-8")
    assert json.loads(Path("back.json").read_text(encoding="utf-8")) == sample
    assert sarup("export", imported, "paper.pdf").code == 0
    assert sarup("verify", "paper.pdf").code == 0


def test_what_cannot_be_said_is_told(sarup: Sarup, imported: str) -> None:
    assert sarup("comments").err.startswith("ไม่มีความเห็น")
    assert sarup("comment", imported, "event.nothing", "ดี").code == 2
    assert sarup("comment", imported, "activities.body", "ดี").code == 2
    assert sarup("comment", imported, "event.place", " ").code == 3
    assert sarup("reply", "no-such", "ดี").code == 3
    assert sarup("reply", "no-such").code == 2
