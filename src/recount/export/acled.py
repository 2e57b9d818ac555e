"""Incidents as rows of ACLED's table, by its codebook's rules, with a report of what that loses.

One incident is one row: an interval is what is not known of the day, never a length, so that no total is divided over
days. What ACLED would join (same actors, place and day) is listed and stays apart: that two accounts are one is for the
record to say, with reasons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from recount.codebook.acled import sub_event_of
from recount.export import unheld
from recount.export.acled_actors import CIVILIANS_TARGETED, acting, counted
from recount.export.acled_scheme import COLUMNS, EVENT_TYPE_OF
from recount.export.countries import country_name
from recount.export.elsewhere import Elsewhere, elsewhere
from recount.export.lossy import Loss, Losses, Sheet
from recount.export.parties import STATES
from recount.export.schemes import Scheme, middle, numbers_of, public_row, refuse_unknown_types
from recount.export.sides import Sides, sides_of
from recount.export.tables import Cell, Row
from recount.export.wording import date_words, origins_words, place_words, type_words
from recount.model import Harm, Incident, Place, PlacePrecision, Status, When
from recount.tolls import headline_of

Cells = dict[str, Cell]

_PLACES = {PlacePrecision.EXACT: 1, PlacePrecision.NEAR: 2, PlacePrecision.DISTRICT: 2, PlacePrecision.GOVERNORATE: 3}
_ONE_EVENT = ("actor1", "actor2", "latitude", "longitude", "event_date")
_OVERTAKES = ("Government regains territory", "Non-state actor overtakes territory")
_NAMED = 5  # rows that one would be joined with; more are counted


def acled_sheet(rows: Iterable[Row], scheme: Scheme) -> Sheet:
    """The rows of ACLED's table that incidents make, and what was lost. CodebookError where the codebook is not that
    of the record."""
    given = tuple(rows)
    incidents = [row.incident for row in given]
    refuse_unknown_types(incidents, scheme.codebook)
    numbers = numbers_of(incidents)
    told = [(row, *_made(row, numbers[row.incident.id], scheme)) for row in given]
    kept = unheld.without_wholes(told, scheme.actors)
    made = [(row, cells) for row, cells, _ in kept if cells is not None]
    losses = [loss for _, _, lost in kept for loss in lost]
    losses += _joined_by_acled(made)
    return Sheet("acled", COLUMNS, tuple(cells for _, cells in made), tuple(losses))


def _made(row: Row, number: int, scheme: Scheme) -> tuple[Cells | None, list[Loss]]:
    incident = row.incident
    place = incident.place
    country = elsewhere().get(place.country) if place else None
    name = f"{country.alpha3 if country else ''}{number}"
    losses = Losses(name, incident.id, incident.claims)
    if unheld.no_event(incident, losses, scheme.actors):
        return None, losses.found
    clear = public_row(row, scheme.actors, losses)
    sides = sides_of(clear.incident, scheme.actors)
    sub_event = _sub_event(row, sides, scheme, losses)
    when = _when(incident.when)
    if when is None:
        losses.no_row(f"date: {date_words(incident.when)}", "nothing vaguer than a month is an event")
    elif place is None or country is None or place.precision not in _PLACES:
        losses.no_row(f"place: {place_words(incident)}", "nothing vaguer than a governorate is an event")
    elif sub_event is None:
        losses.no_row(f"type {type_words(incident.type)}", "the type has no counterpart in ACLED")
    if when is None or place is None or country is None or place.precision not in _PLACES or sub_event is None:
        return None, losses.found
    given = counted(clear.incident, sides, sub_event)
    chosen = headline_of(scheme.rule, given, Harm.KILLED)
    cells = {"event_id_cnty": name, **_dated(when)}
    cells |= acting(clear.incident, sides, sub_event, chosen, country, scheme, losses)
    cells |= _placed(place, country)
    cells |= _told(clear, country, scheme)
    dead = (chosen.best if chosen.best is not None else chosen.low) if chosen else None
    cells["fatalities"] = dead or 0
    demonstration = "Demonstrations" in str(cells["disorder_type"])
    cells["tags"] = "crowd size=no report" if demonstration else ""
    cells["timestamp"] = int(scheme.recorded.timestamp()) if scheme.recorded else None
    unheld.lose_killed(clear.incident, "fatalities", cells["fatalities"], chosen, losses)
    left = [e for e in clear.incident.ledger if e.harm is Harm.KILLED and e not in given]
    if left:
        rule = "the dead are those of the second actor"
        losses.add("fatalities", cells["fatalities"], " · ".join(unheld.figures(left)), rule, [e.claim for e in left])
    _lose(clear, cells, losses)
    return cells, losses.found


def _lose(row: Row, cells: Mapping[str, Cell], losses: Losses) -> None:
    incident = row.incident
    unheld.lose_harms(incident, "notes", losses)
    unheld.lose_status(row, losses)
    unheld.lose_types(row, "sub_event_type", cells["sub_event_type"], losses)
    rule = "the day in the middle of the days it can have been"
    unheld.lose_date(incident, "event_date", cells["event_date"], rule, losses)
    unheld.lose_place(incident, "location", cells["location"], losses)
    unheld.lose_sources(incident, "source", cells["source"], losses)
    if not cells["source_scale"]:
        losses.add("source_scale", "", "how near the outlets are", "the alias file does not know them")


def _sub_event(row: Row, sides: Sides, scheme: Scheme, losses: Losses) -> str | None:
    """ACLED's name for the event, which the claims of the incident's own type tell; an attack, or an abduction, is
    violence against civilians where words say that it was civilians."""
    incident = row.incident
    own = next((c for c in row.claims if c.type == incident.type and c.main), None)
    own = own or next((c for c in row.claims if c.type == incident.type), None)
    claims = [replace(claim, main=claim is own) for claim in row.claims]
    texts = {document.id: document.text for document in row.documents}
    told = " ".join(claim.clause.of(texts[claim.document]) for claim in row.claims)
    name = sub_event_of(claims, told, scheme.codebook, scheme.sub_events)
    if name in _OVERTAKES:
        winner = next((party for party in sides.agents if party.fights), None)
        return _OVERTAKES[winner.kind not in STATES] if winner else name
    if name is None or EVENT_TYPE_OF[name] != CIVILIANS_TARGETED or sides.harmed:
        return name
    fought = any(party.fights for party in sides.targets)
    given = "Armed clash" if name == "Attack" and fought else "Other"
    why = "what is done to fighters alone is none to civilians" if fought else "no civilians without words that say so"
    losses.add("event_type", EVENT_TYPE_OF[given], f"told as {type_words(incident.type)}", why)
    return given


def _when(when: When | None) -> tuple[When, int] | None:
    """The day to write, with ACLED's precision; None where it is vaguer than a month."""
    if when is None or when.first is None or when.last is None:
        return None
    days = (when.last - when.first).days + 1
    if days > 31:
        return None
    return When.day(middle(when.first, when.last)), 1 if days == 1 else 2 if days <= 7 else 3


def _dated(dated: tuple[When, int]) -> Cells:
    when, precision = dated
    day = when.first
    assert day is not None  # noqa: S101 (made by When.day)
    return {"event_date": day.isoformat(), "year": day.year, "time_precision": precision}


def _placed(place: Place, country: Elsewhere) -> Cells:
    return {
        "iso": country.number,
        "region": country.region,
        "country": country_name(country.code),
        "admin1": place.admin1 or "",
        "admin2": place.admin2 or "",
        "admin3": "",
        "location": place.name,
        "latitude": round(place.lat, 4),
        "longitude": round(place.lon, 4),
        "geo_precision": _PLACES[place.precision],
    }


def _told(row: Row, country: Elsewhere, scheme: Scheme) -> Cells:
    incident = row.incident
    outlets = list(dict.fromkeys(d.outlet for d in row.documents if d.outlet))
    sources = outlets or [origin.name for origin in incident.origins] or ["Not stated"]
    scales = {_scale(name, country, scheme) for name in outlets} - {""}
    return {
        "source": "; ".join(name.replace(";", ",") for name in sources),
        "source_scale": "-".join(sorted(scales, key=("Other", "National", "International").index)),
        "notes": notes(incident),
    }


def _scale(outlet: str, country: Elsewhere, scheme: Scheme) -> str:
    known = scheme.actors.canonical(outlet)
    if known is None:
        return ""
    if known.kind not in ("media", "news agency"):
        return "Other"
    return "National" if country.code in known.countries else "International"


def notes(incident: Incident) -> str:
    """An incident in a few sentences of ours, made from its values: every figure that stands beside whose it is."""
    who = f" by {', '.join(incident.agents)}" if incident.agents else ""
    whom = f" on {', '.join(incident.targets)}" if incident.targets else ""
    status = "" if incident.status is Status.HAPPENED else f" ({incident.status.value})"
    said = [f"{date_words(incident.when)}, {place_words(incident)}: {type_words(incident.type)}{status}{who}{whom}."]
    for harm in Harm:
        told = unheld.figures(e for e in incident.ledger if e.harm is harm and not e.campaign)
        said += [f"{harm.value.capitalize()}: {' · '.join(told)}."] if told else []
    if not any(e.harm is Harm.KILLED for e in incident.ledger):
        said.append("Killed: not stated.")
    return " ".join([*said, f"{origins_words(incident)}."])


def _joined_by_acled(made: Sequence[tuple[Row, Cells]]) -> list[Loss]:
    """Rows that ACLED would write as one: same actors, place and day."""
    alike: dict[tuple[Cell, ...], list[tuple[Row, Cells]]] = defaultdict(list)
    for row, cells in made:
        alike[tuple(cells[key] for key in ("actor1", "actor2", "latitude", "longitude", "event_date"))].append(
            (row, cells)
        )
    found = []
    for group in alike.values():
        for row, cells in group if len(group) > 1 else ():
            named = [str(c["event_id_cnty"]) for r, c in group[: _NAMED + 1] if r is not row][:_NAMED]
            more = [f"{len(group) - 1 - _NAMED} more"] if len(group) - 1 > _NAMED else []
            others = ", ".join([*named, *more])
            losses = Losses(str(cells["event_id_cnty"]), row.incident.id, row.incident.claims)
            why = "ACLED writes same actors, place and day as one event of the higher type; here each incident is a row"
            losses.add("event_id_cnty", cells["event_id_cnty"], f"one event with {others}", why)
            found += losses.found
    return found
