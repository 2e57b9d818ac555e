"""A record as people judged it: what a name on the command line or on a page stands for, claims with corrected values,
and what changes when one more judgement is made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from recount.codebook.actors import Actors, actors_over
from recount.desk.kept_rules import kept_rules
from recount.errors import RecordError
from recount.judging import Judged, Standing, judged
from recount.judging.applying import on_incidents
from recount.model import Anchor, Claim, Document, Incident, Judgement, Target, Verdict
from recount.model.judgement import Kind, Rest
from recount.store import Filters, RecordStore

_PUBLIC = "R-"
_SHORT = 4  # characters; what is no longer is the beginning of many ids
_FEW_IDS = 3
_FEW = 300  # reports; for more of them all judgements are read at once
_MOST_CLAIMS = 5000  # of one incident; beyond it a person judges claims


@dataclass(frozen=True, slots=True)
class Change:
    """Incidents before and after a judgement that hold the same claims: two before and one after were merged, one
    before and two after split; with none after it was set aside, with none before it is new, or back."""

    before: tuple[Incident, ...]
    after: tuple[Incident, ...]

    @property
    def kind(self) -> str:
        """In a word: merged, split, set aside, new, regrouped or changed."""
        was, now = len(self.before), len(self.after)
        if not now or not was:
            return "new" if now else "set aside"
        if was > 1 or now > 1:
            return "merged" if now == 1 else "split" if was == 1 else "regrouped"
        return "changed"


def judged_claims(store: RecordStore, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Claims with the values that people gave them; those set aside are left out."""
    reports = {claim.document for claim in claims}
    made = store.judgements() if len(reports) > _FEW else store.judgements_on(reports, reports)
    judgements = [one for one in made if one.withdrawn is None]
    if not judgements:
        return tuple(claims)
    applied = judged_around(store, judgements)
    values = {claim.id: claim for claim in applied.claims}
    return tuple(values.get(one.id, one) for one in claims if one.id not in applied.aside)


def bearing_on(store: RecordStore, judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Judgements with all others that decide what has become of them: those that bind the same claims, directly or by
    way of others, and those on the same claims, incidents and reports; oldest first."""
    found = {one.id: one for one in judgements}
    news, asked = list(found.values()), set[str]()
    while news:
        keys = {anchor.claim for one in news for anchor in one.anchors} | {one.on.id for one in news}
        more = store.judgements_on(keys - asked)
        asked |= keys
        others = [one for one in more if one.id not in found]
        found |= {one.id: one for one in others}
        news = [one for one in others if one.verdict in (Verdict.SAME, Verdict.DIFFERENT)]
    return tuple(sorted(found.values(), key=lambda one: (one.when, one.id)))


def judged_around(store: RecordStore, judgements: Sequence[Judgement]) -> Judged:
    """Judgements put on all reports that they were made on, in whatever form these are in the record now."""
    documents = reports_judged(store, judgements)
    return judged(judgements, documents.values(), store.claims_in(documents))


def reports_judged(store: RecordStore, judgements: Sequence[Judgement]) -> dict[str, Document]:
    """The reports that judgements were made on, in whatever form these are in the record now, by id."""
    anchors = [anchor for one in judgements for anchor in one.anchors]
    named = {anchor.report for anchor in anchors} | {one.on.id for one in judgements if one.on.kind is Kind.REPORT}
    documents = {document.id: document for document in store.documents(named)}
    if lost := [anchor for anchor in anchors if anchor.report not in documents]:
        like = store.received_as({anchor.sha256 for anchor in lost}, {anchor.name for anchor in lost})
        documents |= {document.id: document for document in store.documents(like)}
    return documents


def standings_of(store: RecordStore, judgements: Sequence[Judgement]) -> tuple[Standing, ...]:
    """What has become of judgements, in the order they were made in, given that no others bear on them."""
    if not judgements:
        return ()
    applied = judged_around(store, judgements)
    claims = {where.claim.id for one in applied.standings for where in one.attached if where.claim is not None}
    return tuple(on_incidents(applied, store.holding(claims)))


def actors_of_record(store: RecordStore, own: Path | None) -> Actors:
    """The actors that a record was brought together with: those of `own`, else those that it keeps, else the built-in
    ones. RecordError where these are others."""
    with kept_rules(store) as kept:
        actors = actors_over(own or kept.actors)
    runs = store.runs()
    if runs and dict(runs[-1].tools).get("actors", actors.version) != actors.version:
        what = "was brought together with other actors than these"
        remedy = (
            "An admin of the desk can have its reports read anew, by the button at the head of each page; or: "
            f"recount run --reread --record {store.name}. Where the desk has an alias file of its own, give it with "
            "--actors FILE."
        )
        raise RecordError("the record", what, remedy)
    return actors


def changes_between(before: Iterable[Incident], after: Iterable[Incident]) -> tuple[Change, ...]:
    """Which incidents are not what they were, put beside those that hold the same claims, in order of the former."""
    olds, news = {one.id: one for one in before}, {one.id: one for one in after}
    was = [one for one in olds.values() if news.get(one.id) != one]
    now = [one for one in news.values() if olds.get(one.id) != one]
    head: dict[str, str] = {}

    def find(claim: str) -> str:
        while head.setdefault(claim, claim) != claim:
            head[claim] = claim = head[head[claim]]
        return claim

    for one in (*was, *now):
        for claim in one.claims[1:]:
            head[find(claim)] = find(one.claims[0])
    groups: dict[str, tuple[list[Incident], list[Incident]]] = defaultdict(lambda: ([], []))
    for side, some in enumerate((was, now)):
        for one in some:
            groups[find(one.claims[0])][side].append(one)
    return tuple(Change(tuple(a), tuple(b)) for a, b in groups.values())


def target_of(store: RecordStore, name: str, kinds: Sequence[Kind]) -> Target:
    """What a name stands for among claims, incidents and reports, with the claims behind it as they are now.

    An incident answers to its id, its public id and, where no claim is asked for, to the id of any of its claims.
    RecordError where it is nothing, or may be several.
    """
    asked = name.strip()
    if asked and Kind.CLAIM in kinds and (claims := store.claims_like(asked)):
        if len(claims) > 1:
            raise _several("claim", name, claims)
        return claim_target(store, store.claims(claims)[0])
    if asked and Kind.INCIDENT in kinds:
        found = incidents_named(store, asked)
        if len(found) > 1:
            raise _several("incident", name, found)
        if found:
            return incident_target(store, store.incident(found[0]))
    if asked and Kind.REPORT in kinds and (report := _report_named(store, asked)) is not None:
        return Target(Kind.REPORT, report.id, anchors_of(store.claims_in([report.id]), {report.id: report}))
    wanted = " or ".join(kind.value for kind in kinds)
    remedy = "`recount chronology` lists incidents, `recount incident ID` its claims, `recount reports` the reports."
    raise RecordError(name or "an empty id", f"is no {wanted} of the record", remedy)


def rests_without(store: RecordStore, target: Target) -> tuple[Rest, ...]:
    """What would be left of the incidents that the claims of a target stand in were they set aside."""
    out = {anchor.claim for anchor in target.anchors}
    held = store.holding(out)
    left = ((one, tuple(claim for claim in one.claims if claim not in out)) for one in held)
    return tuple(Rest(one.id, rest) for one, rest in left if rest and len(rest) <= _MOST_CLAIMS)


def incidents_named(store: RecordStore, name: str) -> tuple[str, ...]:
    """Ids, three at most, of the incidents that answer to a name: an id, how one begins, or a public id. An id that was
    made of a claim that was set aside leads to where most of what it stood with is. RecordError for a public id whose
    incident was set aside, or is told by no report any more, and for the id of a claim that was set aside alone."""
    if not name.upper().startswith(_PUBLIC):
        found = store.incidents_like(name)  # a former id, too, is that of a claim behind an i
        if not found and len(name) > _SHORT:
            claim = name.removeprefix("i")
            found = store.incidents_like(claim) or _rest_of(store, claim) or _refused_if_set_aside(store, name, claim)
        return found
    minted = published_as(store.judgements_with(Verdict.PUBLISH), name)
    held = store.holding(claim for one in minted for claim in _claims_now(store, one))
    public = [one.id for one in held if name.upper() in map(str.upper, one.public)]
    if minted and not public:
        on = f"{minted[0].when:%d %b %Y} by {minted[0].who}"
        what = f"was published on {on}, and is set aside or told by no report now"
        raise RecordError(f"incident {name}", what, "`recount judgements` says what became of it.")
    return tuple(public[:3])


def _rest_of(store: RecordStore, claim: str) -> tuple[str, ...]:
    """The incident that holds most of what the one claim that a name means stood with when it was set aside."""
    claims = store.claims_like(claim)
    made = store.judgements_on(claims) if len(claims) == 1 else ()
    for one in reversed(made):
        told = {anchor.claim for anchor in one.on.anchors}
        if one.verdict is not Verdict.SET_ASIDE or one.withdrawn is not None or claims[0] not in told:
            continue
        for rest in one.rests:
            if rest.incident == f"i{claims[0]}" or len(told) == 1:
                return tuple(found.id for found in holding_most(store, rest.claims)[:1])
    return ()


def holding_most(store: RecordStore, claims: Collection[str]) -> tuple[Incident, ...]:
    """The incidents that hold any of some claims, those that hold most of them first."""
    asked = set(claims)
    return tuple(sorted(store.holding(asked), key=lambda one: -len(asked.intersection(one.claims))))


def _refused_if_set_aside(store: RecordStore, name: str, claim: str) -> tuple[()]:
    """RecordError that names the judgement, where the one claim that a name means was set aside; else nothing."""
    claims = store.claims_like(claim)
    made = store.judgements_on(claims) if len(claims) == 1 else ()
    for one in made:
        left = any(claims[0] in rest.claims for rest in one.rests)  # when others were set aside
        if not left and one.verdict is Verdict.SET_ASIDE and one.withdrawn is None:
            on = f"{one.when:%d %b %Y} by {one.who}"
            what = f"was claim {claims[0]}, which was set aside on {on} (judgement {one.id}), and is no incident now"
            beside = [other.id for other in store.incidents(Filters(reports=(store.claims(claims)[0].document,)))]
            told = f" Its report tells of {', '.join(beside[:_FEW_IDS])}." if beside else ""
            raise RecordError(f"incident {name[:60]}", what, f"`recount judgements` says why.{told}")
    return ()


def _claims_now(store: RecordStore, judgement: Judgement) -> list[str]:
    """Where the claims that were judged stand now, in whatever form their reports are in the record."""
    found = judged_around(store, [judgement]).standings
    return [where.claim.id for one in found for where in one.attached if where.claim is not None]


def published_as(judgements: Iterable[Judgement], public: str) -> list[Judgement]:
    """The judgements that minted a public id; withdrawn ones are none."""
    return [
        one
        for one in judgements
        if one.verdict is Verdict.PUBLISH and one.withdrawn is None and one.value.upper() == public.upper()
    ]


def _report_named(store: RecordStore, name: str) -> Document | None:
    found = store.documents({name, *store.received_as((), {name})})
    if not found and len(name) > 3:
        found = store.documents(key for key in store.stamps() if key.startswith(name))
    if len(found) > 1:
        raise _several("report", name, [report.id for report in found])
    return found[0] if found else None


def claim_target(store: RecordStore, claim: Claim) -> Target:
    """A claim to be judged."""
    documents = {document.id: document for document in store.documents([claim.document])}
    return Target(Kind.CLAIM, claim.id, anchors_of([claim], documents))


def incident_target(store: RecordStore, incident: Incident) -> Target:
    """An incident to be judged, with the claims that it has now."""
    if len(incident.claims) > _MOST_CLAIMS:
        what = f"has more than {_MOST_CLAIMS:,} claims"
        raise RecordError(f"incident {incident.id}", what, "Judge those of its claims that matter.")
    documents = {document.id: document for document in store.documents(incident.documents)}
    order = {claim: n for n, claim in enumerate(incident.claims)}
    claims = sorted(store.claims(incident.claims), key=lambda claim: order[claim.id])
    return Target(Kind.INCIDENT, incident.id, anchors_of(claims, documents))


def anchors_of(claims: Iterable[Claim], documents: Mapping[str, Document]) -> tuple[Anchor, ...]:
    """What claims are found again by after their reports were read anew."""
    anchors = []
    for claim in claims:
        report = documents[claim.document]
        quote = claim.clause.of(report.text)
        at = (claim.trigger, claim.clause, quote, claim.type)
        anchors.append(Anchor(claim.id, report.id, report.name, report.sha256, *at))
    return tuple(anchors)


def _several(kind: str, name: str, found: Iterable[str]) -> RecordError:
    return RecordError(f"{kind} {name}", f"may be {', '.join(found)} …", "Give more of its id.")
