"""The dead in an incident's rows in tables of others, where they are others than its headlines by the same rules: a row
on civilians leaves fighters out, a headline counts everybody."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from recount.codebook import conflict_codebook
from recount.codebook.acled import sub_event_rules
from recount.codebook.actors import actors_over
from recount.desk.ledgers import Ledger
from recount.errors import CodebookError
from recount.export.acled import acled_sheet
from recount.export.schemes import Scheme
from recount.export.tables import Row
from recount.export.ucdp import ucdp_sheet
from recount.model import Harm
from recount.tolls.headlines import RULES, headline_of

_SHEETS = (("ucdp", ucdp_sheet, ("best", "low", "high")), ("acled", acled_sheet, ("fatalities",) * 3))


@dataclass(frozen=True, slots=True)
class TableFigure:
    """The dead in an incident's row of a table: the number, and the bounds that UCDP's table has."""

    table: str
    best: int
    low: int
    high: int


def other_in_tables(ledger: Ledger, own: Path | None = None) -> tuple[TableFigure, ...]:
    """The rows' dead, where these are not what the rule called like the table makes of the whole ledger. Empty where it
    becomes no row, or was read with a codebook of the desk's own."""
    view = ledger.view
    if not any(entry.harm is Harm.KILLED for entry in view.incident.ledger):
        return ()
    row = Row(view.incident, tuple(view.documents[key] for key in view.incident.documents), view.claims, view.names)
    codebook, actors = conflict_codebook(), actors_over(own)
    found = []
    for name, sheet, columns in _SHEETS:
        try:
            made = sheet([row], Scheme(codebook, actors, sub_event_rules(), RULES[name])).rows
        except CodebookError:
            return ()
        estimate = headline_of(RULES[name], view.incident.ledger)
        if estimate is None:
            continue
        given = next((n for n in (estimate.best, estimate.low, estimate.high) if n is not None), 0)
        dead = (tuple(int(str(cells[column])) for column in columns) for cells in made)
        found += [TableFigure(name, best, low, high) for best, low, high in dead if best != given]
    return tuple(found)
