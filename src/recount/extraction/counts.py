"""Numbers of people and things in a sentence, with their bounds: "at least 45", "two dozen", "up to 80", "several"."""

from __future__ import annotations

from dataclasses import dataclass, replace

from recount.extraction.no_counts import YEAR, counts_nothing, next_word
from recount.extraction.noun_phrases import noun_run, phrase_end, written
from recount.extraction.number_words import SCALES, cardinal_at
from recount.extraction.populations import is_known_noun
from recount.extraction.quantities import AFTER, BOUNDS, COLLECTIVE, VAGUE, Bound
from recount.extraction.wordforms import Word, lowered, word_set, words_of
from recount.model import Count, Sentence, Span


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number of people or things in a sentence.

    `first` and `last` are the tokens of the quantity, its qualifier included; `head` is the token of what is counted,
    the number itself where the noun is left out ("and 20 wounded"), `end` the last token of the counted phrase. `who`
    is that phrase without number and qualifiers, empty where it is left out. `of_them` marks a share
    of people named before ("three of them").
    """

    count: Count
    span: Span
    first: int
    last: int
    head: int
    end: int
    who: str
    rule: str
    of_them: bool = False


@dataclass(frozen=True, slots=True)
class _Quantity:
    """Word positions `[start, stop)` of a quantity without its qualifier, and its bounds."""

    start: int
    stop: int
    low: int | None
    high: int | None
    rule: str


def counts_in(sentence: Sentence) -> tuple[CountMention, ...]:
    """Every number of people or things that the sentence gives; years, ages, distances, sums of money,
    clock times, shares and the numbers in names are left out (codebook, "Tolls")."""
    words = words_of(sentence)
    low = [word.low for word in words]
    found: list[CountMention] = []
    i = 0
    while i < len(words):
        if low[i] == "one" and i and low[i - 1] in ("every", "each", "any") and _of_number(low, i + 1):
            i += 1
            continue  # "every one of the nine" are nine
        quantity = _range_at(low, i) or _cardinal(low, i) or _vague_at(low, i)
        if quantity is None:
            i += 1
            continue
        if not counts_nothing(sentence, words, low, quantity.start, quantity.stop, quantity.rule == "count.vague"):
            mention = _mention(sentence, words, low, quantity)
            if mention is not None:
                found.append(mention)
        i = quantity.stop
    return _governed(sentence, [count for count in found if not any(_holds(sentence, c, count) for c in found)])


def _of_number(low: list[str], i: int) -> bool:
    """Whether words go on with "of the nine"."""
    at = i + 2 if low[i + 1 : i + 2] in (["the"], ["those"], ["these"], ["all"]) else i + 1
    return low[i : i + 1] == ["of"] and cardinal_at(low, at) is not None


def _holds(sentence: Sentence, whole: CountMention, part: CountMention) -> bool:
    """Whether a number only describes those another one counts: the levels of "seven commanders of various levels",
    the family of "six members of one family"."""
    if lowered(sentence.tokens[part.first - 1].text) not in ("of", "from"):
        return False
    owned = bool(whole.who) and whole.end == part.first - 2 and is_known_noun(lowered(sentence.tokens[whole.end].text))
    return owned or (whole.head < part.first and part.end <= whole.end)


def _cardinal(low: list[str], i: int) -> _Quantity | None:
    hit = cardinal_at(low, i)
    if hit is None:
        return None
    return _Quantity(i, i + hit[1], hit[0], hit[0], "count.exact")


def _range_at(low: list[str], i: int) -> _Quantity | None:
    """ "between 20 and 30", "20 to 30", "20-30", "20 or 30"."""
    first = cardinal_at(low, i)
    if first is None:
        return None
    joint = i + first[1]
    link = low[joint] if joint < len(low) else ""
    before = low[i - 1] if i else ""
    if not (link in ("to", "-", "–", "—", "or") or (link == "and" and before == "between")):
        return None
    if link == "to" and before in ("from", "rose", "rise", "risen", "by") and not _ranges(low, i):
        return None
    second = cardinal_at(low, joint + 1)
    if second is None:
        return None
    value = first[0]
    if second[1] > 1 and value < 1000 <= second[0] and low[joint + second[1]] in SCALES and first[1] == 1:
        value *= SCALES[low[joint + second[1]]]  # "two to three thousand"
    if not value < second[0] <= 20 * max(value, 1):
        return None
    if link in ("-", "–", "—") and all(YEAR.fullmatch(word) for word in (low[i], low[joint + 1])):
        return None
    if joint + 1 + second[1] < len(low) and low[joint + 1 + second[1]] in ("-", "/") and link == "-":
        return None  # a telephone number or a date
    start = i - 1 if before == "between" else i
    return _Quantity(start, joint + 1 + second[1], value, second[0], "count.range")


def _ranges(low: list[str], i: int) -> bool:
    """Whether a number begins a span and no rise: "ranged from 20 to 35"."""
    return i > 1 and low[i - 1] == "from" and low[i - 2] in ("range", "ranges", "ranged", "ranging", "vary", "varied")


def _vague_at(low: list[str], i: int) -> _Quantity | None:
    if low[i] == "many" and i and low[i - 1] in ("as", "how", "too"):
        return None
    for phrase, least in VAGUE.get(low[i], ()):
        stop = i + len(phrase)
        if tuple(low[i:stop]) != phrase:
            continue
        if stop < len(low) and low[stop] in SCALES and phrase[-1] in ("several", "few", "many", "some", "couple", "of"):
            return _Quantity(i, stop + 1, least * SCALES[low[stop]], None, "count.vague")
        return _Quantity(i, stop, least, None, "count.vague")
    return None


def _mention(sentence: Sentence, words: tuple[Word, ...], low: list[str], quantity: _Quantity) -> CountMention | None:
    start, bound = _qualifier(low, quantity.start)
    if low[start : start + 2] == ["up", "to"] and _is_raised(low, start, quantity.stop):
        start, bound = start + 2, None
    stop, after = _after(low, quantity.stop)
    bound = bound or after
    number = words[quantity.stop - 1].token
    head, end, who, of_them = _counted(sentence, words, low, stop, number)
    vague = quantity.rule == "count.vague" and low[quantity.start] in ("some", "few", "a", "many")
    if vague and head == number and next_word(low, stop) != "more":
        return None
    if quantity.rule == "count.vague" and not who and low[quantity.start] in COLLECTIVE:
        who = words[quantity.start].raw
    if quantity.low == 1 == quantity.high and not who and not of_them and low[quantity.start] == "one":
        following = low[stop] if stop < len(low) else ""
        if following in ("another", "-") or (
            quantity.start and low[quantity.start - 1] in ("no", "any", "every", "this", "that")
        ):
            return None
    count = _bounded(quantity, bound)
    if count is None:
        return None
    return CountMention(
        count,
        Span(words[start].span.start, words[stop - 1].span.end),
        words[start].token,
        words[stop - 1].token,
        head,
        max(end, words[stop - 1].token),
        who,
        bound.rule if bound else quantity.rule,
        of_them,
    )


_RAISED = word_set("revised raised corrected updated adjusted changed moved went gone")
_TOLL = word_set("toll tolls count tally figure number")


def _is_raised(low: list[str], start: int, stop: int) -> bool:
    """Whether "up to 31" is how far a toll was raised and no bound: "revised its toll up to 31", "up to 31 from 27"."""
    if next_word(low, stop) == "from" and cardinal_at(low, stop + 1):
        return True
    verb = next((i for i in range(start - 1, max(-1, start - _FAR), -1) if low[i] in _RAISED), None)
    return verb is not None and not _TOLL.isdisjoint(low[max(0, verb - _FAR) : start])


_FAR = 16


def _qualifier(low: list[str], start: int) -> tuple[int, Bound | None]:
    """Where the qualifier before a quantity begins, and what it does; fillers ("at least another 20") are passed."""
    at, bound, here = start, None, start
    for _ in range(3):
        while (
            here and low[here - 1] in ("another", "a", "further", "additional", "an", "the", "other") and bound is None
        ):
            if low[here - 1] in ("a", "an", "the") and low[here : here + 1] not in (
                ["further"],
                ["additional"],
                ["other"],
            ):
                break
            here -= 1
        for phrase, candidate in BOUNDS:
            if len(phrase) <= here and tuple(low[here - len(phrase) : here]) == phrase:
                bound = candidate if bound is None or bound.kind == "about" else bound
                here -= len(phrase)
                at = here
                break
        else:
            break
    if tuple(low[max(0, at - 3) : at]) in (("a", "total", "of"), ("the", "total", "of")):
        at -= 3
    return at, bound


def _after(low: list[str], stop: int) -> tuple[int, Bound | None]:
    for phrase, bound in AFTER:
        if tuple(low[stop : stop + len(phrase)]) == phrase:
            return stop + len(phrase), bound
    return stop, None


def _bounded(quantity: _Quantity, bound: Bound | None) -> Count | None:
    low, high = quantity.low, quantity.high
    if bound is None:
        return Count(low, high)
    n = low if low is not None else high
    if n is None:
        return None
    if bound.kind == "about":
        return Count(low, high, approx=high is not None)
    if bound.kind == "least":
        return Count(n, None)
    if bound.kind == "more":
        return Count(n + 1 if high is not None else n, None)
    if high is None:
        return Count(low, None)  # "up to several hundred" bounds nothing
    if bound.kind == "fewer":
        return Count(None, high - 1) if high else None
    return Count(None, high)


_DETERMINERS = ("the", "its", "his", "their", "our", "her", "these", "those", "whose")
_STATES = frozenset(("hurt",))
_SHARE_OF = ("them", "whom", "those", "these", "us", "which")


def _counted(
    sentence: Sentence, words: tuple[Word, ...], low: list[str], stop: int, number: int
) -> tuple[int, int, str, bool]:
    """The token of what is counted, the last of its phrase, its words, and whether it is a share of those before."""
    at = stop
    of = next_word(low, at) == "of"
    if of or low[at - 1] == "of":
        at += of
        if of and next_word(low, at) in _SHARE_OF:
            share = words[at]
            return number, share.token, "" if share.low != "those" else "those", True
        while next_word(low, at) in _DETERMINERS or cardinal_at(low, at):
            hit = cardinal_at(low, at)
            at += hit[1] if hit else 1
    if next_word(low, at) == "more" and at + 1 < len(words) and words[at + 1].raw.isalpha():
        at += 1  # "six more persons"
    if at >= len(words):
        return number, number, "", False
    first = words[at].token
    if first <= number and not (of or low[at - 1] == "of"):
        return number, number, "", False
    head = noun_run(sentence, first)
    if head == first and words[at].low in _STATES:
        return number, number, "", False  # "two dead, nine hurt" counts people
    if head is None:
        return _from_whom(sentence, words, low, stop, number)
    end = phrase_end(sentence, head)
    return head, end, written(sentence, first, end), False


def _from_whom(
    sentence: Sentence, words: tuple[Word, ...], low: list[str], stop: int, number: int
) -> tuple[int, int, str, bool]:
    """ "Along with nine from the army": a number without a noun that says whose those are."""
    if next_word(low, stop) == "from":
        at = stop + 1
        while next_word(low, at) in _DETERMINERS:
            at += 1
        head = noun_run(sentence, words[at].token) if at < len(words) else None
        if head is not None and is_known_noun(lowered(sentence.tokens[head].text)):
            return number, head, written(sentence, words[at].token, head), False
    return number, number, "", False


_PERHAPS = word_set("possibly perhaps maybe")


def _perhaps_more(sentence: Sentence, few: CountMention, many: CountMention) -> CountMention | None:
    """ "At least 20, possibly 30, people": one figure of 20 to 30, not two."""
    tokens = sentence.tokens
    after = few.end if few.who else few.last
    between = {lowered(t.text) for t in tokens[after + 1 : many.last]}
    low, high = few.count.low, many.count.high or many.count.low
    if few.of_them or many.of_them or low is None or high is None or not low < high <= 20 * low:
        return None
    if not between & _PERHAPS or many.first - after > 4 or many.last - after > 8:
        return None
    if between - _PERHAPS - {",", "and", "or", "as", "many", "up", "to", "but", "(", "-", "–"}:
        return None
    count, span = Count(low, high), Span(few.span.start, many.span.end)
    if few.who:
        return replace(few, count=count, rule="count.perhaps")
    many = replace(many, count=count, span=span, first=few.first, rule="count.perhaps")
    at = many.last + 1
    if not many.who and at + 1 < len(tokens) and tokens[at].text == ",":
        head = noun_run(sentence, at + 1)  # "20, possibly 30, people"
        if head is not None and is_known_noun(lowered(tokens[head].text)):
            end = phrase_end(sentence, head)
            return replace(many, head=head, end=end, who=written(sentence, at + 1, end))
    return many


_SHARE_CUES = word_set("including include includes among amongst of whom them mostly")


def _governed(sentence: Sentence, found: list[CountMention]) -> tuple[CountMention, ...]:
    """ "At least 45 soldiers and 20 rebels": the bound holds for what is joined on with "and", shares of it apart."""
    out: list[CountMention] = []
    for mention in found:
        previous = out[-1] if out else None
        if previous is not None and (wider := _perhaps_more(sentence, previous, mention)) is not None:
            out[-1] = wider
            continue
        exact = mention.rule in ("count.exact", "count.vague") and mention.count.low == mention.count.high
        if previous is not None and exact and previous.rule in ("count.at_least", "count.at_least_joined"):
            between = [t.text.lower() for t in sentence.tokens[previous.last + 1 : mention.first]]
            own_verb = mention.first > 0 and sentence.tokens[mention.first - 1].upos == "VERB"
            joined = not own_verb and bool(between) and "and" in between[-3:] and len(between) <= 14
            own = {"but", "while", "after", "when", "in", "on", "by", ";", "."} | _SHARE_CUES
            if joined and not own & (set(between) - {"of", "in"} | ({"of whom"} if mention.of_them else set())):
                mention = replace(mention, count=Count(mention.count.low, None), rule="count.at_least_joined")
        out.append(mention)
    return tuple(out)
