"""Sums over incidents in a reader's words."""

from __future__ import annotations

from recount.aggregates.sums import Sum


def sum_words(one: Sum) -> str:
    """A sum as people read it: "35", "26 to 40", "at least 26"; "–" where no incident gives a figure."""
    if not one.told:
        return "–"
    said = span_words(one.low, one.high)
    return f"{one.best:,} ({said})" if one.best is not None and one.low != one.high else said


def span_words(low: int, high: int | None) -> str:
    """Bounds: "26 to 40", "at least 26", "35"."""
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def short_words(low: int, high: int | None) -> str:
    """Bounds for a narrow column: "26–40", "26+", "open"."""
    if high is None:
        return f"{low:,}+" if low else "open"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"
