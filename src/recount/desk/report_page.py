"""One report with everything that is known of it: its text with the claims marked in it, where it came from, who else
printed it, what people decided on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from recount.desk.asking import removed
from recount.desk.bearing import decides
from recount.desk.incident_history import seen_mark, since
from recount.desk.judged import judged_around
from recount.desk.report_text import Portion, Row, laid_out, portion_of
from recount.errors import RecordError
from recount.judging import Standing, State
from recount.judging.adding import is_added
from recount.model import Claim, Document, Incident, Judgement, Verdict
from recount.model.judgement import Kind
from recount.model.source import Source
from recount.reading.formats import coded_end
from recount.resolution.dating import with_dates
from recount.resolution.reprints.lineage import Change, aligned
from recount.store import Intake, RecordStore, opened
from recount.store.takedown import Removal

_ALIGNED = 60_000  # characters of a report that is laid beside the first print of its family
_HOLDS = (State.APPLIES, State.MOVED)


@dataclass(frozen=True, slots=True)
class ReportClaim:
    """A claim of a report: its number there, its values as they are now (`claim`) and as the machine read them
    (`read`), the incident it stands in ("" for none), and the judgements that hold for it: the one that set it aside,
    the one that added it, corrections by field. `seen` stands for all that was decided on it when it was looked at."""

    n: int
    claim: Claim
    read: Claim
    incident: str
    aside: Judgement | None = None
    added: Judgement | None = None
    corrected: Mapping[str, Judgement] = field(default_factory=dict)
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """The reports that print one story: the first of them, whose copy it is where they say so, how many there are, and
    what this one made of the first: how many words are the same, edited, added, cut; empty for the first itself."""

    first: Document
    agency: str | None
    prints: int
    words: Mapping[Change, int]


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report as its page shows it. `source` is there where somebody took it by hand; `intake` is None where it was
    not noted how it came in. `aside` is the judgement that sets all of it aside; `lost` are judgements on it that no
    longer apply. `coded` is how many characters from the beginning were coded. `removal` is the last one that took
    words out of it on request: its text and bytes are then not those that were received. `seen` stands for what was
    decided on the whole of it when it was looked at.
    """

    document: Document
    size: int
    portion: Portion
    rows: tuple[Row, ...]
    claims: Mapping[str, ReportClaim]
    incidents: tuple[Incident, ...]
    family: Family | None
    source: Source | None = None
    removal: Removal | None = None
    intake: Intake | None = None
    asked: str = ""
    aside: Judgement | None = None
    notes: tuple[Judgement, ...] = ()
    lost: tuple[Standing, ...] = ()
    coded: int = 0
    seen: str = ""


def report_page(record: Path, name: str, part: int = 1, claim: str = "") -> ReportPage:
    """The report with this id or name, or the only one that begins so: the `part` of its text that was asked for, or
    the one in which a `claim` stands. RecordError where there is no such report, or no such claim in it."""
    with closing(opened(record)) as store:
        document = _dated(store, report_named(store, name))
        read = store.claims_in([document.id])
        asked = _asked(read, claim)
        portion = portion_of(document.text, part, asked.trigger.start if asked else None)
        standings = _standings(store, document)
        incidents = store.holding(one.id for one in read)
        claims = _claims(store, document, read, standings, incidents)
        return ReportPage(
            document=document,
            size=len(store.raw(document.id)),
            portion=portion,
            rows=laid_out(document, (one.claim for one in claims.values()), portion.span, asked),
            claims=claims,
            incidents=incidents,
            family=_family(store, document),
            source=next((one for one in store.sources() if one.document == document.id), None)
            if document.kind != "report"
            else None,
            intake=store.intake(document.id),
            removal=removal_from(store, document.id),
            asked=asked.id if asked else "",
            aside=_on_report(standings, Verdict.SET_ASIDE),
            notes=tuple(one.judgement for one in standings if _is_note(one)),
            lost=tuple(one for one in standings if one.state is State.GONE),
            coded=coded_end(document.text),
            seen=seen_mark(_deciding(standings)),
        )


def changed_on_report(record: Path, name: str, claim: str, seen: str) -> tuple[Standing, ...]:
    """What others decided on a claim of a report, or with "" on the whole of it, since a page was looked at that
    carries `seen`; remarks take nothing back."""
    with closing(opened(record)) as store:
        return since(_deciding(_standings(store, report_named(store, name)), claim), seen)


def _deciding(standings: Sequence[Standing], claim: str = "") -> tuple[Standing, ...]:
    """The judgements, withdrawn ones included, that decide what becomes of a claim, or with "" of the report."""
    return tuple(
        one
        for one in standings
        if decides(one.judgement)
        and (
            one.judgement.on.kind is Kind.REPORT
            or (claim and any(where.claim is not None and where.claim.id == claim for where in one.attached))
        )
    )


def report_named(store: RecordStore, name: str) -> Document:
    """The report that goes by an id, a name, or the beginning of an id; RecordError where there is none, or several."""
    found = store.documents([name]) if name else ()
    if not found:
        like = store.reports_like(name) if name else ()
        found = store.documents(like)
    if not found and (number := store.removal_of(name)):
        raise removed("report", name, number)
    if len(found) != 1:
        what = f"may be {', '.join(one.id[:8] for one in found)} …" if found else "is not in the record"
        raise RecordError(f"report {name[:60]}", what, "Look for it in the list of reports under Sources.")
    return found[0]


def removal_from(store: RecordStore, report: str) -> Removal | None:
    """The removal that took words out of a report on request; None for one that is as it was received."""
    number = store.blocked_reports().get(report)
    return next((one for one in store.removals() if one.number == number), None) if number else None


def report_called(record: Path, name: str) -> Document:
    """The report that goes by an id, a name, or the beginning of an id."""
    with closing(opened(record)) as store:
        return report_named(store, name)


def received(record: Path, name: str) -> tuple[Document, bytes]:
    """A report with its bytes as received; RecordError where these are damaged."""
    with closing(opened(record)) as store:
        document = report_named(store, name)
        return document, store.raw(document.id)


def _dated(store: RecordStore, document: Document) -> Document:
    return next(iter(with_dates([document], store.found_dates())))


def _asked(read: Sequence[Claim], claim: str) -> Claim | None:
    if not claim:
        return None
    found = [one for one in read if one.id.startswith(claim)]
    if len(found) != 1:
        raise RecordError(f"claim {claim[:40]}", "is not in the record", "It may have been read otherwise since.")
    return found[0]


def _standings(store: RecordStore, document: Document) -> tuple[Standing, ...]:
    """The judgements on a report and its claims, as they stand now."""
    held = [
        one
        for one in store.judgements_on([document.id], [document.id])
        if one.on.id == document.id
        or any(anchor.report == document.id or anchor.sha256 == document.sha256 for anchor in one.anchors)
    ]
    return judged_around(store, held).standings if held else ()


def _on_report(standings: Sequence[Standing], verdict: Verdict) -> Judgement | None:
    found = [
        one.judgement
        for one in standings
        if one.state in _HOLDS and one.judgement.verdict is verdict and one.judgement.on.kind is Kind.REPORT
    ]
    return found[-1] if found else None


def _is_note(one: Standing) -> bool:
    on = one.judgement.on.kind
    return one.state in _HOLDS and one.judgement.verdict is Verdict.NOTE and on is not Kind.INCIDENT


def _claims(
    store: RecordStore,
    document: Document,
    read: Sequence[Claim],
    standings: Sequence[Standing],
    incidents: Sequence[Incident],
) -> dict[str, ReportClaim]:
    aside: dict[str, Judgement] = {}
    put_in: dict[str, Judgement] = {}
    corrected: dict[str, dict[str, Judgement]] = defaultdict(dict)
    for standing in standings:
        one = standing.judgement
        if standing.state not in _HOLDS or one.on.kind is Kind.REPORT:
            continue
        for where in standing.attached:
            if where.claim is None or where.claim.document != document.id:
                continue
            if one.verdict is Verdict.SET_ASIDE:
                aside[where.claim.id] = one
            elif one.verdict is Verdict.ADD:
                put_in[where.claim.id] = one
            elif one.verdict is Verdict.CORRECT and one.on.kind is Kind.CLAIM:
                corrected[where.claim.id][one.field] = one
    kept = [standing.judgement for standing in standings if standing.judgement.withdrawn is None]
    values = {one.id: one for one in judged_around(store, kept).claims} if kept else {}
    holder = {claim: incident.id for incident in incidents for claim in incident.claims}
    ordered = sorted(read, key=lambda one: (one.trigger, one.id))
    return {
        one.id: ReportClaim(
            n,
            values.get(one.id, one),
            one,
            holder.get(one.id, ""),
            aside.get(one.id),
            put_in.get(one.id) if is_added(one) else None,
            corrected.get(one.id, {}),
            seen_mark(_deciding(standings, one.id)),
        )
        for n, one in enumerate(ordered, 1)
    }


def _family(store: RecordStore, document: Document) -> Family | None:
    """The family of a report; None where it prints a story of its own."""
    found, printings = store.reprints_around(document.id)
    first = found.family(document.id)
    prints = sum(found.family(one.report) == first for one in printings)
    if prints < 2:
        return None
    (print_,) = with_dates(store.documents([first]), store.found_dates())
    words: Counter[Change] = Counter()
    if first != document.id and max(len(print_.text), len(document.text)) <= _ALIGNED:
        for piece in aligned(print_, document):
            words[piece.change] += piece.words
    return Family(print_, found.agency(document.id), prints, words)
