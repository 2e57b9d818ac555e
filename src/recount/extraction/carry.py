"""What "the attack", "the raids", a bare "12 people died" take over from the sentences before them."""

from __future__ import annotations

from dataclasses import dataclass, field

from recount.codebook import Codebook, Role
from recount.extraction.events import Event
from recount.extraction.tree import Tree
from recount.model import Cited, Place

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "its", "their"})
# Gravity from which on an event is violent: what "the attack" can mean.
_VIOLENT = 6
_UNSPECIFIED = "attack"
_TOTAL = "toll_report"
_FROM_ABOVE = "air_strike"
_BATTLE = frozenset({"offensive", "armed_clash"})


@dataclass(frozen=True, slots=True)
class Told:
    """An event already told in this passage, with what is known of it; `words` are those of the rule that told it."""

    type: str
    sentence: int
    agents: tuple[Cited[str], ...]
    targets: tuple[Cited[str], ...]
    places: tuple[Cited[str], ...]
    place: Place | None
    words: str = ""


@dataclass(slots=True)
class Memory:
    """The events of a passage so far, newest last."""

    told: list[Told] = field(default_factory=list)

    def add(self, told: Told) -> None:
        """Remember an event; only the newest twenty can still be meant."""
        self.told.append(told)
        del self.told[:-20]

    def meant(
        self, codebook: Codebook, before: int | None = None, counted: frozenset[str] = frozenset()
    ) -> Told | None:
        """The violent event that an unspecified "attack" or "killed" goes on about: the newest, of those told before a
        sentence where one is given; where those `counted` are the targets of an earlier one, that one."""
        violent = [
            told
            for told in reversed(self.told)
            if codebook.types[told.type].gravity >= _VIOLENT and (before is None or told.sentence < before)
        ]
        theirs = (t for t in violent if counted & {name.value.lower() for name in t.targets})
        return next(theirs, violent[0] if violent else None)

    def beside(self, n: int) -> Told | None:
        """What the events before in sentence `n` say: place said once holds for all events of a sentence."""
        return _own_values([told for told in self.told if told.sentence == n])

    def goes_on(self, kind: str, since: int) -> Told | None:
        """What sentences from `since` on say of the event of a type that goes on."""
        return _own_values([told for told in self.told if told.type == kind and told.sentence >= since])


def _own_values(told: list[Told]) -> Told | None:
    """The newest value of each slot. Events are remembered with what their own words say, so nothing is handed on from
    sentence to sentence that was not said."""
    if not told:
        return None
    newest = told[-1]
    placed = next((t for t in reversed(told) if t.places), newest)
    return Told(
        newest.type,
        newest.sentence,
        next((t.agents for t in reversed(told) if t.agents), ()),
        next((t.targets for t in reversed(told) if t.targets), ()),
        placed.places,
        placed.place,
        newest.words,
    )


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the words beside an unspecified deed say of it.

    `both_sides`: the dead are a state's men and their foes. `of_fighters`: all harmed are combatants. `acted`: somebody
    who kills at close quarters is named. `fresh`: the words name a party of their own ("an attack by rebels on the
    base"). `elsewhere`: they name a place and a time that were not those of the event told before. `on_armed`: it goes
    against armed men or their ground. `counts_on`: the figure has no day, place, period or war of its own and follows
    the event told before closely.
    """

    both_sides: bool
    of_fighters: bool
    acted: bool
    fresh: bool
    elsewhere: bool
    on_armed: bool
    counts_on: bool = False


def told_type(tree: Tree, event: Event, meant: Told | None, codebook: Codebook, beside: Circumstances) -> str:
    """The type of an event, with what was told before deciding where its own words do not.

    "The blast" after a suicide bombing is that bombing; "12 people were killed" after an air raid were killed in it;
    fighters killed by no means that is told, or on both sides, died in a clash.
    """
    if event.type is None:
        if beside.both_sides:
            return "armed_clash"
        if meant is not None and (beside.elsewhere or (meant.type == _FROM_ABOVE and _is_claimed(tree, event))):
            meant = None
        if event.is_echo:
            return meant.type if meant is not None else _UNSPECIFIED
        mention = event.lead.trigger.role is Role.MENTION
        if mention and (beside.elsewhere or (beside.fresh and not _is_definite(tree, event))):
            return "offensive" if beside.on_armed else _UNSPECIFIED
        if meant is None or (not mention and (meant.type in _BATTLE or beside.acted)):
            return (
                "armed_clash" if beside.of_fighters else _UNSPECIFIED if meant is None or beside.acted else meant.type
            )
        return "offensive" if mention and meant.type == "armed_clash" else meant.type
    if event.type == _TOTAL and event.rule == event.lead.trigger.rule and beside.counts_on and meant is not None:
        return meant.type  # "nine bodies had been counted" right after a bombing
    definite = not event.lead.trigger.verb and _is_definite(tree, event)
    if meant is None or not definite or event.type in (meant.type, _TOTAL):
        return event.type
    family, meant_family = codebook.types[event.type].family, codebook.types[meant.type].family
    if family == meant_family == "bomb" or (
        event.lead.trigger.by_means and meant_family in ("bomb", "strike", "chemical")
    ):
        return meant.type
    return event.type


def _is_claimed(tree: Tree, event: Event) -> bool:
    """Whether somebody takes responsibility for a deed, which those who fly do not: they announce their strikes."""
    return any(
        "responsibility" in tree.forms[j] and "claim" in tree.forms[tree.tokens[j].head]
        for hit in event.hits
        for j in (*hit.tokens, *tree.ancestors(hit.head))
    )


def why_type(event: Event, kind: str, meant: Told | None) -> str:
    """Why an event is of a type that its own words don't give it; "" where they do."""
    if event.type == kind:
        return ""
    if meant is not None and meant.type == kind:
        return f"type of the event told before ({meant.words})" if meant.words else "type of the event told before"
    return f"type by what stands beside: {kind}"


def refers_back(tree: Tree, event: Event) -> bool:
    """Whether the words of an event point at one already told: a result alone, "the attack", "the raids"."""
    if event.is_echo or all(hit.trigger.role is Role.RESULT for hit in event.hits):
        return True
    return _is_definite(tree, event)


def _is_definite(tree: Tree, event: Event) -> bool:
    return any(
        not hit.trigger.verb
        and any(
            tree.relation[k] == "det" and not _DEFINITE.isdisjoint(tree.forms[k])
            for t in hit.tokens
            for k in tree.kids[t]
        )
        for hit in event.hits
    )
