"""Reports and claims made by hand for tests of resolution and tolls; places, parties and outlets are invented."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

from recount.model import (
    Category,
    Cited,
    Claim,
    Count,
    Document,
    Harm,
    Place,
    PlacePrecision,
    ReportDate,
    Span,
    Status,
    Toll,
    When,
)

DAY = date(2016, 5, 10)
COUNTRY = Place("Velmark", "VM", None, 10.0, 10.0, PlacePrecision.COUNTRY, 1)
REGION = Place("Oster", "VM", "Oster", 10.2, 10.2, PlacePrecision.GOVERNORATE, 2)
TOWN = Place("Tarnow Bridge", "VM", "Oster", 10.3, 10.3, PlacePrecision.EXACT, 3)
FAR_TOWN = Place("Ilmet", "VM", "Wester", 12.0, 8.0, PlacePrecision.EXACT, 4)
ABROAD = Place("Quay Saar", "QS", "Saar", 30.0, 30.0, PlacePrecision.EXACT, 5)


def report(
    name: str, text: str = "", *, day: date | None = DAY, outlet: str | None = None, title: str | None = None
) -> Document:
    """A report; its text says nothing unless given, so that only its claims count."""
    published = ReportDate(day, day, "given", 1.0) if day else ReportDate(None, None, "unknown", 0.0)
    text = text or f"{name} says this."
    return Document(name, name, text, "", name, "by hand", title=title, outlet=outlet, published=published)


def toll(
    low: int | None,
    high: int | str | None = "same",
    *,
    harm: Harm = Harm.KILLED,
    who: str = "people",
    category: Category = Category.UNKNOWN,
    sub: bool = False,
) -> Toll:
    """A figure; exact unless `high` is given."""
    count = Count(low, low if isinstance(high, str) else high)
    return Toll(harm, count, who, category, sub)


def claim(
    document: Document,
    n: int = 0,
    *,
    type_: str = "air_strike",
    place: Place | None = TOWN,
    when: date | When | None = DAY,
    tolls: Sequence[Toll] = (),
    origin: Sequence[str] = (),
    agents: Sequence[str] = (),
    targets: Sequence[str] = (),
    status: Status = Status.HAPPENED,
    main: bool | None = None,
    clause: Span | None = None,
) -> Claim:
    """Claim `n` of a report: its first words carry it, unless a clause is given."""
    span = clause or Span(min(n, len(document.text) - 1), min(n + 1, len(document.text)))
    times = When.day(when) if isinstance(when, date) else when
    return Claim(
        id=f"{document.id}.{n:03}",
        document=document.id,
        type=type_,
        status=Cited(status, span),
        trigger=Span(span.start, span.start),
        clause=span,
        rule="by hand",
        agents=tuple(Cited(a, span) for a in agents),
        targets=tuple(Cited(t, span) for t in targets),
        places=(Cited(place.name, span),) if place else (),
        place=place,
        time=Cited(times, span) if times else None,
        tolls=tuple(Cited(t, span) for t in tolls),
        origin=tuple(Cited(o, span) for o in origin),
        main=n == 0 if main is None else main,
    )


def many(
    n: int, seed: int = 1, *, towns: int = 200, days: int = 365, reprints: float = 0.0
) -> tuple[list[Document], list[Claim]]:
    """About `n` claims as a year of war gives them: happenings told by one to five reports, each telling of a few.

    That share of the reports prints the words of an earlier one of the same happening.
    """
    chance = random.Random(seed)  # noqa: S311 (made-up data)
    places = [
        Place(f"Town{k}", "VM", f"Region{k % 12}", 8 + (k % 40) / 10, 8 + k / 50, PlacePrecision.EXACT, 100 + k)
        for k in range(towns)
    ]
    types = ("air_strike", "shelling", "armed_clash", "bombing", "attack", "territory_change", "arrest")
    documents: list[Document] = []
    claims: list[Claim] = []
    while len(claims) < n:
        happened = DAY + timedelta(days=chance.randrange(days))
        town, type_, dead = chance.choice(places), chance.choice(types), chance.randrange(1, 60)
        text = ""
        for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 5))):
            name = f"r{len(documents):06}"
            if not text or chance.random() >= reprints:
                text = " ".join(f"word{_letters(chance.randrange(5000))}" for _ in range(60)) + "."
            one = report(name, text, day=happened + timedelta(days=chance.choice((0, 0, 1))))
            documents.append(one)
            told = toll(max(0, dead + chance.choice((0, 0, 0, 2, -1))))
            claims.append(claim(one, 0, type_=type_, place=town, when=happened, tolls=(told,)))
            claims += [
                claim(one, k, type_=chance.choice(types), place=chance.choice(places), when=happened)
                for k in range(1, chance.randrange(1, 5))
            ]
    return documents, claims


def _letters(n: int) -> str:
    return "".join(chr(ord("a") + int(digit)) for digit in str(n))
