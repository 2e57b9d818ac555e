"""When something happened: expressions of time in a sentence, resolved to days against the report's own date.

A weekday alone is the last such day up to and with the day of publication; "last week" is a calendar week; "since"
runs to the day of the report (codebook, "Actors, places, time"). Where the report's date is an interval, so is what
rests on it; where it is unknown, words stay words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from recount.extraction.calendar_words import Days
from recount.extraction.time_atom import Atom
from recount.extraction.time_atoms import atoms_in
from recount.extraction.time_joins import joined, until_report
from recount.extraction.wordforms import lowered, text_of, word_set
from recount.model import UNDATED, Cited, ReportDate, Sentence, Span, Token, When
from recount.model.values import Precision


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time that a sentence gives: tokens `first` to `last`, and the token `head` it hangs on in the tree.

    A time that hangs on a verb of saying is the day of saying, not that of the event. Rules
    "when.since_clause" and "when.since_start" give the stretch of time that a "since it began in …" clause lends to
    the verb outside it: that verb is then `first`, `last` and `head`, while the span still cites the words.
    """

    when: Cited[When]
    first: int
    last: int
    head: int


def times_in(sentence: Sentence, published: ReportDate, told: ReportDate = UNDATED) -> tuple[TimeMention, ...]:
    """Every time the sentence gives, in text order, resolved against the day(s) the report may have appeared on.

    `told` is the day of what the sentences before tell, where "the day before" counts from without one of its own.
    """
    text = text_of(sentence)
    found: list[TimeMention] = []
    counted: list[Atom] = []
    for atom in joined(text, atoms_in(sentence, text)):
        if atom.rule == "when.dateline":
            continue  # the day of the report, which is no event's
        if atom.from_other or atom.rule in _TOLD_FROM:
            counted.append(atom)
            continue
        mention = resolved_mention(sentence, text, atom, published)
        if mention is not None:
            found.extend(_lent(sentence, mention, published))  # the verb outside comes first: it is the event's
            found.append(mention)
    for atom in counted:
        start = sentence.span.start + atom.start
        day = _other_day(found, start, told) if atom.from_other else _day_of_saying(sentence, found, published)
        mention = resolved_mention(sentence, text, atom, day)
        if mention is not None:
            found.append(mention)
    return tuple(sorted(found, key=lambda mention: mention.when.span.start))


_TOLD_FROM = frozenset(("when.past", "when.overnight", "when.nth_day", "when.hour"))
_SAYING = word_set(
    """
    say says said saying tell tells told report reports reported announce announced state stated add added confirm
    confirmed
    """
)


def _day_of_saying(sentence: Sentence, found: list[TimeMention], published: ReportDate) -> ReportDate:
    """The day from which "the past 24 hours" are counted: the day it was said ("the ministry said on Saturday")
    where that lies within the week before the report, else that of the report."""
    last = published.last
    for mention in found:
        said, when = sentence.tokens[mention.head], mention.when.value
        if last is None or when.precision is not Precision.DAY or when.first is None:
            continue
        if lowered(said.text) in _SAYING and 0 <= (last - when.first).days <= 7:
            return ReportDate(when.first, when.first, "explicit", 1.0)
    return published


def last_day(times: Sequence[TimeMention], before: ReportDate) -> ReportDate:
    """The last single day of a sentence, which the next one can count from; that known `before` where it has none."""
    days = [m.when.value for m in times if m.when.value.precision is Precision.DAY]
    return ReportDate(days[-1].first, days[-1].last, "explicit", 1.0) if days else before


def _other_day(found: list[TimeMention], start: int, told: ReportDate) -> ReportDate:
    """The day that "a day earlier" counts from: the last single day named before it, else that of the sentences
    before, else the first behind it."""
    days = [m for m in found if m.when.value.precision is Precision.DAY and m.when.rule != "when.from_other"]
    before = [m for m in days if m.when.span.start < start]
    if not before and told.first is not None:
        return told
    chosen = before[-1] if before else days[0] if days else None
    if chosen is None:
        return UNDATED
    return ReportDate(chosen.when.value.first, chosen.when.value.last, "explicit", 1.0)


def _last_day(published: ReportDate) -> date | None:
    return published.last or published.first


def resolved_mention(sentence: Sentence, text: str, atom: Atom, published: ReportDate) -> TimeMention | None:
    """A single expression of the sentence, counted from the given day(s); None where it lies outside the calendar."""
    span = Span(sentence.span.start + atom.start, sentence.span.start + atom.end)
    inside = [t.i for t in sentence.tokens if t.span.overlaps(span)]
    if not inside:
        return None
    words = " ".join(text[atom.start : atom.end].split()).rstrip(".")
    when = _resolved(atom, published, _is_ahead(sentence, inside), words)
    if when is None:
        return None
    first, last = inside[0], inside[-1]
    return TimeMention(Cited(when, span, atom.rule), first, last, _hangs_on(sentence, atom, inside))


def _resolved(atom: Atom, published: ReportDate, ahead: bool, words: str) -> When | None:
    """The days an expression can mean, with the day(s) they are counted from; words alone where the report's date is
    needed and nothing is known of it."""
    if atom.resolve is None:
        return When(None, None, Precision.UNKNOWN, words)
    if atom.absolute:
        days = _days(atom, published.last or date.max, ahead)
        return When.between(*days, words) if days else None
    if published.first is None or published.last is None:
        return When(None, None, Precision.UNKNOWN, words)
    earliest = _days(atom, published.first, ahead)
    latest = _days(atom, published.last, ahead)
    if earliest is None or latest is None:
        return None
    when = When.between(min(earliest[0], latest[0]), max(earliest[1], latest[1]), words)
    return replace(when, anchor=(published.first, published.last))


def _days(atom: Atom, day: date, ahead: bool) -> Days | None:
    try:
        return atom.resolve(day, ahead) if atom.resolve is not None else None
    except (OverflowError, ValueError):
        return None  # before the year 1 or after 9999


_AHEAD = frozenset(("will", "shall", "wo", "'ll", "’ll", "would"))
_PLANS = word_set(
    """
    plan schedule expect due set slate effective payable postpone await deadline expire upcoming redeem planned
    scheduled expected
    """
)
# "Agreed to leave on Sunday", "is to resume Tuesday": what is bound to be done lies ahead.
_BINDING = word_set(
    """
    agree order vow decide want hope promise intend threaten prepare pledge ask urge be plan expect schedule set due
    """
)


def _is_ahead(sentence: Sentence, inside: list[int]) -> bool:
    """Whether the nearest verb above tells of the future ("will vote on Sunday", "scheduled for Sunday", "is to resume
    on Sunday")."""
    at = _top(sentence, inside)
    for _ in range(4):
        token = sentence.tokens[at]
        if token.upos in ("VERB", "AUX", "ADJ", "NOUN"):
            below = {child.text.lower() for child in sentence.children(at) if child.deprel.startswith("aux")}
            if below & _AHEAD and "have" not in below:
                return True
            if token.lemma.lower() in _PLANS or _is_bound(sentence, token):
                return True
            if token.xpos == "VBD" or (token.upos == "VERB" and not token.deprel.startswith(("xcomp", "acl"))):
                return False
        if token.head == at:
            return False
        at = token.head
    return False


def _is_bound(sentence: Sentence, token: Token) -> bool:
    """Whether a verb is an infinitive after "agreed", "ordered", "is": something yet to be done."""
    if token.head == token.i or not any(c.text.lower() == "to" for c in sentence.children(token.i)):
        return False
    return token.xpos == "VB" and sentence.tokens[token.head].lemma.lower() in _BINDING


def _top(sentence: Sentence, inside: list[int]) -> int:
    """The token of an expression that its other tokens hang on."""
    within = set(inside)
    tops = [i for i in inside if sentence.tokens[i].head not in within or sentence.tokens[i].head == i]
    return next((i for i in tops if sentence.tokens[i].deprel not in ("case", "punct", "mark", "cc")), inside[-1])


def _hangs_on(sentence: Sentence, atom: Atom, inside: list[int]) -> int:
    top = sentence.tokens[_top(sentence, inside)]
    return top.head


_STARTS = frozenset(("begin", "start", "erupt", "break", "flare", "launch"))
_CONFLICTS = frozenset(
    ("war", "conflict", "uprising", "revolt", "rebellion", "crisis", "insurgency", "unrest", "fighting", "offensive")
)


def _lent(sentence: Sentence, mention: TimeMention, published: ReportDate) -> Iterator[TimeMention]:
    """The stretch up to the report's day that a clause of beginning lends to the verb outside it:
    "killed since the war began in 2011", "the war, which began in 2011, has killed …"."""
    end, when = _last_day(published), mention.when.value
    if when.first is None or end is None or when.first > end or mention.when.rule == "when.since":
        return
    token = sentence.tokens[mention.head]
    for _ in range(4):
        if token.head != token.i and _is_since(sentence, token.i):
            yield _stretch(mention, when.first, end, "when.since_clause", token.head)
            return
        if token.upos == "VERB" or token.head == token.i:
            break
        token = sentence.tokens[token.head]
    start = sentence.tokens[mention.head]
    if start.lemma.lower() in _STARTS and start.deprel.startswith("acl"):
        outer = _verb_above(sentence, start.head)
        if (
            sentence.tokens[start.head].lemma.lower() in _CONFLICTS
            and outer is not None
            and _is_perfect(sentence, outer)
        ):
            yield _stretch(mention, when.first, end, "when.since_start", outer.i)


def _is_since(sentence: Sentence, i: int) -> bool:
    return any(t.text.lower() == "since" and t.deprel in ("mark", "case") for t in sentence.children(i))


def _stretch(mention: TimeMention, first: date, last: date, rule: str, head: int) -> TimeMention:
    when = When.between(*until_report((first, mention.when.value.last or first), last), mention.when.value.words)
    when = replace(when, anchor=(last, last))
    return replace(mention, when=Cited(when, mention.when.span, rule), first=head, last=head, head=head)


def _verb_above(sentence: Sentence, i: int) -> Token | None:
    for _ in range(6):
        token = sentence.tokens[i]
        if token.upos == "VERB":
            return token
        if token.head == i:
            return None
        i = token.head
    return None


def _is_perfect(sentence: Sentence, verb: Token) -> bool:
    return any(
        c.deprel.startswith("aux") and c.lemma.lower() in ("have", "has", "had") for c in sentence.children(verb.i)
    )
