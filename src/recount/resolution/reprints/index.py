"""A standing index of sentences, so that a new report finds what it reprints without old reports being read again.

What the index holds follows from the set of its reports, in whatever order they came and went: `reprints_among` says
of all at once what the index says of them.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from recount.model import Document
from recount.resolution.reprints import crowds
from recount.resolution.reprints.families import Printing, Reprints, is_link, reprints_of
from recount.resolution.reprints.firsts import Standing, agency_of
from recount.resolution.reprints.units import Likeness, Unit, keys_of, likeness_of, mark_of, units_of

_KEPT = 4096  # texts whose sentences are kept at hand while others are compared with them


class Shelf(Protocol):
    """Where an index keeps what it knows. Texts go by their numbers, see `units.mark_of`."""

    def printing(self, report: str) -> Printing | None:
        """What a report prints; None where the shelf does not know it."""
        ...

    def printings_by(self, reports: Iterable[str]) -> Sequence[Printing]:
        """What those of these reports print that the shelf knows."""
        ...

    def printings(self, texts: Iterable[int]) -> Sequence[Printing]:
        """Who prints these texts."""
        ...

    def put(self, printing: Printing, document: Document) -> None:
        """Keep what a report prints; a shelf may lean on whoever keeps the reports themselves."""
        ...

    def drop(self, printing: Printing) -> None:
        """Forget it."""
        ...

    def keys(self, text: int) -> tuple[int, ...] | None:
        """A text's keys; None where nobody prints it."""
        ...

    def shelve(self, text: int, keys: Sequence[int]) -> None:
        """Keep a new text under its keys."""
        ...

    def unshelve(self, text: int, keys: Sequence[int]) -> None:
        """Forget a text that nobody prints any more."""
        ...

    def holders(self, key: int, most: int) -> Sequence[int]:
        """The texts that hold a key, in ascending order, the first `most` of them."""
        ...

    def links(self, texts: Iterable[int]) -> Mapping[tuple[int, int], Likeness]:
        """The links of these texts, the smaller number first."""
        ...

    def link(self, pair: tuple[int, int], likeness: Likeness) -> None:
        """Keep how alike two texts are, the smaller number first."""
        ...

    def unlink(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Forget links."""
        ...

    def documents(self, reports: Iterable[str]) -> Iterable[Document]:
        """The reports themselves, as far as they can still be had."""
        ...


class ReprintIndex:
    """Reports by the sentences they carry; adding one looks at no report but those that may share sentences with it."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._units: dict[int, tuple[Unit, ...]] = {}

    def add(self, document: Document) -> frozenset[str]:
        """Place a report; the ids of all reports whose reprints or family may be others now, its own among them."""
        if self._shelf.printing(document.id) is not None:
            return frozenset()
        units = units_of(document)
        one = printing_of(document, units)
        known = self._shelf.keys(one.text)
        self._shelf.put(one, document)
        touched = {one.text} if known is not None else self._shelved(one.text, units)
        return self._reports_around(touched)

    def remove(self, report: str) -> frozenset[str]:
        """Take a report out; the ids of all others whose reprints or family may be others now."""
        one = self._shelf.printing(report)
        if one is None:
            return frozenset()
        around = self._reports_around({one.text})
        self._shelf.drop(one)
        if not self._shelf.printings([one.text]):
            around |= self._reports_around(self._unshelved(one.text))
        return around - {report}

    def among(self, reports: Iterable[str]) -> Reprints:
        """The reprints of these reports and of all in their families; reports that were not added have none."""
        texts = {one.text for one in self._shelf.printings_by(reports)}
        reached, links = self._around(texts)
        return reprints_of(self._shelf.printings(reached), links)

    def around(self, report: str) -> tuple[Reprints, tuple[Printing, ...]]:
        """The reprints among a report and all that links lead to from it, and what each of these prints."""
        one = self._shelf.printing(report)
        reached, links = self._around(() if one is None else (one.text,))
        printings = tuple(self._shelf.printings(reached))
        return reprints_of(printings, links), printings

    def _shelved(self, text: int, units: tuple[Unit, ...]) -> set[int]:
        """Put a new text in its place; the texts whose links are others now."""
        keys = keys_of(units)
        self._shelf.shelve(text, keys)
        self._units[text] = units
        candidates: set[int] = set()
        doubtful: set[tuple[int, int]] = set()
        holders: dict[int, Sequence[int]] = {}
        for key in keys:
            holders[key] = self._shelf.holders(key, crowds.MANY + 1)
            candidates.update(crowds.gained(text, holders[key]))
            if suspects := crowds.in_doubt(text, holders[key]):
                within = frozenset(holders[key])
                found = self._shelf.links(suspects)
                doubtful.update(pair for pair in found if pair[0] in within and pair[1] in within)
        touched = self._compared((min(text, other), max(text, other)) for other in candidates)
        return touched | self._without_support(doubtful, holders) | {text}

    def _unshelved(self, text: int) -> set[int]:
        keys = self._shelf.keys(text) or ()
        gone = list(self._shelf.links([text]))
        self._shelf.unlink(gone)
        self._shelf.unshelve(text, keys)
        self._units.pop(text, None)
        anew = {pair for key in keys for pair in crowds.regained(text, self._shelf.holders(key, crowds.MANY + 1))}
        return ({end for pair in gone for end in pair} - {text}) | self._compared(sorted(anew))

    def _compared(self, pairs: Iterable[tuple[int, int]]) -> set[int]:
        """Compare pairs and keep those that share enough; the texts of new links."""
        wanted = list(pairs)
        self._fetch({text for pair in wanted for text in pair})
        touched: set[int] = set()
        held = self._shelf.links({pair[0] for pair in wanted}) if wanted else {}
        for a, b in wanted:
            if (a, b) not in held and a in self._units and b in self._units:
                likeness = likeness_of(self._units[a], self._units[b])
                if is_link(likeness):
                    self._shelf.link((a, b), likeness)
                    touched |= {a, b}
        if len(self._units) > _KEPT:
            self._units.clear()
        return touched

    def _without_support(self, pairs: set[tuple[int, int]], holders: dict[int, Sequence[int]]) -> set[int]:
        """Drop the links among `pairs` for which no key speaks any more; the texts that had them."""
        keys = {text: frozenset(self._shelf.keys(text) or ()) for pair in pairs for text in pair}
        gone = []
        for a, b in sorted(pairs):
            for key in sorted(keys[a] & keys[b]):
                if key not in holders:
                    holders[key] = self._shelf.holders(key, crowds.MANY + 1)
                if crowds.is_paired(a, b, holders[key]):
                    break
            else:
                gone.append((a, b))
        self._shelf.unlink(gone)
        return {end for pair in gone for end in pair}

    def _fetch(self, texts: set[int]) -> None:
        missing = texts - self._units.keys()
        if not missing:
            return
        wanted = {one.report: one.text for one in self._shelf.printings(missing)}
        for document in self._shelf.documents(wanted):
            text = wanted[document.id]
            if text not in self._units:
                self._units[text] = units_of(document)

    def _around(self, texts: Iterable[int]) -> tuple[set[int], dict[tuple[int, int], Likeness]]:
        """All texts that links lead to from these, with the links."""
        reached, edge, links = set(texts), set(texts), dict[tuple[int, int], Likeness]()
        while edge:
            found = self._shelf.links(edge)
            links.update(found)
            edge = {end for pair in found for end in pair} - reached
            reached |= edge
        return reached, links

    def _reports_around(self, texts: Iterable[int]) -> frozenset[str]:
        return frozenset(one.report for one in self._shelf.printings(self._around(texts)[0]))


class MemoryShelf:
    """An index's shelf in memory."""

    def __init__(self) -> None:
        self._documents: dict[str, Document] = {}
        self._printings: dict[str, Printing] = {}
        self._prints: dict[int, set[str]] = defaultdict(set)
        self._keys: dict[int, tuple[int, ...]] = {}
        self._holders: dict[int, list[int]] = defaultdict(list)
        self._links: dict[int, dict[int, Likeness]] = defaultdict(dict)

    def printing(self, report: str) -> Printing | None:
        """What a report prints."""
        return self._printings.get(report)

    def printings_by(self, reports: Iterable[str]) -> Sequence[Printing]:
        """What those of these reports print that the shelf knows."""
        return [self._printings[report] for report in reports if report in self._printings]

    def printings(self, texts: Iterable[int]) -> Sequence[Printing]:
        """Who prints these texts."""
        return [self._printings[report] for text in texts for report in sorted(self._prints.get(text, ()))]

    def put(self, printing: Printing, document: Document) -> None:
        """Keep what a report prints."""
        self._documents[document.id] = document
        self._printings[printing.report] = printing
        self._prints[printing.text].add(printing.report)

    def drop(self, printing: Printing) -> None:
        """Forget it."""
        del self._printings[printing.report]
        self._prints[printing.text].discard(printing.report)
        self._documents.pop(printing.report, None)

    def keys(self, text: int) -> tuple[int, ...] | None:
        """A text's keys."""
        return self._keys.get(text)

    def shelve(self, text: int, keys: Sequence[int]) -> None:
        """Keep a new text under its keys."""
        self._keys[text] = tuple(keys)
        for key in keys:
            insort(self._holders[key], text)

    def unshelve(self, text: int, keys: Sequence[int]) -> None:
        """Forget a text that nobody prints any more."""
        del self._keys[text]
        for key in keys:
            self._holders[key].remove(text)

    def holders(self, key: int, most: int) -> Sequence[int]:
        """The texts that hold a key."""
        return self._holders[key][:most]

    def links(self, texts: Iterable[int]) -> Mapping[tuple[int, int], Likeness]:
        """The links of these texts."""
        return {
            (min(text, other), max(text, other)): likeness
            for text in texts
            for other, likeness in self._links.get(text, {}).items()
        }

    def link(self, pair: tuple[int, int], likeness: Likeness) -> None:
        """Keep how alike two texts are."""
        a, b = pair
        self._links[a][b] = self._links[b][a] = likeness

    def unlink(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Forget links."""
        for a, b in pairs:
            self._links[a].pop(b, None)
            self._links[b].pop(a, None)

    def documents(self, reports: Iterable[str]) -> Iterator[Document]:
        """The reports themselves."""
        return (self._documents[report] for report in reports if report in self._documents)


def printing_of(document: Document, units: Sequence[Unit]) -> Printing:
    """What a report prints, and where it stands among those that print it."""
    agency = agency_of(document)
    standing = Standing.of(document, sum(unit.words for unit in units), agency)
    return Printing(document.id, mark_of(document, units), standing, agency)
