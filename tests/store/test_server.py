"""An office on a PostgreSQL server: founded once, several at work in it, and its copy as a file."""

import random
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from desktop_app.errors import Refused, SurroundingsFailed
from desktop_app.model import exchange
from desktop_app.model.changes import REPORT, Change, Draft
from desktop_app.model.numbering import Scheme
from desktop_app.model.records import Goal, Report
from desktop_app.store import machine, schema, server
from desktop_app.store.database import Store
from tests.postgres_server import Postgres
from tests.records import PICTURES

TABLES = ("head", "summary", *schema.tables().tables)


def told(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """What the tables say and the log has, whatever the order of rows on the disk."""
    with store.reader() as run:
        found = {name: [tuple(row) for row in run(f'SELECT * FROM "{name}"')] for name in TABLES}
        found["version"] = [tuple(row) for row in run('SELECT "device", "seq", "value" FROM "version"')]
    return {name: sorted(rows, key=repr) for name, rows in found.items()}


def together(*acts: Callable[[], None]) -> None:
    """All at once, each in a thread; the first error is raised."""
    failed: list[BaseException] = []

    def run(act: Callable[[], None]) -> None:
        try:
            act()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]


def test_a_copy_of_an_office_is_a_file_with_everything(postgres: Postgres, sample: dict, tmp_path: Path) -> None:
    with Store(postgres(), user="มานี") as office:
        report_id = office.add(exchange.from_json(sample))
        office.add(Report(title="กิจกรรมที่สอง", pictures=dict(PICTURES)))
        office.delete(office.add(Report(title="ที่ลบแล้ว")))
        with Store(office.backup(tmp_path / "copy.db")) as copy:
            assert told(copy) == told(office)
            assert copy.check() == []
            assert exchange.to_json(copy.load(report_id)) == sample


def test_a_copy_goes_back_to_an_empty_server_by_a_merge(postgres: Postgres, sample: dict, tmp_path: Path) -> None:
    with Store(postgres(), user="มานี") as office, Store(postgres(), user="ปิติ") as other:
        office.add(exchange.from_json(sample))
        with Store(office.backup(tmp_path / "copy.db"), write=False) as copy, copy.log() as log:
            done = other.merge([("copy", log)])
        assert (len(done.new), done.conflicts, done.refused) == (1, [], [])
        assert told(other) == told(office)
        assert other.check() == []


def test_a_dry_run_writes_nothing(postgres: Postgres, sample: dict, tmp_path: Path) -> None:
    with Store(postgres()) as office, Store(tmp_path / "laptop.db") as laptop:
        laptop.add(exchange.from_json(sample))
        before = told(office)
        with laptop.log() as log:
            assert len(office.merge([("stick", log)], dry=True).new) == 1
        assert told(office) == before


def test_each_computer_writes_under_a_number_of_its_own(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    address = postgres()
    with Store(address) as one:
        report_id = one.add(Report(title="ก"))
        monkeypatch.setattr(machine, "mark", lambda: "another-computer")
        with Store(address) as other:
            other.save([Change(REPORT, report_id, "title", "ข")])
        monkeypatch.undo()
        one.save([Change(REPORT, report_id, "place", "ค")])
        devices = [version.device for version in one.history(report_id)]
        assert len(set(devices)) == 2
        assert devices[0] == devices[-1]
        assert one.check() == []


def test_two_windows_of_one_computer_lose_nothing(postgres: Postgres) -> None:
    address = postgres()
    with Store(address) as store:
        reports = [store.add(Report(title=f"รายงาน {number}")) for number in range(4)]

    def type_into(report_id: str) -> None:
        with Store(address) as store:
            for number in range(12):
                store.save([Change(REPORT, report_id, "place", f"ที่ {number}")], "set")

    together(*(lambda one=one: type_into(one) for one in reports))
    with Store(address) as store:
        for one in reports:
            places = [version.value for version in store.history(one, "place")]
            assert places == [f"ที่ {number}" for number in reversed(range(12))]
        assert store.check() == []


def test_merges_and_people_at_once_end_as_the_union(postgres: Postgres, sample: dict, tmp_path: Path) -> None:
    """Three sticks, which share reports and contradict each other, come in while two clerks write; then all is there."""
    address = postgres()
    with Store(tmp_path / "first.db") as first:
        shared = first.add(exchange.from_json(sample))
        copy = first.backup(tmp_path / "copy.db")
    sticks = [_laptop(copy, tmp_path / f"laptop-{number}.db", shared, number) for number in range(3)]
    with Store(address) as office, Store(sticks[0], write=False) as laptop, laptop.log() as log:
        office.merge([("first", log)])
    typed: list[tuple[str, str]] = []

    def clerk(number: int) -> None:
        dice = random.Random(number)
        with Store(address, user=f"เจ้าหน้าที่ {number}") as office:
            for turn in range(15):
                field, value = dice.choice(["place", "project", "title"]), f"{number}-{turn}"
                office.save([Change(REPORT, shared, field, value)], "set")
                typed.append((field, value))

    def receive(path: Path) -> None:
        with Store(address) as office, Store(path, write=False) as laptop, laptop.log() as log:
            assert office.merge([(path.name, log)]).refused == []

    together(*(lambda one=one: receive(one) for one in sticks), lambda: clerk(1), lambda: clerk(2))
    with Store(address) as office, Store(tmp_path / "union.db") as union:
        assert office.check() == []
        written = {(one.field, str(one.value)) for one in office.history(shared)}
        assert set(typed) <= written
        for path in sticks:
            with Store(path, write=False) as laptop, laptop.log() as log:
                assert office.merge([("again", log)]).number == 0
                union.merge([("stick", log)])
        with office.log() as log:
            union.merge([("office", log)])
        assert told(union) == told(office)
        assert [one.id for one in union.conflicts()] == [one.id for one in office.conflicts()]


def _laptop(copy: Path, path: Path, shared: str, number: int) -> Path:
    path.write_bytes(copy.read_bytes())
    with Store(path, user=f"ผู้ประเมิน {number}") as laptop:
        draft = Draft(laptop.load(shared))
        draft.set(REPORT, shared, "place", f"ที่ของ {number}")
        draft.insert("goals", 0, Goal(body=f"เป้าหมายของ {number}"))
        laptop.save(draft.take())
        for one in range(6):
            laptop.add(Report(title=f"กิจกรรม {number}-{one}"))
    return path


def test_an_office_is_founded_once_and_only_in_an_empty_database(postgres: Postgres, home: Path) -> None:
    address = postgres(empty=True)
    with pytest.raises(Refused, match="office init"):
        Store(address)
    folder, name = server.found(address)
    assert address.startswith(name)
    assert folder.is_relative_to(home)
    with Store(address) as store:
        store.add(Report(title="ก"))
    with pytest.raises(Refused, match="tables"):
        server.found(address)
    with Store(address) as store:
        assert len(store.summaries()) == 1


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("postgresql+psycopg://sarup:geheim@127.0.0.1:1/sarup", SurroundingsFailed),
        ("postgresql://sarup:geheim@/nodatabase?host={folder}", SurroundingsFailed),
        ("postgresql+asyncpg://sarup:geheim@127.0.0.1/sarup", Refused),
        ("postgresql+psycopg://sarup:geheim@127.0.0.1:port/sarup", Refused),
        ("postgresql+psycopg://sarup:geheim@127.0.0.1", Refused),
    ],
)
def test_what_cannot_be_reached_is_told_without_the_password(
    postgres_folder: Path, address: str, kind: type[Exception]
) -> None:
    with pytest.raises(kind) as raised:
        Store(address.format(folder=postgres_folder))
    assert "geheim" not in str(raised.value)


def test_a_lost_connection_is_told_and_the_next_save_finds_the_server_again(postgres: Postgres) -> None:
    address = postgres()
    with Store(address) as store, Store(address) as other:
        report_id = store.add(Report(title="ก"))
        with other.reader() as run:
            run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        with pytest.raises(SurroundingsFailed, match="does not answer"):
            store.save([Change(REPORT, report_id, "place", "ข")])
        store.save([Change(REPORT, report_id, "place", "ข")])
        assert store.load(report_id).place == "ข"


def test_a_newer_office_is_refused(postgres: Postgres) -> None:
    address = postgres()
    with Store(address) as store:
        store._write(lambda conn: conn.exec_driver_sql("UPDATE meta SET value = '99' WHERE key = 'format'"))
    with pytest.raises(Refused, match="99"):
        Store(address)


def test_several_who_number_at_once_give_no_number_twice(postgres: Postgres) -> None:
    address = postgres()
    with Store(address) as store:
        ids = store.add_all([Report(title=str(number)) for number in range(18)])
    given: list[str] = []

    def number(some: list[str]) -> None:
        with Store(address) as mine:
            given.extend(number for one in some for _, number in mine.number([one], Scheme(), 2567))

    together(*(partial(number, ids[start::3]) for start in range(3)))
    assert sorted(Scheme().number_in(one, 2567) or 0 for one in given) == list(range(1, 19))
    with Store(address, write=False) as store:
        assert (store.register().doubled, store.conflicts(), store.check()) == ([], [], [])
