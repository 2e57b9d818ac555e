"""Work shared by processes, and the collector of circles meanwhile."""

from __future__ import annotations

import gc

from recount.desk.spreading import seldom_collected, spread_over


def test_work_comes_back_in_the_order_that_it_was_given_in() -> None:
    for jobs in (1, 2):
        assert list(spread_over(jobs)(lambda n: n * n, range(20))) == [n * n for n in range(20)]


def test_circles_are_looked_for_as_before_once_nobody_is_at_it() -> None:
    before = gc.get_threshold()
    with seldom_collected():
        with seldom_collected():
            pass
        assert gc.get_threshold()[0] > before[0]
    assert gc.get_threshold() == before
