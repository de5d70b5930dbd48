"""The short form of ``python -m tests.benchmarks.fuzz_packages``: two hundred mutated files."""

import tempfile
from pathlib import Path

import pytest

from desktop_app.store.database import Store
from desktop_app.sync import receiving
from tests.fuzzing import HOME, PRIVATE, Office


def sit_down(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SARUP_HOME", str(folder / HOME))
    monkeypatch.setattr(tempfile, "tempdir", str(folder / PRIVATE))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / PRIVATE).mkdir()
    with pytest.MonkeyPatch.context() as monkeypatch:
        sit_down(folder, monkeypatch)
        return Office(folder)


@pytest.fixture
def office(made: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    sit_down(made.folder, monkeypatch)
    return made


@pytest.mark.parametrize("some", range(10))
def test_a_mutated_file_is_refused_without_a_trace_or_as_good_as_what_was_sent(some: int, office: Office) -> None:
    outcomes = [office.receive(seed) for seed in range(some * 20, some * 20 + 20)]
    assert any(one.why for one in outcomes)


@pytest.mark.parametrize("kind", ["database", "inside", "package", "signed"])
def test_what_was_not_mutated_is_taken(kind: str, office: Office) -> None:
    office.put(kind, office.sent[kind])
    with Store(office.database) as store:
        done = receiving.merge(store, [office.file])
        assert (done.refused, len(done.new)) == ([], 1)
        assert store.check() == []
    office.database.write_bytes(office.empty)
