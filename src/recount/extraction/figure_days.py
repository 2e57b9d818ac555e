"""Which days of a sentence are those of its figure, and which those of the deed that the figure is of.

"By Wednesday medics put the toll at 21", "two died on Sunday, bringing the toll of Friday's raid to nine": what
happened on Friday did not happen on Sunday.
"""

from __future__ import annotations

from collections.abc import Sequence

from recount.codebook import Role
from recount.extraction.events import Event
from recount.extraction.toll_changes import OF_WOUNDS, RISEN_BY, SAID_BEFORE
from recount.extraction.tree import Tree
from recount.extraction.when import TimeMention
from recount.model import RENEWED, Claim
from recount.model.values import Precision

_WHOLES = frozenset({"toll", "tolls", "number", "total", "count", "figure", "tally"})
_BRINGING = frozenset({"bringing", "brings", "brought", "raising", "raised", "raises", "taking", "took", "pushing"})
_FIGURE_NEXT = frozenset({"to", "at", "up", "down", ",", ";"})
_CALENDAR = frozenset({"when.date", "when.hijri"})
_HURT = frozenset({"wound", "injure", "hurt"})
_UP_TO = frozenset({"by", "until", "till"})


def times_of_deed(
    tree: Tree, event: Event, claim: Claim, times: list[TimeMention], *, dated: bool
) -> list[TimeMention]:
    """The times that may be the event's: all, unless the sentence only gives, or brings to a new figure, the toll of a
    deed told before. "Two of those wounded in Friday's raid died on Sunday, raising the toll to 11" names the day of
    dying, too; "by Wednesday medics put the toll at 21" that of the figure, where an event `dated` before has the day.
    """
    deeds = [hit for hit in event.hits if hit.trigger.role not in (Role.RESULT, Role.ECHO)]
    if any(hit.trigger.verb or tree.relation[hit.head] not in ("nmod", "obl") for hit in deeds):
        return times
    if dated and any(RISEN_BY in cited.rule or OF_WOUNDS in cited.rule for cited in claim.tolls):
        times = [time for time in times if not _dates_dying(tree, time)]
    totals = [cited for cited in claim.tolls if not cited.value.sub and not cited.value.wider]
    if all(cited.value.change not in RENEWED or SAID_BEFORE in cited.rule for cited in totals):
        whole = any(cited.rule.startswith("toll.toll") for cited in totals)
        return [time for time in times if not dated or not totals or not _dates_figure(tree, time, whole=whole)]
    under = {i for hit in deeds for i in (*tree.subtree(hit.head), *_up_to_its_verb(tree, hit.head))}
    named = {
        i for whole in range(len(tree.tokens)) if tree.text(whole) in _WHOLES for i in _up_to_its_figure(tree, whole)
    }
    return [time for time in times if time.first in under or (time.first in named and time.when.rule in _CALENDAR)]


def _dates_figure(tree: Tree, time: TimeMention, *, whole: bool) -> bool:
    """Whether a day is that of a figure: "by Wednesday", "as of Wednesday", or, of a total (`whole`), the day of the
    verb that gives it: "on Wednesday they put the toll at 21"."""
    words = [tree.text(i) for i in range(max(0, time.first - 2), time.first + 1)]
    if not _UP_TO.isdisjoint(words[-2:]) or words[:2] == ["as", "of"]:  # not "shot by police Monday"
        return True
    verb = next((i for i in tree.ancestors(time.last) if tree.is_verb(i)), None)
    gives = verb is not None and any(tree.text(k) in _WHOLES for k in (*tree.subjects(verb), *tree.objects(verb)))
    return whole and gives and time.when.value.precision is Precision.DAY


def _dates_dying(tree: Tree, time: TimeMention) -> bool:
    """Whether a day is that on which somebody died of earlier wounds, or a toll rose: it hangs on that verb, not on the
    deed's noun or on being wounded."""
    above = next((i for i in tree.ancestors(time.last) if tree.is_verb(i) or tree.tokens[i].upos == "NOUN"), None)
    return above is not None and tree.is_verb(above) and _HURT.isdisjoint(tree.forms[above])


def _up_to_its_figure(tree: Tree, whole: int) -> range:
    """What stands between the word for a total and its figure, or the clause's end: a calendar day there is that of the
    deed, whatever the tree hangs it on: "revised the toll of the raid on the town on 4 March down to 20"."""
    end = whole + 1
    many = len(tree.tokens)
    while end < many and not tree.is_verb(end) and tree.text(end) not in _FIGURE_NEXT:
        if tree.text(end) == "from" and end + 1 < many and tree.tokens[end + 1].upos == "NUM":
            break
        end += 1
    return range(whole + 1, end)


def _up_to_its_verb(tree: Tree, deed: int) -> range:
    """What stands between a deed and the verb of the total it is named with: "the number killed in a raid this morning
    has risen"."""
    whole = next((i for i in tree.ancestors(deed) if tree.text(i) in _WHOLES), None)
    return range(deed, tree.tokens[whole].head if whole is not None else deed)


def times_of_whole(tree: Tree, claim: Claim, times: Sequence[TimeMention]) -> list[TimeMention]:
    """The times of what a new total is of: "two died on Sunday, bringing the toll of Friday's raid to 9" tells of
    Friday. Empty where the sentence brings no total to a new figure."""
    if not any(cited.rule.startswith("toll.toll") and not cited.value.wider for cited in claim.tolls):
        return []
    for i, token in enumerate(tree.tokens):
        if tree.text(i) in _WHOLES and tree.text(token.head) in _BRINGING:
            under = set(tree.subtree(i))
            found = [time for time in times if time.first in under]
            if found:
                return found
    return []
