"""Under which name a party stands in an incident, however its reports word it: "Russian air strikes", "Russia", "the
Russian Federation" and "Russian artillery" are the Russian forces where they fight; "Islamic State positions" are the
Islamic State's."""

from __future__ import annotations

from functools import lru_cache

from recount.codebook.actors import Actors
from recount.codebook.parties import owner_named, without_things
from recount.codebook.sides import army_of, state_side
from recount.gazetteer.build import countries
from recount.gazetteer.nations import country_called, country_named

# deeds of arms that a state does by its forces; a bomb or an abduction "by a Saudi" is no state's
_BY_FORCES = frozenset(
    {
        "air_strike", "armed_clash", "attack", "chemical_attack", "deployment", "destruction", "offensive", "shelling",
        "siege", "territory_change",
    }
)  # fmt: skip
_ADJECTIVE = ("; modifier;", "; possessor;", "; led;")


@lru_cache(maxsize=20_000)
def agent_named(name: str, type_: str, rule: str, actors: Actors) -> str:
    """The party that does a deed of some type under a name; `rule` tells how its sentence ties it to the deed: people
    called by their country ("a Palestinian") are no state."""
    known = actors.canonical(name)
    if known is not None:
        return known.name
    owner = owner_named(name, actors)
    if owner is not None:
        return owner
    bare = without_things(name)
    state = _state_itself(bare, actors)
    called = state or country_called(bare)
    if called is None:
        return name
    army = army_of(actors, called)
    if type_ in _BY_FORCES and army is not None and (state or bare != name or any(tie in rule for tie in _ADJECTIVE)):
        return army
    return _government_of(called, actors) if state is not None else name


@lru_cache(maxsize=20_000)
def target_named(name: str, actors: Actors) -> str:
    """The party that a deed is done to under a name: whose positions, convoys and headquarters are hit is hit."""
    known = actors.canonical(name)
    return known.name if known is not None else owner_named(name, actors) or name


def _state_itself(name: str, actors: Actors) -> str | None:
    """The country that a name means by its own name, or by its capital's ("Moscow"); None for its people's."""
    country = country_named(name)
    if country is not None or not name[:1].isupper():
        return country
    known = actors.canonical(f"{name} government")
    capital = known is not None and known.kind == "government" and country_called(name) is None
    return known.countries[0] if known is not None and capital and len(known.countries) == 1 else None


def _government_of(country: str, actors: Actors) -> str:
    """A country's government, else the country by its own name, however else it is called."""
    known = actors.canonical(state_side(actors, country))
    if known is not None and known.kind == "government":
        return known.name
    return next(one.name for one in countries() if one.code == country)
