"""A form made into a report of the record and its claims: the notes are the text, and each claim quotes them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from recount.byhand.form import Form
from recount.errors import RecordError, ReportError
from recount.extraction.number_words import cardinal_at
from recount.judging.fields import Located
from recount.judging.figures import written
from recount.model import Category, Cited, Claim, Count, Document, Harm, ReportDate, Span, Status, Toll, When
from recount.model.claim import claim_id

RULE = "by hand"
OUTLET = "taken by hand"
_NUMBERED = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]+|-")
_SENTENCE = re.compile(r"[^\s.!?][^\n.!?]*[.!?]*")


@dataclass(frozen=True, slots=True)
class Taken:
    """A source taken by hand as a report: the document, its sentences, its claims in text order."""

    document: Document
    sentences: tuple[Span, ...]
    claims: tuple[Claim, ...]


def taken(form: Form, sha256: str, source: str, types: Collection[str], located: Located) -> Taken:
    """What a form tells. `sha256` is that of the form's bytes, `source` the file; `located` finds places by words.

    ReportError with the line of the claim for a type that the codebook lacks, a quote that does not stand in the notes,
    or a value that is none.
    """
    told = json.dumps([RULE, form.kind, form.notes, form.by, form.origin, form.day.isoformat()], ensure_ascii=True)
    document = Document(
        id=hashlib.sha256(told.encode("ascii")).hexdigest()[:20],
        name=form.name,
        text=form.notes,
        sha256=sha256,
        source=source,
        extractor=RULE,
        title=form.title,
        outlet=OUTLET,
        published=ReportDate(form.day, form.day, "given", 1.0, (f"the day of the {form.kind}",)),
        language="en",
        passages=((Span(0, len(form.notes)),),),
        kind=form.kind,
    )
    claims = []
    for line, entry in form.claims:
        where = f"{source}:{line}"
        try:
            claims.append(_claim(entry, form, document.id, types, located, where))
        except RecordError as error:
            raise ReportError(where, f"{error.source} {error.what}", error.remedy) from error
    _told_apart(claims, form, source)
    sentences = tuple(Span(found.start(), found.end()) for found in _SENTENCE.finditer(form.notes))
    return Taken(document, sentences, tuple(sorted(claims, key=lambda claim: claim.trigger)))


def _claim(
    entry: Mapping[str, Any], form: Form, document: str, types: Collection[str], located: Located, where: str
) -> Claim:
    kind = str(entry["type"]).strip().lower().replace(" ", "_")
    if kind not in types:
        raise ReportError(where, f"type {kind} is not in the codebook", f"Use one of: {', '.join(sorted(types))}.")
    clause = _stands(str(entry["quote"]).strip(), form.notes, Span(0, len(form.notes)), where)
    trigger = _stands(str(entry["trigger"]).strip(), form.notes, clause, where) if "trigger" in entry else clause

    def cited(words: str) -> Cited[str]:
        at = form.notes.find(words, clause.start, clause.end)
        return Cited(words, Span(at, at + len(words)) if at >= 0 else trigger, RULE)

    place = located(str(entry["place"])) if "place" in entry else None
    origin = _names(entry.get("origin", form.origin))
    return Claim(
        id=claim_id(document, trigger),
        document=document,
        type=kind,
        status=Cited(Status(entry.get("status", "happened")), trigger, RULE),
        trigger=trigger,
        clause=clause,
        rule=RULE,
        agents=tuple(cited(name) for name in _names(entry.get("agents", ()))),
        targets=tuple(cited(name) for name in _names(entry.get("targets", ()))),
        places=(cited(place.name),) if place else (),
        place=place,
        time=_time(entry.get("time"), trigger, where),
        tolls=tuple(
            Cited(toll, _number_in(toll.count, form.notes, clause) or trigger, RULE)
            for toll in map(_toll, entry.get("tolls", ()))
        ),
        origin=tuple(cited(name) for name in origin),
        via=tuple(cited(form.origin) for _ in range(1) if form.origin not in origin),
        main=bool(entry.get("main", len(form.claims) == 1)),
    )


def _names(value: object) -> tuple[str, ...]:
    return (value.strip(),) if isinstance(value, str) else tuple(str(n).strip() for n in _each(value))


def _each(value: object) -> Iterable[object]:
    return value if isinstance(value, list | tuple) else ()


def _stands(words: str, text: str, within: Span, where: str) -> Span:
    """Where words stand in the notes; blanks and line ends are as good as each other."""
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = re.compile(pattern).search(text, within.start, within.end)
    if found is None:
        what = f"“{words[:80]}” does not stand in the notes, or not in the quote"
        raise ReportError(where, what, "Quote the notes letter by letter.")
    return Span(found.start(), found.end())


def _time(value: object, span: Span, where: str) -> Cited[When] | None:
    if value is None:
        return None
    try:
        when = When.from_iso(str(value))
    except ValueError:
        when = None
    if when is None or when.first is None:
        raise ReportError(where, f"time {value} is no date", "Write 2017-06-03, 2017-06 or 2017-06-03/2017-06-05.")
    return Cited(when, span, RULE)


def _toll(entry: Mapping[str, Any]) -> Toll:
    given = written(str(entry["count"]).strip())
    if given.who:
        raise RecordError(f"count {entry['count']}", "holds words", "Put them into `who`.")
    harm = Harm(entry["harm"])
    category = Category.OBJECT if harm is Harm.DESTROYED else Category.UNKNOWN
    part = given.part or entry.get("part", False)
    return Toll(harm, given.count, entry.get("who", ""), Category(entry.get("category", category)), part)


def _number_in(count: Count, text: str, quote: Span) -> Span | None:
    """Where the number of a figure stands in the quote, in digits or words; None where it does not."""
    words = list(_NUMBERED.finditer(text, quote.start, quote.end))
    lower = [word[0].lower() for word in words]
    for i, word in enumerate(words):
        number = cardinal_at(lower, i)
        if number is not None and number[0] in (count.low, count.high):
            return Span(word.start(), words[i + number[1] - 1].end())
    return None


def _told_apart(claims: Iterable[Claim], form: Form, source: str) -> None:
    """A claim is known by where its trigger begins, so no two may begin at one place."""
    seen: set[str] = set()
    for claim, (line, _) in zip(claims, form.claims, strict=True):
        if claim.id in seen:
            remedy = "Give each a `trigger`: the word of the quote that tells it."
            raise ReportError(f"{source}:{line}", "two claims rest on the same words", remedy)
        seen.add(claim.id)
