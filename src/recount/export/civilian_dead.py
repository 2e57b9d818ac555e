"""The dead that a row on civilians is about: what each origin says of civilians, and no soldiers beside them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from recount.export.sides import are_civilians
from recount.model import Category, Harm, LedgerEntry
from recount.tolls.comparable import told_apart
from recount.tolls.estimates import figures_by_origin, stated, whole_of

_CIVILIANS = ("civilian", "non-combatant", "noncombatant")


@dataclass(frozen=True, slots=True)
class CivilianDead:
    """The figures that a row on civilians is chosen from, and those of `undivided` people, who may all have been
    civilians and bound it from above."""

    figures: tuple[LedgerEntry, ...]
    undivided: tuple[LedgerEntry, ...]

    @property
    def most(self) -> int:
        """The highest number of people, of any one origin, who may all have been civilians; 0 where nobody gives
        one."""
        given: dict[str, list[LedgerEntry]] = {}
        for entry in self.undivided:
            given.setdefault(entry.origin, []).append(entry)
        return max((stated(whole_of(some)) for some in given.values()), default=0)


def civilian_dead(ledger: Iterable[LedgerEntry]) -> CivilianDead:
    """Where nobody tells civilians from others who died, all figures; else those for civilians, where any origin counts
    these; where none does, the figures of people of whom nobody tells who they were. Who counts fighters among his
    people and no civilians says nothing of these."""
    entries = ledger if isinstance(ledger, tuple) else tuple(ledger)
    given = figures_by_origin(entries, Harm.KILLED)
    if not told_apart(entry for entry in entries if entry.harm is Harm.KILLED):
        return CivilianDead(tuple(entry for some in given.values() for entry in some), ())
    counted = [entry for origin, some in given.items() for entry in _civilians(some, _parts(entries, origin))]
    undivided = [entry for some in given.values() if _nobody_fought(some) for entry in some if _is_anybody(entry)]
    return CivilianDead(tuple(counted or undivided), tuple(undivided))


def _civilians(given: Sequence[LedgerEntry], parts: Sequence[LedgerEntry]) -> Sequence[LedgerEntry]:
    """One origin's figures for civilians: told apart, or as the part of its people that they were ("five people, two of
    them civilians"), which counts as a figure of its own."""
    told = [replace(e, category=Category.CIVILIAN) for e in given if _are_civilians(e)]
    return told or (parts[-1:] if any(map(_is_anybody, given)) else [])


def _parts(entries: Sequence[LedgerEntry], origin: str) -> Sequence[LedgerEntry]:
    """What an origin says of the civilians among its people. "Two children" are some of the civilians, not all."""
    return [
        replace(e, sub=False)
        for e in entries
        if e.sub and e.harm is Harm.KILLED and e.origin == origin and not e.campaign and e.reprint_of is None
        if e.category is Category.CIVILIAN and any(word in e.who.casefold() for word in _CIVILIANS)
    ]


def _nobody_fought(given: Iterable[LedgerEntry]) -> bool:
    return all(entry.category is not Category.COMBATANT for entry in given)


def _are_civilians(entry: LedgerEntry) -> bool:
    """Whether words tell that they were civilians: the category, or "residents" that no category was read for."""
    return entry.category is Category.CIVILIAN or (_is_anybody(entry) and are_civilians(entry.who))


def _is_anybody(entry: LedgerEntry) -> bool:
    return entry.category is Category.UNKNOWN
