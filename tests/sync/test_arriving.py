"""Many files are prepared by other processes, and come to the same as a few that are not; none of these takes the others with it."""

import multiprocessing
import os
from pathlib import Path

import pytest

from desktop_app.errors import Cancelled, Refused
from desktop_app.model.records import Photo, Report
from desktop_app.processes import beside, submit
from desktop_app.store import foreign, shapes
from desktop_app.store.database import Store
from desktop_app.store.merging import Merged
from desktop_app.store.refusals import twice_used
from desktop_app.sync import arriving, preparing, receiving
from desktop_app.sync.packing import Packed
from desktop_app.sync.receiving import Heed, Step
from tests.loaded import loaded
from tests.records import PICTURES
from tests.sync.conftest import Home

LAPTOPS = 12
ENDING = """
import os, sys

def ends(event, what):
    if event == "open" and str(what[0]).endswith("laptop-6.db"):
        os._exit(1)

sys.addaudithook(ends)
"""


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Laptops' databases; the first has photographs, the last is cut off."""
    made = []
    for number in range(LAPTOPS):
        path = tmp_path / f"laptop-{number}.db"
        with Store(path, user="มานี") as store:
            report = Report(title=f"อบรมครั้งที่ {number:02}")
            if not number:
                report.photos = [Photo(image=name, caption="ภาพ") for name in PICTURES]
                report.pictures = dict(PICTURES)
            store.add(report)
        made.append(path)
    made[-1].write_bytes(made[-1].read_bytes()[:-1000])
    return made


@pytest.fixture
def processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the files bring."""
    monkeypatch.setattr(arriving, "MANY", 1)


def merged(path: Path, files: list[Path], heed: Heed = lambda step: None) -> Merged:
    with Store(path) as store:
        done = receiving.merge(store, files, heed=heed)
        assert not store.check()
    assert not multiprocessing.active_children()
    return done


@pytest.mark.usefixtures("processes")
def test_other_processes_prepare_the_same(files: list[Path], tmp_path: Path) -> None:
    done = merged(tmp_path / "office.db", files)
    assert sorted(one.title for one in done.new) == [f"อบรมครั้งที่ {number:02}" for number in range(LAPTOPS - 1)]
    assert done.pictures == len(PICTURES)
    assert [(name, "cut off" in why.english) for name, why in done.refused] == [(str(files[-1]), True)]


@pytest.mark.usefixtures("processes")
def test_a_large_file_is_not_copied_twice(files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copied, copy = [], foreign._copy
    monkeypatch.setattr(foreign, "_copy", lambda path, *more: (copied.append(path), copy(path, *more)))
    monkeypatch.setattr(preparing, "_LARGE", 1)
    assert len(merged(tmp_path / "office.db", files).new) == LAPTOPS - 1
    assert copied.count(files[0]) == 1


@pytest.mark.usefixtures("processes")
def test_packages_too(at: Home, office: Path, sent: Packed, files: list[Path]) -> None:
    at("office")
    done = merged(office / "sarup.db", [*files, sent.path])
    assert (len(done.new), len(done.met)) == (LAPTOPS, 1)


@pytest.mark.usefixtures("processes")
def test_killed_processes_cost_time_and_nothing_else(files: list[Path], tmp_path: Path) -> None:
    killed = set[int]()

    def kill(step: Step) -> None:
        for other in multiprocessing.active_children():
            if len(killed) < arriving.MOST:
                killed.add(other.pid or 0)
                other.kill()

    done = merged(tmp_path / "office.db", files, kill)
    assert killed
    assert (len(done.new), len(done.refused)) == (LAPTOPS - 1, 1)


@pytest.mark.usefixtures("processes")
def test_where_no_process_can_begin_it_is_done_here(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(process: object) -> None:
        raise BlockingIOError("Resource temporarily unavailable")

    monkeypatch.setattr(multiprocessing.get_context("spawn").Process, "start", none)
    done = merged(tmp_path / "office.db", files)
    assert (len(done.new), len(done.refused)) == (LAPTOPS - 1, 1)


@pytest.mark.usefixtures("processes")
def test_a_file_that_ends_the_process_that_checks_it_is_refused(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ending").mkdir()
    (tmp_path / "ending" / "sitecustomize.py").write_text(ENDING, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "ending"), os.environ.get("PYTHONPATH", "")]))
    done = merged(tmp_path / "office.db", files)
    assert len(done.new) == LAPTOPS - 2
    assert {Path(name).name: "was ended by it" in why.english for name, why in done.refused} == {
        "laptop-6.db": True,
        "laptop-11.db": False,
    }


@pytest.mark.usefixtures("processes")
@pytest.mark.parametrize("at", range(0, 2 * LAPTOPS, 5))
def test_one_may_give_up(files: list[Path], tmp_path: Path, at: int) -> None:
    def heed(step: Step) -> None:
        if step.total and step.done == at:
            raise Cancelled

    with Store(tmp_path / "office.db") as store:
        before = store.path.read_bytes()
        with pytest.raises(Cancelled):
            receiving.merge(store, files, heed=heed)
        assert store.path.read_bytes() == before
    assert not multiprocessing.active_children()


def test_a_process_that_prepares_files_loads_no_sqlalchemy() -> None:
    with beside(1) as others:
        assert "sqlalchemy" not in submit(others, loaded, shapes.ours()).result()


def test_an_error_comes_whole_from_another_process() -> None:
    import pickle

    for error in (twice_used(1, 2), Refused("ก", "ข", "c")):
        came = pickle.loads(pickle.dumps(error))
        assert (type(came), str(came), came.remedy) == (type(error), str(error), error.remedy)
