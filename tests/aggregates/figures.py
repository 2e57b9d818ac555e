"""Incidents with figures, made by hand."""

from __future__ import annotations

from datetime import date

from recount.aggregates.sums import Measure
from recount.model import (
    Category,
    Count,
    Document,
    Harm,
    Incident,
    LedgerEntry,
    Origin,
    OriginKind,
    Place,
    PlacePrecision,
    Relation,
    ReportDate,
    Status,
    When,
)
from recount.tolls import RULES
from tests.made import RAQQA, given

RANGE = Measure(Harm.KILLED, RULES["range"])
UCDP = Measure(Harm.KILLED, RULES["ucdp"])
DAY = date(2017, 6, 2)
ALEPPO = Place("Aleppo", "SY", "Aleppo", 36.2, 37.16, PlacePrecision.EXACT, 170063)


def figure(
    origin: str,
    low: int | None,
    high: int | None = -1,
    *,
    who: str = "people",
    category: Category = Category.UNKNOWN,
    claim: str = "c1",
    document: str = "d1",
    day: date = DAY,
    **changes: object,
) -> LedgerEntry:
    """A figure of an origin: `low` exactly, or from `low` to `high`; None is an open bound."""
    count = Count(low, low if high == -1 else high)
    values: dict[str, object] = {"harm": Harm.KILLED, "sub": False, "via": (), **changes}
    return LedgerEntry(
        claim=claim,
        document=document,
        who=who,
        category=category,
        count=count,
        origin=origin,
        reported=given(day),
        **values,  # type: ignore[arg-type]
    )


def incident(key: str, *ledger: LedgerEntry, day: date | None = DAY, **changes: object) -> Incident:
    """An incident of Raqqa on `day`, told by the origins of its figures."""
    origins = tuple(
        Origin(name, True, (f"d-{key}",), (f"c-{key}",), OriginKind.MONITOR)
        for name in dict.fromkeys(entry.origin for entry in ledger)
    )
    values: dict[str, object] = {
        "type": "air_strike",
        "status": Status.HAPPENED,
        "when": When.day(day) if day else None,
        "place": RAQQA,
        "place_names": ("Raqqa",),
        "agents": (),
        "targets": (),
        "claims": (f"c-{key}",),
        "documents": (f"d-{key}",),
        "main_of": (),
        "origins": origins,
        "ledger": ledger,
        **changes,
    }
    return Incident(id=key, **values)  # type: ignore[arg-type]


def published(key: str, day: date | None, outlet: str | None = "Radio Furat") -> Document:
    """A report of a day."""
    when = given(day) if day else ReportDate(None, None, "unknown", 0.0)
    return Document(key, key, "", "0", key, "text", outlet=outlet, published=when)


def reprint(a: str, b: str) -> Relation:
    """That report `b` reprints `a`."""
    return Relation(a, b, "reprint")
