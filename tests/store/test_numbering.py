"""An office numbers its reports: none twice, none over another, all or nothing."""

import pytest

from desktop_app.errors import Refused
from desktop_app.model.changes import REPORT, Change
from desktop_app.model.numbering import Scheme
from desktop_app.model.records import Report
from desktop_app.store.database import Store


def numbers(store: Store) -> dict[str, str]:
    return {one.title: store.load(one.id).report_number for one in store.summaries()}


def named(store: Store, *titles: str) -> list[str]:
    return store.add_all([Report(title=title) for title in titles])


def test_reports_get_the_numbers_that_follow(store: Store) -> None:
    first, second, third = named(store, "หนึ่ง", "สอง", "สาม")
    assert store.number([second, first], Scheme(), 2567) == [(second, "1/2567"), (first, "2/2567")]
    assert store.number([third], Scheme(), 2567, start=2) == [(third, "3/2567")]
    assert numbers(store) == {"หนึ่ง": "2/2567", "สอง": "1/2567", "สาม": "3/2567"}
    assert store.register().waiting == []
    assert {one.reason for one in store.history(first, "report_number")} == {"number"}


def test_a_number_that_once_stood_somewhere_is_not_given_again(store: Store) -> None:
    first, second, third = named(store, "หนึ่ง", "สอง", "สาม")
    store.number([first, second], Scheme(), 2567)
    store.save([Change(REPORT, first, "report_number", "")], "set")
    store.delete(second)
    assert store.number([third], Scheme(), 2567) == [(third, "3/2567")]


def test_who_has_a_number_keeps_it_and_nobody_else_gets_one(store: Store) -> None:
    first, second = named(store, "หนึ่ง", "สอง")
    store.number([first], Scheme(), 2567)
    for refused in ([second, first], [second, "no-such-report"]):
        with pytest.raises(Refused):
            store.number(refused, Scheme(), 2567)
    store.delete(second)
    with pytest.raises(Refused):
        store.number([second], Scheme(), 2567)
    assert numbers(store) == {"หนึ่ง": "1/2567"}


def test_the_form_of_the_number_given_last_is_proposed(store: Store) -> None:
    first, second = named(store, "หนึ่ง", "สอง")
    assert store.register().scheme == Scheme()
    store.number([first], Scheme("กท {number:3}/{year}"), 2567)
    store.save([Change(REPORT, second, "report_number", "เอง 9/2567")], "set")
    assert store.register().scheme == Scheme("กท {number:3}/{year}")


def test_numbers_that_two_people_typed_are_told(store: Store) -> None:
    first, second, third = named(store, "หนึ่ง", "สอง", "สาม")
    for report, number in ((first, "๗/๒๕๖๗"), (second, "7/2567"), (third, "8/2567")):
        store.save([Change(REPORT, report, "report_number", number)], "set")
    assert store.register().doubled == ["7/2567", "๗/๒๕๖๗"]
