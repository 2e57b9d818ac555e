"""The whole program on one page, with no input or output: documents → readings → claims → incidents → Record.

Document ──read──▶ Reading ──claims_in──▶ Claims      one report at a time, in any order, on any number of cores
Claims of all reports ──resolve──▶ Incidents          all together, in an order that does not depend on arrival
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from recount.model import Claim, Count, Document, Harm, Incident, LedgerEntry, Problem, Record, Span

if TYPE_CHECKING:
    from recount.codebook import Actors, Codebook
    from recount.gazetteer import Gazetteer
    from recount.reading.port import Reader


@dataclass(frozen=True, slots=True)
class Tools:
    """What reports are read with; the same tools make the same claims of the same report."""

    reader: Reader
    codebook: Codebook
    gazetteer: Gazetteer
    actors: Actors


@dataclass(frozen=True, slots=True)
class Coded:
    """A report with what was read from it: where its sentences lie, and its claims in text order."""

    document: Document
    sentences: tuple[Span, ...]
    claims: tuple[Claim, ...]


def coded(document: Document, tools: Tools) -> Coded:
    """A report read and coded: a pure function of the report and the tools."""
    from recount.extraction.claims import claims_in
    from recount.reading import read

    reading = read(document, tools.reader)
    claims = claims_in(reading, tools.codebook, tools.gazetteer, tools.actors)
    if len({claim.id for claim in claims}) != len(claims):
        raise ValueError("two claims have the same id")
    return Coded(document, tuple(s.span for passage in reading.passages for s in passage.sentences), claims)


def incidents_of(documents: Iterable[Document], claims: Iterable[Claim], tools: Tools) -> tuple[Incident, ...]:
    """The incidents that all claims together tell of; the order of documents and claims does not matter."""
    from recount.resolution import resolve

    ordered = sorted(documents, key=_report_order)
    place = {document.id: n for n, document in enumerate(ordered)}
    told = sorted(claims, key=lambda claim: (place[claim.document], claim.trigger, claim.id))
    return resolve(tuple(told), tuple(ordered), tools.codebook, tools.actors)


def record_of(read: Sequence[Coded], problems: Sequence[Problem], tools: Tools) -> Record:
    """What a desk works with, from reports that have been coded and those that were set aside."""
    documents = tuple(sorted((c.document for c in read), key=_report_order))
    by_id = {c.document.id: c.claims for c in read}
    claims = tuple(claim for document in documents for claim in by_id[document.id])
    return Record(documents, claims, incidents_of(documents, claims, tools), tuple(problems))


def _report_order(document: Document) -> tuple[date, date, str, str]:
    published = document.published
    return published.first or date.max, published.last or date.max, document.name, document.id


def standing(ledger: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """The figures that their origins stand by: neither revised by the same origin later, nor a reprint's echo."""
    entries = tuple(ledger)
    revised = {(entry.revises, entry.origin, entry.harm) for entry in entries if entry.revises is not None}
    return tuple(
        entry
        for entry in entries
        if entry.reprint_of is None and (entry.claim, entry.origin, entry.harm) not in revised
    )


def counted_by_origin(ledger: Iterable[LedgerEntry], harm: Harm) -> Mapping[str, Count]:
    """How many each origin counts of a harm: the groups of one claim together ("26 fighters along with nine
    civilians"), of several claims the one that counts most. Figures of different origins are never added up."""
    by_claim: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for entry in standing(ledger):
        if entry.harm is harm and not entry.sub:
            by_claim[entry.origin, entry.claim].append(entry.count)
    most: dict[str, Count] = {}
    for (origin, _), counts in by_claim.items():
        total = _together(counts)
        if origin not in most or _weight(total) > _weight(most[origin]):
            most[origin] = total
    return most


def _together(counts: Sequence[Count]) -> Count:
    if len(counts) == 1:
        return counts[0]
    low = sum(count.low or 0 for count in counts)
    highs = [count.high for count in counts if count.high is not None]
    high = sum(highs) if len(highs) == len(counts) else None
    return Count(low, high, any(count.approx for count in counts))


def _weight(count: Count) -> tuple[int, int]:
    return count.low or 0, count.high or 0
