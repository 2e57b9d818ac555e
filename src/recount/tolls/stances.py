"""Whether a party speaks of its own losses and its own harm, or of the losses of those it fights.

An admission against interest is worth more than a boast, and both more than nothing to whoever weighs a figure, so
ledgers say which is which; no rule is applied for a desk unasked. Sides are the alias file's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from recount.codebook.actors import Actors
from recount.codebook.sides import side_on
from recount.model import Category, Cited, Claim, Harm, Incident, LedgerEntry, Stance

_TROOPS = re.compile(
    r"\b(?:soldiers?|troops?|army|servicem[ae]n|officers?|policem[ae]n|police|conscripts?|marines?|guards?|airm[ae]n)\b"
)
_FIGHTERS = re.compile(
    r"\b(?:militants?|terrorists?|rebels?|insurgents?|jihadists?|extremists?|gunm[ae]n|guerrillas?|mercenar(?:y|ies)|"
    r"combatants|enem(?:y|ies))\b"
)
_OWN = re.compile(r"\b(?:allied|friendly|partner(?:ed)?|our|its own|their own)\b")
_STATES = frozenset({"state forces", "government", "external forces"})
_HARMS = frozenset({Harm.KILLED, Harm.WOUNDED, Harm.CASUALTIES, Harm.CAPTURED, Harm.MISSING})


def with_stances(incidents: Iterable[Incident], claims: Mapping[str, Claim], actors: Actors) -> Iterator[Incident]:
    """The incidents with the stance of each figure in their ledgers."""
    for incident in incidents:
        if any(entry.side is not None for entry in incident.ledger):
            ledger = tuple(replace(e, stance=stance_of(e, claims[e.claim], actors)) for e in incident.ledger)
            incident = replace(incident, ledger=ledger)
        yield incident


def stance_of(entry: LedgerEntry, claim: Claim, actors: Actors) -> Stance:
    """What a figure means for the party that gives it, itself or through its own agency or channel.

    `neither` for all who take no side, and where the words don't tell whose people were harmed, or that nobody was.
    """
    if entry.side is None or entry.harm not in _HARMS or entry.count.high == 0:
        return Stance.NEITHER
    did_it = entry.side in _sides(claim.agents, entry, actors)
    if entry.category is Category.CIVILIAN:
        return Stance.ADMISSION if did_it else Stance.NEITHER
    hit = frozenset({entry.party}) if entry.party else _sides(claim.targets, entry, actors)
    if hit == {entry.side} or _OWN.search(entry.who.casefold()):
        return Stance.ADMISSION
    if claim.agents and not did_it:
        return Stance.NEITHER  # what others did to others is neither its shame nor its merit
    if hit and entry.side not in hit:
        return Stance.BOAST if entry.category is Category.COMBATANT or did_it else Stance.NEITHER
    return _by_words(entry, did_it, actors)


def _by_words(entry: LedgerEntry, did_it: bool, actors: Actors) -> Stance:
    """Where nobody says whose they were: fighters whom the speaker's side killed are those it fights; a state speaks of
    soldiers as its own and of militants as others, and others of soldiers as those they fight."""
    if entry.category is not Category.COMBATANT:
        return Stance.NEITHER
    if did_it:
        return Stance.BOAST
    party = actors.canonical(entry.side or "")
    if party is None:
        return Stance.NEITHER
    who = entry.who.casefold()
    if _TROOPS.search(who):
        return Stance.ADMISSION if party.kind in _STATES else Stance.BOAST
    return Stance.BOAST if party.kind in _STATES and _FIGHTERS.search(who) else Stance.NEITHER


def _sides(names: Iterable[Cited[str]], entry: LedgerEntry, actors: Actors) -> frozenset[str]:
    known = (actors.canonical(cited.value) for cited in names)
    return frozenset(side_on(actors, actor.name, entry.reported.last) for actor in known if actor is not None)
