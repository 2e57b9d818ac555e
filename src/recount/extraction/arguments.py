"""Who does it and to whom: the nominals that a trigger's frame points at, as the report words them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from recount.codebook import Role
from recount.extraction.argument_ways import (
    Found,
    agents_by_hit,
    agents_from_above,
    allies,
    framed,
    is_acting_modifier,
    targets_by_hit,
    two_sides,
    wielders,
)
from recount.extraction.events import Event
from recount.extraction.nominals import behind_quantity, name_span
from recount.extraction.status import says_all_is_untrue
from recount.extraction.tree import Tree
from recount.model import Span

_ABSTRACT = frozenset(
    {"goal", "strategy", "effect", "program", "programme", "policy", "container", "dissent", "telephone", "phone",
        "email", "message", "letter", "mistake", "accident", "hand",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "sign",
        "behalf", "involvement", "attempt", "estimate", "capture", "preponderance", "effort", "bid", "breakdown",
        "cover", "tension", "evening", "morning", "night", "poll", "shrapnel", "footage", "video", "attack", "strike",
        "raid", "shelling", "bombardment", "fighting", "clash", "violence", "war", "conflict", "blast", "explosion",
        "bomb", "bombing", "operation", "offensive", "assault", "fire", "mortar", "shell", "rocket", "missile",
        "round", "incident", "campaign", "battle", "airstrike", "crisis", "figure", "report", "number", "toll",
        "death", "reason", "case", "way", "time", "day", "week", "month", "year", "part", "thing", "situation",
        "move", "step", "responsibility", "control", "casualty", "damage", "advance", "progress", "ambush", "weapon",
        "gain", "deal", "ceasefire", "agreement", "truce", "siege", "barrel", "gas", "massacre", "killing",
        "end", "result", "device", "ied", "mine", "grenade", "car", "life", "plan", "action", "allegation", "claim",
        "evidence", "use", "fact", "source", "statement", "media", "lives", "wave", "series", "barrage", "hour",
        "dozen", "aim", "first", "second", "third", "fourth", "fifth", "other", "another", "former", "latter",
    }
)  # fmt: skip
# Types whose parties all do the same: nobody does it to another.
_ALL_AGREE = frozenset({"agreement"})
_ACTOR_KINDS = frozenset({"GROUP", "NORP"})
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})
# Types that mostly nobody is named for, or that are no deed of somebody.
_BY_NOBODY = frozenset({"bombing", "toll_report", "protest", "displacement", "weapon_loss", "agreement"})
# How far before the deed its doer can stand where the tree ties nothing: words and arcs.
_NEAR_WORDS = 25
_NEAR_ARCS = 4
_PRONOUNS = frozenset({"it", "they"})
# Ways in which a pronoun stands for who did it.
_SUBJECTS = frozenset({"subject", "doer"})
_INNER = frozenset({"compound", "flat", "amod", "fixed", "nummod", "det", "goeswith"})
# More nominals than this make a list or a table.
_MOST_CANDIDATES = 60


class Part(StrEnum):
    """What a nominal can be to an event."""

    AGENT = "agent"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Party:
    """A nominal that stands for an agent or a target: the span of its name, its head token, and the way it was found
    ("subject", "by", "modifier" …)."""

    span: Span
    head: int
    rule: str


@dataclass(frozen=True, slots=True)
class Parties:
    """Who does an event and to whom, as far as the sentence says."""

    agents: tuple[Party, ...]
    targets: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A nominal of the sentence that could be an event's agent or target.

    `head` is its head token (`nominals.name_span` gives the words of its name), `rule` the way by which the rules take
    it ("subject", "by", "modifier" …); None where no rule takes it.
    """

    head: int
    rule: str | None


def candidates_of(tree: Tree, event: Event, part: Part, parties: Parties) -> tuple[Candidate, ...]:
    """All nominals of the sentence that could be the agent (or target) of `event`, in text order, the rules' verdict
    with each: what a scorer that links event words to argument words chooses from.

    Nominals are heads of noun phrases, and names and peoples that modify a noun ("Russian air strikes", "an IS
    convoy"); words of the event itself, days and deeds ("the offensive") are none. What the rules take is always
    among them (`parties`). At most sixty, those nearest to the event's leading trigger.
    """
    taken = {p.head: p for p in (parties.agents if part is Part.AGENT else parties.targets)}
    deeds = {t for hit in event.hits for t in hit.tokens}
    if part is Part.AGENT and says_all_is_untrue(tree, event):
        deeds.update(tree.subjects(event.lead.head))  # who only denies what others did
    heads = {i for i in range(len(tree.tokens)) if i not in deeds and _can_be_party(tree, i)} | taken.keys()
    nearest = sorted(heads, key=lambda i: (i not in taken, abs(i - event.lead.head)))[:_MOST_CANDIDATES]
    return tuple(Candidate(i, taken[i].rule if i in taken else None) for i in sorted(nearest))


def parties_of(tree: Tree, event: Event) -> Parties:
    """The agents and targets of an event, from its leading trigger first and then from the others that tell it."""
    agents: list[Party] = []
    targets: list[Party] = []
    deeds = {t for hit in event.hits for t in hit.tokens}
    ordered = [event.lead, *(hit for hit in event.hits if hit is not event.lead)]
    for hit in ordered:
        own, above = agents_by_hit(tree, hit), agents_from_above(tree, hit)
        # the subject of "denied it had bombed" goes before the "it" that stands for it
        for found in (above, own) if hit.trigger.verb else (own, above):
            agents = agents or _parties(tree, _with_allies(tree, found), deeds)
            agents = agents or _parties(tree, _users(tree, found), deeds)
    for hit in ordered:
        if hit.trigger.role is Role.CAUSE and targets:
            continue
        targets += [
            t for t in _parties(tree, targets_by_hit(tree, hit), deeds) if t.span not in {p.span for p in targets}
        ]
    pair = two_sides(tree, event.lead)
    if pair is not None and event.lead.trigger.type in _ALL_AGREE:
        agents, targets = _kept(tree, [(k, "between") for k in pair], deeds), []
    elif pair is not None:
        agents = _kept(tree, [(k, "between") for k in pair[:1]], deeds)
        targets = _kept(tree, [(k, "between") for k in pair[1:]], deeds)
    if not agents and event.type not in _BY_NOBODY and not says_all_is_untrue(tree, event):
        agents = _nearest_before(tree, event, {party.head for party in targets}, deeds)
    taken = {party.head for party in agents}
    return Parties(tuple(agents), tuple(t for t in targets if t.head not in taken))


def _nearest_before(tree: Tree, event: Event, targets: set[int], deeds: set[int]) -> list[Party]:
    """The armed body named nearest before the deed, where no rule finds who did it."""
    lead = event.lead.head
    if tree.dating(lead) is not None:
        return []  # "jets struck days after the attacks": the jets' side did not do those
    found = [
        (tree.distance(i, lead), lead - i, i)
        for i in range(max(0, lead - _NEAR_WORDS), lead)
        if i not in targets
        and i not in deeds
        and _is_body_word(tree, i)
        and tree.distance(i, lead) <= (1 if tree.relation[i] in _INNER else _NEAR_ARCS)
        and tree.relation[i] != "obj"
    ]
    return _kept(tree, [(min(found)[-1], "near")], deeds) if found else []


def _is_body_word(tree: Tree, i: int) -> bool:
    named = any(e.kind == "GROUP" and e.first <= i <= e.last for e in tree.sentence.entities)
    return _can_be_party(tree, i) and (named or (is_acting_modifier(tree, i) and tree.tokens[i].upos != "PROPN"))


def names_other_actors(tree: Tree, clause: Span, parties: Parties) -> bool:
    """Whether a clause names an actor that is none of the targets: then who did it is not to be had from elsewhere."""
    targets = [party.span for party in parties.targets]
    return any(
        entity.kind in _ACTOR_KINDS
        and clause.contains(entity.span)
        and not any(span.overlaps(entity.span) for span in targets)
        for entity in tree.sentence.entities
    )


def framed_places(tree: Tree, event: Event) -> frozenset[int]:
    """The tokens of what the frames call the place: of "seized Manbij from rebels in Aleppo" those of Manbij."""
    heads = [k for hit in event.hits for k, _ in framed(tree, hit.head, hit.trigger.place)]
    return frozenset(t for k in heads for t in tree.subtree(k))


def _can_be_party(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    if not _is_nominal(tree, i) or _is_abstract(tree, i):
        return False
    if token.upos == "ADJ" or tree.relation[i] in _INNER:
        return is_acting_modifier(tree, i)
    return True


def _users(tree: Tree, found: Found) -> Found:
    return [user for head, _ in found if _is_abstract(tree, head) for user in wielders(tree, head)]


def _with_allies(tree: Tree, found: Found) -> Found:
    return [(j, way) for head, way in found for j in (head, *allies(tree, head))]


def _spread(tree: Tree, found: Iterable[tuple[int, str]]) -> Found:
    """What was found, with what "and" joins to it; at most eight."""
    seen: dict[int, str] = {}
    for head, way in found:
        for j in tree.with_conjuncts(head):
            seen.setdefault(j, way)
    return list(seen.items())[:8]


def _parties(tree: Tree, found: Found, deeds: set[int]) -> list[Party]:
    return _kept(tree, _spread(tree, found), deeds)


def named_by(tree: Tree, deed: int) -> list[Party]:
    """The parties after "by" that hang on the deed at a token: "shelling by the army"."""
    return _kept(tree, [(k, "by") for k in tree.kids[deed] if tree.preposition(k) == "by"], {deed})


def _kept(tree: Tree, found: Found, deeds: set[int]) -> list[Party]:
    parties = []
    for named, way in found:
        head = behind_quantity(tree, named)
        if head in deeds:
            continue
        if _is_pronoun(tree, head):
            if way in _SUBJECTS:
                parties.append(Party(tree.tokens[head].span, head, way))
        elif _is_nominal(tree, head) and not _is_abstract(tree, head):
            parties.append(Party(name_span(tree, head), head, way))
    return parties


def _is_nominal(tree: Tree, i: int) -> bool:
    return tree.tokens[i].upos in _NOMINAL or tree.tokens[i].text == "IS"


def _is_pronoun(tree: Tree, i: int) -> bool:
    return tree.text(i) in _PRONOUNS


def _is_abstract(tree: Tree, i: int) -> bool:
    """Whether a noun stands for a deed, a time, a weapon, and not for somebody ("Special Operations" does)."""
    if _ABSTRACT.isdisjoint(tree.forms[i]):
        return False
    return not any(e.kind in ("ORG", "GROUP") and e.first <= i <= e.last for e in tree.sentence.entities)
