"""What a report tells of an operation as a whole: "the battle for Tarnow, which began last week, has killed 60", "at
least 200 people have been killed since the siege of Ilmet began".

Its dead are the operation's and not those of the day on which the town was taken or shelled.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from recount.codebook import Codebook
from recount.extraction.time_patterns import NUMBER, number_of
from recount.model import Cited, Claim, PlacePrecision, Precision, Reading, Span, Status, When
from recount.model.claim import OF_OPERATION

COUNTED = "within.total"
"""The rule by which a total is told to be an operation's (`Claim.within`), ..."""
AFTER = "within.after"
"""... and by which a place is told to have changed hands in the course of one."""

_BATTLE, _SIEGE, _TERRITORY, _TOTAL = "battle", "siege", "territory", "total"  # families
_FINE = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.DISTRICT})
_SHORTEST = 3  # days; what is over sooner holds nothing
_TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.ALLEGED})
_BEGAN = r"(?:began|begun|begins|started|erupted|broke out|flared(?: up)?|launched)"
_BEGUN = re.compile(rf"\b{_BEGAN}\s+(?:on\s+|in\s+|early\s+|late\s+|earlier\s+|the\s+)*$", re.IGNORECASE)
_HAS_COST = re.compile(
    r"\b(?:has|have)\s+(?:\w+\s+)?(?:killed|left|cost|claimed|wounded|injured|displaced|caused|taken|forced|been)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\b(?:the|a)\s+(?:\w+[ -]){0,3}?(?:battle|fight|struggle|offensive|assault|onslaught|push|campaign)\s+"
    r"(?:for|of|on|to (?:take|capture|retake|recapture|seize))\s+",
    re.IGNORECASE,
)
_SINCE = re.compile(
    rf"\b(?:since|in|during|over|throughout|by|from)\b[^.;]{{0,30}}\b(?:siege|blockade|encirclement)\b"
    rf"|\b(?:siege|blockade|encirclement)\b[^.;]{{0,60}}\b{_BEGAN}\b",
    re.IGNORECASE,
)
_AFTER = re.compile(
    rf"\b(?:after|following)\s+(?:a|an|some|about|around|nearly|almost|more than|at least|over)?\s*{NUMBER}[\s-]+"
    r"(?P<unit>day|week)s?(?:'|’)?[\s-]+(?:of\s+|long\s+)?(?:[a-z]+\s+){0,3}$",
    re.IGNORECASE,
)
_THE = re.compile(r"\b(?:the|this|that)\s+$", re.IGNORECASE)
_LASTING = "when.lasting"
_SOON = timedelta(days=3)  # after the last day told of a battle


def with_operations_told(claims: Sequence[Claim], reading: Reading, codebook: Codebook) -> tuple[Claim, ...]:
    """The claims of a report, those of an operation as a whole with its days, and what it holds `within` it."""
    families = codebook.merging.families
    if not any(families.get(claim.type) in (_BATTLE, _SIEGE, _TOTAL) for claim in claims):
        return tuple(claims)
    report = _Report(reading)
    told = tuple(_with_days_of_battle(claim, claims, report, families) for claim in claims)
    told = tuple(_with_whole_battle(claim, told, report, families) for claim in told)
    told = tuple(_with_siege_counted(claim, told, report, families) for claim in told)
    return tuple(_with_battle_around(claim, told, families) for claim in told)


class _Report:
    """A report's text and sentences, asked for by place."""

    def __init__(self, reading: Reading) -> None:
        self.text = reading.document.text
        self.published = reading.document.published.last
        self._spans = sorted((s.span for p in reading.passages for s in p.sentences), key=lambda span: span.start)
        self._starts = [span.start for span in self._spans]

    def sentence(self, claim: Claim) -> Span:
        """The sentence that a claim's trigger stands in."""
        n = bisect_right(self._starts, claim.trigger.start) - 1
        return self._spans[n] if n >= 0 else claim.clause


def _day_of(claim: Claim) -> date | None:
    """The one day that a claim is told of; None where it is told of several or none."""
    when = claim.time.value if claim.time is not None else None
    return when.first if when is not None and when.precision is Precision.DAY else None


def _goes_on(claim: Claim) -> bool:
    """Whether a claim's days are as many as an operation's."""
    when = claim.time.value if claim.time is not None else None
    if when is None or when.first is None or when.last is None:
        return False
    return (when.last - when.first).days + 1 >= _SHORTEST


def _with_days_of_battle(claim: Claim, told: Sequence[Claim], report: _Report, families: Mapping[str, str]) -> Claim:
    """A battle after which a place changed hands, with the days up to then: "captured on Sunday after a three-day
    battle", "after two weeks of fighting"."""
    if families.get(claim.type) != _BATTLE or claim.status.value not in _TOLD:
        return claim
    sentence = report.sentence(claim)
    found = _AFTER.search(report.text[: claim.trigger.start], sentence.start)
    if found is None:
        return claim
    ends = (_day_of(one) for one in told if _changes_hands(one, families) and sentence.contains(one.trigger))
    end = next((day for day in ends if day is not None), None)
    days = number_of(found["n"].lower()) * (7 if found["unit"].lower() == "week" else 1)
    if end is None or days < _SHORTEST:
        return claim
    value = When.between(end - timedelta(days=days - 1), end)
    return replace(claim, time=Cited(value, Span(found.start("n"), claim.trigger.end), _LASTING))


def _changes_hands(claim: Claim, families: Mapping[str, str]) -> bool:
    return families.get(claim.type) == _TERRITORY and claim.status.value in _TOLD


def _with_whole_battle(claim: Claim, told: Sequence[Claim], report: _Report, families: Mapping[str, str]) -> Claim:
    """A battle that is told as a whole, with the days that it went on for, or none where these are not told: never with
    the one day on which something else of the story was."""
    if families.get(claim.type) != _BATTLE or claim.status.value not in _TOLD:
        return claim
    sentence = report.sentence(claim)
    words = sentence.of(report.text)
    if claim.time is not None and sentence.contains(claim.time.span):
        opens, first = report.text[sentence.start : claim.time.span.start], claim.time.value.first
        begun = _BEGUN.search(opens) is not None and _HAS_COST.search(words) is not None
        if begun and first is not None and report.published is not None and first < report.published:
            value = When.between(first, report.published)
            return replace(claim, time=replace(claim.time, value=value, rule="when.since"))
        return claim
    before = [one for one in told if one.trigger.start < claim.trigger.start and _goes_on(one)]
    earlier = [one for one in before if families.get(one.type) == _BATTLE and _in_one_town(one, claim)]
    if _goes_on(claim):
        same = (one.time for one in earlier if claim.time and one.time and one.time.span == claim.time.span)
        return replace(claim, time=next(same, claim.time))
    whole = _HAS_COST.search(words) is not None and any(
        found.start() < claim.trigger.end - sentence.start <= found.end() for found in _NAMED.finditer(words)
    )
    if not whole and not _THE.search(report.text[sentence.start : claim.trigger.start]):
        return claim
    if earlier:
        return replace(claim, time=earlier[-1].time)
    return replace(claim, time=None, rule=f"{claim.rule}; {OF_OPERATION}") if whole else claim


def _with_siege_counted(claim: Claim, told: Sequence[Claim], report: _Report, families: Mapping[str, str]) -> Claim:
    """The total of a siege, told within it, and the siege that it is told of; none of the day of some shelling."""
    family = families.get(claim.type)
    if family not in (_TOTAL, _SIEGE) or claim.status.value not in _TOLD:
        return claim
    sentence = report.sentence(claim)
    beside = [one for one in told if sentence.contains(one.trigger) and one.id != claim.id]
    other = _SIEGE if family == _TOTAL else _TOTAL
    found = next((one for one in beside if families.get(one.type) == other), None)
    named = claim.trigger.of(report.text).lower() in ("siege", "blockade", "encirclement")
    counts = family == _SIEGE and named and any(toll.value.count.low for toll in claim.tolls)
    if not counts and not ((found is not None or family == _TOTAL) and _SINCE.search(sentence.of(report.text))):
        return claim
    if claim.time is None or (not sentence.contains(claim.time.span) and not _goes_on(claim)):
        claim = replace(claim, time=None, rule=f"{claim.rule}; {OF_OPERATION}")
    if family == _SIEGE or found is None:
        return claim
    return replace(claim, within=Cited(found.id, found.trigger, COUNTED))


def _with_battle_around(claim: Claim, told: Sequence[Claim], families: Mapping[str, str]) -> Claim:
    """What changed hands on a day within a battle of that town that is told as a whole, told as part of it."""
    day = _day_of(claim)
    if not _changes_hands(claim, families) or day is None or claim.within is not None:
        return claim
    around = [
        (abs(one.trigger.start - claim.trigger.start), one.id, one)
        for one in told
        if families.get(one.type) == _BATTLE and _in_one_town(one, claim) and _holds(one, day)
    ]
    if not around:
        return claim
    battle = min(around)[2]
    return replace(claim, within=Cited(battle.id, battle.trigger, AFTER))


def _holds(battle: Claim, day: date) -> bool:
    if battle.status.value not in _TOLD:
        return False
    if battle.rule.endswith(OF_OPERATION):
        return True
    when = battle.time.value if battle.time is not None else None
    if when is None or when.first is None or when.last is None:
        return False
    return _goes_on(battle) and when.first <= day <= when.last + _SOON


def _in_one_town(one: Claim, other: Claim) -> bool:
    if one.place is not None and other.place is not None:
        a, b = one.place, other.place
        return {a.precision, b.precision} <= _FINE and a.name == b.name and a.country == b.country
    names = {cited.value for cited in one.places}
    return not names.isdisjoint(cited.value for cited in other.places)
