"""The PDF while somebody types: it shows and says what the file does, and only what changed is set anew."""

import copy
import random
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest

from desktop_app.errors import Cancelled
from desktop_app.model.exchange import from_json
from desktop_app.report import style
from desktop_app.report.compose import compose
from desktop_app.report.document import Document, Stamp
from desktop_app.report.lines import line_up
from desktop_app.report.pdf import to_pdf
from desktop_app.report.proof import Proof

OFFICIAL = style.load("official")


def pages(pdf: bytes) -> list[tuple[str, bytes]]:
    """Of each page its text and its picture."""
    file = pypdfium2.PdfDocument(pdf)
    try:
        return [(page.get_textpage().get_text_range(), bytes(page.render(scale=0.7).buffer)) for page in file]
    finally:
        file.close()


def edited(record: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """A key typed somewhere, an item taken away, put in, or moved."""
    found = copy.deepcopy(record)
    items = found[chance.choice(["goals", "activities", "lessons", "recommendations"])]
    at = chance.randrange(len(items) + 1)
    match chance.randrange(5):
        case 0:
            items.insert(at, {"body": "ข้อความ\u200bใหม่ ห\u00a0ก 漢 น้ำใจ" * chance.randint(1, 20)})
        case 1:
            del items[at:]
        case 2:
            chance.shuffle(items)
        case 3:
            found["event"]["place"] += "ลุง"
        case _ if items:
            items[at - 1]["body"] += chance.choice(["ก", " ", "ตำบล", "(", "\n"])
    return found


def typed(record: dict[str, Any]) -> Iterator[Document]:
    chance = random.Random(7)
    for revision in range(30):
        record = edited(record, chance)
        yield compose(from_json(record), stamp=Stamp("abcdefgh", revision))


def test_it_shows_and_says_what_the_file_does(sample: dict[str, Any]) -> None:
    proof = Proof()
    for document in typed(sample | {"lessons": sample["lessons"] * 4}):
        assert pages(proof.to_pdf(document, OFFICIAL)) == pages(to_pdf(document, OFFICIAL, tagged=False))


def test_another_style_and_other_digits_are_obeyed_at_once(sample: dict[str, Any]) -> None:
    proof, document = Proof(), compose(from_json(sample))
    for look in (OFFICIAL, style.load("large-print"), OFFICIAL):
        for digits in ("thai", "arabic"):
            wanted = to_pdf(document, look, digits, tagged=False)
            assert pages(proof.to_pdf(document, look, digits)) == pages(wanted)


def test_only_the_paragraph_that_changed_is_set_anew(sample: dict[str, Any]) -> None:
    proof = Proof()
    proof.to_pdf(compose(from_json(sample)), OFFICIAL)
    sample["lessons"][1]["body"] += " เพิ่มเติม"
    before = line_up.cache_info()
    proof.to_pdf(compose(from_json(sample)), OFFICIAL)
    after = line_up.cache_info()
    assert after.misses - before.misses <= 1
    assert after.hits - before.hits < 10  # page numbers and the like


def test_a_name_typed_in_one_field_holds_together_everywhere(sample: dict[str, Any]) -> None:
    proof = Proof()
    proof.to_pdf(compose(from_json(sample)), OFFICIAL)
    for length in (4, 9, 40):  # a name that stands in an item, as it grows
        sample["event"]["agencies"][0]["name"] = sample["lessons"][0]["body"][20 : 20 + length]
        document = compose(from_json(sample))
        assert pages(proof.to_pdf(document, OFFICIAL)) == pages(to_pdf(document, OFFICIAL, tagged=False))


def test_what_was_typed_for_hours_is_forgotten(sample: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop_app.report.proof.MOST_WORDS", 300)
    proof, chance = Proof(), random.Random(1)
    for _ in range(12):
        sample["lessons"][0]["body"] = "".join(chance.choices("กขคงจ าเ", k=400))
        document = compose(from_json(sample))
        assert pages(proof.to_pdf(document, OFFICIAL)) == pages(to_pdf(document, OFFICIAL, tagged=False))
    assert proof._ink.remembered() < 900


def test_one_may_cancel_and_go_on(sample: dict[str, Any]) -> None:
    proof, document = Proof(), compose(from_json(sample))
    asked: list[None] = []

    def cancelled() -> bool:
        asked.append(None)
        return len(asked) > 10

    with pytest.raises(Cancelled):
        proof.to_pdf(document, OFFICIAL, cancelled=cancelled)
    assert pages(proof.to_pdf(document, OFFICIAL)) == pages(to_pdf(document, OFFICIAL, tagged=False))
