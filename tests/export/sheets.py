"""Incidents on their way into others' tables, for tests."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import cache

from hypothesis import strategies as st

from recount.codebook import conflict_codebook
from recount.codebook.acled import sub_event_rules
from recount.codebook.actors import built_in_actors
from recount.export.lossy import Loss, Sheet
from recount.export.names import report_names
from recount.export.schemes import Scheme
from recount.export.tables import Row, table_rows
from recount.model import (
    Category,
    Cited,
    Claim,
    Count,
    Document,
    Harm,
    Incident,
    LedgerEntry,
    Place,
    PlacePrecision,
    Record,
    Span,
    Status,
    When,
)
from recount.tolls import RULES
from tests.made import RAQQA, given, incident_of, report, strike

RECORDED = datetime(2017, 7, 1, 12, tzinfo=UTC)
Maker = Callable[[Iterable[Row], Scheme], Sheet]


@cache
def scheme(rule: str) -> Scheme:
    """The built-in rules."""
    return Scheme(conflict_codebook(), built_in_actors(), sub_event_rules(), RULES[rule], RECORDED)


def incident(kind: str = "air_strike", documents: Sequence[Document] = (), **changes: object) -> tuple[Incident, Claim]:
    """An incident of one claim at Raqqa on 2 June 2017: US-led coalition on Islamic State."""
    document = next(iter(documents), report())
    claim = strike(document, type=kind, tolls=())
    defaults: dict[str, object] = {"agents": ("US-led coalition",), "targets": ("Islamic State",)}
    return incident_of([claim], [document], **{**defaults, **changes}), claim


def figure(number: int | None, who: str = "people", **changes: object) -> LedgerEntry:
    """A figure of the ledger: so many killed, says the Northern Monitor; `high` opens or widens it."""
    document = report()
    high = changes.pop("high", number)
    values: dict[str, object] = {
        "claim": strike(document).id,
        "document": document.id,
        "harm": Harm.KILLED,
        "who": who,
        "category": Category.UNKNOWN,
        "sub": False,
        "count": Count(number, high),  # type: ignore[arg-type]
        "origin": "Northern Monitor",
        "via": (),
        "reported": given(date(2017, 6, 3)),
    }
    return LedgerEntry(**{**values, **changes})  # type: ignore[arg-type]


def sheet_of(make: Maker, rule: str, *made: tuple[Incident, Claim]) -> Sheet:
    """The table that incidents make."""
    document = report()
    claims = tuple({claim.id: claim for _, claim in made}.values())
    record = Record((document,), claims, tuple(one for one, _ in made))
    return make(table_rows(record, report_names([document])), scheme(rule))


def only(made: Sheet) -> dict[str, str]:
    """The one row of a table, as it is read back."""
    (row,) = csv.DictReader(io.StringIO(made.csv(), newline=""))
    return row


def lost(made: Sheet, column: str) -> list[str]:
    """What a column could not hold."""
    return [loss.lost for loss in made.losses if loss.column == column]


def loss(made: Sheet, column: str) -> Loss:
    """The one loss of a column."""
    (found,) = (loss for loss in made.losses if loss.column == column)
    return found


NAMES = st.sampled_from(
    [
        "US-led coalition",
        "Islamic State",
        "Syrian army",
        "Russian air force",
        "Turkish artillery",
        "civilians",
        "residents",
        "soldiers",
        "militants",
        "gunmen",
        "fighters",
        "Hill Front",
        "Ahmad al-Khalaf",
        "trucks",
        "posts of the Islamic State",
        "protesters",
        "Syrian Democratic Forces",
        "=HYPERLINK(1)",
        "coalition",
        "police",
    ]
)
DAYS = st.dates(date(2014, 1, 1), date(2018, 12, 31))
WHENS = st.none() | st.builds(lambda a, b: When.between(min(a, b), max(a, b)), DAYS, DAYS) | DAYS.map(When.day)
PLACES = st.none() | st.builds(
    Place,
    st.sampled_from(["Tel Nour", "-Raqqa", "=A1"]),
    st.sampled_from(["SY", "IQ", "XK", "PS", "CO", "ZZ"]),
    st.none() | st.just("Ar-Raqqah"),
    st.floats(-89.9, 89.9),
    st.floats(-179.9, 179.9),
    st.sampled_from(PlacePrecision),
)
FIGURES = st.builds(
    lambda low, more, open_, who, category, sub, harm, origin: figure(
        low,
        who,
        high=None if open_ else low + more,
        category=category,
        sub=sub,
        harm=harm,
        origin=origin,
    ),
    st.integers(0, 300),
    st.integers(0, 5),
    st.booleans(),
    st.sampled_from(["people", "civilians", "soldiers", "militants", "dozens", "Ahmad al-Khalaf", "Islamic State men"]),
    st.sampled_from(Category),
    st.booleans(),
    st.sampled_from(Harm),
    st.sampled_from(["Northern Monitor", "Radio Furat", "Syrian army"]),
)
INCIDENTS = st.builds(
    lambda kind, agents, targets, when, place, status, ledger: incident(
        kind,
        agents=tuple(agents),
        targets=tuple(targets),
        when=when,
        place=place,
        status=status,
        ledger=tuple(ledger),
    ),
    st.sampled_from(sorted(conflict_codebook().types)),
    st.lists(NAMES, max_size=3),
    st.lists(NAMES, max_size=3),
    WHENS,
    PLACES,
    st.sampled_from(Status),
    st.lists(FIGURES, max_size=5),
)
"""Incidents of every type, with every kind of party, date, place and figure."""

__all__ = ["INCIDENTS", "RAQQA", "Cited", "Span", "figure", "incident", "loss", "lost", "only", "scheme", "sheet_of"]
