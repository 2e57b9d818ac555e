"""Figures that count more than the event they are told with: "killed six, bringing the toll this month to 88".

A total is of more where its own words give a stretch of time or a region that the event does not fill: "since March",
"so far this year", "in ten days of strikes", "across the province". The words for the total are then no time and no
place of the event. "Last week's attack" is one deed, which the week only dates.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from recount.codebook import Role
from recount.extraction.events import Event
from recount.extraction.mentions import Mentions, Share
from recount.extraction.one_deed import UP_TO_REPORT, tells_one_deed, tells_several_deeds
from recount.extraction.places import PlaceMention
from recount.extraction.toll_parts import TollMention
from recount.extraction.tree import Tree
from recount.extraction.triggers import Hit, Marks
from recount.extraction.when import TimeMention
from recount.extraction.wordforms import text_of, word_set
from recount.model import Change, Claim, PlacePrecision, Sentence, Span
from recount.model.values import Precision

_BRINGING = word_set(
    """
    bring brings bringing brought raise raises raising raised take takes taking took push pushes pushing pushed lift
    lifts lifting lifted put puts putting drive driving drove
    """
)
_ENDS = frozenset({",", ";", ":", ".", "–", "—", "(", ")", '"', "”", "''", "’’"})
_OTHER_CLAUSE = word_set("said says according while when after before as but which who where although though")
_LONG = 3  # days from which on a time is a stretch, and no long day
_OF_MORE = re.compile(
    r"\b(?:so far|to date|nationwide|countrywide|overall|since)\b"
    r"|\b(?:the|that) (?:day|week|month|year)['’]s\b"
    r"|\b\w+-(?:day|week|month)(?:-(?:long|old))?\b|\b\w+-year(?:-long)?\b(?!-old)|\b(?:week|month|year)s?-?long\b"
    r"|\b(?:(?:a|one|this|that|the) (?:\w+ )?(?:week|month|year)|(?:days|weeks|months|years)) of (?!age\b)"
    r"|\bcombined\b(?!.*\b(?:both|twin|double|two|pair|simultaneous)\b)|\bcumulative\b"
    r"|\b(?:in|over|during|within) (?:the )?(?:past |last )?(?:\w+ ){1,2}(?:days|weeks|months|years)\b"
    r"(?! (?:after|since|following|before))"
    r"|\b(?:across|throughout|around) the (?:country|nation|province|region|governorate|territory|state)\b"
    r"|\b(?:in|of|from|during|over|throughout) (?:the|this|that|its|their) (?:\w+ ){0,2}"
    r"(?:war|conflict|uprising|revolt|insurgency|rebellion|siege|offensive|campaign|crackdown|crisis)\b",
    re.IGNORECASE,
)
_SINCE_DEED = re.compile(
    r"\bsince (?:\S+ ){0,3}(?:attack|blast|bombing|strike|raid|explosion|shelling|massacre|shooting)s?\b"
    r"(?! (?:began|begun|started|campaign)\b)",
    re.IGNORECASE,
)
_NTH = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d+(?:nd|rd|th))\b(?! (?:day|week|month|year))"
    r"[^.;]{0,60}?\b(?:(?:in|within|over|for) (?:\w+ ){0,3}(?:days|weeks?|months?|years?)"
    r"|this (?:week|month|year)|since \w+)\b",
    re.IGNORECASE,
)
_SINCE_BEGUN = re.compile(
    r"\bsince (?:\S+ ){1,4}(?:began|begun|started|launched|erupted|beginning|start)\b", re.IGNORECASE
)
_PARTING = frozenset({",", ";", "and", "while", "but", "–", "—"})
_BROAD = frozenset({PlacePrecision.GOVERNORATE, PlacePrecision.COUNTRY})


@dataclass(frozen=True, slots=True)
class WiderTotal:
    """A total that may count more than an event of its sentence: the figure, the words that say so, and the tokens of
    the total's own words."""

    mention: TollMention
    words: Span
    tokens: frozenset[int]

    def counts_more_than(self, event: Event) -> bool:
        """Whether it does: the event is told outside the total's own words."""
        return event.lead.head not in self.tokens

    @property
    def marked(self) -> TollMention:
        """The figure as one of more than its event, with the words that say so in its span."""
        toll = self.mention.toll
        span = Span(min(toll.span.start, self.words.start), max(toll.span.end, self.words.end))
        value = replace(toll.value, wider=True)
        return replace(self.mention, toll=replace(toll, value=value, span=span, rule=f"{toll.rule}+toll.wider"))


def wider_totals(tree: Tree, mentions: Mentions, hits: Sequence[Hit]) -> tuple[WiderTotal, ...]:
    """The totals of a sentence whose own words give a stretch of time, or a region wider than where the rest is told,
    and figures with a stretch of time of their own beside one of a day ("six on Friday and 88 since March", "killed six
    on Friday, while 88 have been killed since March")."""
    tolls, times, places = mentions.tolls, mentions.times, mentions.places
    found: list[WiderTotal] = []
    for mention in tolls:
        if mention.toll.value.sub or not mention.toll.value.count.low:
            continue
        if _is_total(mention):
            tokens = _own_words(tree, mention)
            if _dates_one_deed(tree, tokens, times, hits):
                continue
            words = _of_more(tree, tokens, times) or _of_region(tokens, places) or _of_several(tree, tokens)
        elif tokens := _joined(tree, mention, tolls, times):
            words = _of_more(tree, tokens, times)
        else:
            tokens = _own_clause(tree, mention, tolls)
            words = _since(tree, tokens, times)
            if words is None and (words := _of_deeds(tree, mention, times, hits)):
                tokens = frozenset(tree.subtree(mention.harm_token))
        if words is not None:
            found.append(WiderTotal(mention, words, tokens))
    return tuple(found)


def aside(share: Share, totals: Iterable[WiderTotal], event: Event) -> Share:
    """What a sentence says of an event, its totals of more marked and their times and places left to them; the same
    share where it has none."""
    wider = {id(total.mention): total for total in totals if total.counts_more_than(event)}
    if not any(id(mention) in wider for mention in share.tolls):
        return share
    tokens = {i for mention in share.tolls if id(mention) in wider for i in wider[id(mention)].tokens}
    return Share(
        [place for place in share.places if place.first not in tokens],
        [time for time in share.times if time.first not in tokens],
        [wider[id(mention)].marked if id(mention) in wider else mention for mention in share.tolls],
    )


def marks_without(totals: Sequence[WiderTotal], mentions: Mentions, sentence: Sentence, hits: Iterable[Hit]) -> Marks:
    """What a sentence is marked with to tell what its events are: without totals of more, which sum up nothing of a
    deed that is told outside their words, and whether such a total is all it tells."""
    heads = {hit.head for hit in hits}
    wider = [total for total in totals if not heads <= total.tokens]
    if not wider:
        return replace(mentions.marks(sentence), sums_up=bool(totals))
    own = [m for m in mentions.tolls if all(m is not total.mention for total in wider)]
    marks = replace(mentions, tolls=tuple(own)).marks(sentence)
    return replace(marks, aside=frozenset(i for total in wider for i in total.tokens))


def told_outside(totals: Iterable[WiderTotal], hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The triggers of a sentence without those that only say what a total of more is of: "killed 23, bringing to 240
    the number killed in attacks since March" tells no attacks; all where nothing else is told."""
    within = {i for total in totals for i in total.tokens}
    return tuple(hit for hit in hits if hit.head not in within) or hits


def words_aside(claim: Claim, totals: Iterable[WiderTotal]) -> frozenset[int]:
    """The tokens that belong to a claim's totals of more than its event, which are none of the event's own words."""
    wider = {cited.span for cited in claim.tolls if cited.value.wider}
    return frozenset(i for total in totals if total.marked.toll.span in wider for i in total.tokens)


def _is_total(mention: TollMention) -> bool:
    return mention.toll.rule.startswith("toll.toll")


def _own_words(tree: Tree, mention: TollMention) -> frozenset[int]:
    """The tokens that belong to a total: from the verb that brings it, else from its phrase, to the clause's end."""
    at, number = mention.harm_token, _number(tree, mention)
    first, last = sorted((at, number))
    cue = next((i for i in range(first, max(-1, first - 5), -1) if tree.text(i) in _BRINGING), None)
    if cue is None:
        above = tree.tokens[at].head
        cue = above if above < first and tree.text(above) in _BRINGING else None
    start = cue if cue is not None else _phrase_start(tree, first)
    end = last
    while end + 1 < len(tree.tokens) and not _ends_clause(tree, end + 1):
        end += 1
    return frozenset(range(start, end + 1))


def _number(tree: Tree, mention: TollMention) -> int:
    """The last token of a figure's words."""
    inside = [t.i for t in tree.tokens if mention.span.contains(t.span)]
    return inside[-1] if inside else mention.people_token


def _phrase_start(tree: Tree, i: int) -> int:
    """The first token of the noun phrase that a token heads."""
    start = i
    while start and tree.tokens[start - 1].upos in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"):
        start -= 1
    return start


def _ends_clause(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    if token.text in _ENDS or tree.text(i) in _OTHER_CLAUSE:
        return True
    joins = tree.relation[i] == "cc" and i + 1 < len(tree.tokens)
    return joins and (tree.is_verb(i + 1) or tree.is_verb(tree.tokens[i].head))


def _joined(
    tree: Tree, mention: TollMention, tolls: Sequence[TollMention], times: Sequence[TimeMention]
) -> frozenset[int]:
    """The tokens of a figure and of the stretch of time right behind it, where another of its verb has a day."""
    others = [
        m
        for m in tolls
        if m is not mention and m.harm_token == mention.harm_token and not m.toll.value.sub and m.toll.value.count.low
    ]
    number = _number(tree, mention)
    behind = next((t for t in times if 0 < t.first - number <= 3 and _is_stretch(t)), None)
    if behind is None or not any(_has_day(tree, other, mention, times) for other in others):
        return frozenset()
    return frozenset(range(min(mention.people_token, number), behind.last + 1))


def _own_clause(tree: Tree, mention: TollMention, tolls: Sequence[TollMention]) -> frozenset[int]:
    """The tokens of a figure's clause, where an earlier clause of the sentence tells as much of others: "killed six on
    Friday, while 88 people have been killed since March". None of those only added to the others."""
    toll = mention.toll.value
    inside = [t.i for t in tree.tokens if mention.span.contains(t.span)]
    if toll.change is Change.MORE or not inside:
        return frozenset()
    start = _phrase_start(tree, min(inside[0], mention.people_token, mention.harm_token))
    before = [
        m
        for m in tolls
        if m.toll.value.harm is toll.harm and m.harm_token != mention.harm_token and not m.toll.value.sub
    ]
    parted = any(
        tree.text(i) in _PARTING for m in before if _number(tree, m) < start for i in range(_number(tree, m) + 1, start)
    )
    end = inside[-1]
    while parted and end + 1 < len(tree.tokens) and not _ends_clause(tree, end + 1):
        end += 1
    return frozenset(range(start, end + 1)) if parted else frozenset()


def _since(tree: Tree, tokens: Collection[int], times: Iterable[TimeMention]) -> Span | None:
    """The words among a figure's own that say since when it counts."""
    if not tokens:
        return None
    at, start = tree.sentence.span.start, tree.tokens[min(tokens)].span.start
    text = text_of(tree.sentence)[start - at : tree.tokens[max(tokens)].span.end - at]
    if _SINCE_DEED.search(text):
        return None
    inside = (time for time in times if time.first in tokens and _is_long(time))
    stretch = next((time for time in inside if time.when.rule.startswith(UP_TO_REPORT)), None)
    if stretch is not None:
        return stretch.when.span
    found = _SINCE_BEGUN.search(text)
    return Span(start + found.start(), start + found.end()) if found else None


def _has_day(tree: Tree, other: TollMention, mention: TollMention, times: Iterable[TimeMention]) -> bool:
    """Whether a day stands right behind another figure, before the next."""
    end, start = _number(tree, other), mention.people_token
    stop = start if start > end else len(tree.tokens)
    return any(end < t.first < stop and t.when.value.precision is Precision.DAY for t in times if not _is_stretch(t))


def _is_stretch(time: TimeMention) -> bool:
    return time.when.rule.startswith(UP_TO_REPORT) or _is_long(time)


def _is_long(time: TimeMention) -> bool:
    when = time.when.value
    return when.first is not None and when.last is not None and (when.last - when.first).days >= _LONG


def _of_more(tree: Tree, tokens: Collection[int], times: Iterable[TimeMention]) -> Span | None:
    """The words among a total's own that give a stretch of time, or a war that it is of."""
    if not tokens:
        return None
    start, end = tree.tokens[min(tokens)].span.start, tree.tokens[max(tokens)].span.end
    at = tree.sentence.span.start
    text = text_of(tree.sentence)[start - at : end - at]
    if _SINCE_DEED.search(text):
        return None
    for time in times:
        if time.first in tokens and _is_stretch(time):
            return time.when.span
    found = _OF_MORE.search(text)
    return Span(start + found.start(), start + found.end()) if found else None


def _dates_one_deed(tree: Tree, tokens: Collection[int], times: Iterable[TimeMention], hits: Iterable[Hit]) -> bool:
    """Whether a total's own words name one deed and the days it lies in: "the toll from last week's attack"."""
    inside = [time for time in times if time.first in tokens and _is_long(time)]
    counts_up = any(time.when.rule.startswith(UP_TO_REPORT) for time in inside)
    return bool(inside) and not counts_up and tells_one_deed(tree, [hit for hit in hits if hit.head in tokens])


def _of_deeds(tree: Tree, mention: TollMention, times: Sequence[TimeMention], hits: Iterable[Hit]) -> Span | None:
    """The week or month of several deeds that a figure sums up: "raids last week killed 40", "40 died in last month's
    attacks"; also of none that is named: "40 were killed in the past month"."""
    verb = mention.harm_token
    beside = {verb, *tree.kids[verb]}
    near = [hit for hit in hits if hit.head in beside or tree.tokens[hit.head].head in beside]
    own = {verb, *(hit.head for hit in near)}
    told = [time for time in times if time.head in own or time.first in own]
    if any(time.when.value.precision is Precision.DAY for time in told):
        return None
    unnamed = all(hit.trigger.role is Role.RESULT for hit in near)
    weeks = [time for time in told if _is_long(time) and not time.when.rule.startswith("when.since")]
    if not tells_several_deeds(tree, near):
        weeks = [time for time in weeks if unnamed and time.when.rule == "when.past"]
    return weeks[0].when.span if weeks else None


def _of_several(tree: Tree, tokens: Collection[int]) -> Span | None:
    """The words before a total that is brought to a figure which say that the deed was one of several: "it was the
    fourth attack in ten days, bringing the toll to 87"."""
    if not tokens or tree.text(min(tokens)) not in _BRINGING:
        return None
    at, start = tree.sentence.span.start, tree.tokens[min(tokens)].span.start
    found = _NTH.search(text_of(tree.sentence)[: start - at])
    return Span(at + found.start(), at + found.end()) if found else None


def _of_region(tokens: Collection[int], places: Sequence[PlaceMention]) -> Span | None:
    """The region or country among a total's own words, where a town stands outside them."""
    placed = [(p, p.place.precision in _BROAD) for p in places if p.place is not None and not p.is_modifier]
    inside = [(p, broad) for p, broad in placed if p.first in tokens]
    towns = [p for p, broad in placed if p.first not in tokens and not broad]
    return inside[0][0].name.span if towns and inside and all(broad for _, broad in inside) else None
