"""The making of a package tells how far it is, and given up it leaves nothing behind."""

from pathlib import Path

import pytest

from desktop_app.errors import Cancelled
from desktop_app.sync import keys, packing, receiving
from desktop_app.sync.stages import GATHERING, READING, WRITING, Stage
from tests.sync.conftest import Home, seated


def test_a_package_tells_its_stages_and_ends_with_all_of_it_read(
    at: Home, laptop: Path, office: Path, stick: Path
) -> None:
    told: list[Stage] = []
    with seated(at, "laptop", laptop) as store:
        packed = packing.pack(store, stick, to=str(office / keys.OFFICE_CARD), heed=told.append)
    assert list(dict.fromkeys(one.doing for one in told)) == [GATHERING, WRITING, READING]
    assert told[-1].done == packed.path.stat().st_size


@pytest.mark.parametrize("at_stage", [GATHERING, WRITING, READING])
def test_a_package_that_is_given_up_leaves_nothing(
    at: Home, laptop: Path, office: Path, stick: Path, at_stage: str
) -> None:
    def heed(stage: Stage) -> None:
        if stage.doing == at_stage:
            raise Cancelled

    with seated(at, "laptop", laptop) as store, pytest.raises(Cancelled):
        packing.pack(store, stick, to=str(office / keys.OFFICE_CARD), heed=heed)
    assert list(stick.iterdir()) == []


def test_the_receivers_are_the_office_of_a_laptop_and_the_laptops_of_an_office(
    at: Home, laptop: Path, office: Path, stick: Path
) -> None:
    with seated(at, "laptop", laptop) as store:
        assert packing.receivers(store) == []
        packed = packing.pack(store, stick, to=str(office / keys.OFFICE_CARD))
        (card,) = packing.receivers(store)
        assert card.name == "สำนักงานทดสอบ"
        assert packing.pack(store, stick, to=card.id).to == ("สำนักงานทดสอบ",)
    with seated(at, "office", office / "sarup.db") as store:
        receiving.merge(store, [packed.path])
        assert [one.name for one in packing.receivers(store)] == ["laptop"]
