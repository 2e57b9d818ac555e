"""Figures that sum up what a report tells, or names, as several happenings: "the two attacks left 16 dead", "Tuesday's
attacks killed 15 in all".

Such a claim is a total (`toll_report`) that the happenings are told to be part of: it is never added to them, nor does
it take the place of a figure of one of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

from recount.codebook import Codebook
from recount.extraction.place_choice import km_between
from recount.model import Cited, Claim, Harm, Place, PlacePrecision, Reading, Span, Status
from recount.model.claim import PART_OF_SEVERAL, SUM_OF_SEVERAL, SUMMED

_TOTAL = "toll_report"
_DEEDS = (
    r"(?:attacks|incidents|assaults|killings|shootings|ambushes|clashes|bombings|shellings|raids|(?:air ?)?strikes"
    r"|assassinations|bombardments)"
)
_BLOWS = r"(?:blasts|explosions|bombs)"  # several of them can be one attack
_COUNTED = (
    r"\b(?:both|two|three|four|five|six|seven|eight|nine|ten|[2-9]|separate)\s+(?:(?!of\b|and\b)[\w'’-]+\s+){0,2}?"
)
_POINTING = (
    r"\b(?:the|both|these|those|\w+day['’]s|today['’]s|yesterday['’]s)\s+(?:(?!of\b|and\b|in\b|on\b)[\w'’-]+\s+){0,2}?"
)
_PLURAL = re.compile(rf"\b(?:{_DEEDS}|{_BLOWS})\b", re.IGNORECASE)
_NUMBERED = re.compile(rf"{_COUNTED}(?:(?P<deeds>{_DEEDS})|{_BLOWS})\b", re.IGNORECASE)
_POINTED = re.compile(rf"{_POINTING}(?:{_DEEDS}|{_BLOWS})\b", re.IGNORECASE)
_AS_ONE = re.compile(r"\b(?:twin|double|coordinated|co-ordinated|simultaneous|back-to-back)\b", re.IGNORECASE)
_SUMMING = re.compile(
    r"\b(?:in all|in total|a total of|altogether|all told|all together|taken together|together|combined|overall"
    r"|between them)\b",
    re.IGNORECASE,
)
_MAY_SUM = re.compile(
    r"ings\b|acks\b|asts\b|ions\b|ombs\b|ents\b|ults\b|shes\b|ikes\b|aids\b|\ball\b|otal|ogether|ombined|etween"
)
_TOLD_BEFORE = "type of the event told before"  # of whose words tell only what came of a deed (`carry.why_type`)
_ONE_BY_ONE = re.compile(r"\b(?:the (?:first|second|third|fourth|fifth|other)|one|another)\b", re.IGNORECASE)
_TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.ALLEGED})
_FINE = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.DISTRICT})
_VIOLENT = 6
"""Gravity of an event type from which on it can be one of those summed up."""
_MOST = 8
"""Claims of a story that may be summed up together."""
_TOWN_KM = 25.0


def summing_up(claim: Claim) -> Claim:
    """A claim as one of a total over several happenings, which its figures are."""
    return replace(claim, type=_TOTAL, rule=f"{claim.rule}; {SUM_OF_SEVERAL}")


def summed_up(claim: Claim, whole: Claim, words: Span) -> Claim:
    """A claim as one of those that a total sums up, in these words of the total's."""
    return replace(claim, within=Cited(whole.id, words, SUMMED))


def with_sums(claims: Sequence[Claim], reading: Reading, codebook: Codebook) -> list[Claim]:
    """The claims of a report, those whose dead are the sum of what it tells apart as totals over several happenings,
    and these as part of them.

    That is where words name several deeds, and the figure is the sum of what others of its story killed; or where they
    count or point to the deeds and say that the figure is of all: "both attacks", "in total".
    """
    text = reading.document.text
    found = list(claims)
    for n, claim in enumerate(claims):
        if not _MAY_SUM.search(claim.clause.of(text)) or not _is_violent(claim, codebook) or not _dead(claim):
            continue
        others = [m for m in _others(claims, n, reading, codebook) if found[m].type != _TOTAL]
        parts = _parts_of(claims, n, _with_nouns(claim, reading), others, text)
        if parts is None:
            continue
        found[n] = summing_up(claim)
        for m in parts:
            found[m] = summed_up(found[m], claim, claim.trigger)
    return found


def _with_nouns(claim: Claim, reading: Reading) -> str:
    """A claim's clause without its verbs: "the alliance attacks the city" names no attacks."""
    start, clause = claim.clause.start, claim.clause.of(reading.document.text)
    for passage in reading.passages:
        for sentence in passage.sentences:
            for token in sentence.tokens if sentence.span.overlaps(claim.clause) else ():
                if token.upos == "VERB" and token.text.endswith("s") and claim.clause.contains(token.span):
                    at = token.span.start - start
                    clause = f"{clause[:at]}{'-' * len(token.text)}{clause[at + len(token.text) :]}"
    return clause


def _parts_of(claims: Sequence[Claim], n: int, clause: str, others: Sequence[int], text: str) -> Sequence[int] | None:
    """The claims that a clause sums up, of those that may be among them; none where it only names several deeds, None
    where it sums up nothing."""
    several, summing, numbered = _PLURAL.search(clause), _SUMMING.search(clause), _NUMBERED.search(clause)
    if several is None and summing is None:
        return None
    dead = _dead(claims[n]) if _is_counted(claims[n]) else -1
    for size in range(2, len(others) + 1):
        for some in combinations(others, size):
            if sum(_dead(claims[m]) for m in some) == dead:
                return some
    pointed = _POINTED.search(clause)
    in_turn = [m for m in others if _ONE_BY_ONE.search(claims[m].clause.of(text)) is not None]
    if len(in_turn) > 1 and (pointed or numbered):
        return in_turn
    if _AS_ONE.search(clause) is not None or numbered is None:
        return None
    if len(others) > 1 and pointed:
        return others if len(others) == len(_PAIR) and numbered[0].lower().startswith(_PAIR) else ()
    first = not any(_TOLD_BEFORE not in claim.rule and claim.tolls == () for claim in claims[:n])
    return () if first and summing is not None and numbered["deeds"] is not None else None


_PAIR = ("two", "both")


def _others(claims: Sequence[Claim], n: int, reading: Reading, codebook: Codebook) -> list[int]:
    """The claims of a claim's story that tell a deed of their own with fewer dead, on its day and where it was."""
    one, text = claims[n], reading.document.text
    starts = [passage.sentences[0].span.start for passage in reading.passages if passage.sentences]
    story = bisect_right(starts, one.trigger.start)
    found = [
        m
        for m, other in enumerate(claims)
        if 0 < _dead(other) < _dead(one)
        and _is_counted(other)
        and _is_violent(other, codebook)
        and _tells_a_deed(other, text)
        and bisect_right(starts, other.trigger.start) == story
        and _may_be_of(one, other)
    ]
    return found[:_MOST]


def _tells_a_deed(claim: Claim, text: str) -> bool:
    """Whether a claim tells a deed, and not only what came of one told before; "the first killed five" does."""
    if PART_OF_SEVERAL in claim.rule:
        return False
    return _TOLD_BEFORE not in claim.rule or _ONE_BY_ONE.search(claim.clause.of(text)) is not None


def _is_violent(claim: Claim, codebook: Codebook) -> bool:
    return claim.status.value in _TOLD and codebook.types[claim.type].gravity >= _VIOLENT


def _dead(claim: Claim) -> int:
    """The dead that a claim tells of its own, all of them where it tells some of one kind and some of another; 0 where
    it tells none."""
    whole = [t.value for t in claim.tolls if t.value.harm is Harm.KILLED and not (t.value.sub or t.value.wider)]
    return sum(toll.count.low or 0 for toll in [toll for toll in whole if toll.change is None] or whole)


def _is_counted(claim: Claim) -> bool:
    """Whether a claim's dead are a number, not a word for one or a round one."""
    told = [t for t in claim.tolls if t.value.harm is Harm.KILLED]
    return not any("vague" in toll.rule or toll.value.count.approx for toll in told)


def _may_be_of(one: Claim, part: Claim) -> bool:
    """Whether a claim's day and place lie where a sum may be over."""
    if one.time is not None and part.time is not None:
        a, b = one.time.value, part.time.value
        if a.first and a.last and b.first and b.last and (a.last < b.first or b.last < a.first):
            return False
    return one.place is None or part.place is None or _may_lie_in(part.place, one.place)


def _may_lie_in(part: Place, whole: Place) -> bool:
    if part.country != whole.country:
        return False
    if whole.precision in _FINE:
        near = km_between(part.lat, part.lon, whole.lat, whole.lon) <= _TOWN_KM
        return near or part.precision not in _FINE
    return not whole.admin1 or not part.admin1 or part.admin1 == whole.admin1
