"""Which origins' figures compete for a headline: only those that count the same people. Figures of others stand beside.

Who counts civilians alone contradicts nobody who counts all the dead, unless by having more of them, or where nobody
tells of any dead but people and civilians: then "eight villagers" are all whom their origin knows of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from recount.model import Category, Change, LedgerEntry
from recount.tolls.mistaken import counts_own
from recount.tolls.populations import size, soldiers_or_fighters, words_for


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w+ty|dozens?|scores?|tens|"
    r"hundreds?|thousands?|millions?|couple|pair|single)\b",
    re.IGNORECASE,
)
_KINDS = {(True, False): "soldiers", (False, True): "fighters"}
_FEW = 3  # "several" is read as three or more
_SOME_OF_ALL = frozenset(
    ("child", "children", "kid", "minor", "boy", "girl", "baby", "babie", "infant", "toddler", "woman", "women")
)
_OF_ONE_BODY = _set(
    "medic paramedic nurse doctor surgeon rescuer firefighter journalist reporter photographer cameraman cameramen "
    "correspondent teacher student pupil schoolgirl schoolboy schoolchildren worker staff employee volunteer official "
    "driver guard relative prisoner detainee inmate patient colleague crew"
)
"""People of one body or place, of whom it tells without telling who died beside them."""
_SAID_TO_BE_CIVILIANS = ("civilian", "non-combatant", "noncombatant")


@dataclass(frozen=True, slots=True)
class Counted:
    """Whom an origin counts: everybody, so far as it says; civilians; fighters, of which parties, and whether a state's
    soldiers or fighters of no state (none: not told)."""

    everybody: bool
    civilians: bool
    fighters: bool
    parties: frozenset[str]
    kinds: frozenset[str]

    def covers(self, other: Counted) -> bool:
        """Whether it leaves out nobody whom another surely counts."""
        if self.everybody or other.everybody:
            return self.everybody
        if self.parties and other.parties:
            told = other.parties <= self.parties
        else:
            told = not self.kinds or not self.kinds < other.kinds  # one's fighters may be the other's "forces"
        return self.civilians >= other.civilians and self.fighters >= other.fighters and (told or not self.fighters)


def is_vague(entry: LedgerEntry) -> bool:
    """Whether a figure only says that there were some: "an unspecified number", "people were killed", "several"."""
    low = entry.count.low
    return (
        entry.count.high is None
        and low is not None
        and 0 < low <= _FEW
        and not _NUMBER.search(entry.count.said or entry.words)
    )


def numbered(figures: Mapping[str, Sequence[LedgerEntry]]) -> Mapping[str, Sequence[LedgerEntry]]:
    """The figures of origins that give a number of their own; where none does, all. Who only tells of some added to the
    others ("a wounded man died") gives no low bound of all beside somebody who counts more."""
    found = {origin: given for origin, given in figures.items() if not all(map(is_vague, given))} or figures
    added = {origin for origin, given in found.items() if all(entry.change is Change.MORE for entry in given)}
    most = max((size(e) for origin, given in found.items() if origin not in added for e in given), default=0)
    return {o: given for o, given in found.items() if o not in added or any(size(e) > most for e in given)}


def told_apart(ledger: Iterable[LedgerEntry]) -> bool:
    """Whether anybody tells civilians from others who died: counts dead fighters, or civilians as a part of his people,
    or says that fighters were among these.
    Where nobody does, an origin that counts civilians and nobody else gives its figure for all the dead."""
    entries = tuple(ledger)
    took_back = {entry.origin for entry in entries if entry.instead}
    everybody: set[str] = set()
    civilians: set[str] = set()
    for entry in entries:
        fought = entry.category is Category.COMBATANT
        if entry.campaign or entry.count.high == 0 or (fought and entry.origin in took_back and not counts_own(entry)):
            continue
        if fought or entry.mixed:
            return True
        if entry.sub:
            if any(word in entry.who.casefold() for word in _SAID_TO_BE_CIVILIANS):
                return True
        elif entry.revises is None and not is_vague(entry):
            (civilians if entry.category is Category.CIVILIAN else everybody).add(entry.document + entry.origin)
    return not everybody.isdisjoint(civilians)


def counted_as(
    given: Mapping[str, Sequence[LedgerEntry]], ledger: Iterable[LedgerEntry]
) -> Mapping[str, Sequence[LedgerEntry]]:
    """The figures of origins by whom they count: one that takes the place of a figure for everybody counts everybody,
    whatever its people are called ("86 dead", then "at least 87 civilians"), and so does one for civilians beside one
    for people where nobody tells these from others who died."""
    ledger = tuple(ledger)
    people = any(entry.category is Category.UNKNOWN for some in given.values() for entry in some)
    apart = not people or told_apart(ledger)
    wide: set[tuple[str, str]] = set()  # claim and origin
    for entry in ledger:  # in report order, so that what is revised comes first
        if entry.sub:
            continue
        own = entry.category is Category.UNKNOWN and not _of_some(entry) and not is_vague(entry)
        if own or (entry.revises is not None and (entry.revises, entry.origin) in wide):
            wide.add((entry.claim, entry.origin))
    return {
        origin: [
            replace(entry, category=Category.UNKNOWN)
            if (entry.revises is not None and (entry.revises, entry.origin) in wide)
            or (not apart and _are_all_civilians(entry))
            else entry
            for entry in some
        ]
        for origin, some in given.items()
    }


def competing(counted: Mapping[str, Counted], numbers: Mapping[str, int]) -> frozenset[str]:
    """The origins whose figures, `numbers`, compete: those that count everybody whom any of them counts, and of the
    rest those that count more dead still, as fewer people are no higher figure. Where nobody counts everybody, it is
    the one with the highest figure and whoever counts the same people, as no fewer died than that."""
    if len(numbers) < 2:
        return frozenset(numbers)
    counted = {origin: counted[origin] for origin in numbers}
    whole = {o for o, own in counted.items() if all(own.covers(other) for other in counted.values())}
    if not whole and numbers:
        most = counted[max(sorted(numbers), key=lambda origin: numbers[origin])]
        whole = {o for o, own in counted.items() if own.covers(most) and most.covers(own)}
    highest = max((numbers[origin] for origin in whole), default=0)
    return frozenset(o for o, number in numbers.items() if o in whole or number > highest)


def leaving_out(counted: Mapping[str, Counted], among: frozenset[str]) -> frozenset[str]:
    """Those of some origins that leave out people whom another origin counts: no fewer died than their figures say, and
    more may have."""
    if len(counted) < 2:
        return frozenset()
    kinds = tuple(dict.fromkeys(counted.values()))
    return frozenset(o for o in among if not all(counted[o].covers(other) for other in kinds))


def count_others(counted: Mapping[str, Counted], among: frozenset[str]) -> bool:
    """Whether one of some origins counts people whom another of them leaves out."""
    if len(among) < 2:
        return False
    every = (counted[origin] for origin in sorted(among))
    told = list(dict.fromkeys(one for one in every if not one.everybody))
    return any(not a.covers(b) for a in told for b in told)


def some_words(counted: Iterable[Counted]) -> str:
    """Whom origins count that leave out people whom another counts: "civilians alone"."""
    return "civilians alone" if all(one.civilians and not one.fighters for one in counted) else "only some of them"


def whom_counted(given: Mapping[str, Sequence[LedgerEntry]]) -> Mapping[str, Counted]:
    """Whom each origin's figures count."""
    return {origin: _counted(some) for origin, some in given.items()}


def _counted(given: Sequence[LedgerEntry]) -> Counted:
    """Whom an origin's numbers count: "people were killed" beside "eight civilians" gives no number of all."""
    given = [entry for entry in given if not is_vague(entry)] or given
    fighters = [entry for entry in given if entry.category is Category.COMBATANT]
    parties = {entry.party for entry in fighters}
    kinds = {_KINDS.get(soldiers_or_fighters(words_for(entry.who))) for entry in fighters}
    return Counted(
        everybody=any(e.category not in (Category.CIVILIAN, Category.COMBATANT) and not _of_some(e) for e in given),
        civilians=any(entry.category is Category.CIVILIAN or _of_some(entry) for entry in given),
        fighters=bool(fighters),
        parties=_told(parties),
        kinds=_told(kinds),
    )


def _are_all_civilians(entry: LedgerEntry) -> bool:
    """Whether a figure counts civilians at large, "villagers", and not those of one age, sex or body."""
    return entry.category is Category.CIVILIAN and words_for(entry.who).isdisjoint(_SOME_OF_ALL | _OF_ONE_BODY)


def _of_some(entry: LedgerEntry) -> bool:
    """Whether a figure is of children or women, counted by their age or sex: of all who died, some."""
    words = words_for(entry.who)
    return entry.category is Category.UNKNOWN and bool(words) and words <= _SOME_OF_ALL


def _told(names: Set[str | None]) -> frozenset[str]:
    """The names, or none where one is not known."""
    known = frozenset(name for name in names if name is not None)
    return known if len(known) == len(names) else frozenset()
