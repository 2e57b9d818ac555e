"""A record handed on: in formats of Recount's own, or as tables of others with what they can't hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from recount.codebook import conflict_codebook, load_codebook
from recount.codebook.acled import sub_event_rules
from recount.codebook.actors import actors_over
from recount.desk.asking import with_aliases, with_countries
from recount.desk.exporting import FORMATS, whole_record
from recount.desk.judged import judged_claims
from recount.desk.knowing import opened_on
from recount.desk.ledgers import rule_called
from recount.desk.manifest import everything_in
from recount.desk.operations import to_be_summed, with_operations
from recount.desk.tools import BUILT_IN, Rules
from recount.errors import RecountError
from recount.export.acled import acled_sheet
from recount.export.canonical import canonical_text
from recount.export.lossy import Loss, Sheet, losses_csv, losses_jsonl
from recount.export.names import report_names
from recount.export.schemes import Scheme
from recount.export.tables import Row, table_rows
from recount.export.ucdp import ucdp_sheet
from recount.model import Record
from recount.store import EVERYTHING, Filters, RecordStore, opened

SHEETS: Mapping[str, Callable[[Iterable[Row], Scheme], Sheet]] = {"acled": acled_sheet, "ucdp": ucdp_sheet}
"""Tables of others by name; each comes with a report of what it could not hold."""

CANONICAL = "canonical"
"""The format in which equal records are equal bytes."""

_LOSSES: Mapping[str, Callable[[Iterable[Loss]], str]] = {".csv": losses_csv, ".jsonl": losses_jsonl}


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """Which incidents are written, as known on which day, by whose rules.

    `rule` is the name of a headline rule, or a file with one, that chooses the dead in tables of others; by default it
    is the rule called like the table.
    """

    filters: Filters = EVERYTHING
    as_of: date | None = None
    rules: Rules = BUILT_IN
    rule: str | None = None


def export(record: Path, form: str, options: ExportOptions | None = None) -> str:
    """A record's incidents in one of `FORMATS`."""
    chosen = options or ExportOptions()
    if form == CANONICAL:
        return _canonical(record, chosen)
    if form not in FORMATS:
        known = ", ".join((*FORMATS, CANONICAL, *SHEETS))
        raise RecountError(f"format {form}", "is not known", f"Choose one of {known}.")
    with _known(record, chosen) as store:
        whole = _asked(store, chosen)
        return FORMATS[form](whole, report_names(whole.documents))


def _canonical(record: Path, options: ExportOptions) -> str:
    if options.filters != EVERYTHING or options.as_of is not None:
        remedy = "Leave the filters out, or choose another format."
        raise RecountError("format canonical", "is always of the whole record as it is", remedy)
    with closing(opened(record)) as store:
        return canonical_text(everything_in(store))


def sheet(record: Path, form: str, options: ExportOptions | None = None) -> Sheet:
    """A record's incidents as one of `SHEETS`, with what it could not hold."""
    chosen = options or ExportOptions()
    rule = rule_called(chosen.rule or form, chosen.rules.actors)
    codebook = load_codebook(chosen.rules.codebook) if chosen.rules.codebook else conflict_codebook()
    with _known(record, chosen) as store:
        whole = _asked(store, chosen)
        ended = max((run.finished for run in store.runs() if run.finished), default=None)
        actors = actors_over(chosen.rules.actors)
        scheme = Scheme(codebook, actors, sub_event_rules(), rule, ended)
        incidents = to_be_summed(store, whole.incidents, chosen.rules.actors, chosen.filters.hidden)
        corrected = {claim.id: claim for claim in judged_claims(store, whole.claims)}
        claims = tuple(corrected.get(claim.id, claim) for claim in whole.claims)
        judged = replace(whole, claims=claims, incidents=incidents)
        return SHEETS[form](table_rows(judged, report_names(whole.documents)), scheme)


def losses_text(made: Sheet, suffix: str) -> str:
    """What a table could not hold, as text for a file that ends so: .csv, .jsonl. RecountError for another suffix."""
    if suffix.lower() not in _LOSSES:
        known = " or ".join(_LOSSES)
        raise RecountError(f"a report in {suffix or 'a file without a suffix'}", "is not known", f"End it in {known}.")
    return _LOSSES[suffix.lower()](made.losses)


@contextmanager
def _known(record: Path, options: ExportOptions) -> Iterator[RecordStore]:
    """The record as it was known on the day asked for."""
    store, _ = opened_on(record, options.as_of, options.rules.actors)
    with closing(store):
        yield store


def _asked(store: RecordStore, options: ExportOptions) -> Record:
    """The record with the incidents that are asked for alone, and all that the others rest on as well."""
    filters = options.filters
    if filters == EVERYTHING:
        return whole_record(store, options.rules.actors)
    wanted = with_countries(with_aliases(filters, actors_over(options.rules.actors)))
    whole = whole_record(store, options.rules.actors)
    asked = with_operations(store, store.incidents(wanted), options.rules.actors, wanted.hidden)
    return replace(whole, incidents=asked)
