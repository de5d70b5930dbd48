"""Three-way merge by words: what both changed is in the result, and where they touched the same place there is none."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.merging import three_way

WORDS = st.lists(st.sampled_from("abcd "), max_size=12)


def merged(base: str, mine: str, theirs: str) -> str | None:
    found = three_way(list(base), list(mine), list(theirs))
    return None if found is None else "".join(found)


def test_changes_in_different_places_are_both_kept() -> None:
    assert merged("abcdefgh", "aXcdefgh", "abcdefYh") == "aXcdefYh"
    assert merged("abcdefgh", "bcdefgh", "abcdefghZ") == "bcdefghZ"


def test_the_same_change_is_made_once() -> None:
    assert merged("abcd", "abXd", "abXd") == "abXd"
    assert merged("abcdef", "aXcdef", "aXcdeY") == "aXcdeY"


def test_changes_that_touch_each_other_are_for_a_person() -> None:
    assert merged("abcd", "aXcd", "aYcd") is None
    assert merged("abcd", "aXcd", "abYd") is None
    assert merged("", "ab", "cd") is None
    assert merged("abcd", "", "abXd") is None


@given(WORDS, WORDS, WORDS)
def test_nobodys_word_is_invented_and_the_sides_can_be_exchanged(base: list, mine: list, theirs: list) -> None:
    found = three_way(base, mine, theirs)
    assert three_way(base, theirs, mine) == found
    assert found is None or set(found) <= {*base, *mine, *theirs}


@given(WORDS, WORDS)
def test_who_changed_nothing_takes_what_the_other_wrote(base: list, theirs: list) -> None:
    assert three_way(base, base, theirs) == theirs == three_way(base, theirs, base)


@given(WORDS, WORDS, WORDS)
def test_a_part_far_from_the_other_change_always_merges(middle: list, mine: list, theirs: list) -> None:
    fence = list("0123456789")
    base = [*fence, *middle, *reversed(fence)]
    assert three_way(base, [*mine, *base], [*base, *theirs]) == [*mine, *base, *theirs]
