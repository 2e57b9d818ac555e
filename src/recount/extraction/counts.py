"""Numbers of people and things in a sentence, with their bounds: "at least 45", "two dozen", "up to 80", "several"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from recount.extraction.number_words import SCALES, UNITS, cardinal_at
from recount.extraction.populations import is_known_noun
from recount.extraction.quantities import AFTER, BOUNDS, COLLECTIVE, VAGUE, Bound
from recount.extraction.wordforms import Word, words_of
from recount.model import Count, Sentence, Span, Token


@dataclass(frozen=True, slots=True)
class CountMention:
    """A number of people or things in a sentence.

    `first` and `last` are the tokens of the quantity, its qualifier included; `head` is the token of what is counted,
    the number itself where the noun is left out ("and 20 wounded"), `end` the last token of the counted phrase. `who` is the counted noun phrase without number
    and qualifiers, empty where it is left out. `of_them` marks a share of people named before ("three of them").
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
        quantity = _range_at(low, i) or _cardinal(low, i) or _vague_at(low, i)
        if quantity is None:
            i += 1
            continue
        if not _counts_nothing(sentence, words, low, quantity):
            mention = _mention(sentence, words, low, quantity)
            if mention is not None:
                found.append(mention)
        i = quantity.stop
    return _governed(sentence, found)


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
    if link == "to" and before in ("from", "rose", "rise", "risen"):
        return None
    second = cardinal_at(low, joint + 1)
    if second is None:
        return None
    value = first[0]
    if second[1] > 1 and value < 1000 <= second[0] and low[joint + second[1]] in SCALES and first[1] == 1:
        value *= SCALES[low[joint + second[1]]]  # "two to three thousand"
    if not value < second[0] <= 20 * max(value, 1):
        return None
    if link in ("-", "–", "—") and all(_YEAR.fullmatch(word) for word in (low[i], low[joint + 1])):
        return None
    if joint + 1 + second[1] < len(low) and low[joint + 1 + second[1]] in ("-", "/") and link == "-":
        return None  # a telephone number or a date
    start = i - 1 if before == "between" else i
    return _Quantity(start, joint + 1 + second[1], value, second[0], "count.range")


def _vague_at(low: list[str], i: int) -> _Quantity | None:
    if low[i] == "many" and i and low[i - 1] in ("as", "so", "how", "too"):
        return None
    for phrase, least in VAGUE:
        stop = i + len(phrase)
        if tuple(low[i:stop]) != phrase:
            continue
        if stop < len(low) and low[stop] in SCALES and phrase[-1] in ("several", "few", "many", "some", "couple", "of"):
            return _Quantity(i, stop + 1, least * SCALES[low[stop]], None, "count.vague")
        return _Quantity(i, stop, least, None, "count.vague")
    return None


def _mention(sentence: Sentence, words: tuple[Word, ...], low: list[str], quantity: _Quantity) -> CountMention | None:
    start, bound = _qualifier(low, quantity.start)
    stop, after = _after(low, quantity.stop)
    bound = bound or after
    number = words[quantity.stop - 1].token
    head, end, who, of_them = _counted(sentence, words, low, stop, number)
    if quantity.rule == "count.vague" and low[quantity.start] in ("some", "few", "a", "many") and head == number:
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


_UNIT_AFTER = frozenset(
    """
    year years yr yrs month months week weeks day days night nights hour hours hr hrs minute minutes min second seconds
    decade decades century centuries am pm gmt o km lb lbs oz kilometre kilometres kilometer kilometers mile miles metre metres meter
    meters m cm mm yard yards foot feet inch inches kg kilo kilos kilogram kilograms ton tons tonne tonnes pound
    pounds dollar dollars euro euros rupee rupees lira peso pesos cent cents percent per pc degree degrees st nd rd th
    january february march april may june july august september october november december jan feb mar apr jun jul aug sep
    sept oct nov dec acre acres hectare hectares square barrel barrels litre litres liter liters mph kph knots volt
    kilowatt megawatt caliber calibre third thirds quarter quarters fifth fifths time times s local
    """.split()
)
_MONTHS = frozenset(
    """january february march april june july august september october november december jan feb apr jun jul aug sep sept
    oct nov dec""".split()
)
_NAME_BEFORE = frozenset(
    """
    division brigade battalion regiment corps resolution flight route highway article chapter no number phase
    section unit camp decree law channel room building sector zone grade paragraph page point aged age km since year
    chart figure table hill checkpoint version o bus line road tel telephone phone fax box
    """.split()
)
_MONEY = frozenset(["$", "£", "€", "rs", "usd", "¢", "₹"])


def _counts_nothing(sentence: Sentence, words: tuple[Word, ...], low: list[str], quantity: _Quantity) -> bool:
    """Whether a number is a year, an age, a distance, a date, a sum, a share, a clock time or part of a name."""
    if quantity.rule == "count.vague":
        return _next(low, quantity.stop) in _UNIT_AFTER | {"of the time"} or (
            _next(low, quantity.stop) == "of" and _next(low, quantity.stop + 1) in _UNIT_AFTER
        )
    start, stop = quantity.start, quantity.stop
    before, after = low[start - 1] if start else "", _next(low, stop)
    digits = low[start].isdigit()
    if _glued(words, start - 1) or _glued(words, stop - 1):
        return True  # Q1, 107mm, 8M
    if list(low[stop : stop + 3]) == ["and", "a", "half"]:
        return True  # units that are not counted in people
    if before in _MONEY or after in ("%", "°", ":", "/") or before in ("/", "#", "°", "№", "["):
        return True
    if after in _UNIT_AFTER and not (after in ("second", "third", "may", "min", "o", "s") and not digits):
        return True
    if after == "-" and _next(low, stop + 1) in _UNIT_AFTER:
        return True
    if (
        after in ("old", "odd")
        or (after in (",", "a") and _next(low, stop + 1) in (".",))
        or (after in ("a", "p") and _next(low, stop + 1) == ".")
    ):
        return True
    if before in _MONTHS or (before == "." and start > 1 and low[start - 2] in _MONTHS):
        return True
    if before == "-" and start > 1 and words[start - 1].span.end == words[start].span.start:
        return True  # F-16, M-4, 20-30 read from its middle
    if (
        after == "-"
        and stop + 1 < len(words)
        and words[stop].span.end == words[stop + 1].span.start
        and not _compound(low, stop)
    ):
        return True  # a 12-member team, a 35-minute battle
    if before in _NAME_BEFORE or (before == "." and start > 1 and low[start - 2] in ("no", "nr")):
        return digits or before in ("phase", "chapter", "aged", "age")
    if digits and (_is_year(sentence, words, low, start, stop) or _is_age(sentence, words, low, start, stop)):
        return True
    return start == 0 and digits and after in (".", ")")


def _glued(words: tuple[Word, ...], i: int) -> bool:
    """Whether two neighbouring words, one of them a number, are written without a gap and without a mark."""
    if i < 0 or i + 1 >= len(words) or words[i].span.end != words[i + 1].span.start:
        return False
    return words[i].raw.isalnum() and words[i + 1].raw.isalnum()


def _compound(low: list[str], stop: int) -> bool:
    return _next(low, stop + 1) in ("plus", "odd")


def _next(low: list[str], i: int) -> str:
    return low[i] if i < len(low) else ""


_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")


def _is_year(sentence: Sentence, words: tuple[Word, ...], low: list[str], start: int, stop: int) -> bool:
    if stop - start != 1 or not _YEAR.fullmatch(low[start]):
        return False
    before = low[start - 1] if start else ""
    if before in (
        "in",
        "since",
        "of",
        "during",
        "until",
        "by",
        "late",
        "early",
        "mid",
        "from",
        "the",
        "and",
        "before",
        "after",
        ",",
    ):
        return not (before in ("of", "and", ",", "the", "by", "from") and is_known_noun(_next(low, stop)))
    following = sentence.tokens[words[stop].token] if stop < len(words) else None
    return following is None or following.upos not in ("NOUN", "ADJ", "PROPN")


def _is_age(sentence: Sentence, words: tuple[Word, ...], low: list[str], start: int, stop: int) -> bool:
    """ "Vargas, 38, was shot": a bare number between commas after a name."""
    if start < 2 or low[start - 1] not in (",", "(") or _next(low, stop) not in (",", ")", ".", ""):
        return False
    return words[start - 2].raw[:1].isupper() and len(low[start]) <= 2


_NOUNS = ("NOUN", "PROPN")
_SHARE_OF = ("them", "whom", "those", "these", "us", "which")


def _counted(
    sentence: Sentence, words: tuple[Word, ...], low: list[str], stop: int, number: int
) -> tuple[int, int, str, bool]:
    """The token of what is counted, the last of its phrase, its words, and whether it is a share of people named before."""
    at = stop
    of = _next(low, at) == "of"
    if of:
        at += 1
        if _next(low, at) in _SHARE_OF:
            share = words[at]
            return number, share.token, "" if share.low != "those" else "those", True
        while _next(low, at) in ("the", "its", "his", "their", "our", "her", "these", "those", "whose") or cardinal_at(
            low, at
        ):
            hit = cardinal_at(low, at)
            at += hit[1] if hit else 1
    if at >= len(words):
        return number, number, "", False
    first = words[at].token
    if first <= number and not of:
        return number, number, "", False
    head = noun_run(sentence, first)
    if head is None:
        return number, number, "", False
    end = phrase_end(sentence, head)
    return head, end, written(sentence, first, end), False


def noun_run(sentence: Sentence, first: int) -> int | None:
    """The last noun of the phrase that begins at a token: adjectives, participles and names are walked over."""
    head = None
    tokens = sentence.tokens
    for i in range(first, min(first + 10, len(tokens))):
        token, low = tokens[i], tokens[i].text.lower()
        if token.upos in _NOUNS and low not in _STOP:
            if (
                head is not None
                and tokens[head].deprel not in ("compound", "nmod", "flat", "amod", "nmod:poss", "compound:prt")
                and _is_plural(tokens[head])
                and _own_phrase(tokens[head], token)
            ):
                break
            head = i
        elif not _walks_on(tokens, i, head):
            break
    return head


_STOP = frozenset(
    """dozens scores hundreds thousands millions tens monday tuesday wednesday thursday friday saturday sunday mondays
    tuesdays wednesdays thursdays fridays saturdays sundays yesterday today overnight dead injured wounded""".split()
)


def _is_plural(token: Token) -> bool:
    return token.xpos in ("NNS", "NNPS") or token.text.lower() in ("people", "men", "women", "children", "police")


def _own_phrase(head: Token, token: Token) -> bool:
    """Two nouns side by side of which the first is a plural that the second does not own: the comma was lost."""
    return not (head.head == token.i)


def _walks_on(tokens: tuple[Token, ...], i: int, head: int | None) -> bool:
    token, low = tokens[i], tokens[i].text.lower()
    following = tokens[i + 1] if i + 1 < len(tokens) else None
    if following is None or cardinal_at([low], 0) or low in UNITS:
        return False
    if low in ("-", "–", "'", "’", '"', "“", "”") or low in ("'s", "’s"):
        return following.upos in (*_NOUNS, "ADJ", "VERB", "PUNCT") and (head is not None or low not in ("'s", "’s"))
    if head is not None and _is_plural(tokens[head]):
        return False
    if token.upos in ("ADJ", "X") or low in ("more", "other"):
        return low not in _STOP or following.upos in _NOUNS
    if token.upos == "VERB" and token.xpos in ("VBN", "VBG", "JJ"):
        return head is None and (following.upos in _NOUNS and token.deprel in ("amod", "compound", "acl"))
    if token.upos == "ADV" and head is None:
        return following.upos in ("ADJ", "VERB")
    return low == "and" and head is None and following.upos in ("ADJ", "PROPN")


_RELATIONAL = frozenset(
    """member members men people fighters militants soldiers officers leaders commanders natives citizens relatives
    wives families residents employees guards supporters followers heads hideouts nationals rebels terrorists
    jihadists troops man woman women children""".split()
)


def phrase_end(sentence: Sentence, head: int) -> int:
    """The last token of a noun's phrase: nouns joined to it that have no number of their own, and the "of" phrase of
    words that say little alone ("members of the guard")."""
    tokens = sentence.tokens
    last = head
    while last + 2 < len(tokens) and tokens[last + 1].text.lower() in ("and", "or"):
        joined = tokens[last + 2]
        if joined.upos not in (*_NOUNS, "ADJ") or cardinal_at([joined.text.lower()], 0):
            break
        end = noun_run(sentence, last + 2)
        if end is None or not is_known_noun(tokens[end].text.lower()) or not is_known_noun(tokens[head].text.lower()):
            break
        last = end
    if (
        tokens[last].text.lower() in _RELATIONAL
        and last + 2 < len(tokens)
        and tokens[last + 1].text.lower() in ("of", "from")
    ):
        start = last + 2
        while start < len(tokens) - 1 and tokens[start].upos == "DET":
            start += 1
        inner = noun_run(sentence, start) if tokens[start].upos in (*_NOUNS, "ADJ") else None
        last = inner if inner is not None else last
    return last


def written(sentence: Sentence, first: int, last: int) -> str:
    """Tokens `first` to `last` as the report writes them, marks at the ends left off."""
    pieces: list[str] = []
    at = sentence.tokens[first].span.start
    for token in sentence.tokens[first : last + 1]:
        pieces.append(" " if token.span.start > at else "")
        pieces.append(token.text)
        at = token.span.end
    return "".join(pieces).strip(" -\"'“”’")


_SHARE_CUES = frozenset("including include includes among amongst of whom them mostly".split())


def _governed(sentence: Sentence, found: list[CountMention]) -> tuple[CountMention, ...]:
    """ "At least 45 soldiers and 20 rebels": the bound holds for what is joined on with "and", shares of it apart."""
    out: list[CountMention] = []
    for mention in found:
        previous = out[-1] if out else None
        exact = mention.rule in ("count.exact", "count.vague") and mention.count.low == mention.count.high
        if previous is not None and exact and previous.rule in ("count.at_least", "count.at_least_joined"):
            between = [t.text.lower() for t in sentence.tokens[previous.last + 1 : mention.first]]
            joined = bool(between) and "and" in between[-3:] and len(between) <= 14
            own = {"but", "while", "after", "when", "in", "on", "by", ";", "."} | _SHARE_CUES
            if joined and not own & (set(between) - {"of", "in"} | ({"of whom"} if mention.of_them else set())):
                mention = replace(mention, count=Count(mention.count.low, None), rule="count.at_least_joined")
        out.append(mention)
    return tuple(out)
