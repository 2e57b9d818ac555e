"""The shares of a toll: "including five children", "two of them nurses", "half of them children"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recount.extraction.counts import CountMention
from recount.extraction.noun_phrases import noun_run, phrase_end
from recount.extraction.populations import category_of, is_known_noun
from recount.extraction.whom import uncounted, who_of
from recount.extraction.wordforms import lowered, word_set
from recount.model import Category, Cited, Count, Harm, Sentence, Span, Toll


@dataclass(frozen=True, slots=True)
class TollMention:
    """A figure in a sentence, with the tokens of the word of harm and of those harmed."""

    toll: Cited[Toll]
    harm_token: int
    people_token: int
    span: Span


@dataclass(frozen=True, slots=True)
class _Whole:
    """What a share belongs to: the harm, its word, and the figure where one is known."""

    harm: Harm
    harm_token: int
    count: Count | None
    category: Category = Category.UNKNOWN


@dataclass(frozen=True, slots=True)
class _Item:
    """One of a list of shares: its number, if it has one, and the tokens of its noun."""

    count: CountMention | None
    people: int
    end: int


_INCLUDING = frozenset(("including", "include", "includes", "included", "incl"))
_HARMED = {
    "dead": Harm.KILLED,
    "killed": Harm.KILLED,
    "victims": Harm.KILLED,
    "fatalities": Harm.KILLED,
    "slain": Harm.KILLED,
    "deaths": Harm.KILLED,
    "martyrs": Harm.KILLED,
    "died": Harm.KILLED,
    "deceased": Harm.KILLED,
    "wounded": Harm.WOUNDED,
    "injured": Harm.WOUNDED,
    "hurt": Harm.WOUNDED,
    "missing": Harm.MISSING,
    "casualties": Harm.CASUALTIES,
    "captured": Harm.CAPTURED,
    "kidnapped": Harm.ABDUCTED,
    "abducted": Harm.ABDUCTED,
}


def with_parts(sentence: Sentence, counts: Sequence[CountMention], tolls: Sequence[TollMention]) -> list[TollMention]:
    """The tolls of a sentence with its shares read as such: those already found as tolls of their own become `sub`."""
    parts: list[TollMention] = []
    for cue in sentence.tokens:
        low = lowered(cue.text)
        if low in _INCLUDING:
            parts += _listed(sentence, counts, tolls, cue.i, cue.i + 1)
        elif low in ("among", "amongst"):
            parts += _among(sentence, counts, tolls, cue.i)
    for count in counts:
        if count.of_them:
            parts += _of_them(sentence, count, tolls)
    parts += _halves(sentence, tolls)
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


def _whole_before(tolls: Sequence[TollMention], cue: int) -> _Whole | None:
    before = [t for t in tolls if t.people_token < cue]
    if not before:
        return None
    toll = max(before, key=lambda t: t.people_token)
    if toll.toll.value.count.high == 0:
        return None
    value = toll.toll.value
    return _Whole(value.harm, toll.harm_token, value.count, value.category)


def _harmed_near(sentence: Sentence, start: int, stop: int) -> _Whole | None:
    """ "The dead", "those killed", "the 23 wounded" between two tokens: a whole without a figure of its own."""
    for token in sentence.tokens[max(0, start) : stop]:
        harm = _HARMED.get(lowered(token.text))
        if harm is not None:
            return _Whole(harm, token.i, None)
    return None


def _listed(
    sentence: Sentence, counts: Sequence[CountMention], tolls: Sequence[TollMention], cue: int, start: int
) -> list[TollMention]:
    """Those listed after "including", "among them", "the dead included"."""
    whole = _whole_before(tolls, cue)
    if whole is None or lowered(sentence.tokens[cue].text) in ("included", "include", "includes"):
        whole = _harmed_near(sentence, cue - 6, cue) or whole
    if whole is None:
        return []
    return [_part(sentence, whole, item) for item in _items(sentence, counts, tolls, start, whole)]


def _items(
    sentence: Sentence, counts: Sequence[CountMention], tolls: Sequence[TollMention], start: int, whole: _Whole
) -> list[_Item]:
    """The members of a list that begins at a token, up to the first thing that is none."""
    tokens = sentence.tokens
    other = {t.people_token for t in tolls if t.toll.value.harm != whole.harm and "beside" in t.toll.rule}
    out: list[_Item] = []
    at, joined = start, True
    while at < len(tokens) and len(out) < 10:
        low = lowered(tokens[at].text)
        count = next((c for c in counts if c.first == at), None)
        if count is not None:
            if count.head in other:
                break
            out.append(_Item(count, count.head, count.end))
            at, joined = count.end + 1, False
        elif low in _JOINTS:
            at, joined = at + 1, True
        else:
            first = at
            while first < len(tokens) and (tokens[first].upos == "DET" or lowered(tokens[first].text) in _OWNERS):
                first += 1
            head = noun_run(sentence, first) if first < len(tokens) and tokens[first].upos != "VERB" else None
            if head is None or not joined or not _is_somebody(sentence, head):
                break
            end = phrase_end(sentence, head)
            out.append(_Item(None, head, end))
            at, joined = end + 1, False
    return out


_JOINTS = word_set(", and & as well plus also both at least another other : (")


_OWNERS = frozenset(("his", "her", "their", "its", "my", "our", "one"))


def _is_somebody(sentence: Sentence, head: int) -> bool:
    token = sentence.tokens[head]
    if is_known_noun(lowered(token.text)):
        return category_of(lowered(token.text)) is not Category.OBJECT
    return token.upos == "PROPN" and not any(
        e.kind in ("PLACE", "ORG") and e.first <= head <= e.last for e in sentence.entities
    )


def _part(sentence: Sentence, whole: _Whole, item: _Item) -> TollMention:
    who, category = who_of(sentence, item.people, item.count)
    token = sentence.tokens[item.people]
    count, rule = (item.count.count, item.count.rule) if item.count else uncounted(token)
    start = item.count.span.start if item.count else token.span.start
    span = Span(start, max(sentence.tokens[item.end].span.end, start))
    harm = Harm.KILLED if whole.harm is Harm.DESTROYED and category is not Category.OBJECT else whole.harm
    if category in (None, Category.UNKNOWN) and whole.category is not Category.OBJECT:
        category = whole.category
    toll = Toll(harm, count, who, category or Category.UNKNOWN, sub=True)
    return TollMention(Cited(toll, span, f"toll.part+{rule}"), whole.harm_token, item.people, span)


def _among(
    sentence: Sentence, counts: Sequence[CountMention], tolls: Sequence[TollMention], cue: int
) -> list[TollMention]:
    """ "Among them 18 children", "a priest was among the dead", "among those killed were two nurses"."""
    tokens = sentence.tokens
    following = [lowered(t.text) for t in tokens[cue + 1 : cue + 8]]
    if following[:1] in (["them"], ["whom"]):
        at = cue + 2
        while at < len(tokens) and (tokens[at].upos == "AUX" or lowered(tokens[at].text) in (",", ":")):
            at += 1
        return _listed(sentence, counts, tolls, cue, at) or _before(sentence, counts, cue, _whole_before(tolls, cue))
    whole = _harmed_near(sentence, cue + 1, cue + 6)
    if whole is None:
        return []
    verb = next((t.i for t in tokens[whole.harm_token + 1 : whole.harm_token + 12] if lowered(t.text) in _IS), None)
    subject = any(lowered(t.text) in _IS for t in tokens[max(0, cue - 2) : cue]) or cue > 4
    if verb is not None and (not subject or cue < 4):
        return [_part(sentence, whole, item) for item in _items(sentence, counts, tolls, verb + 1, whole)]
    return _before(sentence, counts, cue, whole)


_IS = frozenset(("was", "were", "is", "are"))


def _before(sentence: Sentence, counts: Sequence[CountMention], cue: int, whole: _Whole | None) -> list[TollMention]:
    """Those named in front of "among the dead": the numbers right before it, or the noun before "was"."""
    if whole is None:
        return []
    at = cue - 1
    while at >= 0 and (lowered(sentence.tokens[at].text) in _IS or sentence.tokens[at].upos in ("ADV", "AUX")):
        at -= 1
    inner = next((i for i in range(at, max(-1, at - 7), -1) if lowered(sentence.tokens[i].text) in _INCLUDING), None)
    at = at if inner is None else inner - 1  # "four bakers including a boy were among the dead"
    out: list[TollMention] = []
    while at >= 0:
        count = next((c for c in counts if c.first <= at <= c.end), None)
        if count is not None:
            out.append(_part(sentence, whole, _Item(count, count.head, count.end)))
            at = count.first - 1
        elif lowered(sentence.tokens[at].text) in ("and", ",") and out:
            at -= 1
        else:
            break
    if not out and at >= 0 and _is_somebody(sentence, at) and sentence.tokens[at].upos in ("NOUN", "PROPN"):
        out.append(_part(sentence, whole, _Item(None, at, at)))
    return out


def _of_them(sentence: Sentence, count: CountMention, tolls: Sequence[TollMention]) -> list[TollMention]:
    """ "Two of them nurses", "three of whom were children": a share, named by the noun that follows."""
    whole = _whole_before(tolls, count.first)
    if whole is None:
        return []
    tokens = sentence.tokens
    at = count.end + 1
    while at < len(tokens) and (lowered(tokens[at].text) in (*_IS, "the") or tokens[at].upos == "DET"):
        at += 1
    head = noun_run(sentence, at) if at < len(tokens) and at <= count.end + 3 else None
    if head is not None and _is_somebody(sentence, head):
        part = _part(sentence, whole, _Item(None, head, phrase_end(sentence, head)))
        toll = Toll(whole.harm, count.count, part.toll.value.who, part.toll.value.category, sub=True)
        span = Span(count.span.start, part.span.end)
        return [TollMention(Cited(toll, span, "toll.part_of_them"), whole.harm_token, count.head, span)]
    if count.who == "those":
        return []  # "two of those arrested have confessed" is no new figure
    return [_part(sentence, whole, _Item(count, count.head, count.end))]


def _halves(sentence: Sentence, tolls: Sequence[TollMention]) -> list[TollMention]:
    """ "Half of them children", "more than half of whom were civilians": a share reckoned from the figure before."""
    low = [lowered(t.text) for t in sentence.tokens]
    out: list[TollMention] = []
    for i, word in enumerate(low):
        if word != "half" or low[i + 1 : i + 2] != ["of"] or low[i + 2 : i + 3] not in (["them"], ["whom"]):
            continue
        whole = _whole_before(tolls, i)
        if whole is None or whole.count is None or whole.count.low is None:
            continue
        at = i + 3
        while at < len(low) and low[at] in _IS:
            at += 1
        head = noun_run(sentence, at) if at < len(low) else None
        if head is None or not _is_somebody(sentence, head):
            continue
        n, exact = whole.count.low, whole.count.low == whole.count.high
        more = low[max(0, i - 2) : i] == ["more", "than"] or low[i - 1] == "over"
        count = Count(n // 2 + 1, None) if more else Count(-(-n // 2), -(-n // 2) if exact else None, approx=exact)
        part = _part(sentence, whole, _Item(None, head, phrase_end(sentence, head)))
        toll = Toll(whole.harm, count, part.toll.value.who, part.toll.value.category, sub=True)
        span = Span(sentence.tokens[i].span.start, part.span.end)
        out.append(TollMention(Cited(toll, span, "toll.half_of_them"), whole.harm_token, head, span))
    return out
