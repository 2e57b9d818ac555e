"""A record coded by two codebooks: which claims, incidents and totals move, and by which rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from recount.codebook import load_codebook
from recount.codebook.cases import FIELDS, shown, value_of
from recount.codebook.changes import Change, Changes, changes_between
from recount.desk.running import Unwatched, Watch
from recount.desk.tools import Rules, Settings, tools_of
from recount.errors import RecordError
from recount.export.wording import date_words, place_words, toll_words
from recount.model import Claim, Document, Incident, Status
from recount.pipeline import Tools, claims_of, incidents_of
from recount.reading import read
from recount.store import opened
from recount.tolls import by_ucdp

_UNREAL = frozenset({Status.DENIED, Status.PLANNED, Status.HYPOTHETICAL})


@dataclass(frozen=True, slots=True)
class FieldMoved:
    """A value that is read otherwise."""

    field: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ClaimMoved:
    """A claim that only one codebook makes (`old` or `new` is None), or that both make with other values.

    `why` are the changes of the codebook behind it; none where it follows from another claim of its report.
    """

    document: Document
    old: Claim | None
    new: Claim | None
    fields: tuple[FieldMoved, ...]
    why: tuple[Change, ...]

    @property
    def claim(self) -> Claim:
        """The claim, as the new codebook has it where it does."""
        one = self.new or self.old
        if one is None:
            raise ValueError("a move of no claim")
        return one


@dataclass(frozen=True, slots=True)
class IncidentMoved:
    """An incident that only one codebook's claims make (`old` or `new` is None), or that is told otherwise."""

    old: Incident | None
    new: Incident | None
    fields: tuple[FieldMoved, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """A type's sums by either codebook: claims, incidents, and killed (each incident's middle figure, added up)."""

    type: str
    claims: tuple[int, int]
    incidents: tuple[int, int]
    killed: tuple[int, int]

    @property
    def moved(self) -> bool:
        """Whether any of its sums differs."""
        return any(a != b for a, b in (self.claims, self.incidents, self.killed))


@dataclass(frozen=True, slots=True)
class Recoded:
    """What a change of the codebook does to a record."""

    reports: int
    changes: Changes
    claims: tuple[ClaimMoved, ...]
    incidents: tuple[IncidentMoved, ...]
    totals: tuple[Total, ...]


def recoded(
    old: Path, new: Path, record: Path, settings: Settings, rules: Rules | None = None, watch: Watch | None = None
) -> Recoded:
    """The reports of a record coded by two codebooks, each report read once; the record stays as it is.

    `rules` give the desk's actors and places; its codebook is not looked at. Raises CodebookError for a codebook with
    mistakes and RecordError where there is no record or no report in it.
    """
    looker, own = watch or Unwatched(), rules or Rules()
    before = tools_of(Rules(old, own.actors, own.places), settings, looker.say)
    after = Tools(before.reader, load_codebook(new), before.gazetteer, before.actors)
    with closing(opened(record)) as store:
        documents, blocked = store.documents(), store.blocked_reports()
        kept = store.claims_in(blocked)
    if not documents:
        raise RecordError(str(record), "holds no reports", f"Read some: recount run REPORTS --record {record}")
    told: tuple[list[Claim], list[Claim]] = ([*kept], [*kept])
    for n, document in enumerate((one for one in documents if one.id not in blocked), 1):
        reading = read(document, before.reader)
        for claims, tools in zip(told, (before, after), strict=True):
            claims += claims_of(reading, tools)
        looker.progress(n, len(documents))
    looker.say("Bringing the claims together …")
    made = tuple(
        incidents_of(documents, claims, tools.actors, merging=tools.codebook.merging)
        for claims, tools in zip(told, (before, after), strict=True)
    )
    changes = changes_between(before.codebook, after.codebook)
    pairs = beside(*told)
    return Recoded(
        len(documents),
        changes,
        tuple(claims_moved(documents, pairs, changes)),
        tuple(incidents_moved(made[0], made[1], {now.id: was.id for was, now in pairs if was and now})),
        tuple(_totals(told, made)),
    )


Pairs = Sequence[tuple[Claim | None, Claim | None]]
"""Claims of the old and the new codebook that rest on the same words; None where only one of them makes one."""


def claims_moved(documents: Iterable[Document], pairs: Pairs, changes: Changes) -> Iterator[ClaimMoved]:
    """Claims that are not the same by both, in order of reports and text."""
    reports = {document.id: document for document in documents}
    for was, now in pairs:
        claim = now or was
        fields = _fields_moved(was, now) if was is not None and now is not None else ()
        if claim is not None and (was is None or now is None or fields):
            yield ClaimMoved(reports[claim.document], was, now, fields, tuple(_why(was, now, changes)))


def beside(old: Iterable[Claim], new: Iterable[Claim]) -> Pairs:
    """Claims of both sides that rest on the same words, side by side, in order of reports and text."""
    before: dict[str, list[Claim]] = defaultdict(list)
    for claim in old:
        before[claim.document].append(claim)
    after = list(new)
    partner: dict[str, Claim] = {}
    for fits in (_same_words, _same_event):
        for claim in after:
            there = before[claim.document] if claim.id not in partner else []
            was = next((c for c in there if fits(c, claim)), None)
            if was is not None:
                there.remove(was)
                partner[claim.id] = was
    pairs: list[tuple[Claim | None, Claim | None]] = [(partner.get(claim.id), claim) for claim in after]
    pairs += [(claim, None) for left in before.values() for claim in left]
    return sorted(pairs, key=lambda pair: [(c.document, c.trigger.start) for c in pair if c is not None][-1])


def _same_words(was: Claim, now: Claim) -> bool:
    return was.trigger.overlaps(now.trigger)


def _same_event(was: Claim, now: Claim) -> bool:
    """Whether one event of a sentence is told by other words of it than before."""
    return was.type == now.type and was.clause.overlaps(now.clause)


def _fields_moved(was: Claim, now: Claim) -> tuple[FieldMoved, ...]:
    pairs = [(field, value_of(was, field), value_of(now, field)) for field in FIELDS]
    pairs.append(("main", was.main, now.main))
    return tuple(FieldMoved(field, shown(a), shown(b)) for field, a, b in pairs if a != b)


def _why(was: Claim | None, now: Claim | None, changes: Changes) -> Iterator[Change]:
    found = [changes.of_rule(claim.rule, old=claim is was) for claim in (was, now) if claim is not None]
    if was is not None and now is not None and was.type != now.type:
        found += [change for change in changes.listed if change.subject in (f"type {was.type}", f"type {now.type}")]
    yield from dict.fromkeys(change for change in found if change is not None)


def incidents_moved(
    old: Sequence[Incident], new: Sequence[Incident], same: Mapping[str, str]
) -> Iterator[IncidentMoved]:
    """Incidents that are not the same by both; they are held together by the claims that they share.

    `same` gives for ids of new claims those of the old ones on the same words.
    """
    partner = _partners(old, new, same)
    kept = set(partner.values())
    for n, incident in enumerate(new):
        was = old[partner[n]] if n in partner else None
        fields = tuple(_told_otherwise(was, incident)) if was is not None else ()
        if was is None or fields:
            yield IncidentMoved(was, incident, fields)
    for m, incident in enumerate(old):
        if m not in kept:
            yield IncidentMoved(incident, None, ())


def _partners(old: Sequence[Incident], new: Sequence[Incident], same: Mapping[str, str]) -> Mapping[int, int]:
    """For each new incident the old one that shares the most claims with it, each in one pair at most."""
    holder = {claim: m for m, incident in enumerate(old) for claim in incident.claims}
    shared: Counter[tuple[int, int]] = Counter()
    for n, incident in enumerate(new):
        known = (same.get(claim, claim) for claim in incident.claims)
        shared.update((n, holder[claim]) for claim in known if claim in holder)
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for (n, m), _ in sorted(shared.items(), key=lambda row: (-row[1], row[0])):
        if n not in partner and m not in taken:
            partner[n] = m
            taken.add(m)
    return partner


def _told_otherwise(was: Incident, now: Incident) -> Iterator[FieldMoved]:
    for field, a, b in zip(
        ("type", "status", "when", "where", "who", "to whom", "figures", "claims"), _told(was), _told(now), strict=True
    ):
        if a != b:
            yield FieldMoved(field, a, b)


def _told(incident: Incident) -> Sequence[str]:
    figures = "; ".join(sorted({toll_words(entry) for entry in incident.ledger}))
    return (
        incident.type,
        incident.status.value,
        date_words(incident.when),
        place_words(incident),
        shown(list(incident.agents)),
        shown(list(incident.targets)),
        figures or "no figure",
        str(len(incident.claims)),
    )


def _totals(told: Sequence[Iterable[Claim]], made: Sequence[Iterable[Incident]]) -> Iterator[Total]:
    claims = [Counter(claim.type for claim in side) for side in told]
    incidents = [Counter(incident.type for incident in side) for side in made]
    killed: list[dict[str, int]] = [defaultdict(int), defaultdict(int)]
    for n, side in enumerate(made):
        for incident in side:
            estimate = None if incident.status in _UNREAL else by_ucdp(incident.ledger)
            killed[n][incident.type] += (estimate.best or 0) if estimate else 0
    for kind in sorted({*claims[0], *claims[1], *incidents[0], *incidents[1]}):
        counts = [(side[0].get(kind, 0), side[1].get(kind, 0)) for side in (claims, incidents, killed)]
        yield Total(kind, *counts)
