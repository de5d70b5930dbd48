"""The hybrid logical clock, with clocks of laptops that stand, jump and go back."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.changes import REPORT, Change
from desktop_app.model.records import Report
from desktop_app.store.database import Store
from desktop_app.store.versions import DAY, LATEST, Clock

YEAR = 365 * 86_400
NOW = 1_795_000_000  # seconds; a day in November 2026
SECONDS = st.floats(min_value=0, max_value=4e9)


@given(st.lists(SECONDS, min_size=1), st.integers(0, 1 << 57))
def test_a_reading_is_above_the_versions_it_follows_whatever_the_wall_clock_says(
    walls: list[float], after: int
) -> None:
    last = 0
    for wall in walls:
        last = Clock(lambda wall=wall: wall).reading(last, after)
        assert last > after
        after = last


@given(SECONDS, st.integers(0, 1 << 57))
def test_a_reading_is_above_the_save_before_unless_that_lay_a_day_ahead(wall: float, last: int) -> None:
    reading = Clock(lambda: wall).reading(last, 0)
    assert reading > last or (last >> 16) - int(wall * 1000) > DAY


def test_a_year_typed_wrongly_does_not_date_what_is_written_after_it_was_corrected(site: Path | str) -> None:
    wall = [NOW]
    with Store(site, clock=lambda: wall[0]) as store:
        report_id = store.add(Report())
        wall[0] = NOW + 70 * YEAR
        store.save([Change(REPORT, report_id, "place", "ก")])
        wall[0] = NOW + 60
        store.save([Change(REPORT, report_id, "project", "ข")])
        assert store.history(report_id, "project")[0].when.timestamp() == NOW + 60
        store.save([Change(REPORT, report_id, "place", "ค")])
        assert [one.value for one in store.history(report_id, "place")] == ["ค", "ก"]
        assert store.check() == []


def test_a_clock_that_goes_back_an_hour_keeps_the_order_of_saves(site: Path | str, sample: dict) -> None:
    wall = [float(NOW)]
    with Store(site, clock=lambda: wall[0]) as store:
        report_id = store.add(Report())
        for number in range(5):
            wall[0] -= 3600 * number
            store.save([Change(REPORT, report_id, "place", f"ที่ {number}")], "set")
        assert [one.value for one in store.history(report_id, "place")] == [f"ที่ {n}" for n in (4, 3, 2, 1, 0)]
        assert store.revision(report_id) == 6


@given(SECONDS, st.integers(0, LATEST - 1) | st.integers(1, 1 << 43).map(lambda less: LATEST - less))
def test_whoever_is_followed_what_is_written_is_taken_by_others(wall: float, after: int) -> None:
    many = 10_000_000  # versions of one save
    assert Clock(lambda: wall).reading(0, after) + many < LATEST
