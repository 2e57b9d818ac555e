"""On whose side an actor stood on a day: the top of its dated allegiances."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from recount.codebook.actors import Actor, Actors

_WHOLE = re.compile(r"\barmy$|\barmed forces$|\bdefen[cs]e forces$", re.IGNORECASE)
_ARMY = re.compile(r"(?<!air) (?:army|armed forces|military)$", re.IGNORECASE)
_UNLISTED = re.compile(r"government \([A-Z]{2}\)")
_HIGHEST = 6  # allegiances above one another; a desk's file may close a circle by mistake


def side_on(actors: Actors, name: str, day: date | None) -> str:
    """The party at the top of what an actor belonged to on a day: of an air force the government it flies for.

    Without a day only allegiances without dates count. A name that the alias file lacks is its own side.
    """
    actor = actors.canonical(name)
    side = name
    for _ in range(_HIGHEST):
        if actor is None:
            return side
        side = actor.name
        above = actor.side if day is None else actor.side_on(day)
        if above is None:
            return side
        side, actor = above, actors.canonical(above)
    return side


@lru_cache(maxsize=1024)
def state_side(actors: Actors, country: str) -> str:
    """The side that the soldiers and ministries of a country are on, by its ISO code: its government, else its army
    where the alias file has that alone, else "government (CC)"."""
    own = [actor for actor in actors.actors if actor.countries == (country,) and actor.side is None]
    governments = [actor for actor in own if actor.kind == "government" and actor.origin is None]
    if len(governments) > 1:
        governments = [actor for actor in governments if any(map(_of_a_country, (actor.name, *actor.aliases)))]
    forces = governments or [actor for actor in own if actor.kind == "state forces"]
    if len(forces) > 1:
        forces = [actor for actor in forces if _WHOLE.search(actor.name)]
    return forces[0].name if len(forces) == 1 else f"government ({country})"


@lru_cache(maxsize=1024)
def army_of(actors: Actors, country: str) -> str | None:
    """The army, or armed forces, of a country as a whole, by its ISO code; None where the alias file has none, or
    several."""
    own = [actor for actor in actors.actors if actor.kind == "state forces" and actor.countries == (country,)]
    armies = [actor for actor in own if any(map(_ARMY.search, (actor.name, *actor.aliases)))]
    armies = armies or [actor for actor in own if _WHOLE.search(actor.name)]
    return armies[0].name if len(armies) == 1 else None


def first_known(actors: Actors, names: Iterable[str]) -> Actor | None:
    """The actor that the first of several ways to call somebody names; None where the alias file has none of them."""
    return next((actor for name in names if (actor := actors.canonical(name)) is not None), None)


def is_unlisted_state(side: str) -> bool:
    """Whether a side is that of a state of which the alias file has nobody (see `state_side`)."""
    return _UNLISTED.fullmatch(side) is not None


def _of_a_country(name: str) -> bool:
    return name.startswith("government of ")
