"""A record of an invented war as large as asked for: `python -m benchmarks.big_record DIR [--incidents 100000]`.

The reports, with their sentences and claims, are those of `synthetic.py`. Which claims tell of one happening is known
there, so that incidents are put into the record as they are made up: it takes a minute or two, where bringing claims
together takes many. To be read, searched and shown; the first judgement on it brings all claims together anew.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from benchmarks.synthetic import Told, reports
from recount.codebook import conflict_merging
from recount.codebook.actors import actors_over
from recount.codebook.merging import Merging
from recount.model import (
    Claim,
    Document,
    Feature,
    Incident,
    LedgerEntry,
    Merge,
    Origin,
    OriginKind,
    PlacePrecision,
    ReportDate,
)
from recount.pipeline import order_of
from recount.resolution.packing import line_of
from recount.store import Entry, RecordStore, Run, opened_or_made
from recount.version import VERSION

_AT_ONCE = 2000
_TOLD_AGAIN = 0.3
_GRADES = ("", "", "", "", "", "confirmed", "confirmed", "no conclusion", "rejected")
_KINDS = {
    "Human Rights Observatory": OriginKind.MONITOR,
    "the health ministry": OriginKind.AUTHORITY,
    "army command": OriginKind.PARTY,
    "activists": OriginKind.UNNAMED,
    "a local official": OriginKind.UNNAMED,
}


def big_record(folder: Path, incidents: int) -> None:
    """Make a record with so many incidents in a new or empty folder."""
    started = datetime.now(UTC)
    with closing(opened_or_made(folder)) as store:
        told: dict[int, list[Claim]] = defaultdict(list)
        documents: dict[str, Document] = {}
        for some in _portions(_until(reports(sys.maxsize), incidents)):
            store.add([_entry(one) for one in some], "made up")
            for one in some:
                documents[one.document.id] = one.document
                for claim, number in zip(one.claims, one.truth, strict=True):
                    told[number].append(claim)
        _keep(store, [told[number] for number in sorted(told) if number <= incidents], documents)
        tools = (("actors", actors_over(None).version),)  # so that it can be judged
        ended = Run(started, VERSION, tools, datetime.now(UTC), added=len(documents))
        store.note_run(ended)


def _until(made: Iterator[Told], incidents: int) -> Iterator[Told]:
    """Reports of so many happenings: of each the first, and some of the others; many tell of one thing only."""
    chance = random.Random(2)  # noqa: S311 (made-up data)
    seen = 0
    for one in made:
        if one.truth[0] > incidents:
            return
        if one.truth[0] > seen or chance.random() < _TOLD_AGAIN:
            seen = max(seen, one.truth[0])
            told = len(one.claims) if chance.random() < _TOLD_AGAIN else 1
            yield replace(one, claims=one.claims[:told], truth=one.truth[:told])


def _entry(told: Told) -> Entry:
    sentences = tuple(dict.fromkeys(claim.clause for claim in told.claims))
    return Entry(told.document, told.document.text.encode(), sentences, told.claims)


def _keep(store: RecordStore, groups: Iterable[Sequence[Claim]], documents: Mapping[str, Document]) -> None:
    published = {key: document.published for key, document in documents.items()}
    chance = random.Random(1)  # noqa: S311 (made-up data)
    with store.gathering() as work:
        made = (_incident(claims, documents, published, chance.choice(_GRADES)) for claims in groups)
        with work.anew():
            work.replace_incidents((), ((one, order_of(one, published)) for one in made))
        work.note("merging", line_of(Merging, conflict_merging()))
        work.settle()


def _incident(
    claims: Sequence[Claim], documents: Mapping[str, Document], published: Mapping[str, ReportDate], grade: str
) -> Incident:
    """The incident that some claims tell of, its figures beside their speakers."""
    first = claims[0]
    towns = [claim.place for claim in claims if claim.place and claim.place.precision is PlacePrecision.EXACT]
    speakers = [(_speaker(claim, documents), claim) for claim in claims]
    days = Counter(claim.time.value for claim in claims if claim.time and claim.time.value.first)
    return Incident(
        id=f"i{first.id}",
        type=first.type,
        status=first.status.value,
        when=days.most_common(1)[0][0] if days else None,
        place=next(iter(towns), first.place),
        place_names=_names(place.value for claim in claims for place in claim.places),
        agents=_names(agent.value for claim in claims for agent in claim.agents),
        targets=_names(target.value for claim in claims for target in claim.targets),
        claims=tuple(claim.id for claim in claims),
        documents=_names(claim.document for claim in claims),
        main_of=_names(claim.document for claim in claims if claim.main),
        origins=tuple(_origin(name, speakers, documents) for name in _names(name for name, _ in speakers)),
        ledger=tuple(_ledger(speakers, documents, published)),
        merges=tuple(Merge(first.id, claim.id, 3.2, (Feature("place", 3.2, "made up"),)) for claim in claims[1:]),
        grade=grade,
    )


def _speaker(claim: Claim, documents: Mapping[str, Document]) -> str:
    return claim.origin[0].value if claim.origin else documents[claim.document].outlet or "unknown"


def _origin(name: str, speakers: Sequence[tuple[str, Claim]], documents: Mapping[str, Document]) -> Origin:
    own = [claim for speaker, claim in speakers if speaker == name]
    chains = tuple(_names((documents[claim.document].outlet or "unknown", name)) for claim in own)
    told, named = tuple(claim.id for claim in own), bool(own[0].origin)
    kind = _KINDS.get(name, OriginKind.OUTLET)
    return Origin(name, named, _names(claim.document for claim in own), told, kind, chains=chains)


def _ledger(
    speakers: Sequence[tuple[str, Claim]], documents: Mapping[str, Document], published: Mapping[str, ReportDate]
) -> Iterator[LedgerEntry]:
    for speaker, claim in speakers:
        for toll in claim.tolls:
            told = toll.value
            yield LedgerEntry(
                *(claim.id, claim.document, told.harm, told.who, told.category, told.sub, told.count, speaker, ()),
                reported=published[claim.document],
                chain=_names((documents[claim.document].outlet or "unknown", speaker)),
                happened=claim.time.value if claim.time else None,
                kind=_KINDS.get(speaker, OriginKind.OUTLET),
                words=f"{told.count} {told.who}",
                agents=_names(agent.value for agent in claim.agents),
            )


def _names(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _portions(made: Iterator[Told]) -> Iterator[list[Told]]:
    while some := list(islice(made, _AT_ONCE)):
        yield some


def main() -> None:
    """Make a record and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a new or empty folder")
    parser.add_argument("--incidents", type=int, default=100_000)
    arguments = parser.parse_args()
    began = time.perf_counter()
    big_record(arguments.folder, arguments.incidents)
    sys.stdout.write(f"{arguments.folder}: {arguments.incidents:,} incidents in {time.perf_counter() - began:.0f} s\n")


if __name__ == "__main__":
    main()
