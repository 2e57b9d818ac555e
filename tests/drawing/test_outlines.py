"""Outlines of countries: a small map shows as much land wherever the squares lie that they are kept in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from recount.drawing.outlines import Box, Ring, outlines_in


def area(rings: tuple[Ring, ...]) -> float:
    """Square degrees of land."""
    return sum(
        abs(sum(x * v - u * y for (x, y), (u, v) in zip(ring, ring[1:] + ring[:1], strict=True))) / 2 for ring in rings
    )


@given(st.floats(0, 55), st.floats(-10, 60), st.floats(0.1, 1.9), st.floats(0.1, 1.9))
def test_land_is_cut_at_the_edges_of_a_map_and_of_no_square_of_the_world(
    south: float, west: float, high: float, wide: float
) -> None:
    whole = outlines_in(Box(south, west, south + 2 * high, west + 2 * wide))
    quarters = [
        outlines_in(Box(south + i * high, west + j * wide, south + (i + 1) * high, west + (j + 1) * wide))
        for i in (0, 1)
        for j in (0, 1)
    ]
    assert abs(area(whole) - sum(map(area, quarters))) < 1e-6
