"""Numbers of many things at once, as arrays."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]


def each_once(arrays: Sequence[Numbers]) -> Numbers:
    """All numbers of some arrays, each once, in ascending order.

    Arrays that are in order are but merged: of tens of millions of numbers several times sooner done than `np.unique`.
    """
    found = np.concatenate(arrays) if arrays else np.empty(0, np.int64)
    found.sort(kind="stable")
    return found[np.concatenate(([True], found[1:] != found[:-1]))] if found.size else found
