"""Where a name of a party stands in a record, and who speaks of it: what somebody looks at before they say whose it
is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from recount.desk.finding_asked import Asked, asking
from recount.desk.judged import judged_claims
from recount.desk.queue_scenes import marked
from recount.desk.why import sentences_with
from recount.model import Claim, Document, Incident, Origin
from recount.resolution.dating import with_dates
from recount.store import RecordStore, opened

_LOOKED_AT = 60  # incidents that a name is looked for in
_SHOWN = 3  # sentences with it


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence that has a name, in pieces, marked or not: by which report, whose word it is, and of which side."""

    claim: str
    document: Document
    origin: str
    side: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Usage:
    """How a name is used: some sentences, of as many sides as there are, and how many claims of each side have it."""

    sentences: tuple[Spoken, ...]
    sides: tuple[tuple[str, int], ...]


def usage_of(record: Path, name: str, own: Path | None = None, hidden: frozenset[str] = frozenset()) -> Usage:
    """Where a name stands as who acts or is acted upon; nothing of reports that are `hidden`."""
    with asking(record, Asked(actors=(name,), hidden=hidden), own) as (finding, wanted):
        incidents = tuple(islice(finding.incidents(wanted), _LOOKED_AT))
    with closing(opened(record)) as store:
        every = judged_claims(store, store.claims({key for one in incidents for key in one.claims}))
        told = sorted((one for one in every if one.document not in hidden and name in _named(one)), key=lambda c: c.id)
        origins = _origins(incidents)
        counted = Counter(_side(origins.get(claim.id)) for claim in told)
        chosen = _of_each_side(told, origins)
        found = store.documents({claim.document for claim in chosen})
        documents = {one.id: one for one in with_dates(found, store.found_dates([one.id for one in found]))}
        spoken = tuple(_spoken(store, one, documents[one.document], name, origins.get(one.id)) for one in chosen)
    return Usage(spoken, tuple(counted.most_common()))


def _named(claim: Claim) -> set[str]:
    return {cited.value for cited in (*claim.agents, *claim.targets)}


def _origins(incidents: Iterable[Incident]) -> dict[str, Origin]:
    return {claim: origin for one in incidents for origin in one.origins for claim in origin.claims}


def _side(origin: Origin | None) -> str:
    """On whose side somebody speaks; of who takes none, what they are."""
    return "not told" if origin is None else origin.side or origin.kind.value


def _of_each_side(claims: Sequence[Claim], origins: dict[str, Origin]) -> list[Claim]:
    """Some claims, one of each side before a second one of any, and of reports that differ."""
    chosen: list[Claim] = []
    sides: set[str] = set()
    for again in (False, True):
        for claim in claims:
            side = _side(origins.get(claim.id))
            new = claim.document not in {one.document for one in chosen}
            if new and len(chosen) < _SHOWN and (again or side not in sides):
                chosen.append(claim)
                sides.add(side)
    return chosen


def _spoken(store: RecordStore, claim: Claim, document: Document, name: str, origin: Origin | None) -> Spoken:
    spans = [cited.span for cited in (*claim.agents, *claim.targets) if cited.value == name]
    pieces: list[tuple[str, bool]] = []
    for sentence in sentences_with(spans, store.sentences(document.id), document.text)[:1]:
        pieces += marked(document.text, sentence, spans)
    return Spoken(claim.id, document, origin.name if origin else "", _side(origin), tuple(pieces))
