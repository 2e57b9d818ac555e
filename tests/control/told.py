"""Claims about who holds a town, made by hand; the words are invented, the towns are not."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date

from recount.codebook import conflict_codebook
from recount.codebook.actors import built_in_actors
from recount.control import Rules, Statement, Timeline, Towns, said_of_control, timelines_of
from recount.gazetteer import Candidate, Entry, Kind
from recount.gazetteer.lookup import Match
from recount.model import Cited, Claim, Document, Place, PlacePrecision, ReportDate, Span, Status, When
from tests.made import given

QARYATAIN = Place("Al Qaryatayn", "SY", "Homs", 34.23, 37.24, PlacePrecision.EXACT, 173361)
HOMS = Place("Homs", "SY", "Homs", 34.73, 36.71, PlacePrecision.EXACT, 169577)
WAER = Place("Waer", "SY", "Homs", 34.75, 36.67, PlacePrecision.EXACT, None)
ENTRIES = (
    Entry(1, "Al Qaryatayn", "SY", "Homs", Kind.TOWN, 34.23, 37.24, 14000, 173361),
    Entry(2, "Homs", "SY", "Homs", Kind.TOWN, 34.73, 36.71, 775000, 169577),
    Entry(3, "Waer", "SY", "Homs", Kind.NEIGHBOURHOOD, 34.75, 36.67, 0, None),
    Entry(4, "Homs", "SY", "Homs", Kind.GOVERNORATE, 34.5, 38.0, 0, 169575),
)


def lookup(name: str) -> tuple[Candidate, ...]:
    """A gazetteer of two towns, a quarter and a governorate."""
    return tuple(Candidate(entry, Match.EXACT) for entry in ENTRIES if entry.name == name)


RULES = Rules(conflict_codebook(), built_in_actors(), Towns(lookup))


def told(
    clause: str,
    trigger: str,
    *,
    agents: Iterable[str] = (),
    targets: Iterable[str] = (),
    place: Place | None = QARYATAIN,
    called: str = "Qaryatain",
    words: str | None = None,
    day: date | None = None,
    when: When | None = None,
    published: date | None = date(2017, 12, 1),
    outlet: str = "Radio Furat",
    status: Status = Status.HAPPENED,
    kind: str = "territory_change",
) -> tuple[Claim, Document]:
    """A report of one clause and its claim; `words` are the trigger's as a dictionary has them."""
    key = hashlib.sha256(f"{clause}{day}{when}{published}{outlet}{status}".encode()).hexdigest()

    def cited(value: str) -> Cited[str]:
        start = max(clause.find(value), 0)
        return Cited(value, Span(start, start + len(value)))

    time = when if when is not None else When.day(day) if day is not None else None
    start = clause.index(trigger)
    claim = Claim(
        id=key[:16],
        document=f"d{key[:12]}",
        type=kind,
        status=Cited(status, Span(0, 0)),
        trigger=Span(start, start + len(trigger)),
        clause=Span(0, len(clause)),
        rule=f"{kind}/1 {words or trigger}; reader: told 0.90",
        agents=tuple(map(cited, agents)),
        targets=tuple(map(cited, targets)),
        places=(cited(called),),
        place=place,
        time=Cited(time, Span(0, 0)) if time is not None else None,
    )
    date_of = given(published) if published else ReportDate(None, None, "unknown", 0.0)
    return claim, Document(claim.document, key[:6], clause, key, "x", "text", outlet=outlet, published=date_of)


def statement(*args: object, **changes: object) -> Statement | str:
    """What a claim says, or why it says nothing."""
    claim, document = told(*args, **changes)  # type: ignore[arg-type]
    said = said_of_control([claim], {document.id: document}, [], RULES)
    return said.statements[0] if said.statements else next(iter(said.left_out))


def timeline(reports: Iterable[tuple[Claim, Document]]) -> Timeline:
    """The timeline of the one town that reports tell of."""
    given_reports = tuple(reports)
    documents = {document.id: document for _, document in given_reports}
    said = said_of_control([claim for claim, _ in given_reports], documents, [], RULES)
    (found,) = timelines_of(said.statements, RULES.actors)
    return found
