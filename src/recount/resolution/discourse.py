"""Which claims of one report tell of one happening: how a report's own "the attack" is tied to the attack it means.

This comes before reports are compared: what a report tells apart is never brought together by way of other reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from recount.codebook import Merging
from recount.codebook.actors import Actors
from recount.model import RENEWED, Change, Cited, Claim, Document, Feature, Merge, Span, Toll
from recount.model.claim import OF_HABIT, OF_OPERATION, PART_OF_SEVERAL
from recount.resolution.accounts import Account, Days, Places, account_of, together
from recount.resolution.constraints import UNBOUND, Bonds
from recount.resolution.evidence_of_places import name_others
from recount.resolution.evidence_of_time import days_of_battle
from recount.resolution.figures_told import figures_compared
from recount.resolution.names import telling_words
from recount.resolution.one_by_one import alone, are_others, one_by_one
from recount.resolution.opposed import hands_exchanged, other_side

DECIDED = Feature("decided", 9.0, "somebody decided that they are one")

JOIN = 2.0  # the sum of reasons from which two claims of a report are one happening
_NOT_APART = 0.3  # ... and from which another report may show that they are
_LOOK_BACK = 40  # accounts of one report that a claim is held against; a page with more is a list, not a story
_NEWS_LENGTH = 31  # days; longer spans agree with anything
_NEXT = 250  # characters
_BESIDE = 12  # characters between "another" and the figure that it belongs to
_BACK = re.compile(
    r"\b(?:the|this|that|these|those|its?|their|his|her|such)\s+(?:(?!(?:and|or|but)\b)\w+\s+){0,2}$", re.IGNORECASE
)
_AT_AN_HOUR = re.compile(r"\bin the (?:early |late )?(?:morning|afternoon|evening|night)\s+$", re.IGNORECASE)
TOLD_BEFORE = "type of the event told before"
"""What the rule of a claim says whose own words tell only what came of an event: so many died."""
_THE_DEED = re.compile(
    r"\b(?:the|this|that|these|those)\s+(?:[a-z-]+\s+){0,2}(?:attack|strike|raid|bombing|blast|explosion|shelling|clash|"
    r"fighting|assault|massacre|ambush|battle|incident)(?:e?s)?\b"
)
_SENTENCE_ENDS = re.compile(r"[.!?][\"”]?\s|\n")
_PLURAL = re.compile(
    r"(?:\w+[ -]){0,2}(?:air)?(?:strikes|raids|attacks|bombings|blasts|explosions|shells|clashes)", re.IGNORECASE
)
_OTHERS = """
    another separately separate elsewhere meanwhile also second further other later earlier previous previously
    """.split()  # noqa: SIM905 (read as prose)
_APART = re.compile(
    rf"\b(?:{'|'.join(_OTHERS)}|last (?:week|month|year)|(?:has|have|had|ever) since"
    r"|since(?=\s+(?:then|last|early|mid|\d{4}|[A-Z][a-z]+ \d{4}|(?:an?|the) (?:\w+ )?(?:war|conflict|uprising|crisis|"
    r"revolution|start|beginning|outbreak))\b))\b"
    r"(?!\s+(?:said|reported|told|added|gave|put|cited|announced|confirmed|spot|location)\b)",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"(?:another|(?<=\ba )(?:separate|second|third|further))\s+(?:[a-z-]+\s+){0,2}?"
    r"(?P<deed>attack|incident|strike|raid|bomb|bombing|blast|explosion|shelling|ambush|clash|assault|shooting|battle)\b",
    re.IGNORECASE,
)  # an article before it is no "the second attack", which may be the one told just before
_COUNTER = r"counter[- ]?(?:attack|offensive|strike|raid|assault|ambush|bombardment)\w*"
_ANSWERED = re.compile(
    rf"\b(?:in|as|by|with|during|through)\s+(?:(?:an?|the|its|their|apparent|what)\s+){{0,2}}(?:\w+\s+)?"
    rf"(?:(?P<counter>{_COUNTER})|retaliat(?:ion|ory)\b|response\b|reprisals?\b|revenge\b)"
    r"|\bretaliat(?:ed|es|ing|ory)\b|\b(?:responded|hit|struck) (?:back|by|with)\b",
    re.IGNORECASE,
)
_COUNTERS = re.compile(_COUNTER, re.IGNORECASE)
_MAY_SET_APART = frozenset({*_OTHERS, "last", "since"})  # words of which all of these have one, found sooner


@dataclass(frozen=True, slots=True)
class Story:
    """A report, and what its codebook says of types that may meet; what was `held` together, by place in memory, need
    not be held together again, nor is a claim, by id, asked twice how it `turns` to what was told (see `turn`) or
    whether its own sentence has `dated` it."""

    document: Document
    merging: Merging
    held: dict[tuple[int, int], tuple[Account, Account, tuple[Feature, ...]]] = field(default_factory=dict)
    turns: dict[str, tuple[bool, bool]] = field(default_factory=dict)
    dated: dict[str, bool] = field(default_factory=dict)

    def reasons(self, account: Account, one: Account) -> tuple[Feature, ...]:
        """The reasons for and against a claim telling of an earlier account's happening; empty where it can't be."""
        key = id(account), id(one)
        if key not in self.held:  # with the accounts, so that no other one comes to stand in their place
            self.held[key] = account, one, _same_in_report(self, account, one)
        return self.held[key][2]

    def turn(self, claim: Claim) -> tuple[bool, bool]:
        """Whether a claim's words point back to something told, and whether it tells of the answer to something."""
        if claim.id not in self.turns:
            back = _points_back(claim, self.document.text)
            self.turns[claim.id] = back, _is_answer(claim, self.document.text, back=back)
        return self.turns[claim.id]

    def dates(self, claim: Claim) -> bool:
        """Whether a claim's own sentence tells its time, or none does; a day that a sentence before brought along may
        have been another one's."""
        if claim.id not in self.dated:
            self.dated[claim.id] = claim.time is None or not _sentences_apart(
                self.document.text, claim.time.span, claim.trigger
            )
        return self.dated[claim.id]


def accounts_of(
    story: Story, claims: Sequence[Claim], actors: Actors, bonds: Bonds = UNBOUND
) -> tuple[tuple[Account, ...], tuple[Merge, ...]]:
    """The happenings that one report tells of, in text order, and why claims were put together.

    What people decided about claims, `bonds`, goes before all other reasons.
    """
    found: list[Account] = []
    merges: list[Merge] = []
    for claim in sorted(claims, key=lambda c: (c.trigger.start, c.trigger.end, c.id)):
        one = account_of(story.document, claim, actors, story.merging)
        best = _decided(story, found, one, bonds) or _best(story, found, one, bonds)
        if best is None:
            found.append(one)
            continue
        score, n, features = best
        merges.append(Merge(found[n].claims[-1].id, claim.id, round(score, 2), features))
        found[n] = together(found[n], one)
    return tuple(alone(account, story.document.text) for account in found), tuple(merges)


_Choice = tuple[float, int, tuple[Feature, ...]]


def _best(story: Story, found: Sequence[Account], one: Account, bonds: Bonds) -> _Choice | None:
    """The earlier account that most speaks for, if enough does, unless people told it apart or that might follow."""
    bound = bonds.of_claims(one.ids)
    best: _Choice | None = None
    for n in range(max(0, len(found) - _LOOK_BACK), len(found)):
        features = story.reasons(found[n], one)
        score = round(sum(f.weight for f in features), 2)
        if features and score >= JOIN and (best is None or score > best[0]):
            if bound and bonds.may_clash(bound, bonds.of_claims(found[n].ids)):
                continue
            best = (score, n, features)
    return best


def _decided(story: Story, found: Sequence[Account], one: Account, bonds: Bonds) -> _Choice | None:
    """The earlier account that people decided the claim belongs to."""
    bound = bonds.of_claims(one.ids)
    for n, account in enumerate(found if bound else ()):
        if bound & bonds.of_claims(account.ids):
            features = (DECIDED, *story.reasons(account, one))
            return sum(f.weight for f in features), n, features
    return None


def maybe_one(story: Story, accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """Positions `i < j` of a report's accounts that it does not clearly tell apart: others may show they are one."""
    for j, later in enumerate(accounts):
        for i in range(max(0, j - _LOOK_BACK), j):
            features = story.reasons(accounts[i], later)
            if features and sum(f.weight for f in features) >= _NOT_APART and not _set_apart(features):
                yield i, j


def _set_apart(features: Sequence[Feature]) -> bool:
    """Whether a report says that it turns to something else and names another place: "also", "separately, in …"."""
    against = {feature.name for feature in features if feature.weight < 0}
    return {"told apart", "place"} <= against


def _points_back(claim: Claim, text: str) -> bool:
    """Whether the words before the trigger point back ("the attack"), and belong to it: in "the army recaptured" they
    belong to the army, in "the army air strikes" they don't."""
    start = max(0, claim.trigger.start - 60)
    pointer = _BACK.search(text[start : claim.trigger.start])
    if pointer is None or _AT_AN_HOUR.search(text[start : claim.trigger.start]):
        return TOLD_BEFORE in claim.rule and _THE_DEED.search(text, claim.clause.start, claim.clause.end) is not None
    between = Span(start + pointer.start(), claim.trigger.start)
    inside = any(between.contains(cited.span) for cited in (*claim.agents, *claim.targets))
    return not inside or _PLURAL.fullmatch(claim.trigger.of(text)) is not None


def _same_in_report(story: Story, account: Account, one: Account) -> tuple[Feature, ...]:
    claim, last = one.claims[0], account.claims[-1]
    cost = min(
        (c for c in (story.merging.meeting_cost(a, claim.type) for a in account.types) if c is not None), default=None
    )
    dated = story.dates(claim)
    if cost is None or _times_exclude(account.days, one.days, dated=dated):
        return ()
    if hands_exchanged(account, one, story.merging):
        return ()
    back, answer = story.turn(claim)
    if answer and not any(_tells_of_answer(c.clause.of(story.document.text)) for c in account.claims):
        return ()
    if _other_part(account, one) or are_others(account, one, story.document.text):
        return ()
    if _long_before(claim) != any(map(_long_before, account.claims)):
        return ()
    if _is_part_of(account, one, story.merging) or _is_part_of(one, account, story.merging):
        return ()
    if _is_habit(claim) != any(map(_is_habit, account.claims)):
        return ()
    if account.denied != one.denied:  # a denial is an account of its own, or it would pass for what it denies
        return ()
    said = (
        f"both tell of {claim.type}"
        if last.type == claim.type
        else f"{last.type} and {claim.type} can be one happening"
    ).replace("_", " ")
    features = [Feature("type", round(0.8 - cost, 2), said)]
    may = not one.clauses[0].isdisjoint(_MAY_SET_APART)
    apart = _turns_away(claim, last, story.document.text) if may else None
    fresh = not back and TOLD_BEFORE not in claim.rule
    counted = one_by_one(account, one, story.document.text, story.merging, fresh=fresh)
    if counted is not None:
        features.append(counted)
        apart = apart if counted.weight < 0 else None
    features += _where_in_report(account.places, one.places, apart=apart is not None)
    if back:
        features.append(Feature("refers back", 1.0, "the words before the trigger point back to something told"))
    if apart:
        word, another = apart
        features.append(Feature("told apart", -2.0 if another else -1.0, f'"{word}" sets it apart'))
    features += _when_in_report(account, one, dated=dated)
    features += _who_in_report(account, one, story.merging)
    features += figures_compared(account, one, story.document.text, goes_on=apart is None)
    if _one_stretch(claim, last, story.document.text):
        features.append(Feature("one clause", 1.0, "told in one stretch of words"))
    if claim.clause.start - last.clause.end < _NEXT:
        features.append(Feature("next to it", 0.4, "told in the same or the next sentence"))
    return tuple(features)


def _one_stretch(claim: Claim, last: Claim, text: str) -> bool:
    """Whether two claims of a type stand in one sentence with no word or mark between them: a clause cut in two."""
    if claim.type != last.type or not 0 <= claim.clause.start - last.clause.end <= 1:
        return False
    return not _sentences_apart(text, last.trigger, claim.trigger)


def _other_part(account: Account, one: Account) -> bool:
    """Whether one of two is a part of a total and the other is that total, or tells of another part."""
    if one.several != account.several and (_is_part(one) or _is_part(account)):
        return True
    return (_is_part(one) or _is_part(account)) and not one.objects & account.objects


def _is_part(account: Account) -> bool:
    return any(claim.rule.endswith(PART_OF_SEVERAL) for claim in account.claims)


def _is_part_of(part: Account, whole: Account, merging: Merging) -> bool:
    """Whether a place changed hands within what the other account tells of, or the other counts what a siege cost
    beside something that was one day of it."""
    if days_of_battle(whole, part, merging) is not None:
        return True
    taken = (c.within.value for c in part.claims if c.within and merging.families.get(c.type) == "territory")
    if not set(whole.ids).isdisjoint(taken):
        return True
    counted = any(c.rule.endswith(OF_OPERATION) for c in whole.claims)
    lasting = merging.lasting | {"total"}
    return counted and any(merging.families.get(c.type) not in lasting for c in part.claims)


def _is_habit(claim: Claim) -> bool:
    """Whether a claim tells what somebody does or did at other times than the news."""
    return claim.rule.endswith(OF_HABIT)


def _long_before(claim: Claim) -> bool:
    """Whether a deed is only told for how long before the news it was ("a week after a raid there killed 41")."""
    return claim.time is not None and claim.time.rule == "when.long_before"


def _is_answer(claim: Claim, text: str, *, back: bool) -> bool:
    """Whether a claim tells of the answer to something: a counter-attack, a raid "in retaliation". A deed pointed
    `back` to ("the raid was in retaliation for …") is the one told before."""
    if _COUNTERS.match(text, claim.trigger.start) is not None:
        return True
    found = _ANSWERED.search(text, claim.clause.start, claim.clause.end)
    return found is not None and (found["counter"] is not None or not back)


def _tells_of_answer(clause: str) -> bool:
    return _ANSWERED.search(clause) is not None or _COUNTERS.search(clause) is not None


def _turns_away(claim: Claim, last: Claim, text: str) -> tuple[str, bool] | None:
    """The word by which a clause turns to something else than the `last` claim tells, and whether it says outright that
    this is another deed ("in a separate attack"). A word that only adds to a figure is none: "another five died,
    bringing the toll to 26"."""
    more = [cited.span for cited in claim.tolls if cited.value.change is Change.MORE]
    counted = more if any(map(_goes_on, claim.tolls)) else []
    word = None
    for found in _APART.finditer(text, claim.clause.start, claim.clause.end):
        another = _ANOTHER.match(text, found.start(), claim.clause.end)
        if another and last.trigger.start < found.start() and another.start("deed") <= claim.trigger.end:
            return found.group(0), True
        if not any(span.start - _BESIDE <= found.start() < span.end for span in counted):
            word = word or found.group(0)
    return None if word is None else (word, False)


def _goes_on(cited: Cited[Toll]) -> bool:
    """Whether a figure is a total that stands beside an earlier one of the same happening."""
    return cited.value.change in RENEWED and not cited.value.sub


def _when_in_report(account: Account, one: Account, *, dated: bool) -> list[Feature]:
    a, b = account.days, one.days
    if a and b and a.gap(b):
        return []
    if a and b and a.stated and b.stated and max(a.length, b.length) <= _NEWS_LENGTH:
        return [Feature("time", 0.5, "the stated days agree")]
    first, second = ({c.time.value.words for c in acc.claims if c.time} - {""} for acc in (account, one))
    if dated and first and second and not first & second:
        return [Feature("time", -0.8, f'"{min(first)}" and "{min(second)}"')]
    return []


def _same_called_shorter(account: Account, one: Account) -> bool:
    """Whether each who does it is called by words of one told before: "the coalition" for "the US-led coalition"."""
    told = [telling_words(name) for name in account.agents]
    own = [telling_words(name) for name in one.agents]
    return all(own) and all(any(name <= words for words in told) for name in own)


def _names_agent(account: Account) -> bool:
    """Whether those who do it are called by a name; "opposition groups" may be anybody."""
    agents = (cited.value for claim in account.claims for cited in claim.agents)
    return any(name != name.lower() and telling_words(name) for name in agents)


def _times_exclude(a: Days | None, b: Days | None, *, dated: bool) -> bool:
    return a is not None and b is not None and a.gap(b) > (0 if a.stated and b.stated and dated else 2)


def _sentences_apart(text: str, a: Span, b: Span) -> bool:
    """Whether a sentence ends between two stretches of a report."""
    first, second = sorted((a, b))
    return _SENTENCE_ENDS.search(text, first.end, second.start) is not None


def _where_in_report(a: Places, b: Places, *, apart: bool) -> list[Feature]:
    if not a.fine & b.fine and (name_others(a, b) or (apart and a.fine and b.fine and a.names & b.names)):
        return [Feature("place", -1.0, "each names other places beside the same one")]
    if a.fine & b.fine or a.names & b.names:
        return [Feature("place", 1.0, "the same place is named")]
    if a.fine and b.fine:
        return [Feature("place", -2.5, "different places are named")]
    if a.regions and b.regions and not a.regions & b.regions:
        return [Feature("place", -2.5, "different regions are named")]
    if a.countries and b.countries and not a.countries & b.countries:
        return [Feature("place", -3.0, "different countries are named")]
    return []


def _who_in_report(account: Account, one: Account, merging: Merging) -> list[Feature]:
    features = []
    if other_side(account, one, merging):
        features.append(Feature("agents", -2.0, "the other side does it"))
    elif account.agents and one.agents:
        if account.agents & one.agents or account.sides & one.sides:
            features.append(Feature("agents", 0.5, "the same party does it"))
        elif _same_called_shorter(account, one):
            features.append(Feature("agents", 0.5, "the party told before by a shorter name"))
        elif account.camps and one.camps and not account.camps & one.camps and not merging.one_sided(account.types):
            pass  # in a battle both sides do it
        elif _names_agent(account) and _names_agent(one):
            features.append(Feature("agents", -1.2, "different parties do it"))
        else:  # "the rebels" may be the group named before
            features.append(Feature("agents", -0.6, "other words for those who do it"))
    if account.targets & one.targets:
        features.append(Feature("targets", 0.4, "it is done to the same"))
    return features
