"""What follows what in a ledger: which earlier figures of its origin a figure takes the place of, and which stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from recount.model import RENEWED, Category, Change, Harm, LedgerEntry
from recount.tolls.comparable import is_vague
from recount.tolls.mistaken import counts_own
from recount.tolls.populations import counted_before, population, same_number, size

Whom = tuple[str, Harm, str, bool]
"""An origin, a harm, a population, and whether it counts more than the incident: of a part, the part's own words belong
to it."""

_LOOKED_BACK = 64  # figures that stand at once for one origin, harm and population; a story tells fewer groups apart


def successions(ledger: Iterable[LedgerEntry]) -> Iterator[tuple[LedgerEntry, tuple[int, ...]]]:
    """Each figure of a ledger in report order with the places, in the ledger, of the earlier figures that it takes the
    place of: of the same origin, harm and people, in an earlier report or, where its sentence says so, the one that it
    came from; "up from 9" follows the origin's 9, whatever its people were called, and civilians whom it took for
    fighters its figures for these. None for a reprint's echo, for those only added ("another five died"), for "people
    were killed" after a number, for an "at least" below a number, and for other numbers of one day, whose order nobody
    knows unless their sentences tell it.

    Of one origin's figures for a population at most the last 64 that stand are looked at, so that time grows with the
    number of figures.
    """
    held: dict[Whom, list[tuple[int, LedgerEntry]]] = defaultdict(list)
    for n, entry in enumerate(ledger):
        if entry.reprint_of is not None:
            yield entry, ()
            continue
        own = whom(entry)
        gone = _followed(entry, own, held)
        if gone:
            for key in _may_be_of(entry, own):
                held[key] = [(k, e) for k, e in held[key] if k not in gone]
        held[own].append((n, entry))
        del held[own][:-_LOOKED_BACK]
        yield entry, gone


def _followed(
    entry: LedgerEntry, whose: Whom, held: Mapping[Whom, Sequence[tuple[int, LedgerEntry]]]
) -> tuple[int, ...]:
    if entry.change is Change.MORE:
        return ()
    latest = held[whose]
    if not latest and entry.earlier is None and not entry.instead:
        return ()
    places = {id(e): k for k, e in latest}
    own = [e for _, e in latest if e.document == entry.document and e.count == entry.earlier]
    earlier = [e for _, e in latest if e.document != entry.document and e.change is not Change.MORE]
    if is_vague(entry):
        earlier = [e for e in earlier if is_vague(e)]
    earlier = [e for e in earlier if _comes_after(entry, e)]
    followed = {places[id(e)] for e in (*counted_before(entry, earlier), *own)}
    if entry.earlier is not None:
        others = (told for key in _may_be_of(entry, whose) for told in held[key])
        followed |= {k for k, e in others if e.document != entry.document and same_number(e.count, entry.earlier)}
    if entry.instead:
        fighters = held[(*whose[:2], "combatant False", whose[3])]
        followed |= {k for k, e in fighters if not counts_own(e)}
    return tuple(sorted(followed))


def _comes_after(entry: LedgerEntry, earlier: LedgerEntry) -> bool:
    """Whether a figure is surely later news than another of its origin: not of a report of the same day, and no "at
    least" below a number told already, unless its sentence says that the figure changed. The same number is itself."""
    if same_number(entry.count, earlier.count) or entry.change in RENEWED:
        return True
    own, other = ((e.reported.first, e.reported.last) for e in (entry, earlier))
    if own == other and entry.reported.last is not None:
        return False
    return entry.count.high is not None or size(entry) >= size(earlier)


def _may_be_of(entry: LedgerEntry, own: Whom) -> tuple[Whom, ...]:
    """Where the figures stand that this one can take the place of: "up from 9" may call the nine otherwise."""
    if entry.sub or (entry.earlier is None and not entry.instead):
        return (own,)
    return tuple(dict.fromkeys((own, *((*own[:2], f"{people} False", own[3]) for people in ("people", "combatant")))))


def standing(ledger: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """The figures that their origins stand by, of a ledger in report order.

    Left out are what the same origin counted otherwise, or again, in a later report, and a reprint's echo. The groups
    that a report tells apart do not hide each other.
    """
    entries: list[LedgerEntry] = []
    gone: set[int] = set()
    for entry, followed in successions(ledger):
        entries.append(entry)
        gone.update(followed)
    return tuple(e for n, e in enumerate(entries) if n not in gone and e.reprint_of is None)


def formers(ledger: Iterable[LedgerEntry]) -> Callable[[LedgerEntry], LedgerEntry | None]:
    """What tells for a figure of a ledger the earlier one that it revises: of several in that claim the one it is said
    to have come from, else the last with another number. None for a figure that revises none, or one not in here."""
    told: dict[tuple[str, str, Harm, bool], list[LedgerEntry]] = defaultdict(list)
    for one in ledger:
        told[one.claim, one.origin, one.harm, one.sub].append(one)

    def former(entry: LedgerEntry) -> LedgerEntry | None:
        if entry.revises is None:
            return None
        others = told.get((entry.revises, entry.origin, entry.harm, entry.sub), [])
        others = [one for one in others if entry.instead or not same_number(one.count, entry.count)]
        came_from = [one for one in others if entry.earlier is not None and same_number(one.count, entry.earlier)]
        return next(reversed(came_from or others), None)

    return former


def whom(entry: LedgerEntry) -> Whom:
    """Whose figures for whom may revise each other; a part is only revised by a figure for the same part."""
    part = f" {entry.who.casefold()}" if entry.sub else ""
    return entry.origin, entry.harm, f"{population(entry)}{part} {entry.sub}", entry.campaign


def given_up(ledger: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """The figures for fighters of a ledger in report order that their origin took back, as the dead were civilians."""
    entries = tuple(ledger)
    if not any(entry.instead for entry in entries):
        return ()
    gone = {k for entry, followed in successions(entries) if entry.instead for k in followed}
    return tuple(entries[k] for k in sorted(gone) if entries[k].category is Category.COMBATANT)
