"""What reports name is known by its kind; a chosen spelling is told, proposed, and written only where somebody wants it."""

import pytest

from desktop_app.errors import Refused
from desktop_app.model.changes import REPORT, Change
from desktop_app.model.records import AGENCIES, NAMES, PEOPLE, PLACES, Agency, Evaluator, Report, Speaker
from desktop_app.store.database import Store
from desktop_app.store.names import Known, named_fields

WRONG, RIGHT = "โรงเรียนบ้านทุงใหญ่", "โรงเรียนบ้านทุ่งใหญ่"


@pytest.fixture
def report(store: Store) -> str:
    return store.add(
        Report(
            title="เวที",
            place=WRONG,
            evaluators=[Evaluator(name="ญาณี ก้องธรณี")],
            speakers=[Speaker(name="ญาณี  ก้องธรณี"), Speaker()],
            agencies=[Agency(name="เทศบาลปากน้ำ")],
        )
    )


def places(store: Store) -> list[Known]:
    return [one for one in store.names() if one.kind == PLACES]


def test_every_name_in_use_is_known_with_its_kind(store: Store, report: str) -> None:
    assert [(one.kind, one.name, one.uses) for one in store.names()] == [
        (PEOPLE, "ญาณี ก้องธรณี", 2),
        (PLACES, WRONG, 1),
        (AGENCIES, "เทศบาลปากน้ำ", 1),
    ]
    store.delete(report)
    assert store.names() == []


def test_fields_that_hold_names_say_so_themselves() -> None:
    assert {kind for _, _, kind in named_fields()} == {kind for kind, _ in NAMES}
    assert (REPORT, "place", PLACES) in named_fields()


def test_a_chosen_spelling_changes_no_report_until_somebody_wants_it(store: Store, report: str) -> None:
    store.spell(PLACES, WRONG, RIGHT)
    assert store.load(report).place == WRONG
    assert places(store) == [Known(PLACES, WRONG, 1, RIGHT), Known(PLACES, RIGHT, 0, "", True)]
    (use,) = store.misspelled()
    assert (use.report, use.title, use.field, use.name, use.meant) == (report, "เวที", "place", WRONG, RIGHT)
    assert store.respell([use]) == 1
    assert store.load(report).place == RIGHT
    assert store.misspelled() == []
    assert store.respell([use]) == 0
    assert store.history(report, "place")[0].reason == "spelling"
    assert store.check() == []


def test_a_field_that_was_changed_meanwhile_is_left(store: Store, report: str) -> None:
    store.spell(PLACES, WRONG, RIGHT)
    uses = store.misspelled()
    store.save([Change(REPORT, report, "place", "วัด")], "set")
    assert store.respell(uses) == 0
    assert store.load(report).place == "วัด"


def test_who_changes_their_mind_is_heard(store: Store, report: str) -> None:
    store.spell(PLACES, WRONG, RIGHT)
    store.spell(PLACES, RIGHT, WRONG)
    assert [(one.name, one.meant) for one in places(store)] == [(WRONG, ""), (RIGHT, WRONG)]
    assert store.misspelled() == []
    store.forget_name(PLACES, RIGHT)
    assert [(one.name, one.meant) for one in places(store)] == [(WRONG, "")]
    store.forget_name(PLACES, WRONG)
    assert places(store) == [Known(PLACES, WRONG, 1)]


def test_what_is_no_name_is_refused(store: Store) -> None:
    for kind, name in (("animals", "แมว"), (PLACES, "  ")):
        with pytest.raises(Refused):
            store.spell(kind, name)
    with pytest.raises(Refused):
        store.forget_name(PLACES, "ไม่เคยมี")
    assert store.names() == []
