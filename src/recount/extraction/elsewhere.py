"""One verb, two places: "killed 20 in the town and another five near the bridge" are two claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from recount.extraction.event_place import Named, in_order
from recount.extraction.places import PlaceMention
from recount.extraction.tolls import TollMention
from recount.extraction.tree import Tree
from recount.model import Cited, Claim, PlacePrecision, Span, Toll
from recount.model.claim import claim_id

_THERE = frozenset({"in", "near", "around", "outside", "inside", "at"})
_COUNTING = frozenset({"NUM", "ADJ", "DET"})
_ADDING = frozenset({"another", "further"})
# How many words can stand between those counted and the name of the place: "five men outside the embattled town of".
_NEAR = 9


def by_place(
    claim: Claim, tree: Tree, mentions: Sequence[TollMention], places: Sequence[PlaceMention], named: Named
) -> Iterator[Claim]:
    """A claim with the figures of its own place, and one more claim for each figure that is only joined to them (they
    share a word of harm) and has a place of its own behind it.

    `mentions` are the figures and `places` the places of the sentence.

    The other claim takes over who did it, when, and who says so; the first loses the other's place.
    """
    own = sorted((m for m in mentions if m.toll in claim.tolls), key=lambda m: m.people_token)
    apart: list[tuple[PlaceMention, list[TollMention]]] = []
    for n, mention in enumerate(own):
        if mention.toll.value.sub:
            if apart and own[n - 1] in apart[-1][1]:
                apart[-1][1].append(mention)
            continue
        stop = next((m.people_token for m in own[n + 1 :] if not m.toll.value.sub), len(tree.tokens))
        joined = any(m.harm_token == mention.harm_token and not m.toll.value.sub for m in own[:n])
        there = _there(tree, mention, places, stop) if joined else None
        if there is not None and _tells_apart(tree, mention, there, own[n - 1], places):
            apart.append((there, [mention]))
    if not apart:
        yield claim
        return
    gone = [m.toll for _, found in apart for m in found]
    yield _without(claim, gone, [place for place, _ in apart], places, named)
    for place, found in apart:
        yield _told_there(claim, tree, place, found)


def _there(tree: Tree, mention: TollMention, places: Sequence[PlaceMention], stop: int) -> PlaceMention | None:
    """The place right behind those counted, before the next figure and any verb."""
    for place in sorted(places, key=lambda p: p.first):
        between = range(mention.people_token + 1, place.first)
        if not mention.people_token < place.first < stop or place.is_modifier:
            continue
        if len(between) > _NEAR or any(tree.is_verb(i) for i in between):
            return None
        country = place.place is not None and place.place.precision is PlacePrecision.COUNTRY
        if country or place.relation == "from":
            return None
        return place if any(tree.text(i) in _THERE for i in between) else None
    return None


def _tells_apart(
    tree: Tree, mention: TollMention, there: PlaceMention, before: TollMention, places: Sequence[PlaceMention]
) -> bool:
    """Whether a figure is of somewhere else: it is told as added, or those before it have a place of their own."""
    first = _first(tree, mention)
    others = {tree.text(i) for i in range(first, mention.people_token + 1)}
    theirs = any(
        before.people_token < p.last < first and not p.is_modifier and p.name.value != there.name.value for p in places
    )
    return theirs or not _ADDING.isdisjoint(others)


def _first(tree: Tree, mention: TollMention) -> int:
    """The first word of the phrase that counts: of "another five young men"."""
    first = mention.people_token
    while first and (tree.tokens[first - 1].upos in _COUNTING or tree.text(first - 1) in _ADDING | {"at", "least"}):
        first -= 1
    return first


def _without(
    claim: Claim,
    gone: Sequence[Cited[Toll]],
    theirs: Sequence[PlaceMention],
    places: Sequence[PlaceMention],
    named: Named,
) -> Claim:
    """The claim without the figures, victims and places that are another's."""
    kept = tuple(toll for toll in claim.tolls if toll not in gone)
    counted = {toll.value.who for toll in kept}
    lost = [toll.span for toll in gone if toll.value.who not in counted]
    targets = tuple(t for t in claim.targets if not any(span.contains(t.span) for span in lost))
    away = {p.name.value for p in theirs}
    left = tuple(name for name in claim.places if name.value not in away)
    if left == claim.places:
        return replace(claim, tolls=kept, targets=targets)
    spans = {name.span for name in left}
    names, place = in_order([m for m in named.all if m.name.span in spans], frozenset(), named)
    return replace(claim, tolls=kept, targets=targets, places=names, place=place)


def _told_there(claim: Claim, tree: Tree, place: PlaceMention, found: Sequence[TollMention]) -> Claim:
    """The claim of those counted somewhere else."""
    trigger = tree.tokens[found[0].people_token].span
    clause = Span(tree.tokens[_first(tree, found[0])].span.start, place.name.span.end)
    counted = found[0].toll.value.who
    return replace(
        claim,
        id=claim_id(claim.document, trigger),
        trigger=trigger,
        clause=clause,
        rule=f"{claim.rule}; a figure of another place",
        tolls=tuple(m.toll for m in found),
        targets=(Cited(counted, trigger, found[0].toll.rule),) if counted else (),
        places=(place.name,),
        place=place.place,
        main=False,
    )
