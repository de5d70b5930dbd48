"""Whatever people do on several laptops, and however their packages travel: in the end everybody has the same, and all of it."""

import pytest

from tests.histories import History


@pytest.mark.parametrize("block", range(10))
def test_all_logs_become_one(block: int) -> None:
    for seed in range(block * 20, block * 20 + 20):
        history = History(seed)
        history.run()
        history.check_the_end()
