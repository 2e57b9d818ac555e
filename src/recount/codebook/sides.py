"""On whose side an actor stood on a day: the top of its dated allegiances."""

from __future__ import annotations

from datetime import date

from recount.codebook.actors import Actors

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
