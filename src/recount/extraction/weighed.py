"""What the learned heads change in what the rules propose: whether an event is told, its type, its status.

Without hints (another reader, a type of the desk's own) the rules' word stands.
"""

from __future__ import annotations

from recount.codebook import Codebook
from recount.extraction.events import Event
from recount.extraction.told import TELLING, Assertion
from recount.extraction.tree import Tree
from recount.extraction.weighing import Weigher, bounded
from recount.model import Cited, Status

_KNOWN_BEST = -6.0


def told_chance(weigher: Weigher, tree: Tree, event: Event, strength: Assertion, kind: str) -> float:
    """How likely the words tell an event of the codebook, from how they assert it and what the reader makes of them."""
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
    lean = hints.type_given_event(lead.head).get(kind)
    if lean is not None:
        features["reader:type"] = max(_KNOWN_BEST, lean)
    return weigher.probability("told", features, _start(tree, event))


def weighed_type(weigher: Weigher, tree: Tree, event: Event, kind: str, codebook: Codebook) -> tuple[str, str]:
    """The type of an event and why: the rule's, unless the reader is surer of another type that it knows as well."""
    hints = tree.sentence.hints
    if hints is None or kind not in hints.types:
        return kind, ""
    leaning = hints.type_given_event(event.lead.head)
    other = max((t for t in leaning if t != kind and t in codebook.types), key=lambda t: leaning[t], default=kind)
    features = {
        "margin": leaning[other] - max(_KNOWN_BEST, leaning[kind]),
        f"role={event.lead.trigger.role.value}": 1.0,
        "means": float(event.lead.trigger.by_means),
        f"rule={kind}": 1.0,
        f"reader={other}": 1.0,
    }
    chance = weigher.probability("retyped", features, (_start(tree, event), kind, other))
    return (other, f"reader: {kind} → {other} {chance:.2f}") if chance > 0.5 else (kind, "")


def _start(tree: Tree, event: Event) -> int:
    """Where the leading trigger begins: what its claim will be known by."""
    return tree.tokens[min(event.lead.tokens)].span.start


def weighed_status(weigher: Weigher, tree: Tree, event: Event, ruled: Cited[Status]) -> Cited[Status]:
    """The status of an event: the rules' unless the reader is surer of another."""
    hints = tree.sentence.hints
    if hints is None:
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
    if chance <= 0.5:
        return ruled
    return Cited(other, ruled.span, f"reader: {ruled.rule} → {other.value} {chance:.2f}")
