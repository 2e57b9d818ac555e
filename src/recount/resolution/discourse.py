"""Which claims of one report tell of one happening: how a report's own "the attack" is tied to the attack it means.

This comes before reports are compared: what a report tells apart is never brought together by way of other reports.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from recount.codebook import Merging
from recount.codebook.actors import Actors
from recount.model import RENEWED, Change, Cited, Claim, Document, Feature, Harm, Merge, Span, Toll
from recount.resolution.accounts import Account, Days, Places, account_of, together
from recount.resolution.constraints import UNBOUND, Bonds
from recount.resolution.evidence import name_others
from recount.resolution.names import telling_words
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
_PLURAL = re.compile(
    r"(?:\w+[ -]){0,2}(?:strikes|raids|attacks|bombings|blasts|explosions|shells|clashes)", re.IGNORECASE
)
_OTHERS = """
    another separately separate elsewhere meanwhile also second further other later earlier previous previously since
    """.split()  # noqa: SIM905 (read as prose)
_APART = re.compile(
    rf"\b(?:{'|'.join(_OTHERS)}|last (?:week|month|year))\b"
    r"(?!\s+(?:said|reported|told|added|gave|put|cited|announced|confirmed)\b)",
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
_MAY_SET_APART = frozenset({*_OTHERS, "last"})  # words of which all of these have one, found sooner


@dataclass(frozen=True, slots=True)
class Story:
    """A report, and what its codebook says of types that may meet; what was `held` together, by place in memory, need
    not be held together again, nor is a claim, by id, asked twice how it `turns` to what was told (see `turn`)."""

    document: Document
    merging: Merging
    held: dict[tuple[int, int], tuple[Account, Account, tuple[Feature, ...]]] = field(default_factory=dict)
    turns: dict[str, tuple[bool, bool]] = field(default_factory=dict)

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
    return tuple(found), tuple(merges)


_Choice = tuple[float, int, tuple[Feature, ...]]


def _best(story: Story, found: Sequence[Account], one: Account, bonds: Bonds) -> _Choice | None:
    """The earlier account that most speaks for, if enough does, unless people told it apart or that might follow."""
    bound = bonds.of_claims(one.ids)
    best: _Choice | None = None
    for n in range(max(0, len(found) - _LOOK_BACK), len(found)):
        features = story.reasons(found[n], one)
        score = sum(f.weight for f in features)
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
    if pointer is None:
        return False
    between = Span(start + pointer.start(), claim.trigger.start)
    inside = any(between.contains(cited.span) for cited in (*claim.agents, *claim.targets))
    return not inside or _PLURAL.fullmatch(claim.trigger.of(text)) is not None


def _same_in_report(story: Story, account: Account, one: Account) -> tuple[Feature, ...]:
    claim, last = one.claims[0], account.claims[-1]
    cost = min(
        (c for c in (story.merging.meeting_cost(a, claim.type) for a in account.types) if c is not None), default=None
    )
    if cost is None or _times_exclude(account.days, one.days) or hands_exchanged(account, one, story.merging):
        return ()
    back, answer = story.turn(claim)
    if answer and not any(_tells_of_answer(c.clause.of(story.document.text)) for c in account.claims):
        return ()
    if _long_before(claim) != any(map(_long_before, account.claims)):
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
    features += _where_in_report(account.places, one.places, apart=apart is not None)
    if back:
        features.append(Feature("refers back", 1.0, "the words before the trigger point back to something told"))
    if apart:
        word, another = apart
        features.append(Feature("told apart", -2.0 if another else -1.0, f'"{word}" sets it apart'))
    features += _when_in_report(account, one)
    features += _who_in_report(account, one, story.merging)
    features += _tolls_in_report(account, one, goes_on=apart is None)
    if claim.clause.start - last.clause.end < _NEXT:
        features.append(Feature("next to it", 0.4, "told in the same or the next sentence"))
    return tuple(features)


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


def _when_in_report(account: Account, one: Account) -> list[Feature]:
    a, b = account.days, one.days
    if a and b and a.stated and b.stated and max(a.length, b.length) <= _NEWS_LENGTH:
        return [Feature("time", 0.5, "the stated days agree")]
    first, second = ({c.time.value.words for c in acc.claims if c.time} - {""} for acc in (account, one))
    if first and second and not first & second:
        return [Feature("time", -0.8, f'"{min(first)}" and "{min(second)}"')]
    return []


def _times_exclude(a: Days | None, b: Days | None) -> bool:
    return a is not None and b is not None and a.gap(b) > (0 if a.stated and b.stated else 2)


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
        elif all(any(telling_words(name) for name in names) for names in (account.agents, one.agents)):
            features.append(Feature("agents", -1.2, "different parties do it"))
        else:  # "the rebels" may be the group named before
            features.append(Feature("agents", -0.6, "other words for those who do it"))
    if account.targets & one.targets:
        features.append(Feature("targets", 0.4, "it is done to the same"))
    return features


def _tolls_in_report(account: Account, one: Account, *, goes_on: bool) -> list[Feature]:
    shared = [harm for harm in Harm if harm in one.figures and harm in account.figures]
    for toll in one.tolls if goes_on else ():
        if toll.harm in shared and (total := _total_from(toll, account.figures[toll.harm])):
            return [Feature("toll", 1.0, f"a total that goes on from the figure told: {total} {toll.harm}")]
    for harm in shared:
        if same := account.figures[harm] & one.figures[harm]:
            return [Feature("toll", 1.0, f"the same figure, {max(same)} {harm}")]
    if shared:
        if one.origins and account.origins and not one.origins & account.origins:
            return [Feature("toll", 0.3, "another origin's figure")]
        return [Feature("toll", -0.8, "another figure")]
    return []


def _total_from(toll: Toll, told: Collection[int]) -> int | None:
    """The total that a figure brings those `told` to, as its words say: "bringing the toll to 26"."""
    stated = toll.count.low if toll.count.low is not None else toll.count.high
    if toll.sub or stated is None:
        return None
    if toll.change is Change.RISING:
        return stated if stated > min(told) else None
    return stated if toll.change in RENEWED else None
