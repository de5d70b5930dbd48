"""What no log may take from another one, and what it takes though it looks odd: rewritten autosaves, a number of its own."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from desktop_app.model import exchange
from desktop_app.model.changes import REPORT, Change
from desktop_app.model.records import Photo, Report
from desktop_app.store import creation
from desktop_app.store.database import Store
from desktop_app.store.log_rows import LogVersion, Picture
from desktop_app.store.refusals import Altered, Lacking, TwiceUsed
from desktop_app.store.versions import digest
from tests.histories import Held
from tests.records import PICTURES

from .test_union import Laptop, carry, laptop

__all__ = ["laptop"]
Refusal = type[Exception]


def held(store: Store, above: Mapping[int, int] = {}) -> Held:
    with store.log(above) as log:
        return Held(list(log.versions()), dict(PICTURES))


def merged(store: Store, *sources: Held):
    return store.merge([(str(number), one) for number, one in enumerate(sources)])


def refusal(store: Store, source: Held) -> Exception:
    """Why it is refused; nothing of the database was changed."""
    before = store.path.read_bytes()
    done = merged(store, source)
    assert (done.number, done.versions, done.backup) == (0, 0, None)
    assert store.path.read_bytes() == before
    assert list((store.path.parent / "backups").glob("*.db")) == []
    ((_, error),) = done.refused
    return error


def signed(one: LogVersion, **other: object) -> LogVersion:
    """The version with other content, as somebody would forge it who knows how to hash."""
    new = one._replace(**other)
    return new._replace(hash=digest(new[:11], new.parents))


@pytest.fixture
def package(laptop: Laptop, sample: dict) -> Held:
    store = laptop("a")
    report_id = store.add(exchange.from_json(sample))
    store.save([Change(REPORT, report_id, "place", "ศาลา")], "set")
    return held(store)


def changed(package: Held, at: int, new: LogVersion) -> Held:
    return replace(package, rows=[*package.rows[:at], new, *package.rows[at:][1:]])


@pytest.mark.parametrize(
    "forge",
    [
        lambda one: one._replace(value='"อื่น"'),
        lambda one: one._replace(user="ใครก็ได้"),
        lambda one: one._replace(hash=b"\0" * 32),
        lambda one: signed(one, value="{"),
        lambda one: signed(one, value="[" * 100_000),
        lambda one: signed(one, hlc=1 << 62),
        lambda one: signed(one, hlc=-1),
        lambda one: signed(one, since=0),
        lambda one: signed(one, parents=((one.device, one.seq, b"\0" * 32),)),
        lambda one: signed(one, parents=((one.device, one.seq + 5, b"\0" * 32),)),
    ],
)
def test_a_version_that_no_sarup_wrote_is_refused_with_its_file(
    laptop: Laptop, package: Held, forge: Callable[[LogVersion], LogVersion]
) -> None:
    assert isinstance(refusal(laptop("b"), changed(package, 7, forge(package.rows[7]))), Altered)


def test_a_version_that_follows_another_field_is_refused(laptop: Laptop, package: Held) -> None:
    last, other = package.rows[-1], package.rows[3]
    forged = signed(last, parents=((other.device, other.seq, other.hash),))
    assert isinstance(refusal(laptop("b"), changed(package, len(package.rows) - 1, forged)), Altered)


def test_rows_out_of_order_or_twice_are_refused(laptop: Laptop, package: Held) -> None:
    first, second, *others = package.rows
    assert isinstance(refusal(laptop("b"), replace(package, rows=[second, first, *others])), (Altered, Lacking))
    assert isinstance(refusal(laptop("b"), replace(package, rows=[first, first, second, *others])), Altered)


def test_a_hole_is_refused_and_a_missing_parent_too(laptop: Laptop, package: Held) -> None:
    assert isinstance(refusal(laptop("b"), replace(package, rows=[*package.rows[:5], *package.rows[6:]])), Lacking)
    device = package.rows[0].device + 1
    orphan = signed(package.rows[-1], device=device, seq=1, since=1)
    assert isinstance(refusal(laptop("b"), replace(package, rows=[orphan])), Lacking)


def test_packages_that_go_on_from_each_other_are_taken_in_any_order(laptop: Laptop, package: Held) -> None:
    later = [replace(package, rows=package.rows[start : start + 20]) for start in (40, 20, 0)]
    assert isinstance(refusal(laptop("b"), later[0]), Lacking)
    done = merged(laptop("b"), *later, replace(package, rows=package.rows[60:]))
    assert (done.refused, done.versions, done.accepted) == ([], len(package.rows), 4)
    assert laptop("b").check() == []


def test_one_number_with_two_contents_is_refused_and_ours_is_not_touched(laptop: Laptop, package: Held) -> None:
    assert merged(laptop("b"), package).refused == []
    last = package.rows[-1]
    twin = changed(package, len(package.rows) - 1, signed(last, value='"โรงเรียน"'))
    before = laptop("b").path.read_bytes()
    done = merged(laptop("b"), twin)
    assert isinstance(done.refused[0][1], TwiceUsed)
    assert laptop("b").path.read_bytes() == before


def test_a_good_file_is_taken_though_others_are_refused(laptop: Laptop, package: Held) -> None:
    bad = changed(package, 3, package.rows[3]._replace(value='"อื่น"'))
    done = merged(laptop("b"), bad, package)
    assert [name for name, _ in done.refused] == ["0"]
    assert (done.accepted, done.versions) == (1, len(package.rows))
    assert laptop("b").check() == []


def test_a_copy_made_before_autosaves_were_rewritten_does_no_harm(laptop: Laptop, sample: dict) -> None:
    a, b, c = laptop("a"), laptop("b"), laptop("c")
    report_id = a.add(exchange.from_json(sample))
    a.save([Change(REPORT, report_id, "place", "ศ")])
    early = held(a)
    a.save([Change(REPORT, report_id, "place", "ศาลา")])
    late = held(a)
    assert {one[:2] for one in early.rows} - {one[:2] for one in late.rows}
    for store, order in ((b, (early, late)), (c, (late, early))):
        for package in order:
            assert merged(store, package).refused == []
        assert store.load(report_id).place == "ศาลา"
        assert store.check() == []
        assert store.conflicts() == []


def test_a_number_that_stands_for_another_field_is_used_twice(laptop: Laptop, sample: dict) -> None:
    a = laptop("a")
    report_id = a.add(exchange.from_json(sample))
    a.save([Change(REPORT, report_id, "place", "ศ")])
    early = held(a)
    a.save([Change(REPORT, report_id, "place", "ศาลา")])
    assert merged(laptop("b"), held(a)).refused == []
    last = early.rows[-1]
    twin = changed(early, len(early.rows) - 1, signed(last, field="communities", parents=()))
    assert isinstance(merged(laptop("b"), twin).refused[0][1], TwiceUsed)


def test_a_number_that_another_field_stands_for_is_used_twice(laptop: Laptop, sample: dict) -> None:
    a = laptop("a")
    report_id = a.add(exchange.from_json(sample))
    a.save([Change(REPORT, report_id, "place", "ศ")])
    early = held(a)
    a.save([Change(REPORT, report_id, "place", "ศาลา")])
    last = early.rows[-1]
    twin = changed(early, len(early.rows) - 1, signed(last, field="communities", parents=()))
    assert merged(laptop("b"), twin).refused == []
    assert isinstance(merged(laptop("b"), held(a)).refused[0][1], TwiceUsed)


def test_who_finds_its_own_number_in_another_log_takes_a_new_one(laptop: Laptop, sample: dict) -> None:
    a, b = laptop("a"), laptop("b")
    report_id = a.add(exchange.from_json(sample))
    device = str(held(a).rows[0].device)
    b._write(lambda conn: creation.set_meta(conn, device=device))
    assert merged(b, held(a)).refused == []
    b.save([Change(REPORT, report_id, "place", "ศาลา")])
    a.save([Change(REPORT, report_id, "place", "โรงเรียน")])
    assert carry(a, b).refused == carry(b, a).refused == []
    assert [side.value for side in a.conflicts()[0].sides] == [side.value for side in b.conflicts()[0].sides]


@dataclass
class Lying(Held):
    """Gives other pictures than it says."""

    def pictures(self, names: Iterable[str]) -> Iterator[Picture]:
        return (Picture(name, b"\xff\xd8\xff") for name in names)


def test_a_picture_that_is_another_one_is_refused(laptop: Laptop) -> None:
    laptop("a").add(Report(photos=[Photo(image=next(iter(PICTURES)))], pictures=dict(PICTURES)))
    error = refusal(laptop("b"), Lying(held(laptop("a")).rows, {}))
    assert "picture" in str(error)


def test_a_picture_that_a_file_has_lost_comes_with_another_one(laptop: Laptop, path: Path) -> None:
    name = next(iter(PICTURES))
    laptop("a").add(Report(photos=[Photo(image=name)], pictures=dict(PICTURES)))
    whole = held(laptop("a"))
    done = merged(laptop("b"), replace(whole, photographs={}))
    assert (done.refused, done.lost_pictures) == ([], 1)
    again = merged(laptop("b"), whole)
    assert (again.versions, again.pictures, again.lost_pictures) == (0, 1, 0)
    assert laptop("b").check() == []


def test_what_this_program_does_not_know_is_taken_and_kept_in_the_log(laptop: Laptop, package: Held) -> None:
    last = package.rows[-1]
    newer = [
        signed(
            last,
            seq=last.seq + 1,
            since=last.seq + 1,
            table="visitors",
            row="v-1",
            field="alive",
            value="true",
            parents=(),
        ),
        signed(last, seq=last.seq + 2, since=last.seq + 2, field="weather", value='["ฝน",7]', parents=()),
    ]
    done = merged(laptop("b"), replace(package, rows=[*package.rows, *newer]))
    assert (done.refused, done.versions) == ([], len(package.rows) + 2)
    assert laptop("b").check() == []
    assert held(laptop("b")).rows[-2:] == newer
