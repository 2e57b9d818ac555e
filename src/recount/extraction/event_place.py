"""Where each event of a passage was: which of the places named in its sentence and in those before are its own.

What speaks for each place - how the tree ties it to the trigger, whether another event is nearer, how many sentences
back it was named, of which event, what it contains - is a named feature; the weights were learned from coded reports
(training/event_places.py). Where the reader's heads have
read the words, what they link is weighed with that.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from math import log

from recount.extraction.arguments import framed_places
from recount.extraction.event_time import Telling
from recount.extraction.mentions import is_said_there, locates, speaking_verbs
from recount.extraction.place_earlier import of_care, of_carers, of_earlier_deeds
from recount.extraction.places import PlaceMention
from recount.extraction.weighing import Weigher, bounded
from recount.model import Cited, Claim, Link, Passage, Place, PlacePrecision

CARRIED = "place.carried"
"""The rule behind a place that the sentences before bring along."""

GIVEN = 0.4
"""From which chance on a place is an event's. Chosen on training reports, each fifth predicted from the others: a lower
one gives more places than it gets right."""

_SURE = 0.5
_TINY = 1e-6
_REACH = 8
_MOST = 40
_REMEMBERED = 20
_BROAD = {PlacePrecision.GOVERNORATE: 1, PlacePrecision.COUNTRY: 2}
_GROUND = frozenset({"there", "where"})


@dataclass(frozen=True, slots=True)
class Named:
    """The places that a report names, by passage and sentence; `times` says how often each name stands in the report,
    `holders` what it is anywhere said to lie in."""

    all: tuple[PlaceMention, ...]
    by_sentence: dict[tuple[int, int], tuple[PlaceMention, ...]]
    times: Counter[str]
    holders: dict[str, set[str]]

    @classmethod
    def of(cls, mentions: tuple[PlaceMention, ...]) -> Named:
        """The mentions of a report, made quick to ask."""
        by_sentence: dict[tuple[int, int], list[PlaceMention]] = defaultdict(list)
        holders: dict[str, set[str]] = defaultdict(set)
        for mention in mentions:
            by_sentence[mention.passage, mention.sentence].append(mention)
            if mention.inside is not None:
                holders[_key(mention)].add(_key(mentions[mention.inside]))
        told = {key: tuple(found) for key, found in by_sentence.items()}
        return cls(mentions, told, Counter(_key(mention) for mention in mentions), holders)

    def inside(self, key: tuple[int, int]) -> tuple[PlaceMention, ...]:
        """Those of one sentence: the number of its passage, and its own in that."""
        return self.by_sentence.get(key, ())

    def holds(self, holder: str, held: str) -> bool:
        """Whether the text says of one name that it lies in the other."""
        return holder in self.holders.get(held, ())


@dataclass(frozen=True, slots=True)
class _Told:
    """An event told before, with its places: those of its own words, and all it was given."""

    n: int
    type: str
    own: frozenset[str]
    given: frozenset[str]


@dataclass(frozen=True, slots=True)
class Option:
    """A place that an event can have, `back` sentences before it, with what speaks for and against it, and what the
    reader's heads make of it; nothing where there are none."""

    mention: PlaceMention
    back: int
    features: Mapping[str, float]
    heard: Mapping[str, float]


@dataclass(slots=True)
class _Course:
    """The events of a passage so far, newest last."""

    told: list[_Told] = field(default_factory=list)


def with_places(
    tellings: Sequence[Telling],
    claims: Iterable[Claim],
    named: Named,
    passage: Passage,
    ground: frozenset[str],
    weigher: Weigher,
) -> Iterator[Claim]:
    """The claims of a passage, each told by the telling beside it, with the places that are theirs.

    Those they come with were given by rules, and are weighed with all else.
    """
    course = _Course()
    for telling, claim in zip(tellings, claims, strict=True):
        if _is_counted_on(claim):
            yield claim
            continue
        found = options(telling, named, passage, ground, course)
        framed = framed_places(telling.tree, telling.event)
        fell = frozenset(i for i in telling.tree.subjects(telling.event.lead.head) if i in framed)
        chosen = [o for o in found if (not o.back and o.mention.last in fell) or _is_given(o, telling, weigher)]
        names, place = in_order([_cited(option) for option in chosen], framed, named)
        given = frozenset(_key(option.mention) for option in chosen)
        own = frozenset(cited.value.lower() for cited in claim.places if cited.rule != CARRIED)
        course.told.append(_Told(telling.n, claim.type, own, given))
        del course.told[:-_REMEMBERED]
        yield replace(claim, places=names, place=place)


def _is_counted_on(claim: Claim) -> bool:
    """Whether a claim only counts the dead of an event told before: then that event's place is its own."""
    total = claim.rule.startswith("toll_report/") and claim.type != "toll_report"
    return total and bool(claim.places) and all(cited.rule == CARRIED for cited in claim.places)


def _is_given(option: Option, telling: Telling, weigher: Weigher) -> bool:
    """Whether a place is the event's: by what the words say, or, where heads have read them, by both."""
    likely = chance(option, telling)
    if not option.heard:
        return likely >= GIVEN
    odds = bounded(log(max(likely, _TINY) / max(1.0 - likely, _TINY)))
    name = option.mention.name
    about = (telling.claim.trigger.start, name.value, name.span.start)
    return weigher.probability("place", {**option.heard, "weighed": odds}, about) >= _SURE


def chance(option: Option, telling: Telling) -> float:
    """How likely a place is the event's, by what the words say."""
    return learned().probability("placed", option.features)


@cache
def learned() -> Weigher:
    """The weights of what the words say."""
    text = (resources.files("recount.extraction") / "place_weights.json").read_text("utf-8")
    return Weigher({"placed": json.loads(text)})


def in_order(
    mentions: Sequence[PlaceMention], framed: frozenset[int], named: Named
) -> tuple[tuple[Cited[str], ...], Place | None]:
    """Place names, each once, most specific first, and what the first was resolved to; what the trigger's frame calls
    the place comes before the rest."""
    chosen: dict[str, PlaceMention] = {}
    for mention in mentions:
        chosen.setdefault(_key(mention), mention)
    ordered = sorted(
        chosen.values(), key=lambda m: (_breadth(m), m.last not in framed or m.name.rule == CARRIED, -_depth(m, named))
    )
    return tuple(m.name for m in ordered), ordered[0].place if ordered else None


def _cited(option: Option) -> PlaceMention:
    mention = option.mention
    return replace(mention, name=replace(mention.name, rule=CARRIED)) if option.back else mention


def _key(mention: PlaceMention) -> str:
    return mention.name.value.lower()


def _breadth(mention: PlaceMention) -> int:
    return 0 if mention.place is None else _BROAD.get(mention.place.precision, 0)


def _depth(mention: PlaceMention, named: Named) -> int:
    depth = 0
    while mention.inside is not None and depth < 5:
        mention = named.all[mention.inside]
        depth += 1
    return depth


def options(telling: Telling, named: Named, passage: Passage, ground: frozenset[str], course: _Course) -> list[Option]:
    """The places that an event can have: each name of its sentence and of those before, where it stands nearest."""
    own_words = (m for m in named.inside((passage.n, telling.n)) if m.first not in telling.aside)
    here = sorted(own_words, key=lambda m: _arcs(telling, m))
    rows = [(0, mention) for mention in here]
    for back in range(1, _REACH + 1):
        rows += [(back, mention) for mention in named.inside((passage.n, telling.n - back))]
    seen: set[str] = set()
    found: list[Option] = []
    ruled = {cited.span for cited in telling.claim.places if cited.rule != CARRIED}
    own = [m for m in here if m.name.span in ruled]
    scene = _Scene(
        ground, framed_places(telling.tree, telling.event), _said(telling), _on_known_ground(telling, ground)
    )
    heads = {hit.head for hit in telling.event.hits}
    elsewhere = {_key(m) for ways in (of_earlier_deeds, of_care) for m in ways(telling.tree, heads, here)}
    rows = [(back, mention) for back, mention in rows if _key(mention) not in elsewhere]
    told_by = of_carers(telling.tree, telling.mentions.attributions, here)
    left = [row for row in rows if row[1] not in told_by]
    rows = left if any(mention.kind != "demonym" for _, mention in left) else rows
    for back, mention in rows:
        if _key(mention) in seen or mention.kind == "demonym" or len(found) >= _MOST:
            continue
        seen.add(_key(mention))
        side = _Side(telling, mention, own, named, course, rank=len(found))
        features = _here(side, scene) if back == 0 else _before(side, back, here, passage.n, scene)
        found.append(Option(mention, back, dict.fromkeys(features, 1.0), _heard(telling, passage, mention, back)))
    return found


@dataclass(frozen=True, slots=True)
class _Scene:
    """What holds of all places beside one event.

    `ground` are the nouns for kinds of places, `framed` the tokens that the trigger's frame calls the place, `said` the
    first tokens of places where something was said; `known` tells whether the clause speaks of "the town", "there".
    """

    ground: frozenset[str]
    framed: frozenset[int]
    said: frozenset[int]
    known: bool


@dataclass(frozen=True, slots=True)
class _Side:
    """An event and a place that may be its own, side by side."""

    telling: Telling
    mention: PlaceMention
    own: Sequence[PlaceMention]
    named: Named
    course: _Course
    rank: int


def _heard(telling: Telling, passage: Passage, mention: PlaceMention, back: int) -> dict[str, float]:
    """How strongly the reader's heads link a place to its event, as far as they read the two together."""
    hints, other = telling.tree.sentence.hints, passage.sentences[telling.n - back].hints
    if hints is None:
        return {}
    link = hints.link(Link.PLACE, telling.event.lead.head, other, mention.last) if other is not None else None
    precision = mention.place.precision.value if mention.place is not None else "unresolved"
    return {
        "link": bounded(link) if link is not None else 0.0,
        "unlinked": float(link is None),
        f"back={min(back, 4)}": 1.0,
        f"precision={precision}": 1.0,
        f"relation={mention.relation or 'none'}": 1.0,
    }


def _arcs(telling: Telling, mention: PlaceMention, other: int | None = None) -> tuple[int, int]:
    event = telling.event if other is None else telling.events[other]
    return min(
        (
            telling.tree.distance(mention.last, hit.head),
            abs(mention.last - hit.head) + (8 if hit.head > mention.last else 0),
        )
        for hit in event.hits
    )


def _said(telling: Telling) -> frozenset[int]:
    """The first tokens of places that tell where something was said."""
    speaking = speaking_verbs(telling.tree, telling.mentions)
    deeds = frozenset(t for event in telling.events for hit in event.hits for t in hit.tokens)
    return frozenset(
        m.first for m in telling.mentions.places if is_said_there(telling.tree, m.first, m.last, speaking, deeds)
    )


def _here(side: _Side, scene: _Scene) -> Iterator[str]:
    telling, mention = side.telling, side.mention
    tree, claim = telling.tree, telling.claim
    arcs, words = _arcs(telling, mention)
    best = min(_arcs(telling, mention, n)[0] for n in range(len(telling.events)))
    head = next(
        (i for i in range(mention.first, mention.last + 1) if not mention.first <= tree.tokens[i].head <= mention.last),
        mention.last,
    )
    ruled = any(mention is m for m in side.own)
    yield "here"
    yield f"here:arcs={min(arcs, 10)}"
    yield f"here:words={_binned(words, (3, 6, 10, 15, 25))}"
    yield f"here:farther={min(arcs - best, 4)}"
    yield f"here:rank={min(side.rank, 3)}"
    yield f"here:locates={locates(tree, mention, scene.ground)}"
    yield f"here:said={mention.first in scene.said}"
    yield f"here:side={'after' if mention.first > telling.event.lead.head else 'before'}"
    yield f"here:clause={claim.clause.contains(mention.name.span)}"
    yield f"here:under={telling.event.lead.head in (mention.last, *tree.ancestors(mention.last))}"
    yield f"here:relation={mention.relation}"
    yield f"here:tree={tree.relation[head]}"
    yield f"here:on_verb={tree.is_verb(tree.tokens[head].head)}"
    yield f"here:kind={mention.kind}"
    yield f"here:country={mention.kind == 'country'}:type={claim.type}"
    yield f"here:type={claim.type}"
    yield f"here:modifier={mention.is_modifier}"
    yield f"here:ruled={ruled}:of={min(len(side.own), 3)}"
    yield f"here:near={_is_near(mention)}"
    yield f"here:framed={not scene.framed.isdisjoint(range(mention.first, mention.last + 1))}"
    yield from _among_own("here", side)


def _before(side: _Side, back: int, here: Sequence[PlaceMention], passage: int, scene: _Scene) -> Iterator[str]:
    telling, mention, key = side.telling, side.mention, _key(side.mention)
    claim, told = telling.claim, side.course.told
    gap = str(back) if back < 5 else "5+"
    own = min(len(side.own), 2)
    yield "before"
    yield f"before:back={gap}"
    yield f"before:back={gap}:own={own}"
    yield f"before:kind={mention.kind}"
    yield f"before:country={mention.kind == 'country'}:type={claim.type}"
    yield f"before:type={claim.type}"
    yield f"before:own={own}:kind={mention.kind}"
    yield f"before:rank={min(side.rank, 3)}"
    yield f"before:here={min(sum(not m.is_modifier for m in here), 2)}"
    beside = side.named.inside((passage, telling.n - back))
    yield f"before:beside={min(sum(not m.is_modifier for m in beside), 4)}"
    yield f"before:modifier={mention.is_modifier}"
    yield f"before:refers={telling.refers_back}:own={own}"
    yield f"before:ground={scene.known}:own={own}"
    yield f"before:often={min(side.named.times[key], 4)}"
    yield f"before:relation={mention.relation}"
    last = told[-1] if told else None
    same = next((t for t in reversed(told) if t.type == claim.type), None)
    yield f"before:last={_gave(last, key)}:own={own}"
    yield f"before:same={_gave(same, key)}:own={own}"
    yield f"before:last={_gave(last, key)}:same={_gave(same, key)}:gap={min(telling.n - last.n, 4) if last else 5}"
    yield f"before:any={any(key in t.given for t in told)}"
    yield f"before:meant={any(key in t.own and t.n == telling.n - back for t in told)}"
    yield f"before:in_sentence={any(key in t.given and t.n == telling.n for t in told)}"
    yield from _among_own("before", side)


def _gave(told: _Told | None, key: str) -> str:
    """What an event told before has to do with a place."""
    if told is None:
        return "nothing"
    if key in told.own:
        return "own"
    return "given" if key in told.given else "other" if told.given else "none"


def _among_own(prefix: str, side: _Side) -> Iterator[str]:
    """How a place lies to those that the event's own words name."""
    mention, own = side.mention, [m for m in side.own if m is not side.mention]
    keys = {_key(m) for m in own}
    key = _key(mention)
    yield f"{prefix}:holds_own={any(side.named.holds(key, other) for other in keys)}"
    yield f"{prefix}:in_own={any(side.named.holds(other, key) for other in keys)}"
    yield f"{prefix}:held={mention.inside is not None}"
    if own and mention.place is not None and mention.place.admin1:
        regions = {m.place.admin1 for m in own if m.place is not None} - {None}
        yield f"{prefix}:region={'same' if mention.place.admin1 in regions else 'other' if regions else 'open'}"


def _is_near(mention: PlaceMention) -> bool:
    return mention.relation in ("near", "outside") or (
        mention.place is not None and mention.place.precision is PlacePrecision.NEAR
    )


def _on_known_ground(telling: Telling, ground: frozenset[str]) -> bool:
    """Whether the clause speaks of "the town", "the area", "there"."""
    tree, clause = telling.tree, telling.claim.clause
    for token in tree.tokens:
        if not clause.contains(token.span):
            continue
        if token.text.lower() in _GROUND:
            return True
        if not ground.isdisjoint(tree.forms[token.i]) and any(
            tree.text(k) in ("the", "that") for k in tree.kids[token.i]
        ):
            return True
    return False


def _binned(value: int, bounds: tuple[int, ...]) -> int:
    return next((bound for bound in bounds if value <= bound), 99)
