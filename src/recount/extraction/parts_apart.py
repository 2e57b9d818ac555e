"""A total over several happenings: "shelling killed ten on Friday, five of them at a school and three at a bakery".

Each part is a claim of its own, where it was; that of the total is their sum.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from recount.codebook.objects import named_in, tokens_of
from recount.extraction.places import PlaceMention
from recount.extraction.sums import summed_up, summing_up
from recount.extraction.tree import Tree
from recount.extraction.wordforms import text_of
from recount.model import Cited, Claim, Harm, Span, Toll
from recount.model.claim import OF_PLACES, PART_OF_SEVERAL, claim_id

_WHERE = re.compile(
    r"(?:(?:of (?:them|those|these|the (?:dead|victims))|people|civilians|others|more|were|was|died|killed|dead)"
    r"\s+){0,3}(?:at|in|near|outside|inside|when|on|by)\b",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\b(?:nearby|scene|spot|way|custody|crossfire|same|adjacent|adjoining|next)\b|\bin hospital\b", re.I
)
_DEED = re.compile(
    r"\b(?:strike|attack|raid|bombing|blast|explosion|shelling|ambush|clash|shooting|when|bombed|shelled|hit)s?\b", re.I
)
_ONE_DEED = re.compile(
    r"\b(?:an?|the|one|this|that|single|twin|double|his|her)\s+(?:[\w-]+\s+){0,3}?"
    r"(?:bomb|bombing|blast|explosion|attack|strike|raid|bomber|shell|rocket|missile|attacker|gunman|ambush|shooting"
    r"|assault|airstrike|massacre|bombers|blasts)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.;]|,(?!\s*\w+(?:\s+\w+){0,3}\s+(?:at|in|near|outside|inside|when)\b)")
_PEOPLE = frozenset({Harm.KILLED, Harm.WOUNDED})


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a total: its figure, its words, the place that these name, and what else is there."""

    toll: Cited[Toll]
    clause: Span
    place: PlaceMention | None
    objects: frozenset[str]

    @property
    def where(self) -> frozenset[str]:
        return self.objects | ({self.place.name.value} if self.place else frozenset())


def by_part(claim: Claim, tree: Tree, places: Sequence[PlaceMention], objects: Mapping[str, str]) -> Iterator[Claim]:
    """The claim, and one more for each part of its total where the parts were hit in several places; the claim is then
    one of their sum. Where parts don't make up the whole it stays, and only says in its rule that it is of several
    places.

    `places` are those of the sentence, `objects` the kinds of objects by the words for them.
    """
    whole, parts = _told_apart(claim, tree, places, objects)
    if whole is None:
        yield claim
        return
    all_told = sum(part.toll.value.count.low or 0 for part in parts) == whole.value.count.low
    total = replace(whole, rule=f"{whole.rule}+{OF_PLACES}")
    gone = [part.toll for part in parts] if all_told else []
    kept = tuple(total if toll is whole else toll for toll in claim.tolls if toll not in gone)
    yield _sum_of(claim, parts, places, kept) if all_told else replace(claim, tolls=kept)
    for part in parts if all_told else ():
        yield _of_part(claim, whole, part)


def _sum_of(
    claim: Claim, parts: Sequence[_Part], places: Sequence[PlaceMention], tolls: tuple[Cited[Toll], ...]
) -> Claim:
    """The claim of the total itself, where all of the parts lie: in none of the places that one of them has."""
    around = tuple(name for name in claim.places if not any(part.clause.contains(name.span) for part in parts))
    place = claim.place
    if around and around != claim.places:
        place = next((mention.place for mention in places if mention.name.span == around[0].span), None)
    return replace(summing_up(claim), tolls=tolls, places=around or claim.places, place=place)


def _told_apart(
    claim: Claim, tree: Tree, places: Sequence[PlaceMention], objects: Mapping[str, str]
) -> tuple[Cited[Toll] | None, Sequence[_Part]]:
    subs = [toll for toll in claim.tolls if toll.value.sub and toll.value.count.low]
    if len(subs) < 2:
        return None, ()
    for whole in claim.tolls:
        value = whole.value
        if value.sub or value.wider or value.harm not in _PEOPLE or not value.count.low:
            continue
        own = sorted((s for s in subs if s.value.harm is value.harm), key=lambda toll: toll.span.start)
        parts = _parts(claim, own, tree, places, objects)
        counted = sum(part.toll.value.count.low or 0 for part in parts)
        if len(parts) == len(own) > 1 and counted <= value.count.low and _are_several(claim, parts, tree):
            return whole, parts
    return None, ()


def _parts(
    claim: Claim, subs: Sequence[Cited[Toll]], tree: Tree, places: Sequence[PlaceMention], objects: Mapping[str, str]
) -> list[_Part]:
    """The parts that say where they were, with their words and what is there."""
    text, at = text_of(tree.sentence), tree.sentence.span.start
    found: list[_Part] = []
    for n, part in enumerate(subs):
        stop = subs[n + 1].span.start if n + 1 < len(subs) else claim.clause.end
        words = text[part.span.end - at : stop - at]
        end = _END.search(words)
        words = words[: end.start()] if end else words
        words = re.sub(r"[\s,]+(?:and)?\s*$", "", words)
        if _WHERE.match(words.lstrip()) is None or _BESIDE.search(words):
            return []
        span = Span(part.span.start, part.span.end + len(words))
        there = frozenset(kind for _, _, kind in named_in(tokens_of(words), objects))
        place = next((p for p in places if span.contains(p.name.span) and not p.is_modifier), None)
        found.append(_Part(part, span, place, there))
    return found


def _are_several(claim: Claim, parts: Sequence[_Part], tree: Tree) -> bool:
    """Whether parts lie in places of their own, and were not killed by one deed that hit all of these."""
    if any(not part.where for part in parts) or any(a.where & b.where for a, b in combinations(parts, 2)):
        return False
    at, first = tree.sentence.span.start, parts[0].toll.span.start
    text = text_of(tree.sentence)
    deeds = all(_DEED.search(text[part.clause.start - at : part.clause.end - at]) for part in parts)
    return deeds or _ONE_DEED.search(text[: first - at]) is None


def _of_part(claim: Claim, whole: Cited[Toll], part: _Part) -> Claim:
    """The claim of those counted in one of the places."""
    value = part.toll.value
    value = replace(value, sub=False, who=value.who or whole.value.who, category=whole.value.category)
    told = replace(
        claim,
        id=claim_id(claim.document, part.toll.span),
        trigger=part.toll.span,
        clause=part.clause,
        rule=f"{claim.rule}; {PART_OF_SEVERAL}",
        tolls=(replace(part.toll, value=value),),
        targets=(),
        main=False,
    )
    told = summed_up(told, claim, whole.span)
    return told if part.place is None else replace(told, places=(part.place.name,), place=part.place.place)
