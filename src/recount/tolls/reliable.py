"""Whose figures a rule asks first that chooses one of them, as ACLED and UCDP take the most reliable source's.

A body that is no party to it (a monitor, a hospital, the police, the United Nations), and a party that admits, go
before "a source" and "activists" of whom nobody can ask again; unless these tell later news.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date

from recount.model import LedgerEntry, OriginKind, Stance

_ANSWERABLE = frozenset({OriginKind.MONITOR, OriginKind.RELIEF, OriginKind.BODY, OriginKind.AUTHORITY})

Given = Mapping[str, Sequence[LedgerEntry]]
"""The standing figures of each origin, in report order."""


def asked_first(given: Given, whole: Set[str]) -> frozenset[str]:
    """The origins without the unnamed ones that told nothing later than an answerable one; all where none of `whole`,
    those who leave out nobody, is answerable."""
    answerable = [origin for origin in whole if any(map(_is_answerable, given[origin]))]
    if not answerable:
        return frozenset(given)
    told = max(_told_on(given[origin]) or date.max for origin in answerable)
    return frozenset(o for o, some in given.items() if not is_unnamed(some) or (_told_on(some) or date.min) > told)


def is_unnamed(given: Sequence[LedgerEntry]) -> bool:
    """Whether figures are those of a source whom nobody names."""
    return all(entry.kind is OriginKind.UNNAMED for entry in given)


def latest(given: Given, numbers: Mapping[str, int], low: int, high: int) -> int:
    """Of two numbers that origins state the one reported later; the lower where that is not known."""
    days = [max(_told_on(given[o]) or date.min for o in given if numbers[o] == n) for n in (low, high)]
    return high if days[1] > days[0] > date.min else low


def _is_answerable(entry: LedgerEntry) -> bool:
    return entry.kind in _ANSWERABLE or entry.stance is Stance.ADMISSION


def _told_on(given: Sequence[LedgerEntry]) -> date | None:
    return given[-1].reported.last
