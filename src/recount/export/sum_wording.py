"""Sums over incidents in a reader's words."""

from __future__ import annotations

from recount.aggregates.sums import Sum


def sum_words(one: Sum) -> str:
    """A sum as people read it: "35", "26 to 40", "10 to 22 or more", "at least 26", "more than 60"; "–" where nobody
    gives a figure."""
    if not one.told:
        return "–"
    said = span_words(one.low, one.high, one.beyond, one.most)
    if one.best == one.low and one.beyond:
        return said
    return f"{one.best:,} ({said})" if one.best is not None and one.low != one.high else said


def span_words(low: int, high: int | None, beyond: int = 0, most: int | None = None) -> str:
    """Bounds: "26 to 40", "at least 26", "35"; `beyond` is by how much more the lower is than the number that was
    given, "more than 60", and `most` the highest that is stated where there is no end, "10 to 22 or more"."""
    least = f"more than {low - beyond:,}" if beyond else f"{low:,}"
    if high is None and most is not None and most > low:
        return f"{least} to {most:,} or more"
    if high is None:
        return least if beyond else f"at least {low:,}" if low else "open"
    return least if low == high else f"{least} to {high:,}"


def short_words(low: int, high: int | None, beyond: int = 0) -> str:
    """Bounds for a narrow column: "26–40", "26+", ">60", "open"."""
    least = f">{low - beyond:,}" if beyond else f"{low:,}"
    if high is None:
        return (least if beyond else f"{least}+") if low else "open"
    return least if low == high else f"{least}–{high:,}"
