"""Parties of an event under the names the report gives them, without what is no party: days, places, speakers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recount.codebook import Codebook
from recount.codebook.actors import Actors
from recount.extraction.arguments import Party
from recount.extraction.carry import Memory
from recount.extraction.mentions import Mentions, Share
from recount.extraction.names import NameTable
from recount.extraction.tree import Tree
from recount.model import Cited, Harm

_SPEAKERS = frozenset({"monitor", "news agency", "media"})
_NOBODY = frozenset(
    {
        "other", "others", "more", "many", "some", "several", "dozens", "hundreds", "thousands", "victims", "dead",
        "wounded", "injured", "he", "she", "him", "her", "it", "they", "them", "we", "us", "casualties",
    }
)  # fmt: skip
_HARMED = frozenset(
    {
        Harm.KILLED,
        Harm.WOUNDED,
        Harm.CASUALTIES,
        Harm.CAPTURED,
        Harm.ABDUCTED,
        Harm.DISPLACED,
        Harm.MISSING,
        Harm.DESTROYED,
    }
)


@dataclass(frozen=True, slots=True)
class Naming:
    """What names are looked up in: the report's name table, the alias file, the codebook's word classes."""

    names: NameTable
    actors: Actors
    codebook: Codebook


def agents_named(
    naming: Naming, tree: Tree, found: Iterable[Party], share: Share, mentions: Mentions, memory: Memory, rule: str
) -> tuple[Cited[str], ...]:
    """Who did it. Those who were harmed did not, and a pronoun stands for the agents told last."""
    harmed = {toll.people_token for toll in share.tolls}
    kept = [p for p in found if p.head not in harmed and not _is_no_party(naming, tree, p, share, mentions, agent=True)]
    return _named(naming, kept, memory.last_agents, rule)


def targets_named(
    naming: Naming, tree: Tree, found: Iterable[Party], share: Share, mentions: Mentions, memory: Memory, rule: str
) -> tuple[Cited[str], ...]:
    """To whom it was done: what the trigger points at, and whom the figures count."""
    counted = {toll.people_token for toll in share.tolls}
    kept = [p for p in found if p.head not in counted and not _is_no_party(naming, tree, p, share, mentions)]
    named = list(_named(naming, kept, memory.last_targets, rule))
    for toll in share.tolls:
        value = toll.toll.value
        who = value.who.strip()
        if (
            value.sub
            or value.harm not in _HARMED
            or not who
            or who.lower() in _NOBODY
            or who.lower().endswith(("casualties", "injuries", "deaths"))
        ):
            continue
        if who not in {name.value for name in named}:
            named.append(Cited(who, toll.toll.span, f"{rule}; toll"))
    return tuple(named)


def _is_no_party(
    naming: Naming, tree: Tree, party: Party, share: Share, mentions: Mentions, *, agent: bool = False
) -> bool:
    """Whether a nominal is no party: a day, a place (unless it acts: "Turkey sent tanks"), a monitor or newsroom."""
    if any(time.first <= party.head <= time.last for time in mentions.times):
        return True
    acts = agent and tree.relation[party.head] in ("nsubj", "obl", "conj", "nmod")
    if not acts and any(place.name.span.contains(party.span) for place in share.places if not place.is_modifier):
        return True
    ground = naming.codebook.classes.get("ground", frozenset())
    inside = any(party.span.contains(place.name.span) for place in mentions.places if not place.is_modifier)
    if inside and not ground.isdisjoint(tree.forms[party.head]):
        return True
    if not party.pronoun:
        actor = naming.actors.canonical(naming.names.fullest(party.span).value)
        return actor is not None and actor.kind in _SPEAKERS
    return False


def _named(naming: Naming, found: Sequence[Party], meant: tuple[Cited[str], ...], rule: str) -> tuple[Cited[str], ...]:
    named: list[Cited[str]] = []
    for party in found:
        if party.pronoun:
            named += [name for name in meant if name.value not in {other.value for other in named}]
            continue
        name = naming.names.fullest(party.span)
        if name.value and name.value not in {other.value for other in named}:
            named.append(Cited(name.value, name.span, f"{rule}; {name.rule}"))
    return tuple(named)
