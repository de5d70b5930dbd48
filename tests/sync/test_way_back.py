"""What an office adds comes back to the laptop in one package, and the laptop's answer goes to the office again."""

from pathlib import Path

from desktop_app.model.numbering import Scheme
from desktop_app.store.database import Store
from desktop_app.sync import receiving
from desktop_app.sync.packing import Packed, pack
from tests.sync.conftest import Home, seated


def threads(store: Store) -> list[tuple[str, bool, str]]:
    return [(one.words, one.done, one.laptop) for one in store.comments()]


def test_numbers_and_comments_come_back_and_the_answers_go_again(
    at: Home, sent: Packed, laptop: Path, office: Path, stick: Path
) -> None:
    with seated(at, "office", office / "sarup.db") as store:
        receiving.merge(store, [sent.path])
        (report,) = store.summaries()
        store.number([report.id], Scheme(), 2567)
        row = store.load(report.id).activities[1].id
        said = store.comment(report.id, "activities", row, "body", "โปรดระบุจำนวนคน")
        back = pack(store, stick)
    with seated(at, "laptop", laptop) as store:
        done = receiving.merge(store, [back.path])
        assert (len(done.changed), done.comments, done.conflicts, done.refused) == (1, 1, [], [])
        assert store.load(report.id).report_number == "1/2567"
        assert threads(store) == [("โปรดระบุจำนวนคน", False, "office")]
        store.reply(said, "แก้แล้ว")
        store.mark_comment(said)
        again = pack(store, stick)
    with seated(at, "office", office / "sarup.db") as store:
        done = receiving.merge(store, [again.path])
        assert (done.comments, done.changed, done.refused) == (2, [], [])
        assert threads(store) == [("โปรดระบุจำนวนคน", True, "office"), ("แก้แล้ว", False, "laptop")]
        assert store.check() == []
        assert receiving.merge(store, [stick]).number == 0
