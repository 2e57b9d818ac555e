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
class Whole:
    """What a share belongs to: the harm, its word, and the figure where one is known."""

    harm: Harm
    harm_token: int
    count: Count | None
    category: Category = Category.UNKNOWN


@dataclass(frozen=True, slots=True)
class Item:
    """One of a list of shares: its number, if it has one, and the tokens of its noun."""

    count: CountMention | None
    people: int
    end: int


INCLUDING = frozenset(("including", "include", "includes", "included", "incl"))
HARMED = {
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
    "arrested": Harm.CAPTURED,
    "detained": Harm.CAPTURED,
    "kidnapped": Harm.ABDUCTED,
    "abducted": Harm.ABDUCTED,
}


def whole_before(tolls: Sequence[TollMention], cue: int) -> Whole | None:
    """The toll before a cue that its share belongs to; None where there is none, or nobody was harmed."""
    before = [t for t in tolls if t.people_token < cue]
    if not before:
        return None
    toll = max(before, key=lambda t: t.people_token)
    if toll.toll.value.count.high == 0:
        return None
    value = toll.toll.value
    return Whole(value.harm, toll.harm_token, value.count, value.category)


def _harmed_near(sentence: Sentence, start: int, stop: int) -> Whole | None:
    """ "The dead", "those killed", "the 23 wounded" between two tokens: a whole without a figure of its own."""
    for token in sentence.tokens[max(0, start) : stop]:
        harm = HARMED.get(lowered(token.text))
        if harm is not None:
            return Whole(harm, token.i, None)
    return None


def _harmed_who(sentence: Sentence, verb: int) -> Whole | None:
    """ "The dead in the bombing of the mosque on Monday included": the whole as the subject of a verb."""
    subject = next((t.i for t in sentence.children(verb) if t.deprel == "nsubj"), None)
    return None if subject is None else _harmed_near(sentence, subject, subject + 1)


def listed(
    sentence: Sentence, counts: Sequence[CountMention], tolls: Sequence[TollMention], cue: int, start: int
) -> list[TollMention]:
    """Those listed after "including", "among them", "the dead included"."""
    whole = whole_before(tolls, cue)
    if whole is None or lowered(sentence.tokens[cue].text) in ("included", "include", "includes"):
        whole = _harmed_near(sentence, cue - 6, cue) or _harmed_who(sentence, cue) or whole
    if whole is None:
        return []
    return [part_of(sentence, whole, item) for item in _items(sentence, counts, tolls, start, whole)]


def _items(
    sentence: Sentence, counts: Sequence[CountMention], tolls: Sequence[TollMention], start: int, whole: Whole
) -> list[Item]:
    """The members of a list that begins at a token, up to the first thing that is none."""
    tokens = sentence.tokens
    other = {
        t.people_token
        for t in tolls
        if t.toll.value.harm != whole.harm and ("beside" in t.toll.rule or _is_own_state(counts, t))
    }
    out: list[Item] = []
    at, joined = start, True
    while at < len(tokens) and len(out) < 10:
        low = lowered(tokens[at].text)
        count = next((c for c in counts if c.first == at), None)
        if count is not None:
            if count.head in other:
                break
            out.append(Item(count, count.head, count.end))
            at, joined = count.end + 1, False
        elif low in _JOINTS:
            at, joined = at + 1, True
        else:
            first = at
            while first < len(tokens) and (tokens[first].upos == "DET" or lowered(tokens[first].text) in _OWNERS):
                first += 1
            if joined and first > at and any(c.first == first and c.head not in other for c in counts):
                at = first  # "and her two sons"
                continue
            head = noun_run(sentence, first) if first < len(tokens) and tokens[first].upos != "VERB" else None
            if head is None or not joined or not is_somebody(sentence, head):
                break
            end = phrase_end(sentence, head)
            inner = next((c for c in counts if c.first == head + 2 and lowered(tokens[head + 1].text) == "of"), None)
            out.append(Item(inner, head, max(end, inner.end) if inner else end))  # "a family of ten"
            at, joined = out[-1].end + 1, False
    return out


def _is_own_state(counts: Sequence[CountMention], toll: TollMention) -> bool:
    """Whether people are called by what came to them: "46 wounded villagers" are no part of the dead."""
    return any(c.head == toll.people_token and c.last < toll.harm_token < c.head for c in counts)


_JOINTS = word_set(", and & as well plus also both at least another other : (")


_OWNERS = frozenset(("his", "her", "their", "its", "my", "our", "one"))


def is_somebody(sentence: Sentence, head: int) -> bool:
    """Whether a noun names people rather than things."""
    token = sentence.tokens[head]
    if is_known_noun(lowered(token.text)):
        return category_of(lowered(token.text)) is not Category.OBJECT
    return token.upos == "PROPN" and not any(
        e.kind in ("PLACE", "ORG") and e.first <= head <= e.last for e in sentence.entities
    )


def part_of(sentence: Sentence, whole: Whole, item: Item) -> TollMention:
    """The toll of one member of a list of shares: its harm, and what its own words leave open, are the whole's."""
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


def among(
    sentence: Sentence, counts: Sequence[CountMention], tolls: Sequence[TollMention], cue: int
) -> list[TollMention]:
    """ "Among them 18 children", "a priest was among the dead", "among those killed were two nurses"."""
    tokens = sentence.tokens
    following = [lowered(t.text) for t in tokens[cue + 1 : cue + 8]]
    if following[:1] in (["them"], ["whom"]):
        at = cue + 2
        while at < len(tokens) and (tokens[at].upos == "AUX" or lowered(tokens[at].text) in (",", ":")):
            at += 1
        return listed(sentence, counts, tolls, cue, at) or _before(sentence, counts, cue, whole_before(tolls, cue))
    whole = _harmed_near(sentence, cue + 1, cue + 6)
    if whole is None:
        return []
    verb = next((t.i for t in tokens[whole.harm_token + 1 : whole.harm_token + 12] if lowered(t.text) in IS), None)
    subject = any(lowered(t.text) in IS for t in tokens[max(0, cue - 2) : cue]) or cue > 4
    if verb is not None and (not subject or cue < 4):
        return [part_of(sentence, whole, item) for item in _items(sentence, counts, tolls, verb + 1, whole)]
    return _before(sentence, counts, cue, whole)


IS = frozenset(("was", "were", "is", "are"))


def _before(sentence: Sentence, counts: Sequence[CountMention], cue: int, whole: Whole | None) -> list[TollMention]:
    """Those named in front of "among the dead": the numbers right before it, or the noun before "was"."""
    if whole is None:
        return []
    at = cue - 1
    while at >= 0 and (lowered(sentence.tokens[at].text) in IS or sentence.tokens[at].upos in ("ADV", "AUX")):
        at -= 1
    inner = next((i for i in range(at, max(-1, at - 7), -1) if lowered(sentence.tokens[i].text) in INCLUDING), None)
    at = at if inner is None else inner - 1  # "four bakers including a boy were among the dead"
    out: list[TollMention] = []
    while at >= 0:
        count = next((c for c in counts if c.first <= at <= c.end), None)
        if count is not None:
            out.append(part_of(sentence, whole, Item(count, count.head, count.end)))
            at = count.first - 1
        elif lowered(sentence.tokens[at].text) in ("and", ",") and out:
            at -= 1
        elif (start := _named_before(sentence, at)) is not None:
            out.append(part_of(sentence, whole, Item(None, at, at)))
            at = start - 1
        elif not out and sentence.tokens[at].upos in ("NOUN", "PROPN") and is_somebody(sentence, at):
            return [part_of(sentence, whole, Item(None, at, at))]
        else:
            break
    return out[::-1]


def _named_before(sentence: Sentence, at: int) -> int | None:
    """Where a phrase with an article begins that ends here: "a nurse, a porter and two guards were among the dead"."""
    tokens = sentence.tokens
    if tokens[at].upos not in ("NOUN", "PROPN") or not is_somebody(sentence, at):
        return None
    for i in range(at, max(-1, at - 5), -1):
        if tokens[i].upos == "DET":
            return i if lowered(tokens[i].text) in ("a", "an") else None
        if tokens[i].upos not in ("NOUN", "PROPN", "ADJ"):
            return None
    return None
