"""How long a paragraph takes: `pytest tests/thai/test_break_speed.py --benchmark-enable` prints the figures."""

from desktop_app.thai.breaks import opportunities
from desktop_app.thai.lexicon import warm_up


def test_a_paragraph_of_a_thousand_characters_is_looked_through(benchmark, sample):
    warm_up()
    paragraph = " ".join(one["body"] for one in sample["activities"])[:1000]
    names = (
        sample["event"]["place"],
        sample["event"]["project"],
        *(one["name"] for one in sample["event"]["speakers"]),
    )
    found = benchmark(opportunities, paragraph, names)
    assert len(found) > 100
