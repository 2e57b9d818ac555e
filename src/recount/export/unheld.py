"""What no table with one row an event and one number of dead can hold, whichever table it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from recount.codebook.actors import Actors
from recount.export.lossy import NO_TOLL, Loss, Losses
from recount.export.named_dead import whom_counted
from recount.export.parties import Party
from recount.export.private import without_private_names
from recount.export.tables import Cell, Row
from recount.export.whom import people_in
from recount.export.wording import count_words, date_words, origins_words, spoken_tolls, toll_words, type_words
from recount.model import Harm, Incident, LedgerEntry, PlacePrecision, Precision, Status
from recount.tolls import Estimate
from recount.tolls.several import TOLL_REPORT
from recount.tolls.standing import formers

Made = tuple[Row, dict[str, Cell] | None, list[Loss]]
"""An incident with its cells in a table, None where it becomes no row, and with what is lost."""

NO_EVENTS = {
    Status.PLANNED: "it is only planned",
    Status.HYPOTHETICAL: "it is only supposed",
    Status.DENIED: "it is denied, and nobody says that it happened",
}
"""Statuses that never become an event, and why."""

_HOW_NEAR = {
    PlacePrecision.NEAR: "near it, not how near",
    PlacePrecision.DISTRICT: "somewhere in the district",
    PlacePrecision.GOVERNORATE: "somewhere in the governorate",
    PlacePrecision.COUNTRY: "somewhere in the country",
}


REJECTED = "rejected"
"""The desk's grade of what it found not to have happened so."""


def no_event(incident: Incident, losses: Losses, actors: Actors) -> bool:
    """Whether an incident is none that tables of events take; then `losses` say why."""
    if incident.status in NO_EVENTS:
        losses.no_row(NO_EVENTS[incident.status], "plans, suppositions and denials are no events")
    elif incident.grade == REJECTED:
        losses.no_row("the desk looked into it and rejected it", "what the desk rejected is no event")
    elif is_sum(incident):
        clear, _ = without_private_names(incident, actors)
        told = " · ".join(figures(replace(entry, campaign=False) for entry in clear.ledger))
        losses.no_row(
            f"a total of more than one event: {told or 'no figure'}", "a total of several events is none of them"
        )
    else:
        return False
    return True


def is_sum(incident: Incident) -> bool:
    """Whether an incident is only a total over others: a toll report, or one of which every claim gives figures that
    count more than it. A shelling of which somebody tells that 200 died since the war began is an event."""
    summed = {entry.claim for entry in incident.ledger if entry.campaign}
    own = any(not entry.campaign for entry in incident.ledger)
    return incident.type == TOLL_REPORT or (bool(summed) and not own and summed.issuperset(incident.claims))


def without_wholes(given: Iterable[Made], actors: Actors) -> list[Made]:
    """The rows that incidents made, without those of operations of which an episode, or what that holds, has a row."""
    made = list(given)
    part_of = {row.incident.id: row.incident.part_of for row, *_ in made}
    rowed: Counter[str] = Counter()
    for row, cells, _ in made:
        whole = row.incident.part_of if cells is not None else None
        while whole is not None:
            rowed[whole] += 1
            whole = part_of.get(whole)
    return [
        (row, None, _no_whole(without_private_names(row.incident, actors)[0], rowed[row.incident.id]))
        if cells is not None and row.incident.id in rowed
        else (row, cells, lost)
        for row, cells, lost in made
    ]


def _no_whole(incident: Incident, episodes: int) -> list[Loss]:
    """That an operation becomes no row beside episodes that have rows, with its own figures."""
    killed = figures(e for e in incident.ledger if e.harm is Harm.KILLED and not e.sub and not e.campaign)
    own = f"; its own figure: {' · '.join(killed)}" if killed else ""
    many = "an episode with a row of its own" if episodes == 1 else f"{episodes} episodes with rows of their own"
    losses = Losses("", incident.id, incident.claims)
    losses.no_row(f"an operation that holds {many}{own}", "an operation is not counted beside its episodes")
    return losses.found


def lose_status(row: Row, losses: Losses) -> None:
    """That it is alleged, or denied by some; and what the desk thinks of it."""
    incident = row.incident
    if incident.grade:
        losses.add("", "", f"graded {incident.grade} by the desk", "no column for the desk's grade")
    if incident.status in (Status.ALLEGED, Status.ONGOING):
        losses.add("", "", f"status {incident.status.value}", "no column for the status of an event")
    denied = [claim.id for claim in row.claims if claim.status.value is Status.DENIED]
    if denied:
        losses.add("", "", f"denied in {len(denied)} of {len(row.claims)} claims", "no column for denials", denied)


def figures(entries: Iterable[LedgerEntry]) -> tuple[str, ...]:
    """The figures that stand, each with its speakers."""
    return tuple(f"{said} ({', '.join(origins)})" for said, origins in spoken_tolls(entries))


def lose_killed(incident: Incident, column: str, held: Cell, chosen: Estimate | None, losses: Losses) -> None:
    """The figures beside the one that stands in the column, their bounds, what they were before, and parts of them."""
    killed = [e for e in incident.ledger if e.harm is Harm.KILLED]
    whole = [e for e in killed if not e.sub and not e.campaign]
    told = figures(whole)
    open_ended = any(e.count.low != e.count.high or e.count.approx for e in whole)
    if chosen and (len(told) > 1 or open_ended):
        how = f"{chosen.rule} ({chosen.how})" if chosen.how else chosen.rule
        losses.add(column, held, " · ".join(told), f"headline rule {how}", _claims(whole))
    parts = [e for e in killed if e.sub]
    if chosen is None:
        undivided = [e for e in incident.ledger if e.harm is Harm.CASUALTIES]
        if undivided:
            lost = f"killed and wounded undivided: {' · '.join(figures(undivided))}"
            losses.add(column, held, lost, "casualties alone count as no dead", _claims(undivided))
        elif held == 0 and parts:
            losses.add(column, held, "no toll stated, only a part of one", NO_TOLL, _claims(parts))
        elif held == 0:
            losses.add(column, held, "no toll stated: nobody says how many were killed, nor 0", NO_TOLL)
    if parts:
        losses.add(column, held, " · ".join(figures(parts)), "no column for parts of a toll", _claims(parts))
    campaign = [e for e in killed if e.campaign]
    if campaign:
        lost = f"a total of more than this incident: {' · '.join(figures(campaign))}"
        losses.add(column, held, lost, "a campaign's total is no incident's", _claims(campaign))
    _lose_revisions(whole, column, held, losses)


def _lose_revisions(whole: Sequence[LedgerEntry], column: str, held: Cell, losses: Losses) -> None:
    former_of = formers(whole)
    steps = [(former, entry) for entry in whole if (former := former_of(entry)) is not None]
    if steps:
        told = (
            f"{b.origin}: {toll_words(a)} became {toll_words(b)}"
            if b.instead
            else f"{b.origin}: {count_words(a.count)} became {count_words(b.count)}"
            for a, b in steps
        )
        losses.add(column, held, "; ".join(told), "no column for revised figures", _claims(e for s in steps for e in s))


def lose_harms(incident: Incident, column: str, losses: Losses) -> None:
    """Every harm but death: `column` is where it stands as words, "" where nothing holds it."""
    rest = [harm for harm in Harm if harm not in (Harm.KILLED, Harm.CASUALTIES)]
    for harm in rest:
        of_harm = [e for e in incident.ledger if e.harm is harm]
        if of_harm:
            lost = " · ".join(figures(of_harm)) or " · ".join(
                f"{count_words(e.count)} {people_in(whom_counted(e), harm)}".strip() for e in of_harm
            )
            losses.add(column, "", lost, f"no column for {harm.value}", _claims(of_harm))


def lose_date(incident: Incident, column: str, held: Cell, rule: str, losses: Losses) -> None:
    """The days that it can have been, where that is more than one."""
    if incident.when and incident.when.precision is not Precision.DAY:
        losses.add(column, held, date_words(incident.when), rule)


def lose_place(incident: Incident, column: str, held: Cell, losses: Losses) -> None:
    """Further places, and that the point is a named place's and not the event's."""
    place = incident.place
    names = [name for name in incident.place_names[1:] if name != held]
    if names:
        losses.add(column, held, f"also placed at {', '.join(names)}", "one place a row: the most specific one")
    if place and place.precision is not PlacePrecision.EXACT:
        lost = f"{_HOW_NEAR.get(place.precision, 'known roughly')}; the point is the gazetteer's for {place.name}"
        losses.add("latitude", place.lat, lost, "a point is written however roughly the place is known")


def lose_sources(incident: Incident, column: str, held: Cell, losses: Losses) -> None:
    """Who said it, and that reprints and relays are no voices of their own."""
    named = ", ".join(origin.name for origin in incident.origins)
    losses.add(column, held, f"{origins_words(incident)}: {named}", "no column for origins and their chains")


def lose_parties(told: Sequence[Party], held: Iterable[str], column: str, cell: Cell, losses: Losses) -> None:
    """Parties of a side that the row does not name, and things, which are none."""
    written = set(held)
    left = [p for p in told if p.said not in written and p.name not in written]
    named, things = [p.said for p in left if p.kind], [p.said for p in left if not p.kind]
    if named:
        losses.add(column, cell, f"also told: {', '.join(named)}", "one party a column, the one most told of")
    if things:
        losses.add(column, cell, f"also told: {', '.join(things)}", "no column for what is no party")


def lose_types(row: Row, column: str, held: Cell, losses: Losses) -> None:
    """Events of other types that are told as parts of it."""
    beside = [claim for claim in row.claims if claim.type != row.incident.type]
    if beside:
        kinds = ", ".join(dict.fromkeys(type_words(claim.type) for claim in beside))
        losses.add(column, held, f"also told: {kinds}", "one type a row: the incident's own", [c.id for c in beside])


def _claims(entries: Iterable[LedgerEntry]) -> list[str]:
    return [entry.claim for entry in entries]
