"""A claim that no machine read, added to a report by somebody who points at its words.

Every value rests on words of the report: given as where they stand, or as the words themselves, which must stand there
letter by letter. The claim outlives every new reading of the report and enters its incident as all others do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from recount.codec import packed
from recount.desk.days import checked_event
from recount.desk.judged import anchors_of
from recount.desk.judging import NEVER, By, Effect, decided, types_of
from recount.desk.locating import located_in
from recount.desk.tools import BUILT_IN, Rules, Say, Settings, gazetteer_of
from recount.desk.why import sentences_with
from recount.errors import RecordError
from recount.extraction.pointed import count_named, when_named
from recount.judging.fields import NONE, Located, field_named, stored_value
from recount.judging.figures import FORMS, Written, written
from recount.model import (
    UNDATED,
    Category,
    Cited,
    Claim,
    Count,
    Document,
    Harm,
    Judgement,
    Place,
    Precision,
    ReportDate,
    Span,
    Status,
    Target,
    Toll,
    When,
)
from recount.model.claim import claim_id
from recount.model.judgement import Kind, Verdict
from recount.store import RecordStore, opened
from recount.tolls.open_figures import beyond_in

_LONGEST = 500  # characters of words that a value rests on
_MOST = 20  # words given for one field
_LISTED = 12  # places where words stand
_AROUND = 60  # characters shown on either side of them

DAYS = "Write the day: 2017-06-03, 2017-06, 2017-06-03/2017-06-05, or none where nothing tells it."
COUNTS = f"Write how many: {FORMS}."
"""What is asked for where the words of a claim tell no day, or no number."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a report, as they stand there; `at` is where, None where it is not known."""

    words: str
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it was given: its harm, its count ("9", "26+", "~20"), whom it counts, and the words it rests on.

    `part` says whether it is a part of a figure before it of the same harm ("among them four children") or counts
    others; None where nobody was asked, which is refused where there is such a figure.
    """

    harm: str
    count: str
    who: str = ""
    category: str = ""
    words: Words | None = None
    part: bool | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as somebody points it out. `place_is` and `time_is` say what the words for place and time mean, in the
    forms of a correction; without them the words are read by the rules for reading, and so are those of a figure
    without a count."""

    type: str
    trigger: Words
    status: str = "happened"
    agents: tuple[Words, ...] = ()
    targets: tuple[Words, ...] = ()
    place: Words | None = None
    place_is: str = ""
    time: Words | None = None
    time_is: str = ""
    figures: tuple[Figure, ...] = ()
    origin: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place where words stand in a report, with what stands around them."""

    at: int
    before: str
    words: str
    after: str


class FieldRefusedError(RecordError):
    """That a value can't be taken. `field` is its name in what was told: of a claim "time" or "place", or of the Nth
    figure, from 1, "figures.N", and "figures.N.part" for whether it is a part of another; of a source taken by hand
    "day", "notes" and so on, and of the Nth step of its custody, from 1, "steps.N.when"."""

    def __init__(self, field: str, source: str, what: str, remedy: str) -> None:
        super().__init__(source, what, remedy)
        self.field = field


class SeveralPlacesError(RecordError):
    """That the words of an event stand in several places of a report; `found` are the first of them."""

    def __init__(self, words: str, found: tuple[Occurrence, ...]) -> None:
        super().__init__(f"“{words}”", "stands in the report several times", "Choose which of them is meant.")
        self.found = found


def add_claim(
    record: Path, report: str, told: Told, by: By, settings: Settings, rules: Rules = BUILT_IN, say: Say = print
) -> Effect:
    """A claim put into a report, by its id. RecordError where its words don't stand there, where a value is none, or
    where the report has a claim on them already; SeveralPlacesError where the event's words stand there several times.
    """

    def made(store: RecordStore) -> Judgement:
        document = next(iter(store.documents([report])), None)
        if document is None:
            raise RecordError(f"report {report}", "is not in the record", "Open it from the list of sources.")
        trigger = _trigger(told.trigger, document.text)
        held = store.claims_in([report])
        if other := next((one for one in held if one.trigger.start == trigger.start), None):
            what = f"tells an event already: claim {other.id[:8]} ({other.type.replace('_', ' ')})"
            raise RecordError(f"“{trigger.of(document.text)}”", what, "Correct that claim, or choose another word.")
        around = next((one.place for one in _nearest_first(held, trigger) if one.place), None)

        def located(words: str) -> Place:
            return located_in(gazetteer_of(rules, settings, say), around)(words)

        spoken = next((one.origin for one in store.sources() if one.document == report), "")
        types = types_of(store, rules.codebook)
        maker = _Maker(document, trigger, store.sentences(report), types, day_told_before(held, trigger.start))
        claim = maker.claim(told, _place(told, located))
        claim = replace(_spoken(claim, spoken) if spoken else claim, main=not held)
        try:
            checked_event(claim.time.value if claim.time else None, claim.status.value, [document.published], by.why)
        except RecordError as wrong:
            raise FieldRefusedError("time", wrong.source, wrong.what, wrong.remedy) from wrong
        target = Target(Kind.CLAIM, claim.id, anchors_of([claim], {document.id: document}))
        return Judgement("", "", NEVER, Verdict.ADD, target, value=packed(claim))

    return decided(record, by, made)


def _spoken(claim: Claim, by: str) -> Claim:
    """A claim of a source taken by hand: whoever it was taken from vouches for it, or is the way of somebody's word."""
    taken_from = Cited(by, claim.trigger)
    if not claim.origin:
        return replace(claim, origin=(taken_from,))
    named = by in {cited.value for cited in claim.origin}
    return claim if named else replace(claim, via=(taken_from,))


def _place(told: Told, located: Located) -> Place | None:
    words = told.place_is.strip() or (told.place.words.strip() if told.place else "")
    try:
        return located(words) if words else None
    except RecordError as wrong:
        raise FieldRefusedError("place", wrong.source, wrong.what, wrong.remedy) from wrong


def _nearest_first(claims: Iterable[Claim], trigger: Span) -> list[Claim]:
    return sorted(claims, key=lambda one: abs(one.trigger.start - trigger.start))


def occurrences(words: str, text: str) -> tuple[Span, ...]:
    """Where words stand in a text, in order; blanks and line ends are as good as each other."""
    given = words.split()
    if not given or len(words) > _LONGEST:
        what = "are no words of the report" if not given else f"are more than {_LONGEST} characters"
        raise RecordError(f"“{words[:80]}”", what, "Give the words that tell it, as they stand in the report.")
    pattern = r"\s+".join(re.escape(word) for word in given)
    before = r"(?<!\w)" if given[0][0].isalnum() else ""
    after = r"(?!\w)" if given[-1][-1].isalnum() else ""
    whole = [Span(found.start(), found.end()) for found in re.finditer(before + pattern + after, text)]
    return tuple(whole or (Span(found.start(), found.end()) for found in re.finditer(pattern, text)))


def _trigger(told: Words, text: str) -> Span:
    found = _standing(told, text)
    if told.at is not None:
        return next(span for span in found if span.start == told.at)
    if len(found) > 1:
        raise SeveralPlacesError(told.words.strip(), tuple(_shown(span, text) for span in found[:_LISTED]))
    return found[0]


def _standing(told: Words, text: str) -> tuple[Span, ...]:
    """Where words stand; where it is said where, they must stand there."""
    found = occurrences(told.words, text)
    if told.at is not None:
        held = re.compile(r"\s+".join(map(re.escape, told.words.split()))).match(text, max(0, told.at))
        found = (Span(held.start(), held.end()),) if held else ()
    if not found:
        remedy = "Copy the words from the report letter by letter."
        raise RecordError(f"“{told.words.strip()[:80]}”", "does not stand in the report", remedy)
    return found


def _shown(span: Span, text: str) -> Occurrence:
    before = text[max(0, span.start - _AROUND) : span.start]
    return Occurrence(span.start, before, span.of(text), text[span.end : span.end + _AROUND])


class _Maker:
    """Makes a claim on a trigger of a report from what somebody pointed out."""

    def __init__(
        self, document: Document, trigger: Span, sentences: Sequence[Span], types: Sequence[str], told: ReportDate
    ) -> None:
        self._told = told
        self._document = document
        self._trigger = trigger
        self._types = types
        found = sentences_with([trigger], sentences, document.text)
        self._clause = Span(min(found[0].start, trigger.start), max(found[-1].end, trigger.end))

    def claim(self, told: Told, place: Place | None) -> Claim:
        """The claim, without the rule behind it: that is the judgement which adds it."""
        kind = stored_value(field_named("type", False), told.type, self._types, _nowhere)
        status = Status(stored_value(field_named("status", False), told.status or "happened", (), _nowhere))
        return Claim(
            id=claim_id(self._document.id, self._trigger),
            document=self._document.id,
            type=kind,
            status=Cited(status, self._trigger),
            trigger=self._trigger,
            clause=self._clause,
            rule="",
            agents=self._names(told.agents),
            targets=self._names(told.targets),
            places=self._places(told, place),
            place=place,
            time=self._time(told, status),
            tolls=self._tolls(told.figures[:_MOST]),
            origin=self._names(told.origin),
        )

    def _span(self, words: Words) -> Span:
        """Where words stand: of several places the one in the event's sentence, else the nearest to the event."""
        found = _standing(words, self._document.text)
        return min(found, key=lambda at: (not self._clause.contains(at), abs(at.start - self._trigger.start)))

    def _names(self, given: Iterable[Words]) -> tuple[Cited[str], ...]:
        spans = [self._span(words) for words in tuple(given)[:_MOST]]
        return tuple(Cited(" ".join(span.of(self._document.text).split()), span) for span in spans)

    def _places(self, told: Told, place: Place | None) -> tuple[Cited[str], ...]:
        if told.place is not None:
            return self._names([told.place])
        return (Cited(place.name, self._trigger),) if place else ()

    def _time(self, told: Told, status: Status) -> Cited[When] | None:
        given = told.time_is.strip()
        if told.time is None and not given:
            return None
        span = self._span(told.time) if told.time else self._trigger
        words = " ".join(span.of(self._document.text).split()) if told.time else ""
        if not given:
            return Cited(_read_day(words, self._document.published, self._told, status is Status.PLANNED), span)
        try:
            stored = stored_value(field_named("time", False), given, (), _nowhere)
        except RecordError as wrong:
            raise FieldRefusedError("time", wrong.source, wrong.what, wrong.remedy) from wrong
        if stored == NONE:
            return Cited(When(None, None, Precision.UNKNOWN, words), span) if words else None
        when = When.from_iso(stored)
        return Cited(when, span) if when and when.first else None

    def _tolls(self, given: Iterable[Figure]) -> tuple[Cited[Toll], ...]:
        tolls: list[Cited[Toll]] = []
        for n, told in enumerate(given, 1):
            cited = self._toll(told, f"figures.{n}")
            tolls.append(replace(cited, value=_as_part(cited.value, told.part, [one.value for one in tolls], n)))
        return tuple(tolls)

    def _toll(self, told: Figure, name: str) -> Cited[Toll]:
        field = field_named(told.harm, False)
        if field.harm is None:
            raise RecordError(f"harm {told.harm}", "is not known", f"Choose one of {', '.join(Harm)}.")
        span = self._span(told.words) if told.words else self._trigger
        given = _count(told, span.of(self._document.text) if told.words else "", name)
        who = told.who.strip() or given.who
        if len(who) > _LONGEST or not who.isprintable():
            raise RecordError("whom a figure counts", "is not one line of words", "Write “civilians”, “fighters” ….")
        category = Category.OBJECT if field.harm is Harm.DESTROYED else Category.UNKNOWN
        if told.category:
            if told.category not in set(Category):
                raise RecordError(f"category {told.category}", "is not known", f"Choose one of {', '.join(Category)}.")
            category = Category(told.category)
        return Cited(Toll(field.harm, given.count, who, category, given.part), span)


def _as_part(toll: Toll, part: bool | None, before: Sequence[Toll], n: int) -> Toll:
    """A claim's nth figure as a part of the last whole figure of its harm before it, or as one of other people."""
    whole = next((one for one in reversed(before) if one.harm is toll.harm and not one.sub), None)
    part = toll.sub or part
    source, field = f"figure {n} ({toll.count} {toll.harm.value})", f"figures.{n}.part"
    if whole is None:
        if part:
            what = f"is a part of no figure: none of {toll.harm.value} stands before it"
            raise FieldRefusedError(field, source, what, "Give the whole figure first, then its parts.")
        return toll
    if part is None:
        what = f"may be a part of the {whole.count} before it, or count others"
        raise FieldRefusedError(field, source, what, "Say which: parts are not added to their whole, others are.")
    low, most = toll.count.low, whole.count.high
    if part and low is not None and most is not None and low > most:
        what = f"is more than the {whole.count} that it would be a part of"
        raise FieldRefusedError(field, source, what, "Correct one of the two, or say that it counts others.")
    return replace(toll, sub=bool(part))


def _count(told: Figure, words: str, name: str) -> Written:
    """A figure's count and whom it counts: as it was given, else as the words say it by the rules for reading."""
    if told.count.strip():
        try:
            return written(stored_value(field_named(told.harm, False), told.count, (), _nowhere))
        except RecordError as wrong:
            raise FieldRefusedError(name, wrong.source, wrong.what, COUNTS) from wrong
    count = count_named(words)
    if count is None:
        what = "give no number that can be read, or several" if words else "has no number"
        raise FieldRefusedError(name, f"“{words}”" if words else f"the figure {told.harm}", what, COUNTS)
    return Written(count)


def day_told_before(claims: Iterable[Claim], at: int) -> ReportDate:
    """The day of the last claim before a place of the report that has one: "a day later" counts from it."""
    days = [
        (claim.trigger.start, claim.time.value)
        for claim in claims
        if claim.trigger.start < at and claim.time and claim.time.value.precision is Precision.DAY
    ]
    when = max(days, key=lambda one: one[0])[1] if days else None
    return ReportDate(when.first, when.last, "explicit", 1.0) if when else UNDATED


def _read_day(words: str, published: ReportDate, told: ReportDate, ahead: bool) -> When:
    """The days that words name by the rules for reading; FieldRefusedError where they name none, or several."""
    when = when_named(words, published, told, ahead)
    if when is not None and when.first is not None:
        return when
    what = "names no day, or several"
    if when is not None:
        what = "counts from a day that is not known" if published.first else "names no day, as its report has none"
    raise FieldRefusedError("time", f"“{words}”", what, DAYS)


def day_read(record: Path, report: str, words: Words, ahead: bool = False, at: int | None = None) -> When:
    """The days that words of a report name, as `add_claim` takes them for an event that is told at `at`; `ahead` where
    it is planned. FieldRefusedError where they name none, or several."""
    with closing(opened(record)) as store:
        document = next(iter(store.documents([report])), None)
        held = store.claims_in([report])
    published = document.published if document else UNDATED
    start = at if at is not None else words.at if words.at is not None else 0
    return _read_day(" ".join(words.words.split()), published, day_told_before(held, start), ahead)


def count_read(words: str) -> Count:
    """The count that a figure's words give, worded as they do where they leave it open; FieldRefusedError where they
    give none, or several."""
    told = " ".join(words.split())
    count = _count(Figure(Harm.KILLED, ""), told, "figures.1").count
    return replace(count, said=beyond_in(count, told))


def _nowhere(words: str) -> Place:
    raise RecordError(f"place {words}", "belongs into the field for the place", "Write it there.")


def types_in(record: Path, own: Path | None) -> tuple[str, ...]:
    """The event types that a claim of this record can have."""
    with closing(opened(record)) as store:
        return tuple(sorted(types_of(store, own)))
