from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recount.resolution.arrays import each_once


@given(st.lists(st.lists(st.integers(0, 30), max_size=20), max_size=5))
def test_numbers_of_several_arrays_stand_once_and_in_order(held: list[list[int]]) -> None:
    found = each_once([np.array(some, np.int64) for some in held])
    assert found.tolist() == sorted({number for some in held for number in some})
