"""The type of an event from the words that tell it: its deeds, else the means named near, else a total."""

from __future__ import annotations

from collections.abc import Sequence

from recount.codebook import Codebook, Role
from recount.extraction.campaigns import is_of_campaign
from recount.extraction.tree import Tree
from recount.extraction.triggers import Hit, Marks

_TOTAL = "toll_report"
# The type that is what remains when no means is told: its words alone don't decide.
_OPEN = "attack"
_ORDER = {Role.CAUSE: 0, Role.RESULT: 1, Role.MENTION: 2, Role.ECHO: 3}
_MEANS_REACH = 4
# Next to a noun ("strikes with rockets") only what is joined to it is its means.
_NOUN_MEANS_REACH = 2
_PERIODS = frozenset({"hours", "days", "weeks", "months", "years"})
_PERIOD_MARKS = frozenset({"last", "past", "previous", "recent"})
_MONTHS = frozenset(
    {
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "mid",
    }
)  # fmt: skip
# Verbs whose figure stands with their object: "claimed 200 lives".
_LIVES = frozenset({"claim", "cost", "take", "lose"})
_BEGINNINGS = _MONTHS | {
    "begin", "start", "erupt", "then", "outbreak", "war", "conflict", "beginning", "launch",
}  # fmt: skip
_BEGUN = frozenset({"began", "begun", "started", "launched", "erupted"})
_SPREAD = frozenset({"separate", "across", "nationwide", "countrywide"})
# More dead than any one attack of the wars coded so far: such a figure sums up a war.
_WAR_TOLL = 10_000
_WAR_DISPLACED = 500_000


def type_of(
    tree: Tree, group: Sequence[Hit], codebook: Codebook, marks: Marks, foreign: frozenset[int]
) -> tuple[Hit, str | None, str]:
    """The leading trigger of an event, its type (None where nothing of the sentence tells it) and the rule behind it.

    `foreign` are tokens of other events' deeds, which are no means of this one.
    """
    causes = [hit for hit in group if hit.trigger.role is Role.CAUSE]
    firm = [hit for hit in causes if not hit.trigger.by_means]
    results = [hit for hit in group if hit.trigger.role is Role.RESULT]
    counted = [hit for hit in results if not marks.tolls.isdisjoint(hit.tokens)]
    lives = [hit for hit in results if not _LIVES.isdisjoint(hit.trigger.words)]
    if (counted or lives) and _is_a_wars(marks):
        return (counted or lives)[0], _TOTAL, f"{_TOTAL}/a war's figure"
    if marks.sums_up and not any(_is_one_long(tree, hit) for hit in causes):
        return (counted or causes or list(group))[0], _TOTAL, f"{_TOTAL}/total of more"
    if counted:
        why = _sums_up(tree, counted, causes, codebook, marks)
        if why is not None:
            return counted[0], _TOTAL, f"{_TOTAL}/{why}"
    if firm:
        lead = max(firm, key=lambda hit: (codebook.types[hit.trigger.type].means_rank, hit.trigger.verb, -hit.head))
        return lead, lead.trigger.type, lead.trigger.rule
    lead = (causes or sorted(group, key=lambda hit: (_ORDER[hit.trigger.role], not hit.trigger.by_means)))[0]
    if lead.trigger.role is Role.ECHO:
        return lead, None, lead.trigger.rule
    if not lead.trigger.by_means:
        return lead, lead.trigger.type, lead.trigger.rule
    named = _means_near(tree, lead, group, codebook, marks, foreign)
    if named is not None:
        return lead, named[0], f"{lead.trigger.rule} by {named[1]}"
    return lead, lead.trigger.type if causes or lead.trigger.type != _OPEN else None, lead.trigger.rule


def _is_a_wars(marks: Marks) -> bool:
    return marks.killed >= _WAR_TOLL or (marks.displaced >= _WAR_DISPLACED and bool(marks.killed))


def _sums_up(tree: Tree, counted: Sequence[Hit], causes: Sequence[Hit], codebook: Codebook, marks: Marks) -> str | None:
    """Why a figure is a total over a war, a period or mixed causes (codebook, "toll_report"); None where it is not."""
    if _coordinated(tree, causes):
        return "mixed causes"
    for hit in counted:
        why = _stretch(tree, hit.head, codebook, marks.aside, alone=not causes)
        if why is not None:
            return why
        if is_of_campaign(tree, hit, marks):
            return "campaign"
    spread = any(_is_spread(tree, hit) for hit in (*counted, *causes))
    return "several places" if spread and not any(_is_placed_apart(tree, hit, marks) for hit in counted) else None


def _is_one_long(tree: Tree, hit: Hit) -> bool:
    """Whether a deed is one that lasted: "the five-day siege of the hotel", unlike "five days of shelling"."""
    kids = (tree.text(k) for k in tree.kids[hit.head])
    return any(text.rpartition("-")[2] in ("hour", "day") or text.endswith(("hour-long", "day-long")) for text in kids)


def _is_spread(tree: Tree, hit: Hit) -> bool:
    """Whether a deed is told as several: "separate attacks"; "a separate attack" is one beside another."""
    words = {form for m in tree.kids[hit.head] for form in tree.forms[m]} & _SPREAD
    one = not hit.trigger.verb and tree.tokens[hit.head].xpos in ("NN", "NNP")
    return bool(words - {"separate"} if one else words)


def _is_placed_apart(tree: Tree, hit: Hit, marks: Marks) -> bool:
    """Whether each figure has a place of its own: "killed two in one town and six in the other" sums up nothing."""
    if not tree.is_verb(hit.head):
        return False
    first = tree.subjects(hit.head) if tree.passive(hit.head) else tree.objects(hit.head)
    joined = sorted({j for k in first for j in tree.with_conjuncts(k)})
    people = [
        j for j in joined if tree.tokens[j].upos == "NUM" or any(tree.relation[k] == "nummod" for k in tree.kids[j])
    ]
    ends = [*people[1:], len(tree.tokens)]
    return len(people) > 1 and all(
        any(i in marks.places for i in range(start, end)) for start, end in zip(people, ends, strict=True)
    )


def _stretch(tree: Tree, head: int, codebook: Codebook, aside: frozenset[int], *, alone: bool) -> str | None:
    """Whether what a figure came of is a war or a stretch of time: "in the conflict", "in the past week", "since 2014".
    `alone` says that no deed is named beside; words `aside` are of another figure."""
    war = codebook.classes.get("war", frozenset())
    around = [*tree.subjects(head), *tree.kids[head]] if tree.is_verb(head) else list(tree.kids[head])
    around += [m for k in tree.kids[head] if tree.relation[k] in ("obl", "nmod", "advcl") for m in tree.kids[k]]
    for k in around:
        if k in aside:
            continue
        if alone and not war.isdisjoint(tree.forms[k]):
            return "war"
        if tree.text(k) in _PERIODS and _is_summed(tree, k, alone=alone):
            return "period"
        if "since" in tree.forms[k] and tree.relation[k] in ("mark", "case") and _is_long_ago(tree, k, alone=alone):
            return "since"
    begun = next((i for i in range(head + 1, len(tree.tokens)) if tree.text(i) == "since" and i not in aside), None)
    return "since" if begun is not None and _since_it_began(tree, begun) else None


def _since_it_began(tree: Tree, since: int) -> bool:
    """ "Since strikes began", "since the offensive was launched", whatever the tree hangs it on."""
    behind = [tree.text(i) for i in range(since + 1, min(since + 7, len(tree.tokens)))]
    begun = next((n for n, word in enumerate(behind) if word in _BEGUN), None)
    return begun is not None and {",", ";"}.isdisjoint(behind[:begun])


def _is_summed(tree: Tree, period: int, *, alone: bool) -> bool:
    """Whether a figure sums up a period: "in the past 24 hours" where no deed is named, "in three days of attacks"."""
    near = {form for m in tree.kids[period] for form in tree.forms[m]}
    if any(tree.preposition(m) == "of" for m in tree.kids[period]) and tree.preposition(period) in (
        "in",
        "over",
        "during",
    ):
        return True
    return alone and bool(near & _PERIOD_MARKS) and not near & {"ago", "early", "after"}


def _is_long_ago(tree: Tree, since: int, *, alone: bool) -> bool:
    """Whether "since" names a year, a month or a beginning, not a weekday; "since then" beside a deed is since that."""
    if not alone and tree.text(tree.tokens[since].head) == "then":
        return False
    under = tree.subtree(tree.tokens[since].head)[:14]
    return any(
        (tree.tokens[j].text.isdigit() and len(tree.tokens[j].text) == 4) or not _BEGINNINGS.isdisjoint(tree.forms[j])
        for j in under
    )


def _coordinated(tree: Tree, causes: Sequence[Hit]) -> bool:
    return any(
        a.trigger.type != b.trigger.type and b.head in tree.with_conjuncts(a.head) for a in causes for b in causes
    )


def _means_near(
    tree: Tree, lead: Hit, group: Sequence[Hit], codebook: Codebook, marks: Marks, foreign: frozenset[int]
) -> tuple[str, str] | None:
    """The type that a means named near the trigger speaks for, and its words: the highest rank, then the nearest."""
    own = {t for hit in group for t in hit.tokens}
    harmed = {k for hit in group if tree.is_verb(hit.head) for k in tree.objects(hit.head)}
    harmed |= {m for k in harmed for m in tree.kids[k] if tree.relation[m] in ("compound", "amod", "nummod")}
    counted = any(hit.trigger.role is Role.RESULT and not marks.tolls.isdisjoint(hit.tokens) for hit in group)
    noun = lead.trigger.role is Role.CAUSE and not lead.trigger.verb and lead.trigger.type != _OPEN
    reach = _NOUN_MEANS_REACH if noun else _MEANS_REACH
    # "bombed by jets, days after the attacks in Paris": the jets are not those of the attacks
    aside = tree.dating(lead.head)
    within = set(tree.subtree(aside)) if aside is not None else set(range(len(tree.tokens)))
    best: tuple[int, int, str, str] | None = None
    covered = -1
    for i in range(len(tree.tokens)):
        if i <= covered or i in foreign or i in harmed or i not in within:
            continue
        words, kinds = _means_at(tree, i, codebook)
        last = i + len(words) - 1
        covered = max(covered, last) if len(words) > 1 else covered
        if not words or last in foreign or (i in own and words == lead.trigger.words[-1:]):
            continue
        distance = min(tree.distance(hit.head, last) for hit in group)
        for kind in kinds if distance <= reach else ():
            if kind == _TOTAL and (not counted or tree.tokens[last].upos != "NOUN"):
                continue
            row = (-codebook.types[kind].means_rank, distance, kind, " ".join(words))
            best = row if best is None or row < best else best
    return None if best is None else (best[2], best[3])


def _means_at(tree: Tree, i: int, codebook: Codebook) -> tuple[tuple[str, ...], list[str]]:
    """The longest means that begins at token `i`, and the types it speaks for."""
    rows = [row for form in tree.forms[i] for row in codebook.means.get(form, ()) if _stand_at(tree, i, row[0])]
    longest = max((words for words, _ in rows), key=len, default=())
    return longest, [kind for words, kind in rows if words == longest]


def _stand_at(tree: Tree, i: int, words: tuple[str, ...]) -> bool:
    return all(i + n < len(tree.tokens) and word in tree.forms[i + n] for n, word in enumerate(words))
