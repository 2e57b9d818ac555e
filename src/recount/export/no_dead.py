"""Why a row that counts dead has none to count, in the words of the lossy report."""

from __future__ import annotations

from collections.abc import Iterable

from recount.export.unheld import figures
from recount.model import Category, Harm, Incident, LedgerEntry
from recount.tolls import Estimate
from recount.tolls.estimates import figures_by_origin


def no_dead(incident: Incident, chosen: Estimate | None) -> str:
    """Why a row has no dead: nobody tells of any, the rule makes none of what is told, or those told of are fighters,
    whom one-sided violence does not count."""
    dead = [e for e in incident.ledger if e.harm is Harm.KILLED]
    given = [entry for some in figures_by_origin(incident.ledger).values() for entry in some]
    if chosen is not None and any(entry.count.high != 0 for entry in chosen.entries):
        made = chosen.best if chosen.best is not None else chosen.low or chosen.high or 0
        return f"headline rule {chosen.rule} ({chosen.how}) makes {made} of {_figures(chosen.entries)}"
    fought = [entry for entry in given if entry.category is Category.COMBATANT and entry.count.high != 0]
    if fought:
        return f"those told to have died are fighters, whom one-sided violence does not count: {_figures(given)}"
    if chosen is not None:
        return f"it is said that nobody died: {_figures(chosen.entries)}"
    if given:
        return f"no number is made of {_figures(given)}"
    wider = [entry for entry in dead if entry.campaign]
    if wider:
        return f"the dead told of are of more than this: {_figures(wider)}"
    parts = [entry for entry in dead if entry.sub and entry.count.high != 0]
    if parts:
        return f"no whole is told beside {_figures(parts)}"
    return "nobody is said to have died of it"


def _figures(entries: Iterable[LedgerEntry]) -> str:
    return " · ".join(figures(entries))
