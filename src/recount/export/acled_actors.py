"""Who stands in the columns of ACLED's two actors, and what follows from that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from recount.export import unheld
from recount.export.acled_scheme import EVENT_TYPE_OF, disorder_type, inter_of, interaction
from recount.export.civilian_dead import civilian_dead
from recount.export.countries import country_name
from recount.export.elsewhere import Elsewhere
from recount.export.lossy import Losses
from recount.export.parties import Party, root_of
from recount.export.schemes import Scheme
from recount.export.sides import Sides, behind, day_of, side_key
from recount.export.tables import Cell
from recount.model import Category, Harm, Incident, LedgerEntry
from recount.tolls import Estimate
from recount.tolls.estimates import figures_by_origin

_DEMONSTRATION = {"Protests": "Protesters", "Riots": "Rioters"}
CIVILIANS_TARGETED = "Violence against civilians"
"""The event type whose second actor are always civilians."""
_REMOTE = "Explosions/Remote violence"
_ANY_STATES = "Unidentified Military Forces"
_FROM_THE_AIR = "Air/drone strike"


@dataclass(frozen=True, slots=True)
class _Actor:
    """A column's actor: its name there, its kind, and what it is in the incident."""

    name: str = ""
    inter: str = ""
    party: Party | None = None


def counted(incident: Incident, sides: Sides, sub_event: str) -> Sequence[LedgerEntry]:
    """The figures that the row's dead are chosen from: of violence against civilians the dead civilians; where fighters
    without a name stand beside civilians, those of origins that count not only fighters; else all."""
    named = any(party.fights and party.name for party in sides.opposed)
    kind = EVENT_TYPE_OF[sub_event]
    if not sides.civilians or (kind != CIVILIANS_TARGETED and (kind != _REMOTE or named)):
        return incident.ledger
    if kind == CIVILIANS_TARGETED:
        return civilian_dead(incident.ledger).figures or incident.ledger
    fighters = {
        origin: all(entry.category is Category.COMBATANT for entry in given)
        for origin, given in figures_by_origin(incident.ledger, Harm.KILLED).items()
    }
    if all(fighters.values()):
        return incident.ledger
    return [entry for entry in incident.ledger if not fighters.get(entry.origin)]


def acting(
    incident: Incident,
    sides: Sides,
    sub_event: str,
    chosen: Estimate | None,
    country: Elsewhere,
    scheme: Scheme,
    losses: Losses,
) -> dict[str, Cell]:
    """Type, actors, and all columns that follow from them."""
    kind = EVENT_TYPE_OF[sub_event]
    agents: Sequence[Party] = sides.agents
    targets: Sequence[Party] = sides.targets
    if kind == "Battles":
        agents, targets = _fighting_each_other(incident, sides, scheme, losses)
    if kind in _DEMONSTRATION:
        crowd = _DEMONSTRATION[kind]
        one = _Actor(f"{crowd} ({country_name(country.code)})", crowd)
        other = _facing(sub_event, (*agents, *targets), country) or _Actor()
    else:
        one = _doing(sub_event, agents, country, losses)
        opposed = [party for party in targets if party in sides.opposed]
        other = _suffering(kind, sides, _first(opposed, country, one), chosen, country, losses)
    if other.inter != "Civilians" and sides.harmed and kind != "Strategic developments":
        losses.add("actor2", other.name, "civilians came to harm as well", "an armed party goes before civilians")
    beside1 = _beside(one, agents, scheme)
    beside2 = _beside(other, targets, scheme)
    _lose_parties("1", one, agents, beside1, losses)
    _lose_parties("2", other, targets, beside2, losses)
    at = "Civilians" in (one.inter, other.inter) and kind != "Strategic developments"
    targeted = "Civilians targeted" if at or sub_event == "Excessive force against protesters" else ""
    if at and not sides.civilians:
        for column, held in (("actor2", other.name), ("civilian_targeting", targeted)):
            losses.add(column, held, f"told as “{sides.harmed}”", "people of whom nothing more is told are civilians")
    return {
        "disorder_type": disorder_type(sub_event),
        "event_type": kind,
        "sub_event_type": sub_event,
        "actor1": one.name,
        "assoc_actor_1": "; ".join(beside1),
        "inter1": one.inter,
        "actor2": other.name,
        "assoc_actor_2": "; ".join(beside2),
        "inter2": other.inter,
        "interaction": interaction(one.inter, other.inter),
        "civilian_targeting": targeted,
    }


def _fighting_each_other(
    incident: Incident, sides: Sides, scheme: Scheme, losses: Losses
) -> tuple[Sequence[Party], Sequence[Party]]:
    """The two sides of a battle; of two that stand among those it was done to, as either does it to the other, the one
    told first goes first."""
    fighting = [party for party in sides.targets if party.fights]
    if any(party.fights for party in sides.agents) or len(fighting) < 2:
        return sides.agents, sides.targets
    day = day_of(incident)
    first = next((party for party in fighting if party.name), fighting[0])
    own = side_key(first, scheme.actors, day)
    others = [p for p in sides.targets if p is not first and (not p.name or side_key(p, scheme.actors, day) != own)]
    if not any(party.fights for party in others):
        return sides.agents, sides.targets
    losses.add(
        "actor1", first.name, "that nobody says who began", "sides of a battle stand in the order of the telling"
    )
    return (first, *(p for p in sides.targets if p is not first and p not in others), *sides.agents), others


def _doing(sub_event: str, agents: Sequence[Party], country: Elsewhere, losses: Losses) -> _Actor:
    """Who did it. Aircraft of nobody knows whom are some state's."""
    found = _first(agents, country)
    if sub_event == _FROM_THE_AIR and (found is None or (found.party and not found.party.name and _unclassed(found))):
        actor = _Actor(_ANY_STATES, "External/Other forces", found.party if found else None)
        losses.add("actor1", actor.name, "nobody says who did it", "aircraft are some state's, nobody knows whose")
        return actor
    return found or _unidentified(country, losses)


def _unclassed(actor: _Actor) -> bool:
    return actor.party is not None and actor.party.kind in ("group", "external forces")


def _suffering(
    kind: str, sides: Sides, found: _Actor | None, chosen: Estimate | None, country: Elsewhere, losses: Losses
) -> _Actor:
    """To whom it was done. Fighters without a name give way to civilians where the dead in the row are those."""
    civilians = _Actor(f"Civilians ({country_name(country.code)})", "Civilians")
    if kind == CIVILIANS_TARGETED:
        return civilians
    if found is None and kind == "Battles":
        actor = _nameless("political militia", country)
        losses.add("actor2", actor.name, "whom the fighting was with", "an armed group that nobody identified")
        return actor
    nameless = found is not None and found.party is not None and not found.party.name
    if nameless and kind == _REMOTE and sides.civilians and chosen is not None:
        fighters = [entry for entry in behind(chosen) if entry.category is Category.COMBATANT]
        return found if fighters and found else civilians
    return found or (civilians if sides.harmed else _Actor())


def _lose_parties(n: str, actor: _Actor, told: Sequence[Party], beside: Sequence[str], losses: Losses) -> None:
    """Of a side what its columns don't hold: further parties, that a name is none, that a kind is not known."""
    said = [actor.party.said] if actor.party else []
    lesser = [p for p in told if p.kind != "civilians" or actor.inter != "Civilians"]
    unheld.lose_parties(lesser, [*said, *beside], f"actor{n}", actor.name, losses)
    if actor.party and actor.party.by:
        losses.add(f"actor{n}", actor.name, f"told as “{actor.party.said}”", actor.party.by)
    if actor.party and not actor.party.name:
        losses.add(f"actor{n}", actor.name, f"told as “{actor.party.said}”", "a description without a name is none")
    if actor.party and actor.party.kind == "group" and actor.inter == "Political militia":
        losses.add(f"inter{n}", actor.inter, "what kind of group it is", "unknown kinds are militias")


def _first(told: Sequence[Party], country: Elsewhere, beside: _Actor | None = None) -> _Actor | None:
    """The first party that fights, one with a name before one without; not the one that the other column holds."""
    fighting = [party for party in told if party.fights]
    if beside is not None and beside.party is not None:
        fighting = [party for party in fighting if not party.name or party.name != beside.party.name]
    named = [party for party in fighting if party.name] or fighting
    return _as_actor(named[0], country) if named else None


def _as_actor(party: Party, country: Elsewhere) -> _Actor:
    at_home = not party.countries or country.code in party.countries
    inter = inter_of(party.kind, at_home) or ""
    return _Actor(party.name, inter, party) if party.name else replace(_nameless(party.kind, country), party=party)


def _nameless(kind: str, country: Elsewhere) -> _Actor:
    if kind == "external forces":
        return _Actor(_ANY_STATES, inter_of(kind, at_home=False) or "")
    forces = "state forces" if kind in ("state forces", "government") else "Armed Group"
    return _Actor(f"Unidentified {forces} ({country_name(country.code)})", inter_of(kind, at_home=True) or "")


def _unidentified(country: Elsewhere, losses: Losses) -> _Actor:
    actor = _nameless("political militia", country)
    losses.add("actor1", actor.name, "nobody says who did it", "an armed group that nobody identified")
    return actor


def _facing(sub_event: str, told: Sequence[Party], country: Elsewhere) -> _Actor | None:
    """Who stands against a crowd: the forces that intervene, or the party it turns on."""
    if sub_event == "Peaceful protest":
        return None
    facing = _first(told, country)
    intervenes = sub_event in ("Excessive force against protesters", "Protest with intervention")
    return facing or (_nameless("state forces", country) if intervenes else None)


def _beside(actor: _Actor, told: Sequence[Party], scheme: Scheme) -> list[str]:
    """Others on the side of an actor, as the alias file tells sides; alliances are not guessed."""
    if actor.party is None or not actor.party.name:
        return []
    side = root_of(actor.party, scheme.actors)
    others = [p for p in told if p.fights and p.name and p.name != actor.party.name]
    return [party.name for party in others if root_of(party, scheme.actors) == side]
