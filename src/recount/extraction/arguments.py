"""Who does it and to whom: the nominals that a trigger's frame points at, as the report words them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recount.codebook import Role
from recount.extraction.events import Event
from recount.extraction.nominals import EMPTY_WORDS, behind_quantity, name_span
from recount.extraction.tree import Tree
from recount.extraction.triggers import Hit
from recount.model import Span

# Verbs that say no more than that a deed is done: who does them does the deed their object names.
_LIGHT = frozenset(
    {
        "carry", "engage", "launch", "conduct", "stage", "mount", "perform", "wage", "commit", "make", "begin",
        "start", "continue", "resume", "intensify", "unleash", "deliver", "step", "undertake", "execute", "do",
        "plan", "prepare", "lead", "announce", "declare", "claim", "suspend", "halt", "stop", "order", "authorize",
        "authorise", "expand", "press", "hold", "reach", "sign", "use", "carried", "initiate", "spearhead", "repel",
        "suffer", "impose", "lift", "break",
    }
)  # fmt: skip
_ABSTRACT = frozenset(
    {"telephone", "phone", "email", "message", "letter", "mistake", "accident", "hand",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "today", "yesterday", "sign",
        "behalf", "involvement", "attempt", "estimate", "capture", "preponderance", "effort", "bid", "breakdown",
        "cover", "tension", "evening", "morning", "night", "poll", "shrapnel", "footage", "video", "attack", "strike",
        "raid", "shelling", "bombardment", "fighting", "clash", "violence", "war", "conflict", "blast", "explosion",
        "bomb", "bombing", "operation", "offensive", "assault", "fire", "mortar", "shell", "rocket", "missile",
        "round", "incident", "campaign", "battle", "airstrike", "crisis", "figure", "report", "number", "toll",
        "death", "reason", "case", "way", "time", "day", "week", "month", "year", "part", "thing", "situation",
        "move", "step", "responsibility", "control", "casualty", "damage", "advance", "progress", "ambush", "weapon",
        "gain", "deal", "ceasefire", "agreement", "truce", "siege", "it", "barrel", "gas", "massacre", "killing",
        "end", "result", "device", "ied", "mine", "grenade", "car", "life", "plan", "action", "allegation", "claim",
        "evidence", "use", "fact", "source", "statement", "media", "lives", "wave", "series", "barrage", "hour",
        "dozen", "aim",
    }
)  # fmt: skip


_GERUND_FRAME = ("by", "possessor", "modifier")
_ACTOR_KINDS = frozenset({"GROUP", "NORP"})


@dataclass(frozen=True, slots=True)
class Party:
    """A nominal that stands for an agent or a target: the span of its name and its head token."""

    span: Span
    head: int


@dataclass(frozen=True, slots=True)
class Parties:
    """Who does an event and to whom, as far as the sentence says."""

    agents: tuple[Party, ...]
    targets: tuple[Party, ...]


def parties_of(tree: Tree, event: Event) -> Parties:
    """The agents and targets of an event, from its leading trigger first and then from the others that tell it."""
    agents: list[Party] = []
    targets: list[Party] = []
    deeds = {t for hit in event.hits for t in hit.tokens}
    ordered = [event.lead, *(hit for hit in event.hits if hit is not event.lead)]
    for hit in ordered:
        agents = agents or _parties(tree, _agent_heads(tree, hit), deeds)
        if not hit.trigger.verb:
            agents = agents or _parties(tree, _spread(tree, _doer_of_light_verb(tree, hit.head)), deeds)
        elif "subject" in hit.trigger.agent:
            agents = agents or _parties(tree, _spread(tree, _speaker_of_himself(tree, hit.head)), deeds)
    for hit in ordered:
        if hit.trigger.role is Role.CAUSE and targets:
            continue
        targets += [
            t for t in _parties(tree, _target_heads(tree, hit), deeds) if t.span not in {p.span for p in targets}
        ]
    pair = _two_sides(tree, event)
    if pair is not None:
        agents, targets = _parties(tree, pair[:1], deeds), _parties(tree, pair[1:], deeds)
    taken = {party.head for party in agents}
    return Parties(tuple(agents), tuple(t for t in targets if t.head not in taken))


def names_other_actors(tree: Tree, clause: Span, parties: Parties) -> bool:
    """Whether a clause names an actor that is none of the targets: then who did it is not to be had from elsewhere."""
    targets = [party.span for party in parties.targets]
    return any(
        entity.kind in _ACTOR_KINDS
        and clause.contains(entity.span)
        and not any(span.overlaps(entity.span) for span in targets)
        for entity in tree.sentence.entities
    )


def _two_sides(tree: Tree, event: Event) -> list[int] | None:
    """The two sides of "clashes between A and B"; None where the deed is not told so."""
    if "between" not in event.lead.trigger.agent:
        return None
    for k in _joined(tree, event.lead.head, "between"):
        return [k, *[j for j in tree.with_conjuncts(k) if j != k]]
    return None


def _joined(tree: Tree, head: int, preposition: str) -> list[int]:
    around = [head]
    above = tree.tokens[head].head
    if not tree.is_verb(head) and tree.is_verb(above) and above != head:
        around.append(above)
    found = [k for j in around for k in tree.kids[j] if _joins(tree, k, preposition) and k not in around]
    if found or preposition not in ("by", "from"):
        return found
    # "seized the town of X from Y", "the killing of two men by Y": parsers hang the phrase on the nearest noun
    below = tree.kids[head]
    for _ in range(3):
        below = [k for j in below for k in tree.kids[j] if tree.relation[j] in ("obj", "nmod", "obl", "nsubj")]
        found = [k for k in below if _joins(tree, k, preposition)]
        if found:
            return found
    return []


def _joins(tree: Tree, k: int, preposition: str) -> bool:
    return tree.relation[k] in ("nmod", "obl") and tree.preposition(k) == preposition


def _agent_heads(tree: Tree, hit: Hit) -> list[int]:
    head, frame = hit.head, hit.trigger.agent
    if not hit.trigger.verb:
        return _spread(tree, _agents_of_noun(tree, hit, frame))
    if is_gerund(tree, head):
        return _spread(tree, _agents_of_noun(tree, hit, _GERUND_FRAME))
    found = tree.subjects(head) if "subject" in frame else []
    for where in frame:
        if where == "object":
            found += tree.objects(head)
        elif where not in ("subject", "possessor", "modifier"):
            found += _joined(tree, head, where)
    return _spread(tree, found)


def _agents_of_noun(tree: Tree, hit: Hit, frame: tuple[str, ...]) -> list[int]:
    head = hit.head
    found: list[int] = []
    if "by" in frame:
        found += _joined(tree, head, "by")
        for k in tree.kids[head]:
            if tree.relation[k] == "acl":
                found += [m for m in tree.kids[k] if _joins(tree, m, "by")]
    if "possessor" in frame:
        found += [k for k in tree.kids[head] if tree.tokens[k].deprel == "nmod:poss"]
    if "modifier" in frame and not found:
        found += _acting_modifiers(tree, hit)
    for where in frame:
        if where not in ("by", "possessor", "modifier", "between"):
            found += _joined(tree, head, where)
    return found


def _speaker_of_himself(tree: Tree, verb: int) -> list[int]:
    """For "the coalition said it had destroyed": the coalition."""
    subjects = [k for k in tree.subjects(verb) if tree.text(k) in ("it", "they", "we", "he", "she", "i")]
    above = tree.tokens[verb].head
    if not subjects or tree.relation[verb] != "ccomp" or verb < above:
        return []
    return [k for k in tree.kids[above] if tree.relation[k] == "nsubj" and k < subjects[0]]


def is_gerund(tree: Tree, i: int) -> bool:
    """Whether a verb stands where a noun does: "shelling by the army killed nine"."""
    relation = tree.relation[i]
    if relation == "advcl" and i < tree.tokens[i].head:
        return tree.tokens[i].xpos in ("VBG", "VBN") and any(_joins(tree, k, "by") for k in tree.kids[i])
    return tree.tokens[i].xpos == "VBG" and relation in ("nsubj", "obj", "obl", "nmod", "csubj")


def _doer_of_light_verb(tree: Tree, head: int) -> list[int]:
    """For "rebels launched an attack": the rebels."""
    above = tree.tokens[head].head
    if tree.relation[head] == "conj":
        head, above = above, tree.tokens[above].head
    if "responsibility" in tree.forms[above]:
        claimant = _claimant_before(tree, above)
        if claimant is not None:
            return [claimant]
        head, above = above, tree.tokens[above].head
    if not tree.is_verb(above) or _LIGHT.isdisjoint(tree.forms[above]):
        return []
    if tree.relation[head] in ("obj", "obl") or tree.tokens[head].deprel == "nsubj:pass":
        return [k for k in tree.subjects(above) if k != head]
    return []


def _claimant_before(tree: Tree, responsibility: int) -> int | None:
    """The name right before "claimed responsibility": parsers take "IS" for the verb."""
    for claim in range(responsibility - 1, max(0, responsibility - 3), -1):
        if "claim" in tree.forms[claim]:
            before = tree.tokens[claim - 1]
            return before.i if before.upos == "PROPN" or before.text == "IS" else None
    return None


def _acting_modifiers(tree: Tree, hit: Hit) -> list[int]:
    kids = [
        k
        for t in hit.tokens
        for k in tree.kids[t]
        if tree.relation[k] in ("compound", "amod", "nmod")
        and not tree.preposition(k)
        and k not in hit.tokens
        and k < hit.head
    ]
    named = {
        i
        for e in tree.sentence.entities
        if e.kind in ("NORP", "ORG", "GROUP", "PERSON")
        for i in range(e.first, e.last + 1)
    }
    return [
        k
        for k in kids
        if (k in named or tree.tokens[k].upos == "PROPN" or not _ACTING.isdisjoint(tree.forms[k]))
        and EMPTY_WORDS.isdisjoint(tree.forms[k])
        and not _only_backs(tree, k)
    ]


def _only_backs(tree: Tree, k: int) -> bool:
    """Whether a name is the first half of "US-backed", "Saudi-led": such a party does not act itself."""
    after = [token.text.lower() for token in tree.tokens[k + 1 : k + 3]]
    return bool(after) and after[-1] in _HALVES and (len(after) == 1 or after[0] in ("-", "–") or after[0] in _HALVES)


_HALVES = frozenset({"backed", "led", "supported", "sponsored", "held", "controlled", "linked", "based", "allied"})
_ACTING = frozenset(
    {
        "regime", "government", "army", "coalition", "rebel", "militant", "terrorist", "military", "opposition",
        "insurgent", "guerrilla", "jihadist", "militia", "police", "troop", "warplane", "jet", "helicopter", "plane",
        "aircraft", "drone", "force", "state", "allied",
    }
)  # fmt: skip


def _target_heads(tree: Tree, hit: Hit) -> list[int]:
    return _spread(tree, _framed(tree, hit.head, hit.trigger.target))


def framed_places(tree: Tree, event: Event) -> frozenset[int]:
    """The tokens of what the frames call the place: of "seized Manbij from rebels in Aleppo" those of Manbij."""
    heads = [k for hit in event.hits for k in _framed(tree, hit.head, hit.trigger.place)]
    return frozenset(t for k in heads for t in tree.subtree(k))


def _framed(tree: Tree, head: int, frame: tuple[str, ...]) -> list[int]:
    found: list[int] = []
    for where in frame:
        if where == "object":
            found += tree.objects(head) if tree.is_verb(head) else []
        elif where == "subject":
            found += tree.subjects(head) if tree.is_verb(head) and not tree.passive(head) else []
        elif where not in ("possessor", "modifier"):
            found += _joined(tree, head, where)
    return found


def _spread(tree: Tree, heads: Iterable[int]) -> list[int]:
    seen: list[int] = []
    for head in heads:
        for j in tree.with_conjuncts(head):
            if j not in seen:
                seen.append(j)
    return seen[:8]


def _parties(tree: Tree, heads: list[int], deeds: set[int]) -> list[Party]:
    found = []
    for named in heads:
        head = behind_quantity(tree, named)
        token = tree.tokens[head]
        if head in deeds or not _ABSTRACT.isdisjoint(tree.forms[head]):
            continue
        if token.upos in ("NOUN", "PROPN", "ADJ") or token.text == "IS":
            found.append(Party(name_span(tree, head), head))
    return found
