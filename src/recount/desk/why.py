"""Why a record says what it says: the words behind a value, whose word it is, and what read it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from recount.byhand.claims import RULE as BY_HAND
from recount.desk.asking import ambiguous, incident_named
from recount.desk.grounds import NO_OUTLET, Ground, grounds_in
from recount.desk.hands import hands_in, says_it
from recount.desk.judged import incidents_named, judged_claims
from recount.desk.knowing import incident_on, opened_on
from recount.desk.permitting import shorn
from recount.desk.shown import shown_incident
from recount.errors import RecordError
from recount.export.wording import change_words, claimed_words
from recount.judging.hands import Hand, Hands
from recount.model import Claim, Document, Harm, Incident, Judgement, Merge, Place, Span, Verdict
from recount.resolution.dating import with_dates
from recount.store import RecordStore

FIELDS = ("type", "status", "agents", "targets", "places", "place", "time", "tolls", "origin", "via")
"""The fields of a claim that rest on words; a harm ("killed") asks for the tolls of that harm."""

_MEANT = {
    "agent": "agents",
    "who": "agents",
    "target": "targets",
    "whom": "targets",
    "where": "place",
    "date": "time",
    "when": "time",
    "toll": "tolls",
    "source": "origin",
    "origins": "origin",
    "what": "type",
}
CORRECTED = ": the machine's, corrected"
"""What stands behind the rule of a value in whose place a person put another."""

_ASKABLE = (*FIELDS, *(harm.value for harm in Harm), "merges")


@dataclass(frozen=True, slots=True)
class Reason:
    """A value of a claim with the words it was read from and the rule or model that read them. `hand` is that of the
    person who gave it, and `wordless` says that no words of the report do: `span` is then where another value stood. A
    figure has its `harm`."""

    field: str
    value: str
    span: Span
    rule: str
    hand: Hand | None = None
    wordless: bool = False
    harm: Harm | None = None

    @property
    def by(self) -> str:
        """Whose hand it is of, in words; "" where no person gave it."""
        return self.hand.words if self.hand else ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim that stands behind what was asked: its report, its sentences, and each value's reason.

    `sentences` hold all words of the reasons, in text order. `chain` runs from the outlet to the origin, as the claim
    words it; `grounds` are the ways to the origins that its incident has it from. `hands` are those of people behind
    its values, by their rules.
    """

    claim: Claim
    document: Document
    sentences: tuple[Span, ...]
    reasons: tuple[Reason, ...]
    chain: tuple[str, ...]
    grounds: tuple[Ground, ...] = ()
    hands: Hands = dataclasses.field(default_factory=dict)

    @property
    def signs(self) -> tuple[str, ...]:
        """Who gave values of the claim where a person did: "added by bo", or "killed corrected by bo: read as 23"."""
        return _signs_in(self.reasons)


@dataclass(frozen=True, slots=True)
class Why:
    """The answer to "why": the evidence of each claim, and for an incident why its claims were brought together.

    `judgements` are what people decided on it, those withdrawn left out.
    """

    asked: str
    incident: Incident | None
    evidence: tuple[Evidence, ...]
    merges: tuple[Merge, ...]
    judgements: tuple[Judgement, ...] = ()


def seen_of(record: Path, found: Why, hidden: frozenset[str]) -> Why:
    """An answer as who may not see some reports has it: of the incident what the others tell, of judgements that rest
    on these no words. AccessError where nothing else tells of it."""
    if not hidden:
        return found
    incident = shown_incident(record, found.incident.id, hidden) if found.incident else None
    evidence = tuple(one for one in found.evidence if one.document.id not in hidden)
    told = {one.claim.id for one in evidence}
    merges = tuple(one for one in found.merges if one.a in told and one.b in told)
    judgements = tuple(shorn(one, hidden) for one in found.judgements)
    return replace(found, incident=incident, evidence=evidence, merges=merges, judgements=judgements)


def why(record: Path, ref: str, day: date | None = None, own: Path | None = None) -> Why:
    """The words behind `ID` or `ID.field`, where ID names an incident or a claim, whole or by how it begins; of the
    incident as it was known on a `day`, where one is given.

    Raises RecordError where there is no such thing, or where no claim of it says anything about the field.
    """
    name, _, field = ref.partition(".")
    asked = _MEANT.get(field, field)
    if asked and asked not in _ASKABLE:
        raise RecordError(ref, f"{field} is no field", f"Ask for one of {', '.join(_ASKABLE)}.")
    with closing(opened_on(record, day, own)[0]) as store:
        one, claims = _claims_meant(store, name) if day is None else _claims_then(record, store, name, day)
        found = () if asked == "merges" else tuple(_grounded(store, evidence_for(store, claims, asked)))
        merges = one.merges if one and asked in ("", "merges") else ()
        decided = _judgements(store, one, claims, asked)
    if not found and not merges and not decided:
        raise RecordError(
            ref, f"no claim of it says anything about {field or 'it'}", f"Ask for all: recount why {name}"
        )
    return Why(ref, one, found, merges, decided)


def _grounded(store: RecordStore, evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """The same with how the origins are known that the incidents of the claims have them from."""
    told = tuple(evidence)
    grounds = grounds_in(store, [one.claim for one in told], {one.document.id: one.document for one in told})
    return (replace(one, grounds=grounds.get(one.claim.id, ())) for one in told)


def _judgements(store: RecordStore, one: Incident | None, claims: Iterable[Claim], asked: str) -> tuple[Judgement, ...]:
    """What people decided on an incident or a claim; of corrections those of the field that is asked for."""
    ids = {claim.id for claim in claims}
    return tuple(
        judgement
        for judgement in store.judgements_on({*ids, *((one.id,) if one else ())})
        if judgement.withdrawn is None
        and (ids & {anchor.claim for anchor in judgement.anchors} or (one and judgement.id in one.judged))
        and (asked in ("", "merges") or judgement.verdict is Verdict.CORRECT)
        and (asked in ("", "merges", "tolls") or judgement.field.partition(".")[0] == asked)
    )


def _claims_meant(store: RecordStore, name: str) -> tuple[Incident | None, Sequence[Claim]]:
    exact = store.claims([name])
    if exact:
        return None, exact
    claims, incidents = store.claims_like(name) if name else (), incidents_named(store, name) if name else ()
    if len(claims) == 1 and not any(i.startswith(name) for i in incidents):
        return None, store.claims(claims)
    if len(incidents) != 1:
        raise ambiguous("incident or claim", name, incidents or claims)
    one = incident_named(store, name)
    order = {key: n for n, key in enumerate(one.claims)}
    return one, sorted(store.claims(one.claims), key=lambda claim: order[claim.id])


def _claims_then(record: Path, store: RecordStore, name: str, day: date) -> tuple[Incident | None, Sequence[Claim]]:
    """The claims meant, of a former day's record: an incident goes by the id that it has now, too."""
    claims = store.claims_like(name) if name else ()
    if store.claims([name]) or (len(claims) == 1 and not any(i.startswith(name) for i in incidents_named(store, name))):
        return _claims_meant(store, name)
    one, _ = incident_on(record, store, name, day)
    order = {key: n for n, key in enumerate(one.claims)}
    return one, sorted(store.claims(one.claims), key=lambda claim: order[claim.id])


def evidence_for(store: RecordStore, claims: Iterable[Claim], asked: str = "") -> Iterator[Evidence]:
    """The words behind claims, as the machine read them, or behind one field of them; claims that say nothing of it are
    left out."""
    told = list(claims)
    reports = store.documents({claim.document for claim in told})
    documents = {d.id: d for d in with_dates(reports, store.found_dates([one.id for one in reports]))}
    corrected = {claim.id: claim for claim in judged_claims(store, told)}
    hands = hands_in(store, corrected.values())
    for read in told:
        claim, document = corrected.get(read.id, read), documents[read.document]
        every = reasons_with_former(claim, read, document, hands)
        reasons = tuple(r for r in every if _is_about(r, asked))
        if reasons:
            # who says it belongs to every value, so its words are shown with them
            reasons += tuple(r for r in every if r.field in ("origin", "via") and r not in reasons)
            spans = [reason.span for reason in reasons]
            spans += [claim.clause] if document.extractor == BY_HAND else []  # a person quotes all that it rests on
            sentences = sentences_with(spans, store.sentences(document.id), document.text)
            yield Evidence(claim, document, sentences, reasons, chain_of(claim, document), hands=hands)


def _is_about(reason: Reason, asked: str) -> bool:
    return asked in ("", reason.field) or (reason.harm is not None and asked == reason.harm.value)


def reasons_with_former(claim: Claim, read: Claim, document: Document, hands: Hands) -> tuple[Reason, ...]:
    """Every value of a claim, and after each field that a person corrected what the machine had read there."""
    now = list(reasons_of(claim, document.text))
    former = [replace(r, rule=f"{r.rule}{CORRECTED}") for r in reasons_of(read, document.text) if r not in now]
    signed = [_signed(reason, claim, document, hands) for reason in now]
    return tuple(sorted((*signed, *former), key=lambda reason: (*FIELDS,).index(reason.field)))


def signs_on(claim: Claim, document: Document, hands: Hands) -> tuple[str, ...]:
    """See `Evidence.signs`."""
    return _signs_in(_signed(one, claim, document, hands) for one in reasons_of(claim, document.text))


def _signs_in(reasons: Iterable[Reason]) -> tuple[str, ...]:
    found = {}
    for one in reasons:
        if one.by:
            value = one.value if one.field == "tolls" else one.field
            found[one.by] = one.by if one.by.startswith("added") else f"{value}: {one.by}"
    return tuple(found.values())


def _signed(reason: Reason, claim: Claim, document: Document, hands: Hands) -> Reason:
    hand = hands.get(reason.rule)
    if hand is None:
        return reason
    pointed_at = hand.added and reason.span != claim.trigger
    wordless = not pointed_at and not says_it(reason.field, reason.value, claim, reason.span, document)
    return replace(reason, hand=hand, wordless=wordless)


def reasons_of(claim: Claim, text: str = "") -> Iterator[Reason]:
    """Every value of a claim with its words and its rule; `text` is its report's, if figures are to be worded
    as it words them."""
    yield Reason("type", claim.type, claim.trigger, claim.rule)
    yield Reason("status", claim.status.value.value, claim.status.span, claim.status.rule)
    for field in ("agents", "targets", "places"):
        for cited in getattr(claim, field):
            yield Reason(field, cited.value, cited.span, cited.rule)
    if claim.place and (claim.place_from or claim.places):
        named = claim.place_from or claim.places[0]
        rule = named.rule if named.rule.startswith("judgement ") else f"gazetteer ({named.rule})"
        yield Reason("place", _located(claim.place), named.span, rule)
    if claim.time:
        days = " to ".join(day.isoformat() for day in dict.fromkeys(claim.time.value.anchor))
        counted = f", counted from {days}" if days else ""
        yield Reason("time", f"{claim.time.value.iso()}{counted}", claim.time.span, claim.time.rule)
    for toll in claim.tolls:
        change = change_words(toll.value.change, toll.value.earlier)
        more = ", of more than this event" if toll.value.wider else ""
        said = claimed_words(toll.value, " ".join(toll.span.of(text).split()))
        said = f"{said}{f', {change}' if change else ''}{more}"
        yield Reason("tolls", said, toll.span, toll.rule, harm=toll.value.harm)
    for field in ("origin", "via"):
        for cited in getattr(claim, field):
            yield Reason(field, cited.value, cited.span, cited.rule)


def _located(place: Place) -> str:
    known = f" {place.geonameid}" if place.geonameid else ""
    names = ", ".join(name for name in (place.name, place.admin1, place.country) if name)
    return f"{names} ({place.precision.value}; {place.lat:.2f}, {place.lon:.2f}{known and f'; GeoNames{known}'})"


def sentences_with(spans: Iterable[Span], sentences: Sequence[Span], text: str) -> tuple[Span, ...]:
    """The sentences that hold the spans; where words stand in none (a title, a caption), their line."""
    found: set[Span] = set()
    for span in spans:
        holding = [sentence for sentence in sentences if sentence.overlaps(span)]
        found.update(holding or [_line_of(span, text)])
    return tuple(sorted(found))


def _line_of(span: Span, text: str) -> Span:
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return Span(start, len(text) if end < 0 else end)


def chain_of(claim: Claim, document: Document) -> tuple[str, ...]:
    """Through whom the claim reached the reader, the nearest first: outlet, relays, origin."""
    outlet = document.outlet or NO_OUTLET
    origins = " and ".join(cited.value for cited in claim.origin)
    return (outlet, *(relay.value for relay in claim.via), *([origins] if origins else []))
