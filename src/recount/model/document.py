"""A report as received, what its parts are, and what the reader model makes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from recount.model.hints import Hints
from recount.model.making import quickly
from recount.model.values import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """A report, or a part of one, that was set aside: which, what is wrong, what the desk can do."""

    source: str
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class ReportDate:
    """When a report was published: an interval of days, how it was found, and why it is believed.

    Both bounds None means that nothing bounds it. `method` is one of given, dateline, metadata,
    explicit, bounded, unknown; `confidence` runs from 0 to 1. Of a report without a date, `weekday` is the weekday that
    it names as the latest, and `told` are the days without a year that it tells of as past, as month and day ("08-19"):
    what bounds its date once a year is known.
    """

    first: date | None
    last: date | None
    method: str
    confidence: float
    reasons: tuple[str, ...] = ()
    weekday: str = ""
    told: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The one day it was published, where that is known; None for an interval."""
        return self.first if self.first == self.last else None


UNDATED = ReportDate(None, None, "unknown", 0.0)


class LabelKind(StrEnum):
    """What a stretch of a report's text is, where it is not plain body."""

    TITLE = "title"
    TITLE_REPEAT = "title repeat"
    DATELINE = "dateline"
    CAPTION = "caption"
    PROMO = "promo"


@dataclass(frozen=True, slots=True)
class Label:
    """A stretch of text with what it is and why it was taken for that."""

    kind: LabelKind
    span: Span
    reason: str


@quickly
@dataclass(frozen=True, slots=True)
class Document:
    """One report: its text as received (never rewritten, so offsets hold for ever) and what is known of it.

    `id` is hashed from text, outlet, published and url as given, so the same report again adds nothing and the
    same text elsewhere is a reprint. `name` is what its sender called it: the id in a .jsonl file, else
    the file's stem.
    `sha256` is that of the received bytes, `source` the file (and line) they came from, `extractor` the
    name and version of what took the text out of them. `passages` are the runs of text that belong to one
    story, in order; labelled title repeats, captions and promos stand in none of them. `kind` is "report", or what sort
    of source somebody took by hand: a call, a video, a photo, a visit, a document.
    """

    id: str
    name: str
    text: str
    sha256: str
    source: str
    extractor: str
    title: str | None = None
    outlet: str | None = None
    published: ReportDate = UNDATED
    url: str | None = None
    language: str | None = None
    labels: tuple[Label, ...] = ()
    passages: tuple[tuple[Span, ...], ...] = ()
    kind: str = "report"

    def __hash__(self) -> int:
        return hash(self.id)  # of all its spans it would take longer than what is looked up by a report


@dataclass(frozen=True, slots=True)
class Token:
    """A word: its place in the sentence and the text, its reading after Universal Dependencies v2.

    `i` and `head` are positions in the sentence; the root's `head` is its own `i`. `deprel` keeps
    its subtype ("nsubj:pass", "obl:agent").
    """

    i: int
    span: Span
    text: str
    lemma: str
    upos: str
    xpos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity: tokens `[first, last]` of its sentence, both included, and its kind (PERSON, ORG, PLACE …)."""

    kind: str
    first: int
    last: int
    span: Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as the reader model read it; `hints` are None where the reader has no learned heads for claims."""

    span: Span
    tokens: tuple[Token, ...]
    entities: tuple[Entity, ...] = ()
    hints: Hints | None = field(default=None, compare=False, repr=False)

    def children(self, i: int) -> tuple[Token, ...]:
        """The tokens that hang on token `i`, in text order."""
        return tuple(t for t in self.tokens if t.head == i and t.i != i)

    @property
    def root(self) -> Token:
        """The token everything else hangs on."""
        return next(t for t in self.tokens if t.head == t.i)


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of sentences of one story; a splice ends it. `n` counts from 0 within its document."""

    n: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with its passages read: what extraction works on."""

    document: Document
    passages: tuple[Passage, ...]
