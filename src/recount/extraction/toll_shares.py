"""The shares of a toll: "two of them nurses", "half of them children", "most of the dead were villagers"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from recount.extraction.counts import CountMention
from recount.extraction.noun_phrases import noun_run, phrase_end
from recount.extraction.number_lists import groups_of
from recount.extraction.populations import category_of
from recount.extraction.toll_of_those import of_those, with_shares_of_harmed
from recount.extraction.toll_parts import (
    HARMED,
    INCLUDING,
    IS,
    Item,
    TollMention,
    Whole,
    among,
    is_somebody,
    listed,
    part_of,
    whole_before,
)
from recount.extraction.whom import who_of
from recount.extraction.wordforms import lowered
from recount.model import Category, Cited, Count, Harm, Sentence, Span, Token, Toll


def with_parts(sentence: Sentence, counts: Sequence[CountMention], tolls: Sequence[TollMention]) -> list[TollMention]:
    """The tolls of a sentence with its shares read as such: those already found as tolls of their own become `sub`."""
    parts: list[TollMention] = []
    for cue in sentence.tokens:
        low = lowered(cue.text)
        if low in INCLUDING:
            parts += listed(sentence, counts, tolls, cue.i, cue.i + 1)
        elif low in ("among", "amongst"):
            parts += among(sentence, counts, tolls, cue.i)
    for count in counts:
        if count.who == "those" and _goes_on(sentence, count):
            tolls = [t for t in tolls if t.people_token != count.head]
            continue
        own = _own_share(tolls, count) if count.of_them else None
        if own is not None:
            tolls = [own if t.people_token == own.people_token else t for t in tolls]
        elif count.of_them:
            parts += _of_them(sentence, count, tolls)
    parts += _at_places(sentence, counts, tolls)
    parts += _divided(sentence, counts, tolls)
    parts += _of_the_dead(sentence, counts)
    theirs = of_those(sentence, counts, tolls)
    tolls, parts = _but_for(sentence, theirs, tolls), [*theirs, *_but_for(sentence, theirs, parts)]
    parts += _halves(sentence, tolls)
    tolls = with_shares_of_harmed(sentence, counts, tolls)
    taken = {(p.people_token, p.toll.value.harm) for p in parts}
    counted = {p.people_token for p in parts}
    kept = [
        t
        for t in tolls
        if (t.people_token, t.toll.value.harm) not in taken
        and not (t.people_token in counted and t.toll.rule.startswith("toll.list"))
    ]
    out: list[TollMention] = []
    for part in parts:
        if all((part.people_token, part.toll.value.harm) != (o.people_token, o.toll.value.harm) for o in out):
            out.append(part)
    return kept + out


def _but_for(sentence: Sentence, told: Sequence[TollMention], others: Sequence[TollMention]) -> list[TollMention]:
    """The others' figures without those that only repeat whom a share names: the nurses of "19 were nurses"."""
    named = [(part.span, part.people_token) for part in told]
    return [
        other
        for other in others
        if not any(
            span.contains(sentence.tokens[other.people_token].span) and other.people_token != people
            for span, people in named
        )
    ]


def _of_them(sentence: Sentence, count: CountMention, tolls: Sequence[TollMention]) -> list[TollMention]:
    """ "Two of them nurses", "three of whom were children": a share, named by the noun that follows."""
    whole = whole_before(tolls, count.first)
    if whole is None:
        return []
    tokens = sentence.tokens
    at = count.end + 1
    while at < len(tokens) and (lowered(tokens[at].text) in (*IS, "the") or tokens[at].upos == "DET"):
        at += 1
    head = noun_run(sentence, at) if at < len(tokens) and at <= count.end + 3 else None
    if head is not None and is_somebody(sentence, head):
        part = part_of(sentence, whole, Item(None, head, phrase_end(sentence, head)))
        toll = Toll(whole.harm, count.count, part.toll.value.who, part.toll.value.category, sub=True)
        span = Span(count.span.start, part.span.end)
        return [TollMention(Cited(toll, span, "toll.part_of_them"), whole.harm_token, count.head, span)]
    if count.who == "those" or any(lowered(t.text) in ("have", "has", "had") for t in tokens[count.end + 1 : at + 1]):
        return []  # "two of those arrested have confessed" is no new figure
    return [part_of(sentence, whole, Item(count, count.head, count.end))]


_AT = frozenset(("at", "in", "near", "outside", "inside", "around", "from", "when"))
_MEANS = "by"
_JOINING = frozenset((",", ";", "and", ":", "–", "—", "(", "-"))
_OPENING = frozenset((",", ";", ":", "–", "—", "(", "-"))
_OBJECT = Category.OBJECT
_BY_CHANCE = 9  # people up to whom other towns' dead may come to a town's by chance
_ITEM = 12  # tokens that one place of a list takes up at most: "two at a mosque in the old town"


def _at_places(
    sentence: Sentence, counts: Sequence[CountMention], tolls: Sequence[TollMention]
) -> Iterator[TollMention]:
    """A toll divided by where its people died: "ten people, five of them at a school, three at a bakery and two at a
    mosque". They are parts where the first is said to be of them, where the whole has no place of its own ("six died in
    shelling, three in Homs, two in Hama"), or where together they are the whole: of a whole with a place of its own
    that is more than few, as 3 in one town are no sum of 2 and 1 in others; in "a market" and "a hotel" it may be.
    So are "six by shelling and three by a drone" where they are the whole."""
    low = [lowered(t.text) for t in sentence.tokens]
    wholes = [t for t in tolls if not t.toll.value.sub]
    for run in _placed_runs(low, counts):
        own = any(t.people_token == run[0].head for t in wholes) and whole_before(wholes, run[0].first) is None
        parts = run[1:] if own and not run[0].of_them else run  # "ten people in the city, six in …, four in …"
        heads = {count.head for count in parts}
        before = [t for t in wholes if t.people_token not in heads and parts and t.people_token < parts[0].first]
        whole = whole_before(before, parts[0].first) if len(parts) > 1 else None
        if whole is None or whole.count is None or whole.count.low is None:
            continue
        start = max(before, key=lambda t: t.people_token).people_token
        between = low[start + 1 : parts[0].first]
        told = parts[0].of_them or not INCLUDING.isdisjoint(between[-3:])
        told = told or (low[parts[0].first - 1] in _OPENING and not _is_placed(sentence, parts[0].first))
        together = sum(count.count.low or 0 for count in parts)
        exact = all(count.count.low == count.count.high for count in parts) and together == whole.count.low
        inside = all(_is_at_something(sentence, count) for count in parts)  # which every town has
        apart = exact and (together > _BY_CHANCE or _AT.isdisjoint(between) or inside)
        told = told and (exact or not any(_is_by_means(low, count) for count in parts))
        if together <= whole.count.low and (told or apart):
            for count in parts:
                yield part_of(sentence, whole, Item(count, count.head, count.end))


def _divided(sentence: Sentence, counts: Sequence[CountMention], tolls: Sequence[TollMention]) -> Iterator[TollMention]:
    """A toll divided by who they were: "nine civilians, four women and five children". Numbers listed right behind it
    that together are the whole, of people of its kind, are its parts. Of "17 people, 12 rebels and five nurses" nobody
    is counted twice, as they are told apart by their kind."""
    groups = {n: k for k, group in enumerate(groups_of(sentence, counts)) for n in group}
    for toll in tolls:
        n = next((k for k, count in enumerate(counts) if count.head == toll.people_token), None)
        whole = toll.toll.value
        if n is None or whole.sub or whole.category not in _KINDS or whole.count.low != whole.count.high:
            continue
        behind = [k for k in range(n + 1, len(counts)) if n + 1 in groups and groups[k] == groups[n + 1]]
        together = list(accumulate(counts[k].count.low or 0 for k in behind))
        told = behind[: together.index(whole.count.low) + 1] if whole.count.low in together else []
        if len(told) < 2 or lowered(sentence.tokens[counts[told[0]].first - 1].text) not in _OPENING:
            continue
        parts = [Item(counts[k], counts[k].head, counts[k].end) for k in told]
        if all(
            who_of(sentence, part.people, part.count)[1] in (whole.category, Category.UNKNOWN, None) for part in parts
        ):
            own = Whole(whole.harm, toll.harm_token, whole.count, whole.category)
            yield from (part_of(sentence, own, part) for part in parts)


_KINDS = (Category.CIVILIAN, Category.COMBATANT)


def _is_placed(sentence: Sentence, stop: int) -> bool:
    """Whether what is told before a token names a place of its own: a town, not "in shelling on Monday"."""
    tokens = sentence.tokens
    for token in tokens[:stop]:
        if lowered(token.text) not in _AT:
            continue
        head = noun_run(sentence, _past_article(tokens, token.i + 1))
        if head is not None and (tokens[head].upos == "PROPN" or category_of(lowered(tokens[head].text)) is _OBJECT):
            return True
    return False


def _is_by_means(low: Sequence[str], count: CountMention) -> bool:
    """Whether it is told behind a number what killed them: "six by shelling"."""
    return low[max(count.last, count.end) + 1 : max(count.last, count.end) + 2] == [_MEANS]


def _is_at_something(sentence: Sentence, count: CountMention) -> bool:
    """Whether a number stands with a thing rather than a name: "six in a market", unlike "six in Homs"."""
    tokens, at = sentence.tokens, max(count.last, count.end) + 2
    if _is_by_means([lowered(t.text) for t in tokens], count):
        return True
    if at >= len(tokens) or tokens[at].upos != "DET":
        return False
    head = noun_run(sentence, at + 1)
    return head is not None and tokens[head].upos == "NOUN"


def _past_article(tokens: Sequence[Token], at: int) -> int:
    return at + 1 if at + 1 < len(tokens) and tokens[at].upos == "DET" else at


def is_elsewhere(sentence: Sentence, counts: Sequence[CountMention], count: CountMention, since: int) -> bool:
    """Whether a bare number only goes on with what came to those told before, in another town: "three were killed in
    Homs, two in Hama". `since` is the last token of those and their word of harm."""
    tokens = sentence.tokens
    if count.who or count.of_them or lowered(tokens[count.first - 1].text) not in (",", ";"):
        return False
    if count.first - since > _ITEM or any(t.upos in ("VERB", "AUX") for t in tokens[since + 1 : count.first]):
        return False
    if not any(count in run for run in _placed_runs([lowered(t.text) for t in tokens], counts)):
        return False
    return any(t.upos == "PROPN" for t in tokens[count.last + 2 : count.last + 7])


def _placed_runs(low: Sequence[str], counts: Sequence[CountMention]) -> list[list[CountMention]]:
    """Numbers one after the other that each have a place behind them."""
    runs: list[list[CountMention]] = []
    for count in counts:
        behind = max(count.last, count.end) + 1
        if low[behind : behind + 1] == [","]:
            behind += 1
        named = bool(count.who) and not count.of_them and bool(runs)
        if named or low[behind : behind + 1] == [] or low[behind] not in {*_AT, _MEANS}:
            continue
        last = runs[-1][-1] if runs else None
        joined = last is not None and count.first - last.last <= _ITEM and low[count.first - 1] in _JOINING
        if joined:
            runs[-1].append(count)
        else:
            runs.append([count])
    return runs


def _goes_on(sentence: Sentence, count: CountMention) -> bool:
    """ "Two of those arrested have confessed": what they did next, no new figure."""
    following = [lowered(t.text) for t in sentence.tokens[count.last + 1 : count.last + 7]]
    return any(a in ("have", "has", "had") and b != "been" for a, b in pairwise(following))


def _own_share(tolls: Sequence[TollMention], count: CountMention) -> TollMention | None:
    """ "Killing 15 and wounding dozens of them": a share that its own verb harms is no part of the other figure."""
    for toll in tolls:
        if toll.people_token != count.head or "beside" not in toll.toll.rule:
            continue
        whole = whole_before([t for t in tolls if t.people_token != count.head], count.first)
        if toll.harm_token < count.first or (whole is not None and whole.harm is not toll.toll.value.harm):
            who = next((t.toll.value for t in reversed(tolls) if t.people_token < count.first), None)
            if who is None or not who.who:
                return toll
            value = replace(toll.toll.value, who=who.who, category=who.category)
            return replace(toll, toll=replace(toll.toll, value=value))
    return None


_FRACTIONS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5}
_SHARES = {"most": 1, "majority": 1, "rest": 1, "all": 1, "many": 3, "several": 3, "some": 2}


_KNOWN_SHARES = frozenset((*_FRACTIONS, *_SHARES))


def _reckoned(low: list[str], of: int, given: Sequence[CountMention]) -> Count:
    """How many a numberless share is: "a third of the 90 wounded" are about 30, "half of the dead" one or more."""
    whole = given[0].count.low if given else None
    if whole is None or low[of - 1] not in _FRACTIONS:
        return Count(_SHARES.get(low[of - 1], 1), None)
    return _fraction(low, of - 1, whole, exact=given[0].count.low == given[0].count.high)


def _fraction(low: list[str], share: int, whole: int, *, exact: bool) -> Count:
    """A fraction of a whole that is told as a number: about so many, more than so many, fewer than all."""
    before = set(low[max(0, share - 3) : share])
    parts = _FRACTIONS[low[share]]
    if before & {"under", "less", "fewer"}:
        return Count(1, None)
    if before & {"more", "over"}:
        return Count(whole // parts + 1, None)
    about = -(-whole // parts)
    return Count(about, about if exact else None, approx=exact)


def _of_the_dead(sentence: Sentence, counts: Sequence[CountMention]) -> list[TollMention]:
    """ "Most of the dead were villagers", "the rest of the wounded were troops", "four of those killed were guards"."""
    low = [lowered(t.text) for t in sentence.tokens]
    out: list[TollMention] = []
    for i, word in enumerate(low):
        if word != "of" or not i:
            continue
        harmed = next((k for k in range(i + 1, min(i + 4, len(low))) if low[k] in HARMED), None)
        count = next((c for c in counts if c.first <= i - 1 <= c.last), None)
        if harmed is None or low[i + 1] not in ("the", "those") or (low[i - 1] not in _KNOWN_SHARES and count is None):
            continue
        fell = next((k for k in range(harmed + 1, min(harmed + 10, len(low) - 1)) if low[k] in _FELL), None)
        if count is not None and fell is not None and low[fell + 1] in _THERE and "," not in low[harmed:fell]:
            out.append(_own_event(sentence, count, harmed, HARMED[low[harmed]]))
            continue
        verb = next((k for k in range(harmed + 1, min(harmed + 12, len(low))) if low[k] in IS), None)
        at = verb + 1 if verb is not None else len(low)
        if low[at : at + 2] == ["believed", "to"] or low[at : at + 2] == ["said", "to"]:
            at += 3
        head = noun_run(sentence, at) if at < len(low) and sentence.tokens[at].upos != "VERB" else None
        if head is None or not is_somebody(sentence, head):
            continue
        part = part_of(sentence, Whole(HARMED[low[harmed]], harmed, None), Item(None, head, phrase_end(sentence, head)))
        least = count.count if count is not None else _reckoned(low, i, [c for c in counts if i < c.first <= harmed])
        first = sentence.tokens[count.first if count is not None else i - 1]
        span = Span(first.span.start, part.span.end)
        cited = Cited(replace(part.toll.value, count=least), span, "toll.share_of_the_dead")
        out.append(TollMention(cited, harmed, count.head if count is not None else head, span))
    return out


_FELL = frozenset(("came", "died", "fell", "perished"))
_THERE = frozenset(("in", "during", "from", "at", "when", "near"))


def _own_event(sentence: Sentence, count: CountMention, harmed: int, harm: Harm) -> TollMention:
    """ "Fifteen of the dead came in the strike": the toll of an event of its own."""
    span = Span(count.span.start, max(count.span.end, sentence.tokens[harmed].span.end))
    toll = Toll(harm, count.count, sentence.tokens[harmed].text, Category.UNKNOWN)
    return TollMention(Cited(toll, span, f"toll.of_the_dead+{count.rule}"), harmed, count.head, span)


def _halves(sentence: Sentence, tolls: Sequence[TollMention]) -> list[TollMention]:
    """ "Half of them children", "more than a third of whom were civilians": a share reckoned from the figure before."""
    low = [lowered(t.text) for t in sentence.tokens]
    out: list[TollMention] = []
    for i, word in enumerate(low):
        if word not in _FRACTIONS or low[i + 1 : i + 2] != ["of"] or low[i + 2 : i + 3] not in (["them"], ["whom"]):
            continue
        whole = whole_before(tolls, i)
        if whole is None or whole.count is None or whole.count.low is None:
            continue
        at = i + 3
        while at < len(low) and low[at] in IS:
            at += 1
        head = noun_run(sentence, at) if at < len(low) else None
        if head is None or not is_somebody(sentence, head):
            continue
        n, exact = whole.count.low, whole.count.low == whole.count.high
        count = _fraction(low, i, n, exact=exact)
        part = part_of(sentence, whole, Item(None, head, phrase_end(sentence, head)))
        toll = Toll(whole.harm, count, part.toll.value.who, part.toll.value.category, sub=True)
        span = Span(sentence.tokens[i].span.start, part.span.end)
        out.append(TollMention(Cited(toll, span, "toll.half_of_them"), whole.harm_token, head, span))
    return out
