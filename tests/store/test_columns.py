"""Cells made of many values together are those that each value makes alone."""

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.model.fields import LINE_LIMIT, TEXT_LIMIT
from desktop_app.store import columns

FIELDS = [(table, name) for table in columns.every() for name in columns.fields(table)]
TEXTS = st.sampled_from(
    [
        "",
        "ก",
        "กา\u200bแฟ",
        "บรรทัด\nสอง",
        "a\r\nb",
        "\t",
        "\x00",
        "\x1f",
        "2024-02-29",
        "2024-02-30",
        "2567",
        "observation",
    ]
)
LONG = st.sampled_from(["ก" * LINE_LIMIT, "ก" * (LINE_LIMIT + 1), "ก" * (TEXT_LIMIT + 1), "0" * 64])
ATOMS = st.none() | st.booleans() | st.sampled_from([0, 1, -1, 2567, 10**9 + 1, 1.0, 0.0]) | TEXTS | LONG
VALUES = ATOMS | st.lists(ATOMS, max_size=3) | st.dictionaries(TEXTS, ATOMS, max_size=1)


@given(st.sampled_from(FIELDS), st.lists(VALUES, max_size=5) | st.lists(TEXTS, max_size=5) | st.lists(st.lists(TEXTS)))
def test_many_values_make_the_cells_that_each_makes_alone(of: tuple[str, str], values: list[object]) -> None:
    field = columns.fields(of[0])[of[1]]
    together = columns.cells(field, columns.good(field, values))
    alone = [columns.cell(*of, value) for value in values]
    assert [(type(one), one) for one in together] == [(type(one), one) for one in alone]
