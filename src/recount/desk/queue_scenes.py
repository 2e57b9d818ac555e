"""What is shown of something that waits: the words behind it, its two sides, the figures that it is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from recount.desk.grounds import Ground, grounds_in, shown_grounds
from recount.desk.hands import hands_in
from recount.desk.judged import judged_claims
from recount.desk.merging import brought_together_by
from recount.desk.why import chain_of, reasons_of, sentences_with, signs_on
from recount.errors import RecordError
from recount.export.wording import toll_words
from recount.judging.hands import Hands, hand_of_figure
from recount.model import Claim, Document, Feature, Harm, Incident, Judgement, LedgerEntry, Span
from recount.resolution.dating import with_dates
from recount.resolution.packing import merging_of
from recount.store import RecordStore, opened
from recount.store.desk_work_items import Item
from recount.tolls.estimates import figures_by_origin
from recount.tolls.standing import formers

_SHOWN = 4  # claims of an incident that stand on the screen
_LONGEST = 1200  # characters of a claim's sentences
_WHERE_AND_WHEN = frozenset(
    {"places", "place", "time"}
)  # wherever their words stand: what is one happening rests on them
PAIRS = frozenset({"merge", "near", "unsure"})
"""The kinds that ask whether two accounts are one happening."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as it is shown: its report, through whom it came and how that is known, and its sentences in pieces,
    marked or not; none where its report is withheld. `signs` say which of its values a person gave."""

    claim: Claim
    document: Document
    chain: tuple[str, ...]
    pieces: tuple[tuple[str, bool], ...]
    withheld: bool = False
    grounds: tuple[Ground, ...] = ()
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """One of two accounts: its claim, and the incident that it stands in."""

    told: Told | None
    incident: Incident | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its speaker: in words, what it was before where it was revised, where it is read, and whose hand it
    is of where a person gave it."""

    entry: LedgerEntry
    words: str
    before: str
    report: Document
    by: str = ""


@dataclass(frozen=True, slots=True)
class Scene:
    """One screen of the queue. Of a pair, `sides` are the two, `features` what spoke for and against, and `enough` the
    sum that two accounts by themselves need; else `told` are the claims in question and `figures` those that differ.
    `judgement` is the one that waits."""

    item: Item
    incident: Incident | None
    told: tuple[Told, ...] = ()
    sides: tuple[Side, ...] = ()
    features: tuple[Feature, ...] = ()
    score: float | None = None
    enough: float = 0.0
    figures: tuple[Figure, ...] = ()
    judgement: Judgement | None = None
    more: int = 0


def scene_of(record: Path, item: Item, withheld: Collection[str] = ()) -> Scene:
    """What is shown of an item as the record is now; of the reports that are `withheld` no words are."""
    scene = _scene(record, item)
    if not withheld:
        return scene
    return replace(
        scene,
        told=tuple(_without_words(one, withheld) for one in scene.told),
        sides=tuple(replace(s, told=_without_words(s.told, withheld) if s.told else None) for s in scene.sides),
        figures=tuple(figure for figure in scene.figures if figure.report.id not in withheld),
    )


def _without_words(told: Told, withheld: Collection[str]) -> Told:
    if told.document.id in withheld:
        return replace(told, pieces=(), withheld=True, grounds=(), signs=())
    return replace(told, grounds=shown_grounds(told.grounds, withheld))


def _scene(record: Path, item: Item) -> Scene:
    with closing(opened(record)) as store:
        incident = _incident(store, item.incident)
        judgement = next(iter(store.judgements([item.a])), None) if _is_judged(item) else None
        if item.kind in PAIRS:
            return _pair(store, record, item, incident, judgement)
        if incident is None:
            return Scene(item, None, judgement=judgement)
        figures = _figures(store, item, incident)
        asked = [figure.entry.claim for figure in figures] or _asked_of(item, incident, judgement)
        chosen = list(dict.fromkeys(asked))[:_SHOWN]
        told = _told(store, chosen)
        return Scene(item, incident, told, figures=figures, judgement=judgement, more=len(incident.claims) - len(told))


def ends_of(record: Path, item: Item) -> tuple[str, str]:
    """The two claims that a pair is judged on, as they are now; RecordError where one is gone."""
    if item.kind != "unsure":
        return item.a, item.b
    with closing(opened(record)) as store:
        judgement = next(iter(store.judgements([item.a])), None)
    if judgement is None or judgement.other is None:
        raise RecordError(f"judgement {item.a}", "is not in the record", "Go on with the next.")
    return judgement.on.id, judgement.other.id


def _is_judged(item: Item) -> bool:
    return item.kind in ("judgement", "unsure")


def _incident(store: RecordStore, key: str) -> Incident | None:
    try:
        return store.incident(key) if key else None
    except RecordError:
        return None


def _asked_of(item: Item, incident: Incident, judgement: Judgement | None) -> Sequence[str]:
    """The claims in question: those judged, else that of the item, then those that are mainly about the incident."""
    if judgement is not None:
        judged = [anchor.claim for anchor in judgement.anchors if anchor.claim in incident.claims]
        return judged or incident.claims
    counted = [e.claim for given in figures_by_origin(incident.ledger).values() for e in given]
    return [item.a, *counted, *incident.claims]


def _figures(store: RecordStore, item: Item, incident: Incident) -> tuple[Figure, ...]:
    entries: list[LedgerEntry] = []
    before: dict[int, str] = {}
    if item.kind == "contradicted":
        harm = Harm.WOUNDED if item.what.endswith(Harm.WOUNDED.value) else Harm.KILLED
        for given in figures_by_origin(incident.ledger, harm).values():
            entries += given
    elif item.kind == "revised":
        former_of = formers(incident.ledger)
        for entry in incident.ledger:
            if entry.revises and not entry.campaign:
                former = former_of(entry)
                before[len(entries)] = toll_words(former) if former else ""
                entries.append(entry)
    documents = {d.id: d for d in with_dates(store.documents({e.document for e in entries}), store.found_dates())}
    claims = {claim.id: claim for claim in judged_claims(store, store.claims({entry.claim for entry in entries}))}
    hands = hands_in(store, claims.values())

    def by(entry: LedgerEntry) -> str:
        hand = hand_of_figure(entry, claims.get(entry.claim), hands)
        return hand.words if hand else ""

    return tuple(
        Figure(entry, toll_words(entry), before.get(n, ""), documents[entry.document], by(entry))
        for n, entry in enumerate(entries)
        if entry.document in documents
    )


def _pair(
    store: RecordStore, record: Path, item: Item, incident: Incident | None, judgement: Judgement | None
) -> Scene:
    ends = [item.a, item.b]
    if item.kind == "unsure" and judgement is not None:
        sides = (judgement.on, judgement.other or judgement.on)
        ends = [side.anchors[0].claim if side.anchors else side.id for side in sides]
    told = {one.claim.id: one for one in _told(store, ends)}
    held = {claim: one for one in store.holding(ends) for claim in one.claims}
    features, score = _reasons(record, item, incident, ends)
    return Scene(
        item,
        incident,
        sides=tuple(Side(told.get(end), held.get(end)) for end in ends),
        features=features,
        score=score,
        enough=merging_of(store.merging()).threshold,
        judgement=judgement,
    )


def _reasons(
    record: Path, item: Item, incident: Incident | None, ends: Iterable[str]
) -> tuple[tuple[Feature, ...], float | None]:
    if incident is None:
        return (), None
    pair = set(ends)
    for merge in incident.merges:
        if {merge.a, merge.b} == pair:
            return merge.features, merge.score
    if item.kind == "near":
        for miss in brought_together_by(record, incident.id).near:
            if {miss.a, miss.b} == pair:
                return miss.features, miss.score
    return (), None


def _told(store: RecordStore, claims: Sequence[str]) -> tuple[Told, ...]:
    held = {claim.id: claim for claim in judged_claims(store, store.claims(claims))}
    found = [held[key] for key in dict.fromkeys(claims) if key in held]
    documents = {d.id: d for d in with_dates(store.documents({c.document for c in found}), store.found_dates())}
    grounds = grounds_in(store, found, documents)
    hands = hands_in(store, found)
    told = (_with_words(store, claim, documents[claim.document], hands) for claim in found)
    return tuple(replace(one, grounds=grounds.get(one.claim.id, ())) for one in told)


def _with_words(store: RecordStore, claim: Claim, document: Document, hands: Hands) -> Told:
    read = [reason for reason in reasons_of(claim) if reason.span.start < reason.span.end]
    told = [reason.span for reason in read if reason.field in _WHERE_AND_WHEN]
    spans = [claim.trigger, *told, *(reason.span for reason in read if claim.clause.overlaps(reason.span))]
    sentences = sentences_with([claim.trigger, claim.clause, *told], store.sentences(document.id), document.text)
    pieces: list[tuple[str, bool]] = []
    for n, sentence in enumerate(sentences):
        if n:
            pieces.append((" … " if sentence.start - sentences[n - 1].end > 2 else " ", False))
        pieces += marked(document.text, sentence, spans)
    signs = signs_on(claim, document, hands) if hands else ()
    return Told(claim, document, chain_of(claim, document), tuple(pieces), signs=signs)


def marked(text: str, whole: Span, spans: Iterable[Span]) -> list[tuple[str, bool]]:
    """A stretch of text in pieces, those within the spans marked; what is longer than a screen is cut off."""
    end = min(whole.end, whole.start + _LONGEST)
    pieces: list[tuple[str, bool]] = []
    at = whole.start
    for span in sorted(spans):
        start, stop = max(span.start, at), min(span.end, end)
        if stop <= start:
            continue
        if start > at:
            pieces.append((text[at:start], False))
        pieces.append((text[start:stop], True))
        at = stop
    if at < end:
        pieces.append((text[at:end], False))
    if end < whole.end:
        pieces.append((" …", False))
    return pieces
