"""The dead of a row of UCDP's table: best, low and high, and whose they are, with all that the columns can't hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from recount.codebook.actors import Actors
from recount.codebook.nameless import classed
from recount.export import unheld
from recount.export.civilian_dead import CivilianDead
from recount.export.lossy import Losses
from recount.export.parties import STATES, Party
from recount.export.schemes import Scheme
from recount.export.sides import behind, counted_side, day_of, figures_by, side_key
from recount.export.ucdp_scheme import ONE_SIDED
from recount.model import Category, Harm, Incident, LedgerEntry
from recount.tolls import Estimate
from recount.tolls.comparable import told_apart
from recount.tolls.estimates import figures_by_origin, stated, whole_of

_FIGHTS = Category.COMBATANT
_FOREIGN = re.compile(r"\b(?:foreign|international|multinational|un|u\.n\.|peacekeep\w+)\b", re.IGNORECASE)
_FOR_THE_STATE = ("government", "regime", "loyalist")


class Side(NamedTuple):
    """A side: its name, its state's number where it is one state, and what it is in the incident."""

    name: str
    gwno: int | None
    party: Party | None


@dataclass(frozen=True, slots=True)
class Violence:
    """Who fights whom, and as what UCDP takes it; `at` is the column for the dead of those it was done to, "" where
    either does it to the other. `country` is where it was, `states` tells whether soldiers of several came to harm."""

    kind: int
    a: Side
    b: Side
    at: str
    country: str = ""
    states: bool = False


def is_state(side: Side) -> bool:
    """Whether a side is a state, or states."""
    return side.party is not None and side.party.kind in (*STATES, "external forces")


def several_states(incident: Incident, actors: Actors) -> bool:
    """Whether soldiers of several states are told to have come to harm."""
    counted = (counted_side(entry, actors, day_of(incident)) for entry in incident.ledger if entry.category is _FIGHTS)
    keys = {side_key(party, actors, day_of(incident)) for party in counted if party is not None}
    return sum(key.startswith("state ") for key in keys) > 1


def best_of(chosen: Estimate | None) -> int:
    """The number of an estimate that a row has as its best; 0 where there is none."""
    if chosen is None:
        return 0
    return next((n for n in (chosen.best, chosen.low, chosen.high) if n is not None), 0)


def counted_dead(
    incident: Incident,
    violence: Violence,
    chosen: Estimate,
    civilians: CivilianDead | None,
    scheme: Scheme,
    losses: Losses,
) -> dict[str, int]:
    """The dead: the total, its bounds, and its parts, which are those of one origin whose figure the total is. People
    of whom nobody tells who they were bound the civilians from above."""
    best = best_of(chosen)
    told = _stated_by_origin(chosen)
    low = min(told, default=best) if chosen.low is None else chosen.low
    high = max(told, default=best) if chosen.high is None else chosen.high
    parts = _parts(incident, violence, chosen, best, scheme)
    if sum(parts.values()) > best:
        lost = ", ".join(f"{name} {n}" for name, n in parts.items() if n)
        losses.add("deaths_unknown", best, lost, "parts that exceed the total are not written")
        parts = dict.fromkeys(parts, 0)
    rest = best - sum(parts.values())
    all_civilians = violence.kind == ONE_SIDED or _are_all_civilians(incident)
    parts["deaths_civilians" if all_civilians else "deaths_unknown"] += rest
    if rest and all_civilians and violence.kind != ONE_SIDED:
        what = f"{' · '.join(unheld.figures(behind(chosen)))}: of whom nobody tells who they were"
        why = "where others tell of dead civilians, and nobody of fighters, people are civilians"
        losses.add("deaths_civilians", parts["deaths_civilians"], what, why, [e.claim for e in behind(chosen)])
    nobodys = [e for e in behind(chosen) if _is_any_states(e.who, violence)] if rest and not all_civilians else []
    if nobodys:
        what = f"{' · '.join(unheld.figures(nobodys))}: soldiers of which state is not told"
        why = "soldiers are a side's where no other state's can be meant"
        losses.add("deaths_unknown", parts["deaths_unknown"], what, why, [e.claim for e in nobodys])
    cells = {**parts, "best": best, "high": max(high, best), "low": min(low, best)}
    if civilians and civilians.most > cells["high"]:
        cells["high"] = civilians.most
        claims = [entry.claim for entry in civilians.undivided]
        what = f"{' · '.join(unheld.figures(civilians.undivided))}: of whom nobody tells how many were civilians"
        losses.add(
            "high", cells["high"], what, "best and low are figures for civilians, high is one for people", claims
        )
    _lose_others(incident, violence, chosen, cells, scheme, losses)
    return cells


def _are_all_civilians(incident: Incident) -> bool:
    """Whether somebody tells of dead civilians, and nobody tells these from others who died."""
    given = [entry for some in figures_by_origin(incident.ledger).values() for entry in some]
    dead = (entry for entry in incident.ledger if entry.harm is Harm.KILLED)
    return any(entry.category is Category.CIVILIAN for entry in given) and not told_apart(dead)


def _lose_others(
    incident: Incident,
    violence: Violence,
    chosen: Estimate,
    cells: Mapping[str, int],
    scheme: Scheme,
    losses: Losses,
) -> None:
    """The dead of a side, or civilians, of whom another origin tells more than stands in their column; and figures for
    other people than those that the total counts, which bound it or are left out."""
    given = figures_by_origin(incident.ledger)
    one = behind(chosen)
    others: dict[str, list[LedgerEntry]] = {}
    for entry in (entry for figures in given.values() for entry in figures if entry not in one):
        part = _part(entry, violence, scheme, day_of(incident))
        if part != "deaths_unknown" and _stated(entry) > cells[part] and _counts(entry, violence):
            others.setdefault(part, []).append(entry)
    for part, entries in others.items():
        rule = "parts are those of the one origin's figure that best is"
        losses.add(part, cells[part], " · ".join(unheld.figures(entries)), rule, [e.claim for e in entries])
    left = [e for figures in given.values() for e in figures if not _counts(e, violence) and e.count.high != 0]
    if left:
        rule = "one-sided violence counts no fighters"
        losses.add("high", cells["high"], " · ".join(unheld.figures(left)), rule, [e.claim for e in left])
    counted = {entry.category for entry in one}
    apart = told_apart(entry for entry in incident.ledger if entry.harm is Harm.KILLED)
    for figures in figures_by(chosen).values() if apart else ():
        if stated(whole_of(figures)) > cells["best"] and {entry.category for entry in figures} != counted:
            what = f"{' · '.join(unheld.figures(figures))}: not the people that best counts"
            losses.add(
                "high", cells["high"], what, "the highest figure, whomever it counts", [e.claim for e in figures]
            )


def _counts(entry: LedgerEntry, violence: Violence) -> bool:
    """Whether a figure is of those whom a row is about: one-sided violence counts no fighters."""
    return violence.kind != ONE_SIDED or entry.category is not Category.COMBATANT


def _parts(incident: Incident, violence: Violence, chosen: Estimate, best: int, scheme: Scheme) -> dict[str, int]:
    """What the origin behind the total says of whose the dead are, by column; what nobody divides is not in it."""
    parts = dict.fromkeys(("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"), 0)
    day = day_of(incident)
    groups: dict[str, list[LedgerEntry]] = {}
    for entry in behind(chosen):
        groups.setdefault(_part(entry, violence, scheme, day), []).append(entry)
    groups.pop("deaths_unknown", None)
    for part, entries in groups.items():
        parts[part] = stated(whole_of(entries))
    documents = {entry.document for entry in chosen.entries}
    some = [
        e for e in incident.ledger if e.sub and e.harm is Harm.KILLED and e.document in documents and not e.campaign
    ]
    for entry in sorted(some, key=_stated, reverse=True):
        part = _part(entry, violence, scheme, day)
        if part != "deaths_unknown" and not parts[part] and _counts(entry, violence):
            parts[part] = max(0, min(_stated(entry), best - sum(parts.values())))
    return parts


def _stated_by_origin(chosen: Estimate) -> list[int]:
    """What each origin behind an estimate states, open figures with the bound they have."""
    return [stated(whole_of(given)) for given in figures_by(chosen).values()]


def _stated(entry: LedgerEntry) -> int:
    return entry.count.low if entry.count.low is not None else entry.count.high or 0


def _part(entry: LedgerEntry, violence: Violence, scheme: Scheme, day: date | None) -> str:
    """Whose dead a figure counts: civilians, those of a side, or nobody knows whose."""
    if entry.category is Category.CIVILIAN:
        return "deaths_civilians"
    own = counted_side(entry, scheme.actors, day)
    sides = ((violence.a, "deaths_a"), (violence.b, "deaths_b"))
    if own is not None:
        key = side_key(own, scheme.actors, day)
        beside = (c for side, c in sides if side.party and side_key(side.party, scheme.actors, day) == key)
        return next(beside, "deaths_unknown")
    if entry.category is not Category.COMBATANT:
        return "deaths_civilians" if violence.kind == ONE_SIDED else "deaths_unknown"
    for side, column in sides:
        if side.party is not None and _counts_own(entry.who, side.party):
            return column
    return _part_by_words(entry.who, violence)


def _part_by_words(who: str, violence: Violence) -> str:
    """Whose fighters are meant where no name tells: soldiers are a state's, and in what one side does to another the
    dead are the other's, where they can be."""
    called = classed(who)
    soldiers = called is not None and called.kind in STATES
    if soldiers and _is_any_states(who, violence):
        return "deaths_unknown"
    if violence.at in ("deaths_a", "deaths_b"):
        harmed = violence.a if violence.at == "deaths_a" else violence.b
        return violence.at if called is None or soldiers == is_state(harmed) else "deaths_unknown"
    if not is_state(violence.a) or is_state(violence.b):
        return "deaths_unknown"
    if any(word in who.casefold() for word in _FOR_THE_STATE):
        return "deaths_a"
    return "deaths_unknown" if called is None else "deaths_a" if soldiers else "deaths_b"


def _is_any_states(who: str, violence: Violence) -> bool:
    """Whether soldiers without a name may be those of another state than the side that is one: soldiers of several
    came to harm, or these are foreign to it ("13 foreign soldiers were killed")."""
    called = classed(who)
    sides = [side.party for side in (violence.a, violence.b) if is_state(side) and side.party is not None]
    if called is None or called.kind not in STATES or not sides or any(_counts_own(who, side) for side in sides):
        return False
    own = any(side.countries == (violence.country,) for side in sides)
    return violence.states or (own and _FOREIGN.search(who) is not None)


def _counts_own(who: str, party: Party) -> bool:
    """Whether the words for those who died name a party by one of its names."""
    names = [party.name] if party.actor is None else [party.name, *party.actor.aliases, *party.actor.exact]
    return any(name and name.casefold() in who.casefold() for name in names if len(name) > 2)
