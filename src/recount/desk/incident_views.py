"""One incident as a page shows it: its figures by a rule, today's or as known on a day, its claims with their words,
and what people decided on it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from recount.codebook.actors import actors_over
from recount.desk.asking import Opened, incident_named, opened_incident
from recount.desk.grounds import grounds_of
from recount.desk.hands import hands_in
from recount.desk.incident_history import history_of, seen_mark
from recount.desk.judging import grades_of
from recount.desk.ledgers import Ledger, ledger_of
from recount.desk.operations import ALONE, Operation
from recount.desk.permitting import shorn_standings
from recount.desk.regrading import changed_since_graded
from recount.desk.shown import shown_in
from recount.desk.why import Evidence, chain_of, reasons_with_former, sentences_with
from recount.errors import RestrictedError
from recount.judging import Standing
from recount.model import Incident, LedgerEntry
from recount.resolution.dating import with_dates
from recount.resolution.packing import merging_of
from recount.store import RecordStore, opened
from recount.tolls.headlines import DEFAULT, HeadlineRule
from recount.tolls.known import is_known
from recount.tolls.ledger import ledger_as_of
from recount.tolls.withheld import told_without


@dataclass(frozen=True, slots=True)
class IncidentView:
    """An incident with all that its page shows.

    `ledger` is as known at the end of `until`, today's where that is None; `whole` is today's incident. `days` are the
    days on which its reports came out, `later` how many came later than `until` and `unsure` how many of those left
    out may have been out by then. `seen` stands for all that people had decided on it when it was looked at. `enough`
    is the sum from which accounts of two reports are one. `withheld` counts reports that the reader may not see:
    nothing that they tell is in it. `grades` are those that the record uses; `regrade` says what
    became of the incident since it was graded, "" where that is nothing.
    """

    whole: Incident
    ledger: Ledger
    evidence: tuple[Evidence, ...]
    history: tuple[Standing, ...]
    seen: str
    days: tuple[date, ...]
    enough: float
    until: date | None = None
    later: int = 0
    unsure: int = 0
    withheld: int = 0
    grades: tuple[str, ...] = ()
    regrade: str = ""

    @property
    def view(self) -> Opened:
        """The incident with its reports and claims, as far as they were known."""
        return self.ledger.view


def incident_view(
    record: Path,
    name: str,
    rule: HeadlineRule = DEFAULT,
    until: date | None = None,
    own: Path | None = None,
    hidden: Collection[str] = (),
) -> IncidentView:
    """The incident that answers to a name; RecordError where none does. `own` is a desk's alias file, `hidden` are
    reports that the reader may not see.

    As known on a day means: of the reports that are brought together by now, those that were out by then.
    """
    with closing(opened(record)) as store:
        one = incident_named(store, name)
        every = _dated(store, opened_incident(store, one, own))
        history = history_of(store, one)
        today = _told_by(every, {key for key in every.documents if key not in hidden}, one.ledger)
        if today is not every:
            seen = told_without(one, every.claims, hidden, actors_over(own))
            if seen is None:
                what = "is told by restricted reports only"
                raise RestrictedError("incident", one.id, "This incident", what, "Reviewers and admins may see it.")
            # what stands around it, too, may be known by hidden reports alone
            today = replace(today, incident=seen, operation=ALONE, denials=())
        elif hidden:
            denials = shown_in(store, [one.id for one in today.denials], frozenset(hidden))
            today = replace(today, operation=_shown(store, today.operation, frozenset(hidden)), denials=denials)
        days = sorted({d.published.last for d in today.documents.values() if d.published.last is not None})
        then = today if until is None else _known(today, until)
        evidence = tuple(_evidence(store, then))
        enough = merging_of(store.merging()).threshold
        grades = grades_of(store)
    gone = [d for d in today.documents.values() if d.id not in then.documents]
    unsure = sum(until is not None and (d.published.first is None or d.published.first <= until) for d in gone)
    return IncidentView(
        today.incident,
        ledger_of(then, rule),
        evidence,
        shorn_standings(history, hidden),
        seen_mark(history),
        tuple(days),
        enough,
        until,
        len(gone) - unsure,
        unsure,
        len(every.documents) - len(today.documents),
        grades,
        changed_since_graded(today.incident, [standing.judgement for standing in history], hidden),
    )


def _shown(store: RecordStore, operation: Operation, hidden: frozenset[str]) -> Operation:
    """What an incident is part of, and what it holds, as far as reports tell of these that are not hidden."""
    wholes = shown_in(store, [operation.whole.id] if operation.whole else [], hidden)
    return Operation(wholes[0] if wholes else None, shown_in(store, [one.id for one in operation.episodes], hidden))


def _dated(store: RecordStore, view: Opened) -> Opened:
    """The same with the days that undated reports have from their incidents."""
    if all(document.published.day is not None for document in view.documents.values()):
        return view
    dated = with_dates(view.documents.values(), store.found_dates(view.documents))
    return replace(view, documents={document.id: document for document in dated})


def _known(view: Opened, until: date) -> Opened:
    """What was out at the end of a day; values that are read off all claims stay today's."""
    out = {key for key, one in view.documents.items() if is_known(one.published, until)}
    denials = tuple(one for one in view.denials if not out.isdisjoint(one.documents))
    return replace(_told_by(view, out, ledger_as_of(view.incident.ledger, until)), operation=ALONE, denials=denials)


def _told_by(view: Opened, reports: Collection[str], ledger: Sequence[LedgerEntry]) -> Opened:
    """An incident as some of its reports tell it, with their figures of a ledger."""
    documents = {key: one for key, one in view.documents.items() if key in reports}
    if len(documents) == len(view.documents):
        return view
    claims = tuple(claim for claim in view.claims if claim.document in documents)
    told = {claim.id for claim in claims}
    one = view.incident
    origins = []
    for origin in one.origins:
        kept = [n for n, claim in enumerate(origin.claims) if claim in told]
        if kept:
            chains = tuple(origin.chains[n] for n in kept) if origin.chains else ()
            reports = tuple(key for key in origin.documents if key in documents)
            claimed = tuple(origin.claims[n] for n in kept)
            origins.append(replace(origin, documents=reports, claims=claimed, chains=chains))
    known = replace(
        one,
        claims=tuple(key for key in one.claims if key in told),
        documents=tuple(key for key in one.documents if key in documents),
        origins=tuple(origins),
        ledger=tuple(entry for entry in ledger if entry.document in documents),
        merges=tuple(merge for merge in one.merges if merge.a in told and merge.b in told),
    )
    names = {key: called for key, called in view.names.items() if key in documents}
    return replace(view, incident=known, documents=documents, claims=claims, names=names)


def _evidence(store: RecordStore, view: Opened) -> Iterable[Evidence]:
    """Each claim with its words, in report order."""
    read = {claim.id: claim for claim in store.claims(view.incident.claims)}
    sentences = store.sentences_in(view.documents)
    hands = hands_in(store, view.claims)
    for claim in view.claims:
        document = view.documents[claim.document]
        reasons = reasons_with_former(claim, read[claim.id], document, hands)
        spans = [reason.span for reason in reasons]
        stands = sentences_with(spans, sentences[document.id], document.text)
        grounds = grounds_of(view.incident, claim, view.documents)
        yield Evidence(claim, document, stands, reasons, chain_of(claim, document), grounds, hands)
