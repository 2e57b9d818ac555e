"""Families of reprints: which reports are one voice, and whose."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from recount.model import Document
from recount.model.making import quickly
from recount.resolution.reprints.firsts import Standing, report_order
from recount.resolution.reprints.units import FEWEST_SHARED, LINKED, Likeness
from recount.resolution.unions import Unions

_NO_RANK = (0, 2, 0)
_SAME = Likeness(FEWEST_SHARED, FEWEST_SHARED, FEWEST_SHARED)  # word for word


@dataclass(frozen=True, slots=True)
class Reprint:
    """Report `later` carries sentences of report `earlier`.

    `share` is how much of the shorter report's words stand in shared sentences; `whole` says that it is enough for the
    two to be one story, otherwise `later` is a page into which a part of the other was spliced.
    """

    earlier: str
    later: str
    share: float
    whole: bool


@quickly
@dataclass(frozen=True, slots=True)
class Printing:
    """That a report prints a text (one number for all that say the same in the same words), where it stands among those
    that print it, and the agency whose copy it says it is."""

    report: str
    text: int
    standing: Standing
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Reprints:
    """All reprints among a set of reports, and the families that whole ones make.

    Of reports that say the same word for word, `pairs` holds each with the first of them, and only that one with
    reports that say it otherwise; `share` knows of all. `agencies` are those that families are copies of, by the
    report they go back to.
    """

    pairs: tuple[Reprint, ...]
    original: Mapping[str, str]
    agencies: Mapping[str, str] = field(default_factory=dict)
    ranks: Mapping[str, tuple[int, int, int]] = field(default_factory=dict, repr=False)
    texts: Mapping[str, int] = field(default_factory=dict, repr=False)
    links: Mapping[tuple[int, int], Likeness] = field(default_factory=dict, repr=False)

    def family(self, document: str) -> str:
        """The report that `document` goes back to: the earliest of its family, itself where it reprints nothing."""
        return self.original.get(document, document)

    def agency(self, document: str) -> str | None:
        """The agency whose copy the report's family is, by what most of them say; its own page need not be there."""
        return self.agencies.get(self.family(document))

    def order(self, document: Document) -> tuple[date, date, tuple[int, int, int], str]:
        """The order in which reports came out; of one day's prints of a story the first one comes first."""
        first, last, name = report_order(document)
        return first, last, self.ranks.get(name, _NO_RANK), name

    def share(self, a: str, b: str) -> float:
        """How much of the shorter of two reports' words stand in sentences that both have; 0.0 where it is hardly any.

        Depends on these two reports alone, once they are compared at all.
        """
        link = self.likeness(a, b)
        return link.share if link else 0.0

    def is_whole(self, a: str, b: str) -> bool:
        """Whether two reports print one story, whole or cut."""
        link = self.likeness(a, b)
        return link is not None and link.whole

    def likeness(self, a: str, b: str) -> Likeness | None:
        """How alike two reports are; None where they share hardly anything."""
        one, other = self.texts.get(a), self.texts.get(b)
        if one is None or other is None:
            return None
        return _SAME if one == other else self.links.get((min(one, other), max(one, other)))


def is_link(likeness: Likeness) -> bool:
    """Whether two texts share enough to be held for reprints in whole or in part."""
    return likeness.shared >= FEWEST_SHARED and likeness.share >= LINKED


def reprints_of(printings: Iterable[Printing], links: Mapping[tuple[int, int], Likeness]) -> Reprints:
    """What follows from who prints which text and how alike the texts are; the same in whatever order they come."""
    prints: dict[int, list[Printing]] = defaultdict(list)
    for one in sorted(printings, key=lambda p: p.standing):
        prints[one.text].append(one)
    held = {pair: link for pair, link in sorted(links.items()) if pair[0] in prints and pair[1] in prints}
    original: dict[str, str] = {}
    ranks: dict[str, tuple[int, int, int]] = {}
    members: dict[str, list[Printing]] = defaultdict(list)
    for text, first in _firsts(prints, held).items():
        members[first] += prints[text]
    for first, family in members.items():
        if len(family) > 1:
            original |= {one.report: first for one in family}
            ranks |= {one.report: one.standing.rank for one in family}
    return Reprints(
        pairs=tuple(sorted(_pairs(prints, held), key=lambda r: (r.earlier, r.later))),
        original=original,
        agencies={first: agency for first, family in members.items() if (agency := _agency(family))},
        ranks=ranks,
        texts={one.report: text for text, of_text in prints.items() for one in of_text},
        links=held,
    )


def _firsts(prints: Mapping[int, list[Printing]], links: Mapping[tuple[int, int], Likeness]) -> dict[int, str]:
    """For each text the report that it goes back to.

    Texts that are one but for edits make a class. A class that shares a story with others goes back to the earlier one
    that it shares most with: a page spliced from two stories goes back to one of them and does not make them one.
    """
    linked = {text for pair in links for text in pair}
    unions: Unions[int] = Unions()
    for (a, b), link in links.items():
        if link.twins:
            unions.join(a, b)
    first: dict[int, Standing] = {}
    for text in linked:
        top, standing = unions.top(text), prints[text][0].standing
        first[top] = min(first.get(top, standing), standing)
    parent: dict[int, tuple[float, Standing, int]] = {}
    for (a, b), link in links.items():
        if not link.whole:
            continue
        older, younger = sorted((unions.top(a), unions.top(b)), key=lambda top: first[top])
        if older != younger:
            offer = (-link.mutual, first[older], older)
            parent[younger] = min(parent.get(younger, offer), offer)
    root: dict[int, int] = {}
    for top in sorted(first, key=lambda key: first[key]):
        root[top] = root[parent[top][2]] if top in parent else top
    alone = {text: of_text[0].report for text, of_text in prints.items() if text not in linked}
    return alone | {text: first[root[unions.top(text)]].report for text in linked}


def _pairs(prints: Mapping[int, list[Printing]], links: Mapping[tuple[int, int], Likeness]) -> Iterator[Reprint]:
    for same in prints.values():
        for one in same[1:]:
            yield Reprint(same[0].report, one.report, 1.0, True)
    for (a, b), link in links.items():
        earlier, later = sorted((prints[a][0], prints[b][0]), key=lambda one: one.standing)
        yield Reprint(earlier.report, later.report, link.share, link.whole)


def _agency(family: list[Printing]) -> str | None:
    """Whose copy most prints say they are; that an agency has a text on its own page says less than a credit."""
    named = Counter(one.agency for one in family if one.agency)
    credited = Counter(one.agency for one in family if one.agency and one.standing.credit)
    return min(named, key=lambda name: (-credited[name], -named[name], name)) if named else None
