"""The word lists, and the words that are found with them."""

import re
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import SurroundingsFailed
from desktop_app.thai import lexicon
from desktop_app.thai.clusters import cluster_ends, clusters
from desktop_app.thai.lexicon import COMPOUND_FILE, WORD_FILE, known, seams, warm_up
from desktop_app.thai.words import boundaries, words

HARD = ["นานา", "ตากลม", "มากกว่า", "ก", "เ", "ๆ", "่", "า", "ยาย", "a", "9", "中", "👨‍👩‍👧", ".", " "]


def test_a_sentence_falls_into_its_words():
    assert words("ชาวบ้านประชุมเรื่องขยะ") == ["ชาวบ้าน", "ประชุม", "เรื่อง", "ขยะ"]


def test_the_word_file_is_sorted_and_holds_only_thai_words():
    lines = WORD_FILE.read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert [
        line for line in lines if not re.fullmatch(r"[ก-ฮเ-ไฯฤ][ก-\u0e4e]*", line) or re.search("[เ-ไ]$", line)
    ] == []
    assert "พฤติ" not in lines
    assert "พฤติกรรม" in lines


def test_the_parts_of_a_compound_are_whole_clusters_of_a_known_word():
    lines = COMPOUND_FILE.read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(seams()) > 1000
    assert [
        word for word, places in seams().items() if word not in known() or not set(places) <= set(cluster_ends(word))
    ] == []


@given(st.text(max_size=200) | st.text("กขคงนานาเแไ่้ำะๆฯ 12.ab\u200b\u00a0\ud800😀", max_size=200))
def test_words_join_back_to_the_text_and_end_where_clusters_end(text):
    assert "".join(words(text)) == text
    assert set(boundaries(text)) <= set(cluster_ends(text))
    assert "" not in words(text)


@pytest.mark.parametrize("piece", HARD)
def test_a_hundred_thousand_characters_without_a_blank_are_cut(piece):
    text = (piece * 100_000)[:100_000]
    assert "".join(words(text)) == text


@given(
    st.lists(
        st.sampled_from(["ขยะ", "ชุมชน", "การ", "ประชุม", "ตากลม", "กขค", "ฏิณณ์", "ไพร", "น้ำ", "ๆ", " ", "5"]), max_size=8
    )
)
def test_no_other_way_to_cut_a_run_has_fewer_words(pieces):
    text = "".join(pieces)
    for run in re.findall("[ก-ฺเ-๎]+", text):
        found = words(run)
        if set(found) <= known():
            assert len(found) == fewest(run)
        else:
            assert fewest(run) is None


def fewest(run):
    """How many known words make up the run, by trying every one; None if none do."""
    ends = [0, *cluster_ends(run)]
    best = {0: 0}
    for end in ends[1:]:
        ways = [best[start] + 1 for start in ends if start in best and start < end and run[start:end] in known()]
        if ways:
            best[end] = min(ways)
    return best.get(len(run))


def test_letters_that_are_no_word_stay_together_until_the_next_word():
    assert words("ประชุมกับฏิณณ์ฑูฬเรื่องขยะ") == ["ประชุม", "กับ", "ฏิณณ์ฑูฬ", "เรื่อง", "ขยะ"]


def test_a_long_run_is_cut_at_the_same_words_as_a_short_one():
    sentence = ["ผู้เข้าร่วม", "ประชุม", "แลกเปลี่ยน", "ประสบการณ์"]
    assert words("".join(sentence) * 50) == sentence * 50


def test_many_threads_may_ask_for_words_at_once():
    found = []
    threads = [threading.Thread(target=lambda: (warm_up(), found.append(words("ชาวบ้านประชุม")))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [["ชาวบ้าน", "ประชุม"]] * 8


def test_a_word_file_that_is_gone_or_damaged_is_told(monkeypatch, tmp_path):
    damaged = tmp_path / "damaged.txt"
    damaged.write_bytes(b"\xff\xfe")
    for path in (damaged, tmp_path / "gone.txt"):
        monkeypatch.setattr(lexicon, "WORD_FILE", path)
        with pytest.raises(SurroundingsFailed, match=path.name):
            lexicon._sorted_words.__wrapped__()


def test_a_mark_typed_alone_is_kept():
    assert clusters("่") == words("่") == ["่"]
