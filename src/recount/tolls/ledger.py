"""The toll ledger of an incident: every figure with its speaker, chain and report date, and what it revises.

Figures are never added up across origins, and a part ("including 5 children") is never added to its whole. What is not
in the ledger was not stated; a count of 0 is a statement; `casualties` are killed and wounded that nobody divided.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from recount.model import Cited, Claim, Count, Document, Harm, Incident, LedgerEntry, Origin, Status, Toll
from recount.tolls.known import is_known
from recount.tolls.populations import counted_before
from recount.tolls.relations import told_apart
from recount.tolls.standing import Whom, whom

_SAID = frozenset({Status.HAPPENED, Status.ONGOING, Status.ALLEGED})
_NOBODY = Origin("not told", named=False, documents=(), claims=())


def with_ledgers(
    incidents: Iterable[Incident], documents: Iterable[Document], claims: Iterable[Claim]
) -> tuple[Incident, ...]:
    """The incidents with their ledgers, and with the relations between reports that figures tell: update, conflict."""
    reports = {document.id: document for document in documents}
    told = {claim.id: claim for claim in claims}
    counted = []
    for incident in incidents:
        ledger = ledger_of(incident, reports, told)
        counted.append(replace(incident, ledger=ledger, relations=told_apart(incident, ledger, told)))
    return tuple(counted)


def ledger_of(
    incident: Incident, documents: Mapping[str, Document], claims: Mapping[str, Claim]
) -> tuple[LedgerEntry, ...]:
    """Every figure of an incident's claims, one entry for each origin that gives it, in report order.

    Plans, hypotheses and denials state no deaths, so their figures are left out; that nobody died is a figure. An
    entry revises the latest earlier figure that the same origin gave for the same harm and population; a rival's
    figure never does. What a reprint says again is marked as such; a new figure in it is its origin's new figure.
    """
    speakers: dict[str, list[tuple[Origin, tuple[str, ...]]]] = defaultdict(list)
    for origin in incident.origins:
        for n, claim_id in enumerate(origin.claims):
            speakers[claim_id].append((origin, origin.chains[n] if origin.chains else ()))
    first_print = reprinted(incident)
    entries: list[LedgerEntry] = []
    latest: dict[Whom, list[LedgerEntry]] = defaultdict(list)
    printed: set[tuple[str, str, Harm, Count]] = set()
    for claim in _in_report_order([claims[c] for c in incident.claims], documents):
        story = first_print.get(claim.document, claim.document)
        for toll in _stated_tolls(claim):
            for origin, chain in speakers.get(claim.id, [(_NOBODY, ())]):
                figure = (story, origin.name, toll.value.harm, toll.value.count)
                entry = _entry(claim, toll, documents[claim.document])
                entry = replace(entry, origin=origin.name, chain=chain, kind=origin.kind, side=origin.side)
                if story != claim.document and figure in printed:
                    entry = replace(entry, reprint_of=story)
                printed.add(figure)
                entries.append(_revising(entry, latest))
    return tuple(entries)


def _entry(claim: Claim, toll: Cited[Toll], document: Document) -> LedgerEntry:
    """A figure as its report gives it, without its speaker."""
    return LedgerEntry(
        claim=claim.id,
        document=claim.document,
        harm=toll.value.harm,
        who=toll.value.who,
        category=toll.value.category,
        sub=toll.value.sub,
        count=toll.value.count,
        origin=_NOBODY.name,
        via=tuple(relay.value for relay in claim.via),
        reported=document.published,
        happened=claim.time.value if claim.time else None,
        words=" ".join(toll.span.of(document.text).split()),
    )


def _stated_tolls(claim: Claim) -> tuple[Cited[Toll], ...]:
    said = claim.status.value in _SAID
    return tuple(cited for cited in claim.tolls if said or cited.value.count.high == 0)


def reprinted(incident: Incident) -> dict[str, str]:
    """The reports of an incident that reprint another of its reports, with the earliest one that they reprint."""
    original: dict[str, str] = {}
    for relation in incident.relations:
        if relation.rel == "reprint":
            original.setdefault(relation.b, original.get(relation.a, relation.a))
    return original


def ledger_as_of(entries: Iterable[LedgerEntry], day: date) -> tuple[LedgerEntry, ...]:
    """The ledger as it stood at the end of `day`; figures of reports that may have come out later are left out.

    A figure revises, and a reprint reprints, only what was known by then: of a family whose first report was not, the
    first that was is no reprint.
    """
    known = [entry for entry in entries if is_known(entry.reported, day)]
    documents, claims = {entry.document for entry in known}, {entry.claim for entry in known}
    first: dict[str, str] = {}
    for n, entry in enumerate(known):
        if entry.reprint_of is not None and entry.reprint_of not in documents:
            original = first.setdefault(entry.reprint_of, entry.document)
            known[n] = entry = replace(entry, reprint_of=original if original != entry.document else None)
        if entry.revises is not None and entry.revises not in claims:
            known[n] = replace(entry, revises=None)
    return tuple(known)


def _revising(entry: LedgerEntry, latest: dict[Whom, list[LedgerEntry]]) -> LedgerEntry:
    """The entry with what it revises. A reprint says its original's words again, and so revises nothing."""
    if entry.reprint_of is not None:
        return entry
    held = latest[whom(entry)]
    before = counted_before(entry, [e for e in held if e.document != entry.document])
    others = [e for e in before if e.count != entry.count]
    if others and len(others) == len(before):
        entry = replace(entry, revises=others[-1].claim)
    held[:] = [e for e in held if not any(e is gone for gone in before)] + [entry]
    return entry


def _in_report_order(claims: Iterable[Claim], documents: Mapping[str, Document]) -> list[Claim]:
    def order(claim: Claim) -> tuple[date, date, str, int, str]:
        published = documents[claim.document].published
        first = published.first or published.last or date.max
        return first, published.last or date.max, claim.document, claim.trigger.start, claim.id

    return sorted(claims, key=order)
