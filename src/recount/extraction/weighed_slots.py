"""Who does an event, to whom and where: what the rules propose, weighed with the words the reader links to the event.

Each name that could fill a slot is an option with named features: whether and by which way the rules take it, whether
they carry it over from an event told before, and how strongly the reader links its words - in the event's sentence or
in those just before it, as far as they were read together - to the word that tells the event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from recount.extraction.arguments import Part, Party, candidates_of
from recount.extraction.events import Event
from recount.extraction.mentions import Mentions, Share
from recount.extraction.naming import Naming, party_named
from recount.extraction.tree import Tree
from recount.extraction.weighing import Weigher, bounded
from recount.model import Cited, Link

_LINKS = {Part.AGENT: Link.AGENT, Part.TARGET: Link.TARGET}
# From which chance on an option fills its slot: what the rules took stays unless it is unlikely, what they did not
# take fills an empty slot if it is likely, and joins others only if it is nearly sure.
_KEPT, _FILLS, _JOINS = 0.3, 0.45, 0.75
# The same for a place, of which an event often has several: a town and its province.
_WITH = 0.5
_MOST_BEFORE = 40
_MOST_TAKEN = 6


@dataclass(slots=True)
class _Option:
    """A name that could fill a slot, where it is cited from, and what speaks for and against it."""

    value: Cited[str]
    order: int
    links: list[float] = field(default_factory=list)
    features: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Before:
    """A sentence before the event's, nearest first among its like: its tree, and the places it names."""

    tree: Tree
    mentions: Mentions
    back: int


def weighed_parties(
    weigher: Weigher,
    naming: Naming,
    part: Part,
    tree: Tree,
    event: Event,
    share: Share,
    mentions: Mentions,
    before: Sequence[Before],
    ruled: tuple[Cited[str], ...],
    carried: tuple[Cited[str], ...],
) -> tuple[Cited[str], ...]:
    """The agents or targets of an event; `ruled` are what the rules read in its sentence, `carried` what they would
    take over from an event before where they read none."""
    hints = tree.sentence.hints
    if hints is None:
        return ruled or carried
    lead, kind = event.lead.head, _LINKS[part]
    options: dict[str, _Option] = {}
    for name in ruled:
        _option(options, name).features |= {"ruled": 1.0, "toll": float(name.rule.endswith("; toll"))}
    for name in carried:
        _option(options, name).features["carried"] = 1.0
    for candidate in candidates_of(tree, event, part):
        party = Party(candidate.span, candidate.head, candidate.rule or "reader")
        score = hints.link(kind, lead, hints, candidate.head)
        rule = event.lead.trigger.rule
        for name in party_named(naming, tree, party, share, mentions, rule, agent=part is Part.AGENT):
            option = _option(options, name)
            option.links.append(score or 0.0)
            option.features |= {
                "here": 1.0,
                f"upos={tree.tokens[candidate.head].upos}": 1.0,
                f"way={candidate.rule or 'none'}": 1.0,
                "counted": float(any(toll.people_token == candidate.head for toll in share.tolls)),
            }
    for earlier in before[:-1]:
        for name, head in _names_in(naming, earlier.tree):
            other = earlier.tree.sentence.hints
            score = hints.link(kind, lead, other, head) if other is not None else None
            if score is not None:
                option = _option(options, name)
                option.links.append(score)
                option.features |= {"before": 1.0}
    return tuple(_taken(weigher, part.value, options, naming, event, tree))


def _option(options: dict[str, _Option], name: Cited[str]) -> _Option:
    key = name.value.lower()
    if key not in options:
        options[key] = _Option(name, len(options))
    return options[key]


def _names_in(naming: Naming, tree: Tree) -> Iterator[tuple[Cited[str], int]]:
    """The actors and persons that a sentence names, by their fullest names, with the word that heads each."""
    for name in naming.names.names_within(tree.sentence.span)[:_MOST_BEFORE]:
        if name.actor is None and not name.person:
            continue
        inside = [t.i for t in tree.tokens if name.span.contains(t.span)]
        head = next((i for i in inside if tree.tokens[i].head not in inside), inside[-1] if inside else None)
        if head is not None:
            full = naming.names.fullest(name.span)
            yield Cited(full.value, full.span, "reader; before"), head


def _taken(
    weigher: Weigher,
    decision: str,
    options: dict[str, _Option],
    naming: Naming,
    event: Event,
    tree: Tree,
) -> Iterator[Cited[str]]:
    """The options that are more likely right, the likeliest first among those in text order."""
    best = max((max(o.links) for o in options.values() if o.links), default=0.0)
    ruled = sum("ruled" in o.features for o in options.values())
    start = tree.tokens[min(event.lead.tokens)].span.start
    kept: list[tuple[float, _Option]] = []
    for option in options.values():
        link = max(option.links) if option.links else None
        actor = naming.actors.canonical(option.value.value)
        option.features |= {
            "link": bounded(link) if link is not None else 0.0,
            "unlinked": float(link is None),
            "behind": max(-8.0, link - best) if link is not None else 0.0,
            "actor": float(actor is not None),
            "others": float(bool(ruled) and "ruled" not in option.features),
            "words": float(min(5, len(option.value.value.split()))),
        }
        chance = weigher.probability(decision, option.features, (start, option.value.value))
        kept.append((chance, option))
    taken: list[tuple[float, _Option]] = []
    for chance, option in sorted(kept, key=lambda row: ("ruled" not in row[1].features, -row[0])):
        least = _KEPT if "ruled" in option.features else _JOINS if taken else _FILLS
        if chance > least and not any(_same(option, other) for _, other in taken):
            taken.append((chance, option))
    for chance, option in sorted(taken[:_MOST_TAKEN], key=lambda row: row[1].order):
        yield Cited(option.value.value, option.value.span, f"{option.value.rule}; reader {chance:.2f}")


def _same(a: _Option, b: _Option) -> bool:
    """Whether one name is the other with more words: "Syrian army", "army"."""
    one, two = set(a.value.value.lower().split()), set(b.value.value.lower().split())
    return one <= two or two <= one
