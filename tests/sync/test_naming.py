"""Names that are written in two ways are told until somebody has decided, also by the decision that another computer brings."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.records import AGENCIES, PEOPLE, PLACES, PROJECTS, Report
from desktop_app.store.database import Store
from desktop_app.sync import receiving
from desktop_app.sync.naming import MOST, Alike, alike, pairs

SCHOOL, SLIP = "โรงเรียนบ้านทุ่งใหญ่", "โรงเรียนบ้านทุงใหญ่"


@pytest.mark.parametrize(
    ("kind", "one", "other", "are"),
    [
        (PLACES, SCHOOL, SLIP, True),
        (PLACES, SCHOOL, "โรงเรียน บ้านทุ่งใหญ่", True),
        (PLACES, "ศาลาหมู่ 4 บ้านทุ่ง", "ศาลาหมู่ 5 บ้านทุ่ง", False),
        (PROJECTS, "โครงการคัดแยกขยะ ปี 2566", "โครงการคัดแยกขยะ ปี 2567", False),
        (AGENCIES, "อบต.ปากน้ำ", "อบต. ปากน้ำ", True),
        (AGENCIES, "เทศบาลเมือง", "เทศบาลนคร", False),
        (PEOPLE, "สมใจดี ตั้งใจเรียน", "สมใจดี ตั้งใจเรีน", True),
        (PEOPLE, "นายสมใจดี ตั้งใจเรียน", "สมใจดี ตั้งใจเรียน", False),
    ],
)
def test_names_that_are_alike(kind: str, one: str, other: str, are: bool) -> None:
    assert bool([*pairs(kind, [one], [other])]) == are
    assert bool([*pairs(kind, [one, other], [])]) == are


def letters_told(name: str) -> set[str]:
    """Of a name without blanks and dots, also with each letter left out where there are six."""
    bare = "".join(letter for letter in name.casefold() if letter not in " .")
    return {bare} | {bare[:at] + bare[at + 1 :] for at in range(len(bare)) if len(bare) >= 6}


NEAR = st.text("กขAß1๒٣ .é", min_size=4, max_size=9)


@given(
    st.lists(NEAR | st.sampled_from(["กขกขกข1", "ขกขกข1ก", "กขกขก1", "1กขกขข"]), max_size=8), st.lists(NEAR, max_size=4)
)
def test_names_are_alike_when_they_are_so_without_a_letter_each_and_with_the_same_digits(
    new: list[str], known: list[str]
) -> None:
    meant = {
        frozenset((one, other))
        for one in new
        for other in (*new, *known)
        if one != other
        and letters_told(one) & letters_told(other)
        and [*filter(str.isdecimal, one)] == [*filter(str.isdecimal, other)]
    }
    assert {frozenset(pair) for pair in pairs(PLACES, new, known)} == meant


@pytest.fixture
def two(tmp_path: Path) -> tuple[Store, Path]:
    """A store, and another database with a report at the same place, spelled otherwise."""
    other = tmp_path / "other.db"
    with Store(other, user="ชูใจ") as store:
        store.add(Report(title="หนึ่ง", place=SLIP))
    store = Store(tmp_path / "sarup.db", user="มานี")
    store.add_all([Report(title="สอง", place=SCHOOL), Report(title="สาม", place=SCHOOL)])
    return store, other


def test_look_alikes_of_a_merge_are_told_until_they_are_joined(two: tuple[Store, Path], tmp_path: Path) -> None:
    store, other = two
    assert receiving.merge(store, [other], dry=True).spelled_alike == [(SLIP, SCHOOL)]
    assert receiving.merge(store, [other]).spelled_alike == [(SLIP, SCHOOL)]
    assert alike(store) == [Alike(PLACES, SCHOOL, SLIP, 2, 1)]
    store.spell(PLACES, SLIP, SCHOOL)
    assert alike(store) == []
    third = tmp_path / "third.db"
    with Store(third) as late:
        late.add(Report(title="สี่", place=SLIP))
    assert receiving.merge(store, [third]).spelled_alike == []
    assert [one.name for one in store.misspelled()] == [SLIP, SLIP]
    store.close()


def test_names_that_are_both_right_are_told_no_more(two: tuple[Store, Path]) -> None:
    store, other = two
    receiving.merge(store, [other])
    for name in (SCHOOL, SLIP):
        store.spell(PLACES, name)
    assert alike(store) == []
    assert store.misspelled() == []
    store.close()


def test_the_decision_travels_to_the_other_computer(two: tuple[Store, Path]) -> None:
    store, other = two
    receiving.merge(store, [other])
    store.spell(PLACES, SLIP, SCHOOL)
    with Store(other) as there:
        receiving.merge(there, [store.backup()])
        assert [(one.report, one.meant) for one in there.misspelled()] == [
            (one.report, SCHOOL) for one in store.misspelled()
        ]
        assert there.load(there.misspelled()[0].report).place == SLIP
        assert alike(there) == []
        assert there.check() == []
    store.close()


def test_a_text_in_the_place_of_a_name_is_told_apart_in_no_more_ways_than_a_name() -> None:
    texts = ["ก" * 1_990 + letters for letters in ("ขคง", "ขคจ")]
    assert [*pairs(PEOPLE, texts, [])] == [*pairs(PLACES, texts, [])] == []
    assert [*pairs(PLACES, [f"{texts[0]} ก"], [f"{texts[0]}ก"])] != []


def test_of_thousands_that_are_all_alike_some_are_told_and_then_the_others(tmp_path: Path) -> None:
    names = [f"ศาลาบ้านหนอง{chr(0x4E00 + number)}ใหญ่" for number in range(50)]
    with Store(tmp_path / "sarup.db") as store:
        store.add_all([Report(title=name, place=name) for name in names])
        told = alike(store)
        assert len(told) == MOST < 50 * 49 // 2
        for name in names[:30]:
            store.spell(PLACES, name)
        later = alike(store)
    assert len(later) == 50 * 49 // 2 - 30 * 29 // 2
