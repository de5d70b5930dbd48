"""Paragraphs are set as a whole: full lines, none too full, nothing lost, no word broken that need not be."""

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.report import style
from desktop_app.report.boxes import Span
from desktop_app.report.ends import Shape
from desktop_app.report.fonts import EM, face
from desktop_app.report.lines import WIDEST_GAP, Line, Measure, line_up, places
from desktop_app.thai.breaks import emergency, opportunities
from tests.records import SYNTAX, THAI

SIZE = 10.928
MEASURE = Measure(382.0, 453.0)
SPACING = style.load("official").spacing


def set_up(text: str, measure: Measure = MEASURE, shape: Shape = "justified") -> list[Line]:
    return list(line_up((Span(text, face("Sarabun")),), SIZE, measure, shape, SPACING))


def text_of(line: Line) -> str:
    return "".join(piece.text for piece in line.pieces)


def right_edge(line: Line) -> float:
    """Of the last letter, blanks after it not counted."""
    last = max((place for place, piece in enumerate(line.pieces) if not piece.blank), default=None)
    return 0.0 if last is None else places(line)[last] + line.pieces[last].advance * line.size / EM


def bodies(sample: dict[str, Any]) -> list[str]:
    return [item["body"] for part in ("goals", "activities", "lessons", "recommendations") for item in sample[part]]


def width_of(number: int, measure: Measure = MEASURE) -> float:
    return measure.rest if number else measure.first


def test_justified_lines_end_at_the_margin(sample: dict[str, Any]) -> None:
    for text in bodies(sample):
        lines = set_up(text)
        for number, line in enumerate(lines[:-1]):
            assert right_edge(line) == pytest.approx(width_of(number), abs=0.1)


def test_the_last_line_is_as_wide_as_its_text(sample: dict[str, Any]) -> None:
    for text in bodies(sample):
        last = set_up(text)[-1]
        assert last.cluster <= 0
        assert right_edge(last) <= MEASURE.rest + 0.1


def test_no_letters_stand_so_far_apart_that_a_reader_sees_a_blank(sample: dict[str, Any]) -> None:
    for text in bodies(sample):
        assert all(line.cluster <= WIDEST_GAP * SIZE for line in set_up(text))


def test_blanks_give_before_letters_do() -> None:
    line = set_up("ประชุม ชุมชน " * 30)[1]
    assert line.blank > 0
    assert line.cluster == pytest.approx(0, abs=1e-6) or line.blank >= SPACING.blank_stretch * SIZE / 100 - 1e-6


def test_a_line_ends_only_where_the_language_allows(sample: dict[str, Any]) -> None:
    for text in bodies(sample):
        allowed = {place.at for place in opportunities(text)} | {len(text)}
        at = 0
        for line in set_up(text):
            at += len(text_of(line))
            assert at in allowed


def test_protected_names_stay_on_one_line() -> None:
    name = "เทศบาลตำบลปากน้ำใหม่"
    text = f"ชาวบ้านร่วมประชุมกับ{name}" * 20
    span = (Span(text, face("Sarabun")),)
    lines = line_up(span, SIZE, MEASURE, "justified", SPACING, (name,))
    assert sum(text_of(line).count(name) for line in lines) == 20


def test_the_whole_paragraph_is_looked_at(sample: dict[str, Any]) -> None:
    """The worst line is nowhere looser than when each line is filled as far as it goes."""
    worst = [max((spread(line) for line in set_up(text)[:-1]), default=0.0) for text in bodies(sample)]
    greedy = [max((spread(line) for line in filled(text)[:-1]), default=0.0) for text in bodies(sample)]
    assert sum(worst) < sum(greedy)


def spread(line: Line) -> float:
    """How much wider than its letters a line is set; a ragged one by all that it lacks."""
    return MEASURE.rest - sum(piece.advance for piece in line.pieces if not piece.blank) * line.size / EM


def filled(text: str) -> list[Line]:
    """The same text line by line, each as full as possible."""
    ends = [place.at for place in opportunities(text)] + [len(text)]
    lines, start = [], 0
    while start < len(text):
        width = width_of(start)
        fit = [end for end in ends if end > start and right_edge(natural_line(text[start:end])) <= width]
        end = max(fit, default=len(text))
        lines.append(natural_line(text[start:end]))
        start = end
    return lines


def natural_line(text: str) -> Line:
    (line,) = line_up((Span(text, face("Sarabun")),), SIZE, Measure(1e6, 1e6), "ragged", SPACING)
    return line


@given(st.text(alphabet=st.sampled_from(THAI + SYNTAX + "  abcXYZ0123\u00a0\u200b漢😀"), max_size=300))
def test_whatever_is_typed_no_line_is_too_full_and_nothing_is_lost(text: str) -> None:
    text = text.replace("\n", "")
    for shape in ("justified", "ragged", "balanced"):
        lines = set_up(text, Measure(80.0, 120.0), shape)
        assert "".join(map(text_of, lines)) == text
        for number, line in enumerate(lines):
            assert right_edge(line) <= (120.0 if number else 80.0) + 0.1


def test_a_word_without_a_break_is_parted_between_clusters() -> None:
    text = "กรุ๋งกริ๋ง" * 60
    lines = set_up(text, shape="ragged")
    assert len(lines) > 3
    at = 0
    for line in lines[:-1]:
        at += len(text_of(line))
        assert at in {place.at for place in opportunities(text)} | set(emergency(text))


@pytest.mark.parametrize(
    "text", ["ก" * 2000, "x" * 2000, "(" * 500, "漢" * 500, "้" * 500, "ำ" * 500, " " * 500, "\u200b" * 100]
)
def test_texts_that_nobody_would_type_are_set_all_the_same(text: str) -> None:
    lines = set_up(text)
    assert "".join(map(text_of, lines)) == text
    assert all(right_edge(line) <= width_of(number) + 0.1 for number, line in enumerate(lines))


def test_an_empty_text_is_one_empty_line() -> None:
    assert [line.pieces for line in set_up("")] == [()]


def test_a_centred_title_is_parted_in_the_middle() -> None:
    one, other = set_up(
        "สรุปรายงานกิจกรรมอบรมการจัดการขยะชุมชนของอาสาสมัครสี่ตำบลในจังหวัดชายทะเล", Measure(300, 300), "balanced"
    )
    assert other.width > 0.6 * one.width


def test_a_change_of_face_inside_a_word_is_no_gap() -> None:
    spans = (Span("การประชุม", face("Sarabun", True)), Span("ของชาวบ้านทุกหมู่บ้านในตำบล" * 9, face("Sarabun")))
    for number, line in enumerate(line_up(spans, SIZE, MEASURE, "justified", SPACING)[:-1]):
        assert right_edge(line) == pytest.approx(width_of(number), abs=0.1)


def test_a_mark_is_set_in_the_face_of_its_letter() -> None:
    spans = (Span("ก", face("Sarabun", True)), Span("ี่ข", face("Sarabun")))
    (line,) = line_up(spans, SIZE, MEASURE, "ragged", SPACING)
    assert [(piece.text, piece.face.bold) for piece in line.pieces] == [("กี่", True), ("ข", False)]


def test_time_grows_no_faster_than_the_text(sample: dict[str, Any]) -> None:
    text = " ".join(bodies(sample))
    short, long = (text * 8)[:10_000], (text * 80)[:100_000]
    set_up(text)
    seconds = []
    for one in (short, long):
        started = time.process_time()
        set_up(one)
        seconds.append(time.process_time() - started)
    assert seconds[1] < 40 * seconds[0]  # 10 times as long; quadratic would be 100
