"""Hand-made reports, claims and incidents for tests; the words are invented."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from recount.model import (
    Category,
    Cited,
    Claim,
    Count,
    Document,
    Harm,
    Incident,
    LedgerEntry,
    Origin,
    Place,
    PlacePrecision,
    ReportDate,
    Span,
    Status,
    Toll,
    When,
)

RAQQA = Place("Raqqa", "SY", "Ar-Raqqah", 35.95, 39.01, PlacePrecision.EXACT, 172955)
TEXT = (
    "Jets hit Tel Nour\n"
    "Coalition jets struck Tel Nour on Friday, killing at least 26 militants, the Northern Monitor told Radio Furat. "
    "A camp doctor spoke of nine dead civilians."
)


def given(day: date) -> ReportDate:
    """A publication date as an outlet gives it."""
    return ReportDate(day, day, "given", 1.0, ("given by the outlet",))


def report(
    key: str = "one", text: str = TEXT, outlet: str | None = "Radio Furat", day: date | None = date(2017, 6, 3)
) -> Document:
    """A report with one passage: everything after the title."""
    body = Span(text.find("\n") + 1, len(text))
    return Document(
        id=f"d{hashlib.sha256(key.encode()).hexdigest()[:12]}",
        name=key,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        source=f"reports/{key}.txt",
        extractor="text",
        title=text.split("\n")[0],
        outlet=outlet,
        published=given(day) if day else ReportDate(None, None, "unknown", 0.0, ("nothing in the text",)),
        language="en",
        passages=((body,),),
    )


def sentences(document: Document) -> tuple[Span, ...]:
    """The title and each sentence, split at full stops followed by a blank."""
    spans, start = [], 0
    for n, letter in enumerate(document.text):
        if letter == "\n" or (letter == "." and document.text[n + 1 : n + 2] in ("", " ")):
            spans.append(Span(start, n if letter == "\n" else n + 1))
            start = n + 1 if letter == "\n" else n + 2
    return tuple(spans)


def at(document: Document, words: str) -> Span:
    """Where the words stand in the report's body; its title, where they stand only there."""
    body = document.text.find(words, document.text.find("\n") + 1)
    start = body if body >= 0 else document.text.index(words)
    return Span(start, start + len(words))


def cited(document: Document, words: str, rule: str = "made/by-hand") -> Cited[str]:
    """Words of the report as a value."""
    return Cited(words, at(document, words), rule)


def strike(document: Document, **changes: object) -> Claim:
    """The claim of `TEXT`: at least 26 militants, says the Northern Monitor, told Radio Furat."""
    trigger = at(document, "struck")
    values: dict[str, object] = {
        "id": hashlib.sha256(f"{document.id}:{trigger.start}".encode()).hexdigest()[:16],
        "document": document.id,
        "type": "air_strike",
        "status": Cited(Status.HAPPENED, trigger, "status/default"),
        "trigger": trigger,
        "clause": at(document, "Coalition jets struck Tel Nour on Friday, killing at least 26 militants"),
        "rule": "air_strike/strike.verb",
        "agents": (cited(document, "Coalition jets"),),
        "targets": (cited(document, "militants"),),
        "places": (cited(document, "Tel Nour"),),
        "place": RAQQA,
        "time": Cited(When.day(date(2017, 6, 2), "Friday"), at(document, "Friday"), "when/weekday"),
        "tolls": (
            Cited(
                Toll(Harm.KILLED, Count(26, None), "militants", Category.COMBATANT),
                at(document, "at least 26 militants"),
                "tolls/killing",
            ),
        ),
        "origin": (cited(document, "Northern Monitor", "attribution/told"),),
        "via": (cited(document, "Radio Furat", "attribution/told"),),
        "main": True,
        **changes,
    }
    return Claim(**values)  # type: ignore[arg-type]


def incident_of(claims: Sequence[Claim], documents: Sequence[Document], **changes: object) -> Incident:
    """An incident of these claims, every toll in its ledger."""
    by_id = {document.id: document for document in documents}
    first = claims[0]
    origins = sorted({_origin(claim, by_id[claim.document]) for claim in claims})
    values: dict[str, object] = {
        "id": f"i{first.id}",
        "type": first.type,
        "status": first.status.value,
        "when": first.time.value if first.time else None,
        "place": first.place,
        "place_names": tuple(place.value for place in first.places),
        "agents": tuple(agent.value for agent in first.agents),
        "targets": tuple(target.value for target in first.targets),
        "claims": tuple(claim.id for claim in claims),
        "documents": tuple(dict.fromkeys(claim.document for claim in claims)),
        "main_of": tuple(claim.document for claim in claims if claim.main),
        "origins": tuple(
            Origin(
                name,
                named,
                tuple(c.document for c in claims if _origin(c, by_id[c.document]) == (name, named)),
                tuple(c.id for c in claims if _origin(c, by_id[c.document]) == (name, named)),
            )
            for name, named in origins
        ),
        "ledger": tuple(
            LedgerEntry(
                claim.id,
                claim.document,
                toll.value.harm,
                toll.value.who,
                toll.value.category,
                toll.value.sub,
                toll.value.count,
                _origin(claim, by_id[claim.document])[0],
                tuple(relay.value for relay in claim.via),
                by_id[claim.document].published,
            )
            for claim in claims
            for toll in claim.tolls
        ),
        **changes,
    }
    return Incident(**values)  # type: ignore[arg-type]


def _origin(claim: Claim, document: Document) -> tuple[str, bool]:
    if claim.origin:
        return claim.origin[0].value, True
    return document.outlet or document.name, False
