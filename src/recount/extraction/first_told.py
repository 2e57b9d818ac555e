"""Figures that are told as added to others where none of their harm was told before: after 31 dead, "another 112 people
were injured" are all the injured."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from recount.extraction.toll_changes import OF_WOUNDS
from recount.model import Change, Cited, Claim, Harm, Toll

_EITHER = frozenset({Harm.CASUALTIES})
_PEOPLE = frozenset({Harm.KILLED, Harm.WOUNDED, Harm.MISSING, Harm.ABDUCTED, Harm.CAPTURED})


def with_first_figures(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims of a report, in text order, with the first figure of a harm told as no addition. Where nobody's harm
    was told before at all, the report is one of several, and "another 112" are added to what those told."""
    told: set[Harm] = set()
    out: list[Claim] = []
    for claim in claims:
        harms = {cited.value.harm for cited in claim.tolls if cited.value.count.low and cited.value.change is not _MORE}
        others = (told | harms) & _PEOPLE
        tolls = tuple(_alone(cited) if others and _is_first(cited, told | harms) else cited for cited in claim.tolls)
        out.append(claim if tolls == claim.tolls else replace(claim, tolls=tolls))
        told |= {cited.value.harm for cited in claim.tolls if cited.value.count.low}
    return tuple(out)


_MORE = Change.MORE


def _is_first(cited: Cited[Toll], told: set[Harm]) -> bool:
    toll = cited.value
    if toll.change is not _MORE or toll.sub or OF_WOUNDS in cited.rule or toll.harm not in _PEOPLE:
        return False
    return toll.harm not in told and _EITHER.isdisjoint(told)


def _alone(cited: Cited[Toll]) -> Cited[Toll]:
    return replace(cited, value=replace(cited.value, change=None), rule=cited.rule.replace(f"+toll.{_MORE}", ""))
