"""Where a report's words come from: the family of prints it belongs to, and what each print made of the first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from recount.desk.knowing import opened_on
from recount.errors import RecordError
from recount.export.names import report_names
from recount.model import Document
from recount.resolution.dating import with_dates
from recount.resolution.reprints import Printing, Reprint, Reprints, brought_up_to_date
from recount.resolution.reprints.lineage import Change, Piece, aligned
from recount.store import RecordStore

_MOST_PRINTS = 200  # of one family that are set beside the first; all are counted


@dataclass(frozen=True, slots=True)
class Print:
    """One report of a family. `share` is how much of the shorter text's words it and the first have in common, `words`
    how many of its words are the same, edited, added, and of the first's how many were cut."""

    document: Document
    name: str
    agency: str | None
    share: float
    words: Mapping[Change, int]


@dataclass(frozen=True, slots=True)
class Part:
    """Another report that shares sentences with the one asked for without being the same story."""

    id: str
    name: str
    share: float


@dataclass(frozen=True, slots=True)
class Lineage:
    """A report's family, the first print ahead, and the report beside the first (or the first beside its next print).

    `agency` is whose copy the family is, where its prints say so; `why_first` why the first is held to be first;
    `others` counts prints beyond those listed.
    """

    asked: str
    prints: tuple[Print, ...]
    agency: str | None
    why_first: str
    others: int
    beside: tuple[Document, Document] | None
    pieces: tuple[Piece, ...]
    parts: tuple[Part, ...]


def lineage(record: Path, name: str, day: date | None = None, own: Path | None = None) -> Lineage:
    """The lineage of the report with this name or id, or the only one whose id begins so, among the reports that were
    out by a `day`, where one is given; RecordError where there is no such report."""
    with closing(opened_on(record, day, own)[0]) as store:
        report = _report_named(store, name)
        found, printings = _around(store, report)
        first = found.family(report)
        family = sorted((one for one in printings if found.family(one.report) == first), key=lambda one: one.standing)
        listed = [one for n, one in enumerate(family) if n < _MOST_PRINTS or one.report == report]
        sharing = sorted({end for pair in found.pairs for end in _other_end(pair, report)})
        shown = store.documents({one.report for one in listed} | set(sharing))
        documents = {d.id: d for d in with_dates(shown, store.found_dates())}
        names = {key: of_report[0] for key, of_report in report_names(documents.values()).items()}
        prints = tuple(_print(documents[first], documents[one.report], one, found, names) for one in listed)
        beside = _beside(documents, listed, report)
        in_family = {one.report for one in family}
        return Lineage(
            asked=report,
            prints=prints,
            agency=found.agency(report),
            why_first=family[0].standing.why_before(family[1].standing) if len(family) > 1 else "",
            others=len(family) - len(listed),
            beside=beside,
            pieces=aligned(*beside) if beside else (),
            parts=tuple(
                Part(other, names[other], found.share(report, other)) for other in sharing if other not in in_family
            ),
        )


def _other_end(pair: Reprint, report: str) -> tuple[str, ...]:
    return (pair.later,) if pair.earlier == report else (pair.earlier,) if pair.later == report else ()


def _print(first: Document, document: Document, one: Printing, found: Reprints, names: Mapping[str, str]) -> Print:
    words: Counter[Change] = Counter()
    if document.id != first.id:
        for piece in aligned(first, document):
            words[piece.change] += piece.words
    share = 1.0 if document.id == first.id else found.share(first.id, document.id)
    return Print(document, names[document.id], one.agency, share, words)


def _beside(documents: Mapping[str, Document], family: list[Printing], report: str) -> tuple[Document, Document] | None:
    """The first print and the one asked for; of the first itself, its next print."""
    if len(family) < 2:
        return None
    other = report if report != family[0].report else family[1].report
    return documents[family[0].report], documents[other]


def _around(store: RecordStore, report: str) -> tuple[Reprints, tuple[Printing, ...]]:
    """What the record's index says of a report and all that links lead to from it; one that does not know the report
    yet is brought up to date first."""
    found, printings = store.reprints_around(report)
    if report not in found.texts:
        reports = store.stamps()
        with store.reprint_shelf() as shelf:
            brought_up_to_date(shelf, reports)
        found, printings = store.reprints_around(report)
    return found, printings


def _report_named(store: RecordStore, name: str) -> str:
    found = store.reports_like(name) if name else ()
    if len(found) == 1:
        return found[0]
    several = ", ".join(key[:8] for key in found)
    what = f"may be {several} …" if found else "is not in the record"
    remedy = "Give more of its id." if found else "`recount reports` lists the reports."
    raise RecordError(f"report {name}", what, remedy)
