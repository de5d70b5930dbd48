"""What several files bring is told file by file, a merge can be given up, and the same event typed twice is told."""

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import Cancelled
from desktop_app.model.changes import REPORT, Change
from desktop_app.model.records import Report
from desktop_app.store.database import Store
from desktop_app.store.reading import Summary
from desktop_app.sync import receiving
from desktop_app.sync.receiving import Step
from desktop_app.sync.resembling import MOST, PLACES, TITLES, likeness, look_alikes

DAY = dt.date(2024, 3, 15)
TITLE = "เวทีแลกเปลี่ยนเรียนรู้การจัดการขยะชุมชนบ้านหนองบัว"


def report(title: str = TITLE, day: dt.date | None = DAY, place: str = "ศาลาประชาคมบ้านหนองบัว") -> Report:
    return Report(title=title, date_start=day, place=place)


def laptop(tmp_path: Path, name: str, *reports: Report) -> Path:
    path = tmp_path / name / "sarup.db"
    with Store(path, user=name) as store:
        store.add_all(reports)
    return path


def test_what_each_file_brings_is_told_by_itself(tmp_path: Path) -> None:
    shared = laptop(tmp_path, "a", report("หนึ่ง"), report("สอง"))
    (tmp_path / "b").mkdir()
    with Store(shared) as store:
        copy = store.backup(tmp_path / "b" / "งาน (1).db")
        ids = [one.id for one in store.summaries()]
        store.save([Change(REPORT, ids[0], "place", "ที่หนึ่ง")])
    with Store(copy, user="b") as store:
        store.save([Change(REPORT, ids[0], "place", "ที่สอง")])
    bad = tmp_path / "bad.sarup"
    bad.write_bytes(b"no package")
    with Store(tmp_path / "office" / "sarup.db") as office:
        done = receiving.merge(office, [shared, tmp_path / "b", bad], dry=True)
        assert [file for file, _ in done.refused] == [str(bad)]
        assert done.came[str(shared)].reports == set(ids)
        assert done.came[str(copy)].reports == {ids[0]}
        assert [one.field for one in done.conflicts] == ["place"]
        assert done.came[str(copy)].conflicts == {done.conflicts[0].id}


@pytest.mark.parametrize("at", range(4))
def test_a_merge_that_is_given_up_leaves_the_file_as_it_was(tmp_path: Path, at: int) -> None:
    files = [laptop(tmp_path, name, report(name)) for name in ("a", "b")]
    with Store(tmp_path / "office" / "sarup.db") as office:
        before = office.path.read_bytes()

        def heed(step: Step) -> None:
            if step.total and step.done == at:
                raise Cancelled

        with pytest.raises(Cancelled):
            receiving.merge(office, files, heed=heed)
        assert office.path.read_bytes() == before
        assert list((office.path.parent / "backups").glob("*")) == []
        seen: list[Step] = []
        assert len(receiving.merge(office, files, heed=seen.append).new) == 2
        assert [(one.done, one.total) for one in seen if one.total] == [(0, 4), (1, 4), (2, 4), (3, 4)]


def test_the_same_event_typed_by_two_evaluators_is_told(tmp_path: Path) -> None:
    other = report("เวทีแลกเปลี่ยนเรียนรู้ การจัดการขยะในชุมชนบ้านหนองบัว", DAY + dt.timedelta(1), "ศาลาประชาคม บ้านหนองบัว")
    came = laptop(tmp_path, "a", other, report("อบรมอาสาสมัครสาธารณสุข"), report(day=DAY + dt.timedelta(9)))
    with Store(tmp_path / "office" / "sarup.db") as office:
        office.add_all([report(), report(place="ลานกีฬาโรงเรียนวัดใหม่")])
        dry = receiving.merge(office, [came], dry=True)
        ((new, known),) = dry.look_alikes
        assert (new.id, known.place) == (other.id, "ศาลาประชาคมบ้านหนองบัว")
        assert receiving.merge(office, [came]).look_alikes == dry.look_alikes


def test_texts_are_alike_by_the_letters_they_share() -> None:
    assert likeness("ขยะ ชุมชน", "ขยะชุมชน") == 1
    assert likeness("ขยะชุมชน", "ป่าชายเลน") < 0.2
    assert likeness("กขกข", "กข") == 0.5
    assert likeness("", "") == likeness("ก", "ก") == 0


SUMMARIES = st.builds(
    Summary,
    id=st.sampled_from([f"r-{number}" for number in range(9)]),
    title=st.text("กขค ", max_size=7),
    date_start=st.none()
    | st.sampled_from([dt.date.min, DAY, DAY + dt.timedelta(1), DAY + dt.timedelta(2), dt.date.max]),
    date_end=st.none(),
    place=st.text("กข", max_size=4),
    state=st.just("draft"),
    missing=st.just(()),
    changed=st.just(dt.datetime(2024, 3, 15, tzinfo=dt.UTC)),
)


@given(st.lists(SUMMARIES, unique_by=lambda one: one.id), st.data())
def test_those_are_told_whose_days_titles_and_places_are_near(known: list[Summary], data: st.DataObject) -> None:
    new = [one for one in known if data.draw(st.booleans())]
    meant = {
        frozenset((one.id, other.id))
        for one in new
        for other in known
        if one is not other
        and one.date_start
        and other.date_start
        and abs(one.date_start - other.date_start) <= dt.timedelta(1)
        and likeness(one.title, other.title) >= TITLES
        and (not one.place or not other.place or likeness(one.place, other.place) >= PLACES)
    }
    told = look_alikes(new, known)
    assert len(told) == len(meant)
    assert {frozenset((one.id, other.id)) for one, other in told} == meant


def test_of_reports_that_are_all_alike_some_are_told_of_each() -> None:
    moment = dt.datetime(2024, 3, 15, tzinfo=dt.UTC)
    same = [Summary(f"r{number:03}", "อบรม", DAY, None, "ศาลา", "draft", (), moment) for number in range(100)]
    told = Counter(one.id for one, _ in look_alikes(same, same))
    assert max(told.values()) == MOST
    assert len(told) == 99
