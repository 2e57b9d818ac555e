"""Whether a party speaks of its own losses and its own harm, or of the losses of those it fights.

An admission against interest is worth more than a boast, and both more than nothing to whoever weighs a figure, so
ledgers say which is which; no rule is applied for a desk unasked. Sides are the alias file's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from recount.codebook.actors import Actors
from recount.codebook.sides import is_unlisted_state, side_on, state_side
from recount.codec import copier
from recount.gazetteer.nations import country_called, country_named, state_meant
from recount.model import ADMITTED, Category, Cited, Claim, Harm, Incident, LedgerEntry, OriginKind, Stance
from recount.tolls.parties import Parties, names_foes

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


_with_stance = copier(LedgerEntry, "stance")


def with_stances(incidents: Iterable[Incident], claims: Mapping[str, Claim], actors: Actors) -> Iterator[Incident]:
    """The incidents with the stance of each figure in their ledgers."""
    parties = Parties(actors)
    for incident in incidents:
        if any(entry.side is not None for entry in incident.ledger):
            stances = [stance_of(entry, claims[entry.claim], actors, parties) for entry in incident.ledger]
            if any(stance is not entry.stance for entry, stance in zip(incident.ledger, stances, strict=True)):
                told = zip(incident.ledger, stances, strict=True)
                incident = replace(incident, ledger=tuple(_with_stance(entry, stance) for entry, stance in told))
        yield incident


def stance_of(entry: LedgerEntry, claim: Claim, actors: Actors, parties: Parties) -> Stance:
    """What a figure means for the party that gives it, itself or through its own agency or channel.

    `neither` for all who take no side, and where the words don't tell whose people were harmed, or that nobody was.
    """
    if entry.side is None or entry.harm not in _HARMS or entry.count.high == 0:
        return Stance.NEITHER
    hit_on = [cited for cited in claim.targets if not _is_a_people(cited.value)]
    doing, done_to = (_sides(names, entry, actors) for names in (claim.agents, hit_on))
    did_it = entry.side in doing - done_to or _says_so(claim)  # in a clash both sides are both
    if entry.category is Category.CIVILIAN:
        return Stance.ADMISSION if did_it else Stance.NEITHER
    if did_it and entry.category is Category.UNKNOWN and _admits(claim):
        return Stance.ADMISSION
    hit = frozenset({entry.party}) if entry.party else _hit(entry, done_to, parties)
    if _is_own(entry, hit, did_it, actors):
        return Stance.ADMISSION
    if entry.side not in doing and (claim.agents or not _in_its_war(entry, claim, actors)):
        return Stance.NEITHER  # what others did to others is neither its shame nor its merit
    return Stance.BOAST if _is_enemys(entry, hit, did_it, actors) else Stance.NEITHER


def _hit(entry: LedgerEntry, done_to: frozenset[str], parties: Parties) -> frozenset[str]:
    """Those it was done to, without those whose people cannot be counted: soldiers are no group's, terrorists never
    the speaker's own."""
    if entry.category is not Category.COMBATANT:
        return done_to
    foes = frozenset({entry.side} if names_foes(entry.who) else ())
    return frozenset(side for side in done_to - foes if parties.can_have(side, entry.who))


def _is_own(entry: LedgerEntry, hit: frozenset[str], did_it: bool, actors: Actors) -> bool:
    """Whether a figure counts the speaker's own people: by side, by word ("allied fighters"), or, where nobody says
    whose they were, as the soldiers of whom a state speaks that did not kill them."""
    who = entry.who.casefold()
    if hit == {entry.side} or _OWN.search(who):
        return True
    nobodys = not hit and not did_it and entry.category is Category.COMBATANT
    return nobodys and _is_state(entry, actors) and _TROOPS.search(who) is not None


def _is_enemys(entry: LedgerEntry, hit: frozenset[str], did_it: bool, actors: Actors) -> bool:
    """Whether a figure counts those whom the speaker fights: by side, as fighters whom it killed, or, where nobody says
    whose they were, as militants of whom anybody speaks and as soldiers of whom others than a state do."""
    combatants = entry.category is Category.COMBATANT
    if hit:
        return entry.side not in hit and (combatants or did_it)
    who = entry.who.casefold()
    words = _FIGHTERS if _is_state(entry, actors) else _TROOPS
    return combatants and (did_it or words.search(who) is not None or names_foes(who))


def _is_state(entry: LedgerEntry, actors: Actors) -> bool:
    side = actors.canonical(entry.side or "")
    return side.kind in _STATES if side is not None else is_unlisted_state(entry.side or "")


def _in_its_war(entry: LedgerEntry, claim: Claim, actors: Actors) -> bool:
    """Whether a speaker can be taken for one of those who fight where nobody says who did it: a party itself, or the
    agency of a state on whose ground it happened. Another state's agency reports on others' wars as well."""
    if entry.kind is OriginKind.PARTY:
        return True
    side = actors.canonical(entry.side or "")
    return side is not None and claim.place is not None and claim.place.country in side.countries


def _says_so(claim: Claim) -> bool:
    """Whether who speaks is who did it, by the same words: "the Osteran army said it had killed"."""
    speakers = {cited.value.casefold() for cited in claim.origin}
    return any(cited.value.casefold() in speakers for cited in claim.agents)


def _admits(claim: Claim) -> bool:
    """Whether who speaks tells what it would rather not: "acknowledged that its aircraft killed 30 people"."""
    return any(cited.rule.endswith(ADMITTED) for cited in claim.origin)


def _is_a_people(name: str) -> bool:
    """Whether a name is that of a country's people, who are not the state's: "two Kenyans"."""
    return name.endswith(("s", "ese")) and country_called(name) is not None and country_named(name) is None


def _sides(names: Iterable[Cited[str]], entry: LedgerEntry, actors: Actors) -> frozenset[str]:
    found = set()
    for cited in names:
        if (actor := actors.canonical(cited.value)) is not None:
            found.add(side_on(actors, actor.name, entry.reported.last))
        elif (state := state_meant(cited.value) or country_called(cited.value)) is not None:
            found.add(state_side(actors, state))
    return frozenset(found)
