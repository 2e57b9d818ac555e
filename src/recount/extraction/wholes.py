"""What a report tells to be part of something that lasts: "captured two villages during the offensive", "shells killed
three in besieged Zeluri"."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from recount.codebook import Codebook
from recount.codebook.actors import Actors
from recount.extraction.place_choice import km_between
from recount.extraction.places import PlaceMention
from recount.extraction.tree import Tree
from recount.model import BESIEGED, Cited, Claim, PlacePrecision, Reading, Sentence, Span, Status

DURING = "within.during"
BEGAN = "within.began"
STORY = "within.story"
BESIEGED_PLACE = "within.besieged"
"""The rules that `recount why` shows."""

_SIEGE, _BOMB = "siege", "bomb"  # families
_SUCH = r"(?:\s+(?!(?:to|for|of|against|after|before|with|by|from|on)\b)[\w'’-]+){0,5}?\s*$"  # "a powerful"
_DURING = re.compile(
    r"\b(?:during|throughout|as part of|part of|in the course of|in the midst of|amid|amidst|in"
    r"|(?:stage|stages|phase|phases|day|days|hours|week|weeks|start|beginning|launch) of)"
    r"(?:\s+(?:a|an|the|its|his|their|this|that|one|what))?" + _SUCH,
    re.IGNORECASE,
)
_FAR = 60  # characters before an operation's word that it is joined by
_OPERATIONS = frozenset(
    {"offensive", "assault", "campaign", "operation", "battle", "push", "onslaught", "siege", "blockade", "drive"}
    | {"counteroffensive", "counter-offensive", "counterattack", "encirclement", "advance"}
)
"""Words for what goes on, and can hold what is told of in the same breath; "clashes" and "operations" tell the same
deed once more."""
_FINE = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.DISTRICT})
_TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.ALLEGED})
_AROUND_KM = 25.0
_NEAR, _SOON = 5, 7  # sentences, days
_OBJECT = 40  # characters behind "launched" in which it says what
_APART = re.compile(r"\W*(?:separately|elsewhere|meanwhile|in a separate|in another|in other)\b", re.IGNORECASE)
_BEGINS = frozenset({"begin", "start", "open", "commence", "kick", "launch"})
_BEFORE = re.compile(
    r"\b(?:besieged|blockaded|encircled)\b(?:[\s-]+(?!(?:to|from|by|near|for|after)\b)[\w'’-]+){0,6}\s*$",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"\s*,?\s*(?:(?:which|that|where|has|have|had|been|is|are|was|were|remains?|still|now|a|the|[\w'’]+-held|town|city"
    r"|village|suburb|district|enclave|area|airport|base|airbase)\s+){0,6}"
    r"(?:besieged|blockaded|under (?:[\w'’-]+ ){0,3}(?:siege|blockade))\b",
    re.IGNORECASE,
)
_NO_MORE = re.compile(r"\b(?:once|formerly|previously|no longer|until|lifted|broke|broken|ended)\b", re.IGNORECASE)


def with_wholes(
    claims: Sequence[Claim],
    reading: Reading,
    mentions: Sequence[PlaceMention],
    codebook: Codebook,
    actors: Actors,
) -> tuple[Claim, ...]:
    """The claims, each with what its report tells it to be part of (`Claim.within`)."""
    families, merging = codebook.merging.families, codebook.merging
    lasting = [claim for claim in claims if families.get(claim.type) in merging.lasting]
    found = dict(_told_within(claims, lasting, reading))
    found = dict(_of_one_story(claims, lasting, reading, actors)) | found
    besieged = _besieged(reading.document.text, mentions)
    sieges = {one.places[0].value.lower(): one for one in lasting if families[one.type] == _SIEGE and one.places}
    for claim in claims if besieged else ():
        family = families.get(claim.type)
        if claim.id in found or family == _SIEGE or not claim.places or (family == _BOMB and not claim.agents):
            continue
        name = claim.places[0].value.lower()
        if name in besieged:
            siege = sieges.get(name)
            told = siege is not None and _may_be_theirs(siege, claim, actors)
            found[claim.id] = Cited(siege.id if siege and told else BESIEGED, besieged[name], BESIEGED_PLACE)
    return tuple(replace(claim, within=found[claim.id]) if claim.id in found else claim for claim in claims)


def _of_one_story(
    claims: Sequence[Claim], lasting: Sequence[Claim], reading: Reading, actors: Actors
) -> Iterator[tuple[str, Cited[str]]]:
    """For each claim that goes on with an operation told a few sentences before or behind its id, and the operation's
    with its words: the same party does it in the same town on the operation's own day or soon after."""
    text = reading.document.text
    wholes = [one for one in lasting if _is_opening(one, text)]
    if not wholes:
        return
    at = {
        one.id: (passage.n, n)
        for passage in reading.passages
        for n, sentence in enumerate(passage.sentences)
        for one in claims
        if sentence.span.contains(one.trigger)
    }
    operations = {one.id for one in lasting}
    for one in claims:
        if one.id not in at or one.id in operations or one.status.value not in _TOLD:
            continue
        passage, n = at[one.id]
        opens = text[reading.passages[passage].sentences[n].span.start :][:_FAR]
        if _APART.match(opens):
            continue
        near = [
            (abs(at[whole.id][1] - n), whole.id, whole)
            for whole in wholes
            if whole.id in at and at[whole.id][0] == passage and whole.type != one.type and _goes_on(whole, one, actors)
        ]
        if near and min(near)[0] <= _NEAR:
            whole = min(near)[2]
            yield one.id, Cited(whole.id, whole.trigger, STORY)


def _is_opening(one: Claim, text: str) -> bool:
    """Whether words tell an operation that can go on: "an offensive", "launched a large offensive"."""
    told = text[one.trigger.start : min(one.clause.end, one.trigger.end + _OBJECT)].lower().split()
    return one.status.value in _TOLD and any(word.strip(".,;:") in _OPERATIONS for word in told)


def _goes_on(whole: Claim, one: Claim, actors: Actors) -> bool:
    """Whether the same party does something where and when its operation is."""
    if whole.place is None or one.place is None or not {whole.place.precision, one.place.precision} <= _FINE:
        return False
    a, b = whole.place, one.place
    if km_between(a.lat, a.lon, b.lat, b.lon) > _AROUND_KM:
        return False
    if not whole.agents or not one.agents or not _may_be_theirs(whole, one, actors):
        return False
    if whole.time is None or one.time is None:
        return one.time is None
    begun, done = whole.time.value, one.time.value
    if begun.first is None or begun.last is None or done.first is None or done.last is None:
        return False
    return begun.first <= done.last and (done.first - begun.last).days <= _SOON


def _may_be_theirs(whole: Claim, one: Claim, actors: Actors) -> bool:
    """Whether those who do something may be those whose operation it is."""
    if not whole.agents or not one.agents:
        return True
    return any(actors.same(doer.value, other.value) for doer in whole.agents for other in one.agents)


def _besieged(text: str, mentions: Sequence[PlaceMention]) -> Mapping[str, Span]:
    """The names of places that the report calls besieged, and the words that do."""
    found: dict[str, Span] = {}
    for mention in mentions:
        name = mention.name
        if name.value.lower() in found or mention.is_modifier:
            continue
        start = max(0, name.span.start - _FAR)
        before, behind = text[start : name.span.start], text[name.span.end : name.span.end + _FAR]
        before = re.split(r"[.;:\n]", before)[-1]
        if (match := _BEFORE.search(before)) is not None:
            begin = name.span.start - len(before) + match.start()
            span = Span(begin, name.span.end)
        elif (match := _BEHIND.match(behind)) is not None:
            span = Span(name.span.start, name.span.end + match.end())
        else:
            continue
        if not _NO_MORE.search(text[max(0, span.start - 20) : span.end]):
            found[name.value.lower()] = span
    return found


def _told_within(
    claims: Sequence[Claim], lasting: Sequence[Claim], reading: Reading
) -> Iterator[tuple[str, Cited[str]]]:
    """For each claim that its sentence tells to be part of an operation its id, and the operation's with the words."""
    if not lasting:
        return
    sentences = sorted(
        (sentence for passage in reading.passages for sentence in passage.sentences), key=lambda s: s.span.start
    )
    starts = [sentence.span.start for sentence in sentences]
    text = reading.document.text
    taken: set[str] = set()
    for whole in lasting:
        n = bisect_right(starts, whole.trigger.start) - 1
        if n < 0 or not sentences[n].span.contains(whole.trigger):
            continue
        sentence = sentences[n]
        beside = {one.id: one for one in claims if sentence.span.contains(one.trigger) and one.id != whole.id}
        if not beside:
            continue
        for part, span, rule in _parts_of(whole, beside.values(), sentence, text):
            if part not in taken and whole.id not in taken:
                taken.add(part)
                yield part, Cited(whole.id, span, rule)


def _parts_of(
    whole: Claim, beside: Collection[Claim], sentence: Sentence, text: str
) -> Iterator[tuple[str, Span, str]]:
    """The claims of an operation's own sentence that are told to be part of it: their ids, the words, the rule."""
    at = _token_at(sentence, whole.trigger)
    if at is None or sentence.tokens[at].text.lower() not in _OPERATIONS:
        return
    tree = Tree(sentence)
    told = {token: one for one in beside if (token := _token_at(sentence, one.trigger)) is not None and token != at}
    before = text[max(sentence.span.start, whole.trigger.start - _FAR) : whole.trigger.start]
    if (match := _DURING.search(before)) is not None:
        span = Span(whole.trigger.start - len(before) + match.start(), whole.trigger.end)
        if (part := _above(tree, at, told)) is not None:
            yield part.id, span, DURING
        return
    for part in _openings(tree, at, told):
        ends = whole.trigger, part.trigger
        yield part.id, Span(min(one.start for one in ends), max(one.end for one in ends)), BEGAN


def _above(tree: Tree, at: int, told: Mapping[int, Claim]) -> Claim | None:
    """The claim whose clause an operation is named in: that of the nearest word above it that tells one, or of the
    subject of a clause that says nothing but what it is part of ("the raid was part of the offensive")."""
    for head in tree.ancestors(at):
        if head in told:
            return told[head]
        subjects = [k for k in tree.kids[head] if tree.relation[k] == "nsubj" and k in told]
        if subjects and not tree.is_verb(head):
            return told[subjects[0]]
    return None


def _openings(tree: Tree, at: int, told: Mapping[int, Claim]) -> Iterator[Claim]:
    """What an operation is told to have begun with: "the offensive began with a suicide attack"."""
    head = tree.tokens[at].head
    if tree.relation[at] != "nsubj" or tree.tokens[head].lemma not in _BEGINS:
        return
    for token, one in told.items():
        if tree.tokens[token].head == head and tree.preposition(token) == "with":
            yield one


def _token_at(sentence: Sentence, span: Span) -> int | None:
    """The last word of a stretch of a sentence."""
    return next((token.i for token in reversed(sentence.tokens) if span.overlaps(token.span)), None)
