"""Origins' figures over time in words: what each line is called, and the numbers that it goes through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from recount.export.named_dead import whom_counted
from recount.export.whom import people_in
from recount.export.wording import toll_words
from recount.model import Category, Harm, LedgerEntry
from recount.tolls.estimates import bounds_words
from recount.tolls.lines import OriginLine, Stand
from recount.tolls.open_figures import beyond, open_word
from recount.tolls.populations import is_quantity, words_for

ALL_TOGETHER = "all together"
"""What the line is called of all whom an origin counts that tells several people apart."""

_SOME = {Category.CIVILIAN: "civilians", Category.COMBATANT: "fighters"}


@dataclass(frozen=True, slots=True)
class NamedLine:
    """A line under the name that tells it from the others of its chart."""

    name: str
    origin: str
    stands: tuple[Stand, ...]


def people_of(entry: LedgerEntry) -> str:
    """Whom a figure counts, in a few words: civilians, people, the fighters of a party, or the report's own words."""
    who = people_in(whom_counted(entry), entry.harm)
    if entry.sub:
        return who or entry.category.value
    if entry.category is Category.CIVILIAN:
        return "civilians"
    if entry.category is Category.COMBATANT and entry.party:
        return f"fighters of {entry.party}"
    if entry.category in (Category.COMBATANT, Category.OBJECT):
        return (
            who if who and not is_quantity(who) else "fighters" if entry.category is Category.COMBATANT else "objects"
        )
    return who if words_for(who) else "people"


def some_counted(stand: Stand) -> str:
    """Whom a figure counts that leaves out others by its own words: "civilians", "fighters"; "" where it counts both,
    or does not say."""
    kinds = {entry.category for entry in stand.entries}
    return _SOME.get(kinds.pop(), "") if len(kinds) == 1 else ""


def number_words(stand: Stand) -> str:
    """The number that an origin stands by, as its reports word it where they agree: "more than 60", "several dozen",
    "~100"; else "27 or more", and of figures that are summed up the sum."""
    said = {beyond(entry) or open_word(entry) or "" for entry in stand.giving}
    if len(said) == 1 and (word := said.pop()):
        return word
    bounds = bounds_words(stand.low, stand.high)
    return f"~{bounds}" if stand.about and stand.low == stand.high else bounds


def stand_words(stand: Stand, harm: Harm) -> str:
    """What an origin stands by with whom it counts: "27 civilians killed", "5 killed: 1 woman killed; 4 children
    killed"."""
    if stand.giving:
        return toll_words(stand.giving[-1])
    parts = "; ".join(dict.fromkeys(map(toll_words, stand.entries)))
    return f"{number_words(stand)} {harm.value}: {parts}"


def named_lines(lines: Sequence[OriginLine]) -> tuple[NamedLine, ...]:
    """The lines of a chart. A line says whom it counts where its origin tells several people apart, and where others
    count others."""
    differ = len({some_counted(line.stands[-1]) for line in lines}) > 1
    found: list[NamedLine] = []
    for line in lines:
        some = some_counted(line.stands[-1]) if differ else ""
        names = [*people_names(line), ALL_TOGETHER] if line.people else [some]
        found += [
            NamedLine(f"{line.origin}: {name}" if name else line.origin, line.origin, stands)
            for name, stands in zip(names, line.drawn, strict=False)  # not together, where some are as many
        ]
    return tuple(found)


def people_names(line: OriginLine) -> list[str]:
    """Names for the people that an origin tells apart, no two the same."""
    names = [people_of(_telling(stands[-1])) for stands in line.people]
    for name in {name for name, number in Counter(names).items() if number > 1}:
        places = [n for n, one in enumerate(names) if one == name]
        for n, said in zip(places, _told_apart(name, [line.people[n][-1] for n in places]), strict=True):
            names[n] = said
    return [
        name if names.count(name) == 1 else f"{name} ({names[: n + 1].count(name)})" for n, name in enumerate(names)
    ]


def _told_apart(name: str, stands: Sequence[Stand]) -> list[str]:
    """Names for lines of one origin that count the same people: by the outlets that have them, as it is not known
    which of two figures of one day came first; where one outlet has them, by its words for the people, else by the
    numbers."""
    last = [_telling(stand) for stand in stands]
    outlets = [f"{name}, in {entry.chain[0] if entry.chain else 'a report'}" for entry in last]
    words = [who if words_for(who := people_in(whom_counted(entry), entry.harm)) else name for entry in last]
    numbers = [f"{name}, {number_words(stand)}" for stand in stands]
    return next((told for told in (outlets, words, numbers) if len(set(told)) == len(told)), words)


def _telling(stand: Stand) -> LedgerEntry:
    """The figure that tells best whom a stand counts: the last of those for everybody, else the last."""
    wide = [entry for entry in stand.entries if entry.category is Category.UNKNOWN]
    return (wide or stand.entries)[-1]
