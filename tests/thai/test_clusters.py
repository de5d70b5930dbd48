"""What may never be separated stays together, in Thai and in whatever else is typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.thai.clusters import cluster_ends, clusters

THAI = st.text(st.characters(min_codepoint=0x0E01, max_codepoint=0x0E5B), max_size=40)


@pytest.mark.parametrize(
    "whole",
    [
        "ก", "กี่", "น้ำ", "ป้ำ", "เก", "เก้", "แม่", "ไก่", "โต๊", "ญู", "ฐุ", "ฤ", "ก์", "กิ์", "น้ํ",  # Thai
        "e\u0301", "क्", "\u1100\u1161\u11a8", "각", "🇹🇭", "👍🏽", "👨‍👩‍👧", "❤\ufe0f", "1\ufe0f\u20e3", "\r\n", "ກ\u0eb3", "カ\u3099",
    ],
)  # fmt: skip
def test_this_is_one_cluster(whole):
    assert clusters(whole) == [whole]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("สวัสดี", ["ส", "วั", "ส", "ดี"]),
        ("เกาะ", ["เก", "า", "ะ"]),
        ("น้ำใจ", ["น้ำ", "ใจ"]),
        ("เเปล", ["เเป", "ล"]),  # two เ typed for แ
        ("ก ข", ["ก", " ", "ข"]),
        ("🇹🇭🇱🇦", ["🇹🇭", "🇱🇦"]),
        ("中文", ["中", "文"]),
        ("a\nb", ["a", "\n", "b"]),
        ("", []),
    ],
)
def test_a_text_falls_into_these_clusters(text, expected):
    assert clusters(text) == expected


@given(st.text() | THAI)
def test_clusters_join_back_to_the_text(text):
    assert "".join(clusters(text)) == text
    assert cluster_ends(text) == [len("".join(clusters(text)[: n + 1])) for n in range(len(clusters(text)))]


@given(THAI)
def test_no_cluster_but_the_first_begins_with_a_mark(text):
    assert not any(unicodedata.combining(one[0]) or one[0] in "ัำิีึืฺุู็่้๊๋์ํ๎" for one in clusters(text)[1:])


@given(THAI)
def test_a_consonant_after_a_leading_vowel_is_in_its_cluster(text):
    for one, following in zip(clusters(text), clusters(text)[1:], strict=False):
        assert not (one[-1] in "เแโใไ" and "ก" <= following[0] <= "ฮ")


@pytest.mark.parametrize("piece", ["ก", "่", "เ", "👨‍👩‍👧", "中", "\u200d", "🇹", "م", "é"])
def test_a_hundred_thousand_characters_are_no_trouble(piece):
    text = (piece * 100_000)[:100_000]
    assert "".join(clusters(text)) == text
