"""The word lists, and the words that are found with them."""

import re
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.errors import SurroundingsFailed
from desktop_app.thai import lexicon
from desktop_app.thai.clusters import cluster_ends, clusters
from desktop_app.thai.lexicon import (
    COMMON_FILE,
    COMPOUND_FILE,
    PLACE_FILE,
    RARE,
    SELDOM,
    TYPED_FILE,
    WORD_FILE,
    known,
    seams,
    warm_up,
)
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


def test_words_with_a_price_are_words_of_the_file_and_the_common_ones_cost_less_than_rare_ones():
    words_of = {int(line.split()[0]): line.split()[1:] for line in COMMON_FILE.read_text(encoding="utf-8").splitlines()}
    assert max(words_of) < SELDOM
    assert sum(len(row) for price, row in words_of.items() if price < 300) < 20  # the few given by hand
    assert len([word for price, row in words_of.items() if price < RARE for word in row]) > 8_000
    common = [word for row in words_of.values() for word in row]
    assert len(common) == len(set(common))
    assert set(common) <= set(WORD_FILE.read_text(encoding="utf-8").splitlines())
    assert {known()[word] for word in words_of[300]} == {300}


def test_places_and_words_as_they_are_misspelled_are_sorted_and_whole_clusters():
    right = WORD_FILE.read_text(encoding="utf-8").splitlines()
    for path, least in ((PLACE_FILE, 800), (TYPED_FILE, 100)):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) > least
        assert lines == sorted(set(lines))
        assert [
            line for line in lines if not re.fullmatch("[ก-ฮเ-ไ][ก-\u0e4e]*", line) or re.search("[เ-ไ]$", line)
        ] == []
    assert set(lines).isdisjoint(right)


def test_every_province_is_a_word():
    for name in ("กระบี่", "กรุงเทพมหานคร", "บึงกาฬ", "พระนครศรีอยุธยา", "แม่ฮ่องสอน", "ศรีสะเกษ", "หนองบัวลำภู", "สตูล"):
        assert words(f"จังหวัด{name}") == ["จังหวัด", name]


def test_of_two_ways_with_as_many_words_the_commoner_words_are_taken():
    assert words("ทำได้ยากกว่าการนับ") == ["ทำ", "ได้", "ยาก", "กว่า", "การ", "นับ"]
    assert words("ที่เอกสารประกอบหาย") == ["ที่", "เอกสาร", "ประกอบ", "หาย"]


def test_a_rare_word_takes_no_letters_of_a_common_one():
    assert words("ถ่วงน้ำหนักแล้วซัดน้ำมัน") == ["ถ่วง", "น้ำหนัก", "แล้ว", "ซัด", "น้ำมัน"]
    assert words("ส่งออกข้อสอบ") == ["ส่งออก", "ข้อสอบ"]
    assert words("การกำจัดขยะ") == ["การ", "กำจัด", "ขยะ"]
    assert words("การปฏิบัติการฉุกเฉิน") == ["การ", "ปฏิบัติการ", "ฉุกเฉิน"]


def test_the_end_of_a_word_does_not_begin_the_next_one():
    assert words("ต้องการศึกษาดูงาน") == ["ต้องการ", "ศึกษา", "ดูงาน"]
    assert words("หน้าที่ทำการผู้ใหญ่บ้าน") == ["หน้า", "ที่ทำการ", "ผู้ใหญ่บ้าน"]


def test_the_letters_of_an_abbreviation_are_one_word_and_none_is_taken_from_the_word_before():
    assert words("ของกปภ. ") == ["ของ", "กปภ", ".", " "]
    assert words("นายกขสมก.") == ["นายก", "ขสมก", "."]
    assert words("กรรมการม.อ.") == ["กรรมการ", "ม", ".", "อ", "."]
    assert words("ครบทุกคน.") == ["ครบ", "ทุกคน", "."]


def test_letters_that_look_like_the_right_ones_are_read_as_them():
    assert words("เเกนนำเเละชาวบ้าน") == ["เเกนนำ", "เเละ", "ชาวบ้าน"]
    assert words("การทํางานกับนํ้า") == ["การ", "ทํางาน", "กับ", "นํ้า"]
    assert words("ว่่าดีี") == ["ว่่า", "ดีี"]


def test_a_common_word_with_a_mark_left_out_is_one_word_but_two_real_words_stay_two():
    assert words("ทุกขันตอน") == ["ทุก", "ขันตอน"]
    assert words("เขาใจดี") == ["เขา", "ใจดี"]


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
def test_no_other_way_to_cut_a_run_costs_less(pieces):
    text = "".join(pieces)
    for run in re.findall("[ก-ฺเ-๎]+", text):
        found = words(run)
        if set(found) <= known().keys():
            assert sum(known()[word] for word in found) == least(run)
        else:
            assert least(run) is None


def least(run):
    """What the cheapest known words cost that make up the run, by trying every one; None if none do."""
    ends = [0, *cluster_ends(run)]
    best = {0: 0}
    for end in ends[1:]:
        ways = [
            best[start] + known()[run[start:end]]
            for start in ends
            if start in best and start < end and run[start:end] in known()
        ]
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
            known.__wrapped__()


def test_a_mark_typed_alone_is_kept():
    assert clusters("่") == words("่") == ["่"]
