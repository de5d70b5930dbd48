"""Logs are laid out and proven beside the database, and what is taken over from there says what the log says."""

import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import Refused, SurroundingsFailed
from desktop_app.model import exchange
from desktop_app.model.changes import REPORT, Change, Draft
from desktop_app.model.records import Goal, Report
from desktop_app.store import births, proving, staging
from desktop_app.store.database import Store
from desktop_app.store.log_rows import LogVersion
from desktop_app.store.staging import Laid, Staging
from desktop_app.store.versions import json_text
from desktop_app.sync import receiving

from .test_union import Laptop, carry, laptop
from .test_union_refused import Held, held, merged, signed

__all__ = ["laptop"]

ODD_TEXTS = [
    'เขาว่า "ดี" \\ แล้ว',
    "\\u0041 \\ud800 \\n",
    "[{",
    "บรรทัด\nสอง\tสาม",
    "\u200bศูนย์\u00a0ว่าง",
    "é" * 200,
    " ขอบ ",
    "NaN",
    "🌊" * 50,
]


def lay(versions: list[LogVersion], place: Path) -> Laid:
    with closing(Staging(place)) as one:
        return one.lay("came", Held(versions, {}), {})


def one_version(**other: object) -> LogVersion:
    return signed(LogVersion(7, 1, 1, 5 << 16, REPORT, "r-1", "title", '"ก"', "มานี", "", "1.0", b"", ()), **other)


PLAIN = st.characters(exclude_categories=["Cs"], min_codepoint=1)


@given(
    value=st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(10**30), 10**30)
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(PLAIN),
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(PLAIN, max_size=3), inner, max_size=3),
        max_leaves=6,
    ),
    user=st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
    reason=st.sampled_from(["", "set", '"', "\\", "a\\u0041", " "]),
)
def test_sqlite_puts_together_what_is_hashed_as_python_does(value: object, user: str, reason: str) -> None:
    one = one_version(value=json_text(value), user=user, reason=reason)
    with tempfile.TemporaryDirectory() as folder:
        assert lay([one], Path(folder) / "staging.db").count == 1
        with pytest.raises(Refused):
            lay([one._replace(user=f"{user}.")], Path(folder) / "altered.db")


def test_plain_versions_are_proven_without_looking_at_each_closer(
    laptop: Laptop, sample: dict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []
    monkeypatch.setattr(proving, "_look_closer", lambda raw, number, at, looking: looked.append(at))
    store = laptop("a")
    report_id = store.add(exchange.from_json(sample))
    store.save([Change(REPORT, report_id, "place", "ศาลา")], "set")
    versions = held(store).rows
    assert lay(versions, tmp_path / "staging.db").count == len(versions)
    assert looked == []
    lay([*versions[:4], versions[4]._replace(hash=b"\0" * 32), *versions[5:]], tmp_path / "bad.db")
    assert looked == [5]


def test_a_version_may_follow_many(tmp_path: Path) -> None:
    first = [one_version(device=number, hlc=number << 16) for number in range(1, 3_000)]
    links = tuple((one.device, one.seq, one.hash) for one in first)
    last = one_version(device=5_000, parents=links)
    assert lay([*first, last], tmp_path / "staging.db").count == 3_000
    with pytest.raises(Refused):
        lay([*first, last._replace(parents=links[1:])], tmp_path / "altered.db")


def test_texts_of_all_sorts_come_as_they_were_written(laptop: Laptop) -> None:
    report = Report(title=ODD_TEXTS[0], goals=[Goal(body=text) for text in ODD_TEXTS])
    laptop("a").add(report)
    assert carry(laptop("a"), laptop("office")).refused == []
    assert exchange.to_json(laptop("office").load(report.id)) == exchange.to_json(laptop("a").load(report.id))
    assert laptop("office").check() == []


def test_a_long_log_is_made_into_rows_part_by_part(
    laptop: Laptop, sample: dict, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop("a").add_all([exchange.from_json(sample) for _ in range(4)])
    carry(laptop("a"), laptop("b"))
    monkeypatch.setattr(births, "_TOGETHER", 60)
    assert len(carry(laptop("a"), laptop("office")).new) == 4
    assert laptop("office").summaries() == laptop("b").summaries()
    assert laptop("office").check() == []


def test_an_item_that_came_before_its_report_is_in_it_then(laptop: Laptop) -> None:
    a, b, office = laptop("a"), laptop("b"), laptop("office")
    report_id = a.add(Report(title="งานวัด"))
    carry(a, b)
    draft = Draft(b.load(report_id))
    draft.insert("goals", 0, Goal(body="เพื่อสิ่งใหม่"))
    b.save(draft.take())
    with b.log(a.vector()) as log:
        assert office.merge([("later", log)]).new == []
    (new,) = carry(a, office).new
    assert new.missing == b.summaries()[0].missing
    assert [goal.body for goal in office.load(report_id).goals] == ["เพื่อสิ่งใหม่"]
    assert office.check() == []


def test_new_items_of_a_known_report_are_counted_in_its_summary(laptop: Laptop) -> None:
    a, office = laptop("a"), laptop("office")
    report_id = a.add(Report(title="งานวัด"))
    carry(a, office)
    draft = Draft(a.load(report_id))
    draft.insert("goals", 0, Goal(body="เพื่อสิ่งใหม่"))
    a.save(draft.take())
    assert [one.id for one in carry(a, office).changed] == [report_id]
    assert office.summaries() == a.summaries()
    assert office.check() == []


def test_a_new_report_comes_together_with_many_rows_that_are_known(laptop: Laptop) -> None:
    a, office = laptop("a"), laptop("office")
    report_id = a.add(Report(title="งานวัด", goals=[Goal(body=str(number)) for number in range(30)]))
    carry(a, office)
    a.save([Change("goals", goal.id, "body", f"{goal.body} ข้อ") for goal in a.load(report_id).goals])
    new = a.add(Report(title="งานโรงเรียน", goals=[Goal(body="เพื่อสิ่งใหม่")]))
    done = carry(a, office)
    assert ([one.id for one in done.new], [one.id for one in done.changed]) == ([new], [report_id])
    assert office.summaries() == a.summaries()
    assert office.check() == []


@pytest.mark.parametrize("known", [False, True])
def test_one_id_for_two_rows_does_no_harm(known: bool, laptop: Laptop) -> None:
    store = laptop("a")
    store.add(Report(title="งานวัด", goals=[Goal(body="หนึ่ง")]))
    package = held(store)
    goal = next(one for one in package.rows if one.table == "goals")
    last = package.rows[-1].seq
    twin = [
        signed(goal, seq=last + at, since=last + at, table="lessons", field=field, value=value)
        for at, (field, value) in enumerate({"parent": goal.value, "alive": "true", "body": '"สอง"'}.items(), 1)
    ]
    if known:
        merged(laptop("office"), package)
    assert merged(laptop("office"), Held([*package.rows, *twin], {})).refused == []
    assert laptop("office").check() == []


@pytest.mark.of_files
def test_without_room_for_the_passing_database_nothing_is_taken(
    laptop: Laptop, sample: dict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, office = laptop("a"), laptop("office")
    store.add(exchange.from_json(sample))
    before = office.path.read_bytes()
    monkeypatch.setattr(staging, "_PRAGMAS", ("page_size = 512", "max_page_count = 40", "journal_mode = MEMORY"))
    ((_, error),) = receiving.merge(office, [store.path]).refused
    assert isinstance(error, SurroundingsFailed)
    assert office.path.read_bytes() == before


@pytest.mark.of_files
def test_more_files_than_sqlite_attaches_are_one_merge(laptop: Laptop, tmp_path: Path) -> None:
    files = []
    for number in range(25):
        with Store(tmp_path / f"laptop-{number}.db", user=f"คนที่ {number}") as store:
            store.add(Report(title=f"งานที่ {number}"))
            files.append(store.path)
    done = receiving.merge(laptop("office"), files)
    assert (len(done.new), done.refused, len(done.came)) == (25, [], 25)
    assert laptop("office").check() == []
    assert receiving.merge(laptop("office"), files).number == 0
