"""What the figures of two claims of one report say for and against one happening: a lead's figure and its parts, a
number for what was told in words, another origin's count."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from recount.model import RENEWED, Category, Change, Feature, Harm, Toll
from recount.resolution.accounts import Account
from recount.resolution.retold import told_anew

OF_THE_DEAD = "toll.of_the_dead"
"""How the rule of a figure begins that counts some "of the dead"."""
_VAGUE = "vague"
_HARMS = tuple(Harm)
_BY_CHANCE = 4  # up to here two numbers are often the same


def figures_compared(account: Account, one: Account, text: str, *, goes_on: bool) -> list[Feature]:
    """The reason that an earlier account's figures and a claim's give; none where they tell nothing either way. `text`
    is that of the report."""
    shared = [harm for harm in _HARMS if harm in one.figures and harm in account.figures]
    for toll in one.tolls if goes_on else ():
        if toll.harm in shared and (total := _total_from(toll, account.figures[toll.harm])):
            return [Feature("toll", 1.0, f"a total that goes on from the figure told: {total} {toll.harm}")]
    for harm in shared:
        if same := account.figures[harm] & one.figures[harm]:
            other = one.origins and account.origins and not one.origins & account.origins
            if other and max(same) > _BY_CHANCE:
                return [Feature("toll", 1.5, f"another origin gives the same figure, {max(same)} {harm}")]
            return [Feature("toll", 1.0, f"the same figure, {max(same)} {harm}")]
    if Harm.KILLED in account.figures and any(t.rule.startswith(OF_THE_DEAD) for t in one.claims[0].tolls):
        return [Feature("toll", 1.0, "it counts some of the dead told")]
    for number, harm in _parts_told(account, one):
        return [Feature("toll", 1.0, f"{number} {harm} are told as a part and alone")]
    if not shared or all(any(apart(account, one, harm) for apart in _NO_RIVALS) for harm in shared):
        return []
    if one.origins and account.origins and not one.origins & account.origins:
        return [Feature("toll", 0.3, "another origin's figure")]
    if goes_on and _revised(account, one, text):
        return [Feature("toll", 1.0, "the same speaker's figure in place of an earlier one")]
    return [Feature("toll", -0.8, "another figure")]


def _revised(account: Account, one: Account, text: str) -> bool:
    """Whether the speaker of a claim tells what came of the happening told, in another figure than before."""
    later = one.claims[0]
    earlier = next((c for c in reversed(account.claims) if c.origin and any(_is_whole(t.value) for t in c.tolls)), None)
    return earlier is not None and later.type in account.types and told_anew(later, earlier, text)


def _is_whole(toll: Toll) -> bool:
    return toll.harm is Harm.KILLED and not toll.sub


def _total_from(toll: Toll, told: Collection[int]) -> int | None:
    """The total that a figure brings those `told` to, as its words say: "bringing the toll to 26"."""
    stated = _stated(toll)
    if toll.sub or stated is None:
        return None
    if toll.change is Change.RISING:
        return stated if stated > min(told) else None
    return stated if toll.change in RENEWED else None


def _stated(toll: Toll) -> int | None:
    return toll.count.low if toll.count.low is not None else toll.count.high


def _parts_told(account: Account, one: Account) -> Iterator[tuple[int, Harm]]:
    """Numbers that the one gives as its whole and the other as a part: "50 civilians", "865 people including 50
    civilians"."""
    for whole, parts in ((account, one.tolls), (one, account.tolls)):
        for part in parts:
            number = _stated(part)
            if part.sub and number is not None and number > _BY_CHANCE and number in whole.figures.get(part.harm, ()):
                yield number, part.harm


def _in_words(account: Account, one: Account, harm: Harm) -> bool:
    """Whether the one has only a word ("dozens", "several") for what the other has a number for that it allows."""
    worded, numbered = _least_in_words(account, harm), one.figures[harm]
    if worded is None:
        worded, numbered = _least_in_words(one, harm), account.figures[harm]
    return worded is not None and min(numbered) >= worded


def _least_in_words(account: Account, harm: Harm) -> int | None:
    """The least that words for a number mean, where an account has no number for a harm beside them."""
    told = [
        t for c in account.claims for t in c.tolls if t.value.harm is harm and not t.value.sub and not t.value.wider
    ]
    if not told or not all(_VAGUE in toll.rule for toll in told):
        return None
    return min((number for toll in told if (number := _stated(toll.value)) is not None), default=None)


def _can_be_part(account: Account, one: Account, harm: Harm) -> bool:
    """Whether the same origin's smaller figure is of some kind of those it told of: "nine people … four civilians"."""
    if one.origins and account.origins and one.origins.isdisjoint(account.origins):
        return False
    people = [t for t in account.tolls if t.harm is harm and not t.sub and t.category is Category.UNKNOWN]
    kinds = [t for t in one.tolls if t.harm is harm and not t.sub]
    return (
        bool(people and kinds)
        and all(toll.category in (Category.CIVILIAN, Category.COMBATANT) for toll in kinds)
        and max(one.figures[harm]) < max((_stated(toll) or 0) for toll in people)
    )


def _of_others(account: Account, one: Account, harm: Harm) -> bool:
    """Whether the figures count other people: "25 soldiers were killed … 19 insurgents died"."""
    told, own = _counted(account, harm), _counted(one, harm)
    return bool(told and own) and all(a.isdisjoint(b) for a in told for b in own)


def _counted(account: Account, harm: Harm) -> list[frozenset[str]]:
    """The words for those whom each figure of an account counts; none where a figure counts just "people"."""
    of_harm = [toll for toll in account.tolls if toll.harm is harm and not toll.sub]
    if any(toll.category is Category.UNKNOWN for toll in of_harm):
        return []
    return [frozenset(word.removesuffix("s") for word in toll.who.lower().split()) for toll in of_harm]


_NO_RIVALS = (_in_words, _can_be_part, _of_others)
