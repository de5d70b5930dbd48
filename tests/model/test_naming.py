"""Whatever people say of spellings, in whatever order and circle: every name ends at one that is right."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.naming import Spellings

NAME = st.sampled_from(["ก", "ข", "ค", "ง"])
SAID = st.lists(st.tuples(NAME, st.just("") | NAME), max_size=12)


@given(SAID)
def test_every_name_ends_at_one_spelling(said: list[tuple[str, str]]) -> None:
    spellings = Spellings(said)
    for name in "กขคง":
        chosen = spellings.of(name)
        assert spellings.of(chosen) == chosen
        assert chosen == name or chosen in spellings.right
        assert name == chosen or name in spellings.others(chosen)


@given(SAID, NAME, NAME)
def test_what_was_said_last_holds(said: list[tuple[str, str]], name: str, meant: str) -> None:
    spellings = Spellings([*said, (name, meant), (meant, "")])
    assert spellings.of(name) == meant
    assert spellings.of(meant) == meant
    assert spellings.are_settled(name, meant)


def test_blanks_make_no_other_name() -> None:
    spellings = Spellings([("ญาณี  ก้องธรณี ", "ญาณี ก้องธรณีย์")])
    assert spellings.of(" ญาณี ก้องธรณี") == "ญาณี ก้องธรณีย์"


def test_two_names_that_are_both_right_are_settled() -> None:
    spellings = Spellings([("สมชาย", ""), ("สมชัย", ""), ("สมชย", "สมชัย")])
    assert spellings.are_settled("สมชาย", "สมชย")
    assert not spellings.are_settled("สมชาย", "สมชาต")


def test_a_name_that_is_meant_otherwise_later_leads_round_in_no_circle() -> None:
    spellings = Spellings([("ก", "ข"), ("ข", "ค"), ("ข", "ก")])
    assert [spellings.of(name) for name in "กขค"] == ["ก", "ก", "ค"]


def test_three_sentences_in_any_order_lead_round_in_no_circle() -> None:
    sentences = [(name, meant) for name in "กขค" for meant in ("", *"กขค")]
    for said in itertools.product(sentences, repeat=3):
        spellings = Spellings(said)
        assert all(spellings.of(spellings.of(name)) == spellings.of(name) for name in "กขค")
