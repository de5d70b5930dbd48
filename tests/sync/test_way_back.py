"""What an office adds comes back to the laptop in one package, and the laptop's answer goes to the office again."""

from pathlib import Path

from desktop_app import paths
from desktop_app.model.changes import REPORT, Change
from desktop_app.model.numbering import Scheme
from desktop_app.model.records import AGENCIES, PLACES
from desktop_app.report import style
from desktop_app.report.compose import compose
from desktop_app.report.fonts import may_go_along
from desktop_app.report.plain import to_text
from desktop_app.store.database import Store
from desktop_app.sync import receiving, styles
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
        assert (len(done.changed), len(done.comments), done.conflicts, done.refused) == (1, 1, [], [])
        assert store.load(report.id).report_number == "1/2567"
        assert threads(store) == [("โปรดระบุจำนวนคน", False, "office")]
        store.reply(said, "แก้แล้ว")
        store.mark_comment(said)
        again = pack(store, stick)
    with seated(at, "office", office / "sarup.db") as store:
        done = receiving.merge(store, [again.path])
        assert (len(done.comments), done.changed, done.refused) == (2, [], [])
        assert threads(store) == [("โปรดระบุจำนวนคน", True, "office"), ("แก้แล้ว", False, "laptop")]
        assert store.check() == []
        assert receiving.merge(store, [stick]).number == 0


def test_one_package_brings_back_all_that_the_office_decided(
    at: Home, sent: Packed, laptop: Path, office: Path, stick: Path, tmp_path: Path
) -> None:
    """A number, a settled conflict, a comment, a spelling, a listed name and a style; twice is as good as once."""
    with seated(at, "office", office / "sarup.db") as store:
        receiving.merge(store, [sent.path])
        (report,) = store.summaries()
        store.save([Change(REPORT, report.id, "place", "ศาลาประชาคม")], "set")
    with seated(at, "laptop", laptop) as store:
        store.save([Change(REPORT, report.id, "place", "ศาลาประชาคน")], "set")
        again = pack(store, stick)
    with seated(at, "office", office / "sarup.db") as store:
        (conflict,) = receiving.merge(store, [again.path]).conflicts
        store.resolve(conflict.id, "ศาลาประชาคม")
        store.number([report.id], Scheme("กท {number:3}/{year}"), 2567)
        store.comment(report.id, REPORT, report.id, "place", "ตรวจแล้ว")
        store.spell(PLACES, "ศาลาประชาคน", "ศาลาประชาคม")
        store.spell(AGENCIES, "เทศบาลปากน้ำ")
        own = tmp_path / "province.toml"
        own.write_bytes((paths.RESOURCES / "styles" / "official.toml").read_bytes())
        styles.publish(store, own, style.load, may_go_along)
        back = pack(store, stick)
    with seated(at, "laptop", laptop) as store:
        for number in range(2):
            done = receiving.merge(store, [back.path])
            assert (bool(done.number), done.refused, done.conflicts) == (number == 0, [], [])
            assert [one.what for one in styles.lay_out(store, style.load)] == ["new"] * (number == 0)
        loaded = store.load(report.id)
        assert (loaded.place, loaded.report_number) == ("ศาลาประชาคม", "กท 001/2567")
        assert threads(store) == [("ตรวจแล้ว", False, "office")]
        names = {one.name: one.meant for one in store.names() if one.listed or one.meant}
        assert names == {"ศาลาประชาคน": "ศาลาประชาคม", "ศาลาประชาคม": "", "เทศบาลปากน้ำ": ""}
        assert "เลขที่รายงาน\tกท 001/2567" in to_text(compose(loaded))
        assert (store.conflicts(), store.check()) == ([], [])
