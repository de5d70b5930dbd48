"""A report as it was at each save that the log still tells."""

from pathlib import Path
from typing import Any

import pytest

from desktop_app.model.changes import Change, Draft
from desktop_app.model.codes import Code, digest
from desktop_app.model.exchange import from_json, to_json
from desktop_app.model.verdicts import CURRENT, DIFFERS, EARLIER
from desktop_app.store import reading, tables
from desktop_app.store.database import Store
from desktop_app.store.revisions import Revision, revisions, verdict


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with Store(tmp_path / "a.db", user="ขวัญ") as found:
        yield found


def past(store: Store, report_id: str) -> list[Revision]:
    with store._reading() as conn:
        return list(revisions(tables.runner(conn), report_id))


def judged(store: Store, code: Code) -> Any:
    with store._reading() as conn:
        return verdict(tables.runner(conn), code)


def test_every_save_is_there_again_with_its_number(store: Store, sample: dict[str, Any]) -> None:
    draft = Draft(from_json(sample))
    store.add(draft.report)
    report_id, meant = draft.report.id, [to_json(draft.report)]
    for step in (
        lambda: draft.set("report", report_id, "place", "ที่ใหม่"),
        lambda: draft.remove("goals", 0),
        lambda: draft.move("activities", 0, 2),
        lambda: draft.set("lessons", draft.report.lessons[0].id, "body", ""),
    ):
        step()
        store.save(draft.take(), reason="ขั้น")
        meant.append(to_json(draft.report))
        assert past(store, report_id)[-1].number == store.revision(report_id)
    found = past(store, report_id)
    assert [to_json(one.report) for one in found] == meant
    assert [one.number for one in found] == [1, 2, 3, 4, 5]
    assert {one.user for one in found} == {"ขวัญ"}
    assert sorted(one.when for one in found) == [one.when for one in found]


def test_what_went_to_paper_stays_though_the_sitting_goes_on(store: Store, sample: dict[str, Any]) -> None:
    """Autosaves of one sitting rewrite each other; sealed ones do not."""
    report_id = store.add(from_json(sample))
    kept = []
    for place, sealed in (("ก", False), ("กข", True), ("กขค", False), ("กขคง", False)):
        store.save([Change("report", report_id, "place", place)])
        kept.append(Code(digest(store.load(report_id)), report_id[-8:], store.revision(report_id)))
        if sealed:
            store.seal()
    assert [judged(store, code).result for code in kept] == [DIFFERS, EARLIER, DIFFERS, CURRENT]
    assert judged(store, kept[1]).revision == kept[1].revision


def test_of_two_reports_with_the_same_content_the_named_one_is_told(store: Store, sample: dict[str, Any]) -> None:
    ids = [store.add(from_json(sample)) for _ in range(3)]
    code = digest(store.load(ids[0]))
    for report_id in ids:
        assert judged(store, Code(code, report_id[-8:])).report_id == report_id
    assert judged(store, Code(code)).report_id == ids[-1]


@pytest.mark.of_files
def test_reading_the_past_writes_nothing(store: Store, sample: dict[str, Any]) -> None:
    report_id = store.add(from_json(sample))
    before = store.path.read_bytes()
    assert past(store, report_id)
    assert store.path.read_bytes() == before
    with store._reading() as conn:
        assert reading.revision(tables.runner(conn), report_id) == 1
