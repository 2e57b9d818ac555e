"""Incidents as rows of UCDP's table of georeferenced events, with a report of what that loses.

UCDP takes what an organised party does with armed force where somebody dies of it, at a known place, in a known year.
Numbers that are UCDP's to give (of conflicts, dyads, sides) stay empty; sides that nobody names are not made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from recount.export import unheld
from recount.export.civilian_dead import civilian_dead
from recount.export.countries import country_name, of_country
from recount.export.elsewhere import Elsewhere, elsewhere
from recount.export.lossy import Loss, Losses, Sheet
from recount.export.no_dead import no_dead
from recount.export.parties import STATES, Party
from recount.export.schemes import Scheme, numbers_of, public_row, refuse_unknown_types
from recount.export.sides import Sides, day_of, side_key, sides_of
from recount.export.tables import Cell, Row
from recount.export.ucdp_dead import Side, Violence, best_of, counted_dead, is_state, several_states
from recount.export.ucdp_scheme import COLUMNS, NON_STATE, ONE_SIDED, STATE_BASED, priogrid
from recount.export.wording import date_words, place_words, published_words, type_words
from recount.model import Harm, Incident, Place, PlacePrecision, Status, When
from recount.tolls import Estimate, headline_of

Cells = dict[str, Cell]

_PLACES = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.GOVERNORATE: 4,
    PlacePrecision.COUNTRY: 6,
}
_CIVILIANS = "Civilians"


def ucdp_sheet(rows: Iterable[Row], scheme: Scheme) -> Sheet:
    """The rows of UCDP's table that incidents make, and what was lost. CodebookError where the codebook is not that of
    the record."""
    given = tuple(rows)
    incidents = [row.incident for row in given]
    refuse_unknown_types(incidents, scheme.codebook)
    numbers = numbers_of(incidents)
    kept = unheld.without_wholes(((row, *_made(row, numbers[row.incident.id], scheme)) for row in given), scheme.actors)
    made = tuple(cells for _, cells, _ in kept if cells is not None)
    return Sheet("ucdp", COLUMNS, made, tuple(loss for _, _, lost in kept for loss in lost))


def _made(row: Row, number: int, scheme: Scheme) -> tuple[Cells | None, list[Loss]]:
    losses = Losses(str(number), row.incident.id, row.incident.claims)
    if unheld.no_event(row.incident, losses, scheme.actors):
        return None, losses.found
    clear = public_row(row, scheme.actors, losses)
    incident, place = clear.incident, clear.incident.place
    country = elsewhere().get(place.country) if place else None
    dated = _dated(incident.when)
    sides = sides_of(incident, scheme.actors)
    violence = _violence(incident, sides, scheme)
    civilians = civilian_dead(incident.ledger) if _on_civilians(violence) else None
    chosen = headline_of(scheme.rule, civilians.figures if civilians else incident.ledger, Harm.KILLED)
    best = best_of(chosen)
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
        cells |= _sided(violence) | counted_dead(incident, violence, chosen, civilians, scheme, losses)
        sure = cells["date_prec"] == 1 and cells["where_prec"] in (1, 2) and incident.status is Status.HAPPENED
        cells["event_clarity"] = 1 if sure else 2
        _lose(clear, cells, chosen, violence, sides, losses)
        return cells, losses.found
    return None, losses.found


def _lose(
    row: Row, cells: Mapping[str, Cell], chosen: Estimate, violence: Violence, sides: Sides, losses: Losses
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
    if violence.b.party is not None and violence.b.party in sides.taken_for:
        what = f"the dead were civilians, whom {violence.a.name} took for people of {violence.b.name}"
        why = "one-sided violence is deliberate: what was meant for the other side's fighters is fighting with it"
        losses.add("type_of_violence", violence.kind, what, why)
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


def _violence(incident: Incident, sides: Sides, scheme: Scheme) -> Violence | str:
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
    other = _other_side(targets, side, scheme, incident) or _other_side(sides.taken_for, side, scheme, incident)
    if other is None:
        if sides.civilians or (sides.anybody and not battle):
            return Violence(ONE_SIDED, side, Side(_CIVILIANS, None, None), "deaths_civilians")
        return "nobody says whom it was done to, or only as what kind of people"
    at = "" if battle else "deaths_b"
    if is_state(other) and not is_state(side):
        side, other, at = other, side, at.replace("_b", "_a")
    kind = STATE_BASED if is_state(side) else NON_STATE
    country = incident.place.country if incident.place else ""
    return Violence(kind, side, other, at, country, several_states(incident, scheme.actors))


def _other_side(targets: Sequence[Party], side: Side, scheme: Scheme, incident: Incident) -> Side | None:
    """The first of the targets that fights, has a name and stands on another side."""
    day = day_of(incident)
    own = side_key(side.party, scheme.actors, day) if side.party else ""
    return _side([p for p in targets if p.name and side_key(p, scheme.actors, day) != own], but=side.name)


def _on_civilians(violence: Violence | str) -> bool:
    return not isinstance(violence, str) and violence.kind == ONE_SIDED


def _side(told: Sequence[Party], but: str = "") -> Side | None:
    """The first of the parties that fights and has a name; soldiers, militants and gunmen of nobody knows whom are no
    side."""
    sides = (_named_side(party) for party in told if party.fights and party.name)
    return next((side for side in sides if side.name != but), None)


def _named_side(party: Party) -> Side:
    if party.kind in STATES and len(party.countries) == 1:
        home = elsewhere().get(party.countries[0])
        return Side(_government(party.countries[0]), home.gwno if home else None, party)
    return Side(party.name, None, party)


def _government(code: str) -> str:
    return f"Government of {of_country(code)}"


def _sided(violence: Violence) -> Cells:
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
