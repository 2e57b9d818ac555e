"""What the learned heads change in what the rules propose: whether an event is told, its type, its status.

Without hints (another reader, a type of the desk's own) the rules' word stands.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace

from recount.codebook import Codebook, Role
from recount.extraction.events import Event
from recount.extraction.one_deed import TOTAL, tells_one_deed
from recount.extraction.told import TELLING, Assertion
from recount.extraction.tolls import TollMention
from recount.extraction.tree import Tree
from recount.extraction.weighing import Weigher, bounded
from recount.gazetteer.nations import country_called
from recount.model import Category, Cited, Reading, Status, Toll

_KNOWN_BEST = -6.0
_NEVER_TOLD = frozenset({Status.DENIED, Status.PLANNED, Status.HYPOTHETICAL})
_RETYPED = 0.6
_RESTATED = 0.5
_RECOUNTED = 0.5


def familiarity(reading: Reading, codebook: Codebook) -> float:
    """How far the heads know a report's way of telling events: how often they take a word for an event that opens a
    trigger of the codebook, from 0 to 1. Reports of wars unlike those they learned from come out lower."""
    total, count = 0.0, 0
    for sentence in (sentence for passage in reading.passages for sentence in passage.sentences):
        if (hints := sentence.hints) is None:
            continue
        for token in sentence.tokens:
            if token.upos in ("VERB", "NOUN") and token.lemma.lower() in codebook.starting_with:
                total += 1.0 / (1.0 + math.exp(-bounded(hints.event(token.i))))
                count += 1
    return total / count if count else 0.0


def told_chance(
    weigher: Weigher, tree: Tree, event: Event, strength: Assertion, kind: str, beside: Mapping[str, float]
) -> float:
    """How likely the words tell an event of the codebook, from how they assert it, from what stands `beside` them (a
    source, figures, parties, how `familiar` the report is) and from what the reader makes of them.
    """
    hints = tree.sentence.hints
    if hints is None:
        return float(strength in TELLING)
    lead = event.lead
    features = {
        "reader": max(bounded(hints.event(hit.head)) for hit in event.hits),
        "reader:lead": bounded(hints.event(lead.head)),
        f"assertion={strength.value}": 1.0,
        f"role={lead.trigger.role.value}": 1.0,
        "verb": float(lead.trigger.verb),
        "words": float(min(len(event.hits), 4)),
    }
    token = tree.tokens[lead.head]
    features |= {
        **beside,
        "reader:familiar": features["reader"] * beside.get("familiar", 0.0),
        f"type={kind}": 1.0,
        f"relation={token.deprel}": 1.0,
        f"tag={token.xpos}": 1.0,
        f"trigger={' '.join(lead.trigger.words)}": 1.0,
    }
    lean = hints.type_given_event(lead.head).get(kind)
    if lean is not None:
        features["reader:type"] = max(_KNOWN_BEST, lean)
    return weigher.probability("told", features, _start(tree, event))


def weighed_type(weigher: Weigher, tree: Tree, event: Event, kind: str, codebook: Codebook) -> tuple[str, str]:
    """The type of an event and why: the rule's, unless the reader is surer of another type that it knows as well."""
    hints = tree.sentence.hints
    if hints is None or kind not in hints.types or _is_plain(event, kind, codebook):
        return kind, ""
    leaning = hints.type_given_event(event.lead.head)
    other = max((t for t in leaning if t != kind and t in codebook.types), key=lambda t: leaning[t], default=kind)
    features = {
        "margin": leaning[other] - max(_KNOWN_BEST, leaning[kind]),
        f"role={event.lead.trigger.role.value}": 1.0,
        "means": float(event.lead.trigger.by_means),
        f"rule={kind}": 1.0,
        f"reader={other}": 1.0,
        "capitals": float(is_capitals(tree)),
    }
    if other == TOTAL and tells_one_deed(tree, event.hits):
        return kind, ""
    chance = weigher.probability("retyped", features, (_start(tree, event), kind, other))
    return (other, f"reader: {kind} → {other} {chance:.2f}") if chance > _RETYPED else (kind, "")


def _is_plain(event: Event, kind: str, codebook: Codebook) -> bool:
    """Whether rules leave no doubt of the type: a deed whose word opens triggers of this type alone, or a noun of harm
    that goes with the deed told before ("among the dead")."""
    lead = event.lead.trigger
    if event.type is None and lead.role is Role.RESULT and not lead.verb:
        return True
    if lead.role is not Role.CAUSE or lead.by_means or lead.type != kind:
        return False
    return all(trigger.type == kind for trigger in codebook.starting_with.get(lead.words[0], ()))


def weighed_category(weigher: Weigher, tree: Tree, event: Event, mention: TollMention) -> Cited[Toll]:
    """A toll with whom it counts: civilian, combatant, object or unknown; the rules' unless the reader is surer."""
    hints, ruled = tree.sentence.hints, mention.toll
    if hints is None:
        return ruled
    leaning = dict(zip(Category, hints.harmed[mention.people_token].tolist(), strict=True))
    category = ruled.value.category
    other = max((c for c in Category if c is not category), key=lambda c: leaning[c])
    if other is Category.COMBATANT and (not ruled.value.who or country_called(ruled.value.who) is not None):
        return ruled  # of "two Kenyans", or of "him", nobody has said that they fought
    features = {
        "margin": leaning[other] - max(_KNOWN_BEST, leaning[category]),
        f"rule={category.value}": 1.0,
        f"reader={other.value}": 1.0,
        f"change={category.value}:{other.value}": 1.0,
        f"harm={ruled.value.harm.value}": 1.0,
    }
    count = ruled.value.count
    about = (_start(tree, event), category.value, other.value, (ruled.value.harm.value, count.low, count.high))
    chance = weigher.probability("harmed", features, about)
    if chance <= _RECOUNTED:
        return ruled
    return replace(
        ruled, value=replace(ruled.value, category=other), rule=f"{ruled.rule}; reader: {other.value} {chance:.2f}"
    )


def is_capitals(tree: Tree) -> bool:
    """Whether a sentence is written in capitals, which the reader reads worse."""
    return sum(t.text.isupper() for t in tree.tokens) * 2 > len(tree.tokens)


def _start(tree: Tree, event: Event) -> int:
    """Where the leading trigger begins: what its claim will be known by."""
    return tree.tokens[min(event.lead.tokens)].span.start


def weighed_status(weigher: Weigher, tree: Tree, event: Event, ruled: Cited[Status]) -> Cited[Status]:
    """The status of an event: the rules' unless the reader is surer of another.

    What the words deny, plan or suppose is never turned into an event by the reader.
    """
    hints = tree.sentence.hints
    if hints is None or ruled.value in _NEVER_TOLD:
        return ruled
    leaning = dict(zip(Status, hints.statuses[event.lead.head].tolist(), strict=True))
    other = max((status for status in Status if status is not ruled.value), key=lambda status: leaning[status])
    features = {
        "margin": leaning[other] - max(_KNOWN_BEST, leaning[ruled.value]),
        f"rule={ruled.value.value}": 1.0,
        f"by={ruled.rule}": 1.0,
        f"reader={other.value}": 1.0,
    }
    chance = weigher.probability("restated", features, (_start(tree, event), ruled.value.value, other.value))
    if chance <= _RESTATED:
        return ruled
    return Cited(other, ruled.span, f"reader: {ruled.rule} → {other.value} {chance:.2f}")
