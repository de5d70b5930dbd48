"""Numbers as an office writes them are read again, and counted on without giving one twice."""

from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import Refused
from desktop_app.model.numbering import Scheme, same, scheme_of

FORMS = ("{number}/{year}", "กท {number:3}/{year}", "{year}-{number:2}", "ที่ {number}", "สส.1/{number}-{year}")


@given(st.sampled_from(FORMS), st.integers(1, 99_999), st.integers(2400, 2700))
def test_a_number_is_read_as_it_was_written(form: str, number: int, year: int) -> None:
    scheme = Scheme(form)
    assert scheme.number_in(scheme.written(number, year), year) == number


@given(st.lists(st.integers(1, 60)), st.integers(0, 60), st.integers(1, 9))
def test_no_number_is_given_that_somebody_has(taken: list[int], start: int, many: int) -> None:
    scheme = Scheme()
    given = list(islice(scheme.free([f"{one}/2567" for one in taken], 2567, start), many))
    numbers = [scheme.number_in(one, 2567) for one in given]
    assert numbers == sorted(set(numbers) - set(taken))
    assert min(numbers) >= (start or max(taken, default=0) + 1)


def test_what_a_reader_takes_for_the_same_number_is_taken() -> None:
    scheme = Scheme()
    assert scheme.number_in(" ๑๒ / ๒๕๖๗", 2567) == scheme.number_in("012/2567", 2567) == 12
    assert scheme.number_in("12/2566", 2567) is None
    assert scheme.next(["๑๒/๒๕๖๗", "3/2567", "90/2566", "ว 7"], 2567) == 13
    assert same("๐๑๒/๒๕๖๗") == same("12 / 2567")
    assert same("10/2567") != same("1/2567")


@pytest.mark.parametrize(
    ("text", "form"),
    [("12/2567", "{number}/{year}"), ("กท 007/2567", "กท {number:3}/{year}"), ("ว 12", None), ("{1/2567", None)],
)
def test_the_form_of_a_number_is_seen(text: str, form: str | None) -> None:
    found = scheme_of(text)
    assert (found.form if found else None) == form


@pytest.mark.parametrize("form", ["", "{year}", "{number}{number}", "{nu", "{number:x}", "{number}/{year}/{year}"])
def test_a_form_without_one_place_for_the_number_is_refused(form: str) -> None:
    with pytest.raises(Refused, match="ใช้ไม่ได้"):
        Scheme(form)
