"""Incidents as rows of UCDP's table of georeferenced events, with a report of what that loses.

UCDP takes what an organised party does with armed force where somebody dies of it, at a known place, in a known year.
Numbers that are UCDP's to give (of conflicts, dyads, sides) stay empty; sides that nobody names are not made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from recount.codebook.nameless import classed
from recount.export import unheld
from recount.export.civilian_dead import CivilianDead, civilian_dead
from recount.export.countries import country_name, of_country
from recount.export.elsewhere import Elsewhere, elsewhere
from recount.export.lossy import Loss, Losses, Sheet
from recount.export.no_dead import no_dead
from recount.export.parties import STATES, Party
from recount.export.schemes import Scheme, numbers_of, public_row, refuse_unknown_types
from recount.export.sides import Sides, behind, counted_side, day_of, figures_by, side_key, sides_of
from recount.export.tables import Cell, Row
from recount.export.ucdp_scheme import COLUMNS, NON_STATE, ONE_SIDED, STATE_BASED, priogrid
from recount.export.wording import date_words, place_words, published_words, type_words
from recount.model import Category, Harm, Incident, LedgerEntry, Place, PlacePrecision, Status, When
from recount.tolls import Estimate, headline_of
from recount.tolls.estimates import figures_by_origin, stated, whole_of

Cells = dict[str, Cell]

_PLACES = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.GOVERNORATE: 4,
    PlacePrecision.COUNTRY: 6,
}
_CIVILIANS = "Civilians"
_FOR_THE_STATE = ("government", "regime", "loyalist")


class _Side(NamedTuple):
    """A side: its name, its state's number where it is one state, and what it is in the incident."""

    name: str
    gwno: int | None
    party: Party | None


@dataclass(frozen=True, slots=True)
class _Violence:
    """Who fights whom, and as what UCDP takes it; `at` is the column for the dead of those it was done to, "" where
    either does it to the other."""

    kind: int
    a: _Side
    b: _Side
    at: str


def ucdp_sheet(rows: Iterable[Row], scheme: Scheme) -> Sheet:
    """The rows of UCDP's table that incidents make, and what was lost. CodebookError where the codebook is not that of
    the record."""
    given = tuple(rows)
    incidents = [row.incident for row in given]
    refuse_unknown_types(incidents, scheme.codebook)
    numbers = numbers_of(incidents)
    kept = unheld.without_wholes((row, *_made(row, numbers[row.incident.id], scheme)) for row in given)
    made = tuple(cells for _, cells, _ in kept if cells is not None)
    return Sheet("ucdp", COLUMNS, made, tuple(loss for _, _, lost in kept for loss in lost))


def _made(row: Row, number: int, scheme: Scheme) -> tuple[Cells | None, list[Loss]]:
    losses = Losses(str(number), row.incident.id, row.incident.claims)
    if unheld.no_event(row.incident, losses):
        return None, losses.found
    clear = public_row(row, scheme.actors, losses)
    incident, place = clear.incident, clear.incident.place
    country = elsewhere().get(place.country) if place else None
    dated = _dated(incident.when)
    sides = sides_of(incident, scheme.actors)
    violence = _violence(incident, sides, scheme)
    civilians = civilian_dead(incident.ledger) if _on_civilians(violence) else None
    chosen = headline_of(scheme.rule, civilians.figures if civilians else incident.ledger, Harm.KILLED)
    best = _best(chosen)
    if dated is None:
        losses.no_row(f"date: {date_words(incident.when)}", "nothing vaguer than a calendar year is an event")
    elif place is None or country is None or place.precision not in _PLACES:
        losses.no_row(f"place: {place_words(incident)}", "an event has a known place")
    elif best < 1 or chosen is None:
        losses.no_row(no_dead(incident, chosen), "an event has one direct death at least")
    elif isinstance(violence, str):
        losses.no_row(violence, "two organised sides, or one and civilians, with names")
    else:
        cells: Cells = {column.name: "" for column in COLUMNS}
        cells |= {"id": number} | dated | _placed(clear, place, country) | _sources(clear)
        cells |= _sided(violence) | _counted(incident, violence, chosen, civilians, scheme, losses)
        sure = cells["date_prec"] == 1 and cells["where_prec"] in (1, 2) and incident.status is Status.HAPPENED
        cells["event_clarity"] = 1 if sure else 2
        _lose(clear, cells, chosen, violence, sides, losses)
        return cells, losses.found
    return None, losses.found


def _lose(
    row: Row, cells: Mapping[str, Cell], chosen: Estimate, violence: _Violence, sides: Sides, losses: Losses
) -> None:
    incident = row.incident
    unheld.lose_killed(incident, "best", cells["best"], chosen, losses)
    unheld.lose_harms(incident, "", losses)
    unheld.lose_status(row, losses)
    unheld.lose_types(row, "type_of_violence", cells["type_of_violence"], losses)
    losses.add("type_of_violence", cells["type_of_violence"], type_words(incident.type), "no column for what was done")
    unheld.lose_date(incident, "date_start", cells["date_start"], "first and last day, and how exact they are", losses)
    unheld.lose_place(incident, "where_coordinates", cells["where_coordinates"], losses)
    unheld.lose_sources(incident, "source_original", cells["source_original"], losses)
    if violence.kind == ONE_SIDED and not sides.civilians:
        why = "people of whom nothing more is told are civilians"
        losses.add("side_b", _CIVILIANS, f"told as “{sides.anybody}”", why)
    swapped = violence.a.party not in sides.agents
    for side, column, told in (
        (violence.a, "side_a", sides.targets if swapped else sides.agents),
        (violence.b, "side_b", sides.agents if swapped else sides.targets),
    ):
        if side.party and side.party.by:
            losses.add(column, side.name, f"told as “{side.party.said}”", side.party.by)
        lesser = [p for p in told if p.kind != "civilians" and _named_side(p).name != side.name]
        unheld.lose_parties(lesser, [side.party.said] if side.party else [], column, side.name, losses)


def _dated(when: When | None) -> Cells | None:
    """The first and the last day, with UCDP's precision; None where it is vaguer than one calendar year."""
    if when is None or when.first is None or when.last is None:
        return None
    days = (when.last - when.first).days + 1
    precision = next((n for n, most in ((1, 1), (2, 6), (3, 7), (4, 31), (5, 366)) if days <= most), None)
    if precision is None or (precision == 5 and when.first.year != when.last.year):
        return None
    return {
        "year": when.first.year,
        "date_prec": precision,
        "date_start": when.first.isoformat(),
        "date_end": when.last.isoformat(),
    }


def _placed(row: Row, place: Place, country: Elsewhere) -> Cells:
    lat, lon = round(place.lat, 6), round(place.lon, 6)
    return {
        "where_prec": _PLACES[place.precision],
        "where_coordinates": place.name,
        "where_description": _joined(row.incident.place_names) or place_words(row.incident),
        "adm_1": place.admin1 or "",
        "adm_2": place.admin2 or "",
        "latitude": lat,
        "longitude": lon,
        "geom_wkt": f"POINT ({lon} {lat})",
        "priogrid_gid": priogrid(place.lat, place.lon),
        "country": country_name(country.code),
        "country_id": country.gwno if country.gwno is not None else "",
        "region": country.ucdp_region or "",
    }


def _sources(row: Row) -> Cells:
    reports = row.documents
    articles = (
        ", ".join(part for part in (d.outlet, published_words(d.published), d.title or d.name) if part) for d in reports
    )
    days = (d.published.first.isoformat() for d in reports if d.published.first)
    return {
        "number_of_sources": len(reports),
        "source_article": _joined(articles),
        "source_office": _joined(d.outlet for d in reports if d.outlet),
        "source_date": _joined(days),
        "source_headline": _joined(d.title for d in reports if d.title),
        "source_original": _joined(origin.name for origin in row.incident.origins),
    }


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(" ".join(part.split()).replace(";", ",") for part in parts))


def _violence(incident: Incident, sides: Sides, scheme: Scheme) -> _Violence | str:
    """The type of violence with its sides; else why it is none of UCDP's."""
    allowed = scheme.codebook.types[incident.type].same_as.ucdp
    if not allowed:
        return f"type {type_words(incident.type)} is no use of armed force"
    battle = "one-sided" not in allowed
    agents, targets = sides.agents, sides.opposed
    if battle and not any(party.fights for party in agents):
        agents = targets  # either does it to the other
    side = _side(agents)
    if side is None:
        return "nobody says who did it, or only as what kind of people"
    other = _other_side(targets, side, scheme, incident)
    if other is None:
        if sides.civilians or (sides.anybody and not battle):
            return _Violence(ONE_SIDED, side, _Side(_CIVILIANS, None, None), "deaths_civilians")
        return "nobody says whom it was done to, or only as what kind of people"
    at = "" if battle else "deaths_b"
    if _is_state(other) and not _is_state(side):
        side, other, at = other, side, at.replace("_b", "_a")
    return _Violence(STATE_BASED if _is_state(side) else NON_STATE, side, other, at)


def _other_side(targets: Sequence[Party], side: _Side, scheme: Scheme, incident: Incident) -> _Side | None:
    """The first of the targets that fights, has a name and stands on another side."""
    day = day_of(incident)
    own = side_key(side.party, scheme.actors, day) if side.party else ""
    return _side([p for p in targets if p.name and side_key(p, scheme.actors, day) != own], but=side.name)


def _on_civilians(violence: _Violence | str) -> bool:
    return not isinstance(violence, str) and violence.kind == ONE_SIDED


def _counts(entry: LedgerEntry, violence: _Violence) -> bool:
    """Whether a figure is of those whom a row is about: one-sided violence counts no fighters."""
    return violence.kind != ONE_SIDED or entry.category is not Category.COMBATANT


def _is_state(side: _Side) -> bool:
    return side.party is not None and side.party.kind in (*STATES, "external forces")


def _side(told: Sequence[Party], but: str = "") -> _Side | None:
    """The first of the parties that fights and has a name; soldiers, militants and gunmen of nobody knows whom are no
    side."""
    sides = (_named_side(party) for party in told if party.fights and party.name)
    return next((side for side in sides if side.name != but), None)


def _named_side(party: Party) -> _Side:
    if party.kind in STATES and len(party.countries) == 1:
        home = elsewhere().get(party.countries[0])
        return _Side(_government(party.countries[0]), home.gwno if home else None, party)
    return _Side(party.name, None, party)


def _government(code: str) -> str:
    return f"Government of {of_country(code)}"


def _sided(violence: _Violence) -> Cells:
    dyad = f"{violence.a.name} - {violence.b.name}"
    return {
        "type_of_violence": violence.kind,
        "conflict_name": "" if violence.kind == STATE_BASED else dyad,
        "dyad_name": dyad,
        "side_a": violence.a.name,
        "side_b": violence.b.name,
        "gwnoa": violence.a.gwno if violence.a.gwno is not None else "",
        "gwnob": violence.b.gwno if violence.b.gwno is not None else "",
    }


def _best(chosen: Estimate | None) -> int:
    if chosen is None:
        return 0
    return next((n for n in (chosen.best, chosen.low, chosen.high) if n is not None), 0)


def _counted(
    incident: Incident,
    violence: _Violence,
    chosen: Estimate,
    civilians: CivilianDead | None,
    scheme: Scheme,
    losses: Losses,
) -> dict[str, int]:
    """The dead: the total, its bounds, and its parts, which are those of one origin whose figure the total is. People
    of whom nobody tells who they were bound the civilians from above."""
    best = _best(chosen)
    told = _stated_by_origin(chosen)
    low = min(told, default=best) if chosen.low is None else chosen.low
    high = max(told, default=best) if chosen.high is None else chosen.high
    parts = _parts(incident, violence, chosen, best, scheme)
    if sum(parts.values()) > best:
        lost = ", ".join(f"{name} {n}" for name, n in parts.items() if n)
        losses.add("deaths_unknown", best, lost, "parts that exceed the total are not written")
        parts = dict.fromkeys(parts, 0)
    parts["deaths_civilians" if violence.kind == ONE_SIDED else "deaths_unknown"] += best - sum(parts.values())
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


def _lose_others(
    incident: Incident,
    violence: _Violence,
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
    for figures in figures_by(chosen).values():
        if stated(whole_of(figures)) > cells["best"] and {entry.category for entry in figures} != counted:
            what = f"{' · '.join(unheld.figures(figures))}: not the people that best counts"
            losses.add(
                "high", cells["high"], what, "the highest figure, whomever it counts", [e.claim for e in figures]
            )


def _parts(incident: Incident, violence: _Violence, chosen: Estimate, best: int, scheme: Scheme) -> dict[str, int]:
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


def _part(entry: LedgerEntry, violence: _Violence, scheme: Scheme, day: date | None) -> str:
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


def _part_by_words(who: str, violence: _Violence) -> str:
    """Whose fighters are meant where no name tells: soldiers are a state's, and in what one side does to another the
    dead are the other's, where they can be."""
    called = classed(who)
    soldiers = called is not None and called.kind in STATES
    if violence.at in ("deaths_a", "deaths_b"):
        harmed = violence.a if violence.at == "deaths_a" else violence.b
        return violence.at if called is None or soldiers == _is_state(harmed) else "deaths_unknown"
    if not _is_state(violence.a) or _is_state(violence.b):
        return "deaths_unknown"
    if any(word in who.casefold() for word in _FOR_THE_STATE):
        return "deaths_a"
    return "deaths_unknown" if called is None else "deaths_a" if soldiers else "deaths_b"


def _counts_own(who: str, party: Party) -> bool:
    """Whether the words for those who died name a party by one of its names."""
    names = [party.name] if party.actor is None else [party.name, *party.actor.aliases, *party.actor.exact]
    return any(name and name.casefold() in who.casefold() for name in names if len(name) > 2)
