"""What a sentence says of its figure beside an earlier one: "has risen to 21", "up from 9", "another 5 died"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from recount.extraction.counts import CountMention
from recount.extraction.earlier_figures import BEFORE, FIGURES, moved_from, overtaken_by, said_before
from recount.extraction.toll_parts import TollMention
from recount.extraction.wordforms import lowered, word_set
from recount.model import RENEWED, Change, Count, Harm, Sentence, Span

_RISING = word_set(
    """
    rose risen rise rises rising climbed climbs climbing increased increases increasing grew grown jumped soared mounted
    surged swelled bringing brings brought raising raised raises taking takes took pushing pushed higher upward upwards
    """
)
_FALLING = word_set(
    """
    lowered lowering fell fallen dropped cut reduced reduces reducing lower down downward downwards downgraded
    """
)
_REVISED = word_set("revised revising updated updating corrected correcting amended changed")
_NEW = word_set("new updated latest revised fresh later final")
_TOLL = word_set("toll tolls count figure figures tally")
_MORE = word_set("another further additional more")
_DYING = word_set("died dies die dying succumbed succumbs succumbing")
_HURT = word_set("wounded injured hurt maimed")
_WOUNDS = word_set("wounds injuries burns hospital hospitals")
_TOO_OFTEN = re.compile(
    r"^(?:(?!(?:and|but|while|or) )[\w’'-]+ ){1,7}?(?:(?:counted|listed|recorded|registered) "
    r"(?:twice|double|more than once|two times)|"
    r"double ?-? ?counted|found (?:to be )?alive|turned up alive)\b"
)
RISEN_BY = "toll.risen_by"
"""The rule of a figure that a total rose by; its name is no total's."""
SAID_BEFORE = "toll.said_before"
"""What the rule of a figure ends in that its sentence tells anew, and that another was given for before."""
OF_WOUNDS = "toll.of_wounds"
"""What the rule of a figure ends in that counts people who died of what wounded them before."""
_REACH = 12


def with_changes(
    sentence: Sentence, counts: Sequence[CountMention], mentions: Sequence[TollMention]
) -> list[TollMention]:
    """The tolls of a sentence with what it says of their change, each with the words that say so in its span.

    A total that rises, falls or is revised is a new figure for the whole; "another five died" are only those added, and
    a part where the sentence gives the new total beside them.
    """
    low = [lowered(token.text) for token in sentence.tokens]
    mentions = [mention for mention in mentions if not _counted_too_often(low, mention)]
    of_people = {count.head: count for count in counts}
    changed = [_changed(sentence, low, of_people.get(m.people_token) or _count_of(m, counts), m) for m in mentions]
    changed = [
        mentions[n] if _goes_on_with(m) and n and _harm(mentions[n - 1]) is not _harm(m) else m
        for n, m in enumerate(changed)
    ]  # "killed six and wounded another ten": ten are all the wounded
    changed = _added_to_total(sentence, _mended(_from_before(low, counts, changed)))
    changed = _dead_since(sentence, low, changed)
    totals = {m.toll.value.harm for m in changed if m.toll.value.change is Change.RISING and _is_total(m)}
    return [
        replace(m, toll=replace(m.toll, value=replace(m.toll.value, sub=True)))
        if m.toll.value.change is Change.MORE and m.toll.value.harm in totals
        else m
        for m in changed
    ]


def _goes_on_with(mention: TollMention) -> bool:
    return mention.toll.value.change is Change.MORE and OF_WOUNDS not in mention.toll.rule


def _added_to_total(sentence: Sentence, mentions: list[TollMention]) -> list[TollMention]:
    """ "The toll rose by one when a wounded man died": those by whom it rose are a part of it, told as added. Whoever
    is named for the number stands for it."""
    grown = [m for m in mentions if m.toll.rule.startswith(RISEN_BY)]
    if not grown:
        return mentions
    out: list[TollMention] = []
    for mention in mentions:
        value = mention.toll.value
        own = any(mention is one for one in grown)
        named = [m for m in mentions if m not in grown and not _is_total(m) and _harm(m) is _harm(mention)]
        if own and any(m.toll.value.count == value.count for m in named):
            continue
        if own or any(mention is one for one in named):
            mention = _with(mention, Change.MORE, sentence.tokens[mention.people_token].span)
            mention = replace(mention, toll=replace(mention.toll, value=replace(mention.toll.value, sub=True)))
        out.append(mention)
    return out


def _dead_since(sentence: Sentence, low: Sequence[str], mentions: list[TollMention]) -> list[TollMention]:
    """ "The toll rose to 19 after seven people died of their wounds overnight": the seven are those by whom it rose."""
    totals = [m for m in mentions if m.toll.value.change is Change.RISING and _is_total(m)]
    return [
        _with(mention, Change.MORE, sentence.tokens[mention.people_token].span)
        if any(_is_less(mention, total) for total in totals) and _of_old_wounds(low, mention)
        else mention
        for mention in mentions
    ]


def _is_less(mention: TollMention, total: TollMention) -> bool:
    value, whole = mention.toll.value, total.toll.value
    unsaid = not value.sub and value.change is None and not _is_total(mention)
    return unsaid and value.harm is whole.harm and 0 < (value.count.low or 0) < (whole.count.low or 0)


def _of_old_wounds(low: Sequence[str], mention: TollMention) -> bool:
    """Whether those who died did so of what had hurt them before: "died of their wounds", "succumbed to burns", "died
    in hospital"."""
    at = mention.harm_token
    behind = set(low[at + 1 : at + 6])
    return low[at] in _DYING and (low[at].startswith("succumb") or not behind.isdisjoint(_WOUNDS))


def _counted_too_often(low: Sequence[str], mention: TollMention) -> bool:
    """Whether people are none who died besides: "two bodies had been counted twice", "three were double-counted", "four
    thought dead were found alive"."""
    start = min(mention.people_token, mention.harm_token)
    words = "".join(f"{word} " for word in low[start : start + _REACH])
    return not _is_total(mention) and _TOO_OFTEN.search(words) is not None


def _count_of(mention: TollMention, counts: Sequence[CountMention]) -> CountMention | None:
    """The number of a total that names those it counts before it: "the number of rebels killed rose to 39"."""
    if not _is_total(mention):
        return None
    stated = mention.toll.value.count
    return next((count for count in counts if count.count == stated and mention.span.contains(count.span)), None)


def _harm(mention: TollMention) -> Harm:
    return mention.toll.value.harm


def _changed(sentence: Sentence, low: Sequence[str], count: CountMention | None, mention: TollMention) -> TollMention:
    toll = mention.toll.value
    if not toll.sub and toll.count.low and _died_of_wounds(sentence, low, mention):
        mention = _with(mention, Change.MORE, sentence.tokens[mention.people_token].span)
        return replace(mention, toll=replace(mention.toll, rule=f"{mention.toll.rule}+{OF_WOUNDS}"))
    if count is None or toll.sub or not toll.count.low:
        return mention
    if _adds(low, count):
        return _with(mention, Change.MORE, sentence.tokens[count.first].span)
    start = max(0, min(mention.harm_token - 4, count.first - _REACH))
    reached = low[max(0, count.first - 1)] == "to" and not _TOLL.isdisjoint(low[start : count.first])
    if _is_total(mention) or reached:
        for change, words in ((Change.FALLING, _FALLING), (Change.RISING, _RISING), (Change.REVISED, _REVISED)):
            cue = next((i for i in range(count.first - 1, start - 1, -1) if low[i] in words), None)
            if cue is not None and not _crosses(low, cue, mention, count):
                return _with(mention, change, sentence.tokens[cue].span)
    for i in range(1, len(low)):
        if low[i] in _TOLL and _is_new(low, i):
            return _with(mention, Change.REVISED, sentence.tokens[i].span)
        if low[i] in FIGURES and low[i - 1] in BEFORE - {"earlier", "previous", "prior"}:
            return _with(mention, Change.PRELIMINARY, sentence.tokens[i].span)
    return mention


def _died_of_wounds(sentence: Sentence, low: Sequence[str], mention: TollMention) -> bool:
    """Whether those who died had been wounded before: "one of the wounded died", "a man hurt in the blast died"."""
    if mention.toll.value.harm is not Harm.KILLED or low[mention.harm_token] not in _DYING:
        return False
    at = mention.people_token
    if low[at + 1 : at + 3] == ["of", "the"] or low[at + 1 : at + 3] == ["of", "those"]:
        return not _HURT.isdisjoint(low[at + 3 : at + 5])
    return not _HURT.isdisjoint(low[max(0, at - 2) : at]) or not _HURT.isdisjoint(low[at + 1 : at + 2])


def _crosses(low: Sequence[str], cue: int, mention: TollMention, count: CountMention) -> bool:
    """Whether a clause ends between a verb and the figure, so that the verb is another's: "prices rose; 5 died"."""
    first, last = sorted((cue, count.first))
    return bool({";", ".", "after", "as", "when", "while"} & set(low[first + 1 : last]) - {low[mention.harm_token]})


def _is_new(low: Sequence[str], toll: int) -> bool:
    before = low[max(0, toll - 3) : toll]
    return bool(_NEW & set(before)) and "from" not in low[max(0, toll - 5) : toll]


def _adds(low: Sequence[str], count: CountMention) -> bool:
    """ "Another 5", "a further 5", "5 more people", "a number of others"; "more than 5" adds nothing."""
    if count.rule == "count.vague" and count.who.lower() == "others":
        return True
    before = {*low[max(0, count.first - 1) : count.first], low[count.first]} & (_MORE - {"more"})
    after = low[count.last + 1 : count.last + 3]
    return bool(before) or (after[:1] == ["more"] and after[1:] != ["than"])


def _is_total(mention: TollMention) -> bool:
    return mention.toll.rule.startswith("toll.toll")


def _mended(mentions: list[TollMention]) -> list[TollMention]:
    """ "Put the toll at 14 but later revised it to 11", "at eight, later revising it down to six": the total that was
    changed came out of the other, which has the same word."""
    out: list[TollMention] = []
    for mention in mentions:
        value = mention.toll.value
        before = [m for m in out if _is_total(m) and m.toll.value.harm is value.harm]
        same = [m.toll for m in before if value.change is Change.REVISED or m.harm_token == mention.harm_token]
        first = next(iter(same), None)
        if value.change in RENEWED and value.earlier is None and _is_total(mention) and first is not None:
            mention = _out_of(mention, first.value.count, first.span)
        out.append(mention)
    return out


def _from_before(low: Sequence[str], counts: Sequence[CountMention], mentions: list[TollMention]) -> list[TollMention]:
    """The earlier figures of a sentence given to the toll that came after them: the nearest one before, else after.
    What its speaker only said before is no figure beside it."""
    for n, count in enumerate(counts):
        if moved_from(low, count.first) is not None:
            mentions = _given_before(count, mentions, _wholes(mentions))
        elif (after := overtaken_by(low, counts, n)) is not None:
            told = [m for m in mentions if m.people_token != count.head]
            renewed = [m for m in _wholes(told) if m.people_token == counts[after].head]
            mentions = _given_before(count, told, renewed) if renewed else mentions
        elif said_before(low, count.first, count.last):
            own = [m for m in mentions if m.toll.value.count == count.count and m.span.contains(count.span)]
            harm = _harm(own[0]) if own else Harm.KILLED
            told = [m for m in mentions if m not in own]
            wholes = [m for m in _wholes(told) if _harm(m) is harm and "count." in m.toll.rule]
            mentions = _given_before(count, told, wholes, cited=False) if wholes else mentions
    return mentions


def _wholes(mentions: Sequence[TollMention]) -> list[TollMention]:
    tolls = ((m, m.toll.value) for m in mentions)
    return [m for m, toll in tolls if not toll.sub and toll.earlier is None and toll.count.low]


def _given_before(
    count: CountMention, mentions: list[TollMention], wholes: Sequence[TollMention], *, cited: bool = True
) -> list[TollMention]:
    """The tolls of which the one that came after a figure has it as its earlier one, its words cited with it where they
    stand close: not those of a clause of its own, with all days and places between."""
    if not wholes:
        return mentions
    before = [m for m in wholes if m.people_token < count.first or m.toll.span.end <= count.span.start]
    own = before[-1] if before else wholes[0]
    changed = _out_of(own, count.count, count.span if cited else own.toll.span)
    if not cited:
        changed = replace(changed, toll=replace(changed.toll, rule=f"{changed.toll.rule}+{SAID_BEFORE}"))
    return [changed if m is own else m for m in mentions]


def _out_of(mention: TollMention, earlier: Count, span: Span) -> TollMention:
    """A toll with the figure it came from, and the direction where no verb gave it."""
    now, then = mention.toll.value.count, earlier
    up = (now.low or now.high or 0) >= (then.low or then.high or 0)
    said = mention.toll.value.change
    change = said if said in (Change.RISING, Change.FALLING) else Change.RISING if up else Change.FALLING
    changed = _with(mention, change, span)
    return replace(changed, toll=replace(changed.toll, value=replace(changed.toll.value, earlier=earlier)))


def _with(mention: TollMention, change: Change, span: Span) -> TollMention:
    cited = mention.toll
    whole = Span(min(cited.span.start, span.start), max(cited.span.end, span.end))
    rule = cited.rule if f"+toll.{change}" in cited.rule else f"{cited.rule}+toll.{change}"
    changed = replace(cited, value=replace(cited.value, change=change), span=whole, rule=rule)
    return replace(mention, toll=changed, span=whole)
