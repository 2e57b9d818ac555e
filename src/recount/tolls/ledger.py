"""The toll ledger of an incident: every figure with its speaker, chain and report date, and what it revises.

Figures are never added up across origins, and a part ("including 5 children") is never added to its whole. What is not
in the ledger was not stated; a count of 0 is a statement; `casualties` are killed and wounded that nobody divided.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, timedelta

from recount.codebook.actors import Actors
from recount.codec import copier
from recount.model import (
    RENEWED,
    Category,
    Cited,
    Claim,
    Count,
    Document,
    Harm,
    Incident,
    LedgerEntry,
    Origin,
    Span,
    Status,
    Toll,
)
from recount.model.claim import OF_ONE_DEED
from recount.tolls.known import is_known
from recount.tolls.mistaken import in_place_of_fighters
from recount.tolls.mixed import fighters_among
from recount.tolls.parties import Parties
from recount.tolls.populations import same_number
from recount.tolls.relations import told_apart
from recount.tolls.standing import successions

_TOTALS = "toll_report"
_PERIOD = re.compile(
    r"(?:since|over|during|throughout|between|within|so far)\b|(?:in |for )?(?:the )?(?:past|last) (?:\w+ )?"
    r"(?:days|weeks|months|years|week|month|year)\b|(?:in |for )?this (?:week|month|year)\b",
    re.IGNORECASE,
)
_STRETCHES = ("when.since", "when.past", "when.lasting", "when.so_far")  # "ten days of strikes", whatever its words
_ALSO = re.compile(r"\b(?:(?:were|was|have been|had been)\s+also\s+\w+ed|also\s+died)$")
_FIGHTING = re.compile(
    r"\b(?:fighting|clash(?:es)?|battles?|combat|crossfire|skirmish(?:es)?|gun ?(?:fight|battle)s?|fire ?fights?"
    r"|hostilities|exchanges? of (?:gun)?fire)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\b(?:by|in|when|after)\b")
_SENTENCE_END = re.compile(r"[.!?]\s|\n")
_LONG = timedelta(days=3)
_FAR = 300  # characters before a figure that can still name whose people it counts
_SAID = frozenset({Status.HAPPENED, Status.ONGOING, Status.ALLEGED})
_NOBODY = Origin("not told", named=False, documents=(), claims=())


def with_ledgers(
    incidents: Iterable[Incident], documents: Iterable[Document], claims: Iterable[Claim], actors: Actors
) -> tuple[Incident, ...]:
    """The incidents with their ledgers, with the relations between reports that figures tell (update, conflict), and
    without origins that are only quoted for totals of more than the incident: those stand in the ledger alone."""
    reports = {document.id: document for document in documents}
    told = {claim.id: claim for claim in claims}
    parties = Parties(actors)
    counted = []
    for incident in incidents:
        ledger = ledger_of(incident, reports, told, parties)
        vouching = _vouching(incident, reports, told)
        relations = told_apart(incident, ledger, told)
        counted.append(_told_of(incident, vouching, ledger, relations))
    return tuple(counted)


def _vouching(incident: Incident, documents: Mapping[str, Document], claims: Mapping[str, Claim]) -> tuple[Origin, ...]:
    """The origins that tell of the incident itself; all where none does."""
    more = {
        key
        for key in incident.claims
        if _counts_more(claims[key], documents[claims[key].document], incident)
        and not any(toll.value.wider is False for toll in claims[key].tolls)
    }
    return tuple(o for o in incident.origins if not more.issuperset(o.claims)) or incident.origins


def ledger_of(
    incident: Incident, documents: Mapping[str, Document], claims: Mapping[str, Claim], parties: Parties
) -> tuple[LedgerEntry, ...]:
    """Every figure of an incident's claims, one entry for each origin that gives it, in report order.

    Plans, hypotheses and denials state no deaths, so their figures are left out; that nobody died is a figure. An
    entry revises the latest earlier figure that the same origin gave for the same harm and population, where that was
    another number; a rival's figure never does. What a reprint says again is marked as such; a new figure in it is its
    origin's new figure. Words that two claims share, one figure for two joined events, are one entry.
    """
    speakers: dict[str, list[tuple[Origin, tuple[str, ...]]]] = defaultdict(list)
    for origin in incident.origins:
        for n, claim_id in enumerate(origin.claims):
            speakers[claim_id].append((origin, origin.chains[n] if origin.chains else ()))
    first_print = reprinted(incident)
    entries: list[LedgerEntry] = []
    printed: dict[tuple[str, str, Harm, Count], str] = {}  # figures of a story, with the print that first had them
    read: set[tuple[str, str, Span, Toll]] = set()
    of_agencies = {key for key in incident.documents if parties.is_agencys(documents[key])}
    for claim in _in_report_order([claims[c] for c in incident.claims], documents, first_print, of_agencies):
        story = first_print.get(claim.document, claim.document)
        more = _counts_more(claim, documents[claim.document], incident)
        for toll in _stated_tolls(claim):
            document = documents[claim.document]
            before, earlier = _before(claim, toll, document), _earlier(toll, document)
            agents = parties.called([*claim.agents, *_joined(toll)])
            charged = not (_goes_on_uncharged(toll, claim, document) or _is_of_both_sides(toll, claim, document))
            mixed = fighters_among(claim, toll.value, toll.span.start, document)
            for origin, chain in speakers.get(claim.id, [(_NOBODY, ())]):
                words = (claim.document, origin.name, toll.span, toll.value)
                if words in read:
                    continue
                read.add(words)
                figure = (story, origin.name, toll.value.harm, toll.value.count)
                first = printed.setdefault(figure, claim.document)
                again = first if first != claim.document else None
                wider = more if toll.value.wider is None else toll.value.wider
                said = _Said(chain, agents, charged, wider, again, mixed)
                entry = _entry(claim, toll, document, origin, said)
                party = parties.of(entry, claim, before, earlier)
                entries.append(entry if party is None else _of_party(entry, party))
    return _revising(_with_instead(entries, claims, documents))


_of_party = copier(LedgerEntry, "party")
_revising_claim = copier(LedgerEntry, "revises")
_standing_instead = copier(LedgerEntry, "instead")
_told_of = copier(Incident, "origins", "ledger", "relations")


@dataclass(frozen=True, slots=True)
class _Said:
    """What else is known of a figure: the way it came, who did it and whether it is charged to them, whether it counts
    more than the incident, the report that had it first, and whether fighters are told to be among those counted."""

    chain: tuple[str, ...]
    agents: tuple[str, ...]
    charged: bool
    campaign: bool
    reprint_of: str | None
    mixed: bool


def _with_instead(
    entries: list[LedgerEntry], claims: Mapping[str, Claim], documents: Mapping[str, Document]
) -> list[LedgerEntry]:
    """The entries with those marked that stand in the place of figures for fighters, of one report behind these."""
    found = in_place_of_fighters(entries, claims, documents)
    if not found:
        return entries
    last = {(e.document, e.origin): n for n, e in enumerate(entries)}

    def place(n: int) -> tuple[int, bool, int]:
        return (last[entries[n].document, entries[n].origin] if n in found else n), n in found, n

    marked = [_standing_instead(entry, True) if n in found else entry for n, entry in enumerate(entries)]
    return [marked[n] for n in sorted(range(len(entries)), key=place)]


def _entry(claim: Claim, toll: Cited[Toll], document: Document, origin: Origin, said: _Said) -> LedgerEntry:
    """A figure as its report gives it, with its speaker."""
    return LedgerEntry(
        claim=claim.id,
        document=claim.document,
        harm=toll.value.harm,
        who=toll.value.who,
        category=toll.value.category,
        sub=toll.value.sub,
        count=toll.value.count,
        origin=origin.name,
        via=tuple(relay.value for relay in claim.via),
        reported=document.published,
        happened=claim.time.value if claim.time else None,
        words=" ".join(toll.span.of(document.text).split()),
        reprint_of=said.reprint_of,
        chain=said.chain,
        kind=origin.kind,
        side=origin.side,
        campaign=said.campaign,
        elsewhere=origin.named and len(said.chain) > 1 and not claim.origin and not claim.via,
        shared=toll.value.shared,
        change=toll.value.change,
        earlier=toll.value.earlier,
        agents=said.agents,
        charged=said.charged,
        mixed=said.mixed,
    )


def _before(claim: Claim, toll: Cited[Toll], document: Document) -> str:
    """The words of a claim's clause that stand before a figure's own; the last ones of many."""
    return document.text[max(claim.clause.start, toll.span.start - _FAR) : toll.span.start]


def _earlier(toll: Cited[Toll], document: Document) -> str:
    """The words of a figure's sentence that stand before it, its own clause's or not."""
    return _SENTENCE_END.split(document.text[max(0, toll.span.start - _FAR) : toll.span.start])[-1]


def _joined(toll: Cited[Toll]) -> tuple[Cited[str], ...]:
    """The parties of a joined event that a figure counts for as well."""
    return tuple(Cited(name, toll.span) for name in toll.value.by)


def _goes_on_uncharged(toll: Cited[Toll], claim: Claim, document: Document) -> bool:
    """Whether a figure is added with no word of who did it: "the army killed five, and ten men were also killed"."""
    if toll.span.start < claim.trigger.end:
        return False
    after = document.text[toll.span.end : max(toll.span.end, claim.clause.end)]
    return _ALSO.search(toll.span.of(document.text)) is not None and _BY.search(after) is None


def _is_of_both_sides(toll: Cited[Toll], claim: Claim, document: Document) -> bool:
    """Whether a figure counts people who died in fighting of which its claim names no side: "700 were killed in the
    fighting" are nobody's alone, whoever another report says to have entered the town."""
    if claim.agents or toll.value.by or toll.value.category is Category.COMBATANT:
        return False
    return _FIGHTING.search(document.text, claim.clause.start, claim.clause.end) is not None


def _counts_more(claim: Claim, document: Document, incident: Incident) -> bool:
    """Whether a claim's figures count more than the incident: totals over a period, a campaign or several places in an
    incident that is none itself, and what was counted "since March", or in "ten days of strikes", of a thing that is
    dated more closely; "last week's attack" was on one day of the week."""
    if claim.type == _TOTALS:
        return incident.type != _TOTALS
    if claim.time is None or claim.time.rule.endswith(OF_ONE_DEED):
        return False
    if not claim.time.rule.startswith(_STRETCHES) and not _PERIOD.match(claim.time.span.of(document.text)):
        return False
    counted, happened = claim.time.value, incident.when
    if counted.first is None or counted.last is None or happened is None or happened.first is None:
        return False
    since = claim.time.rule.startswith("when.since")
    beyond = happened.last is not None and not since and counted.last - happened.last >= _LONG
    return counted.last - counted.first >= _LONG and (beyond or happened.first - counted.first >= _LONG)


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
    return ledger_alone(entry for entry in entries if is_known(entry.reported, day))


def ledger_alone(entries: Iterable[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """Some figures of a ledger as if only their reports had come: they revise and reprint no others, and of a family
    whose first report is none of theirs the first that is has its figures as its own."""
    known = list(entries)
    documents, claims = {entry.document for entry in known}, {entry.claim for entry in known}
    first: dict[str, str] = {}
    for n, entry in enumerate(known):
        if entry.reprint_of is not None and entry.reprint_of not in documents:
            original = first.setdefault(entry.reprint_of, entry.document)
            known[n] = entry = replace(entry, reprint_of=original if original != entry.document else None)
        if entry.revises is not None and entry.revises not in claims:
            known[n] = replace(entry, revises=None)
    return tuple(known)


def _revising(entries: list[LedgerEntry]) -> tuple[LedgerEntry, ...]:
    """The entries with what they revise: an earlier figure that they take the place of, if it was another number. A
    figure that repeats one of those it follows revises none."""
    told: list[LedgerEntry] = []
    for entry, followed in successions(entries):
        before = [entries[k] for k in followed]
        if before and (entry.instead or not any(same_number(entry.count, e.count) for e in before)):
            entry = _revising_claim(entry, before[-1].claim)
        told.append(entry)
    return tuple(told)


def _in_report_order(
    claims: Sequence[Claim], documents: Mapping[str, Document], first_print: Mapping[str, str], agencies: Set[str]
) -> list[Claim]:
    """Claims by when their reports were surely out: of reports of one day those last that say that their figures
    changed, and before that those with fewer dead, as tolls of fresh events rise; agencies' before those that may have
    it from them. A story's first print was out when the next one was; a reprint comes right after it on its day."""
    changed: dict[str, bool] = defaultdict(bool)
    dead: dict[str, int] = defaultdict(int)
    for claim in claims:
        for toll in _stated_tolls(claim):
            aside = toll.value.sub or toll.value.wider
            if toll.value.harm is Harm.KILLED and not aside and claim.type != _TOTALS:
                changed[claim.document] |= toll.value.change in RENEWED
                dead[claim.document] = max(dead[claim.document], toll.value.count.low or toll.value.count.high or 0)

    out_by: dict[str, date] = {}
    for key in {claim.document for claim in claims}:
        story, last = first_print.get(key, key), documents[key].published.last or date.max
        out_by[story] = min(last, out_by.get(story, date.max))

    def order(claim: Claim) -> tuple[date, date, bool, int, bool, str, str, int, str]:
        key, published = claim.document, documents[claim.document].published
        first, last = published.first or published.last or date.max, out_by.get(key, published.last or date.max)
        story = first_print.get(key, key)
        if (documents[story].published.first, documents[story].published.last) != (published.first, published.last):
            story = key
        again = key if key != story else ""
        start = claim.trigger.start
        return last, first, changed[story], dead[story], story not in agencies, story, again, start, claim.id

    return sorted(claims, key=order)
