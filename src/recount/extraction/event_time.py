"""When each event of a passage was: which of the times it could have is its own.

An event can have a time of its sentence, one that an event told before had, or none. What speaks for each - how the
tree ties the words to the trigger, whether they tell when something was said, how far back the other event was told and
of what type - is a named feature, and the weights of `time_weights` were learned from coded reports.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from recount.extraction.events import Event
from recount.extraction.figure_days import times_of_deed, times_of_whole
from recount.extraction.long_before import LONG_BEFORE, aside_in, when_aside
from recount.extraction.mentions import Mentions, is_day_of_saying, is_said_there, speaking_verbs
from recount.extraction.one_deed import UP_TO_REPORT, tells_one_deed
from recount.extraction.time_joins import COURSE
from recount.extraction.time_weights import WEIGHTS
from recount.extraction.tree import Tree
from recount.extraction.when import TimeMention
from recount.model import Cited, Claim, When
from recount.model.claim import OF_ONE_DEED
from recount.model.values import Precision

# Events told longer ago, and times of a sentence beyond these, are left aside.
_REMEMBERED = 20
_MOST_TIMES = 8
_HOUR = "when.hour"
_SPANS = frozenset({"hour", "day", "week", "month", "year"})
_SUMMED, _MORE = "toll_report/campaign", "toll_report/total of more"
_LONGER = frozenset({"week", "month", "year"})
_WIDTHS = ((1, "day"), (3, "days"), (14, "week"), (31, "month"), (366, "year"))


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim without its time: the `n`th sentence of the passage, its tree, events and mentions, the event itself,
    whether its words point at one already told, and the tokens of totals of more than it, `aside`."""

    claim: Claim
    n: int
    tree: Tree
    event: Event
    events: Sequence[Event]
    mentions: Mentions
    refers_back: bool
    aside: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Option:
    """A time that an event can have, with what speaks for and against it; None is no time."""

    when: Cited[When] | None
    features: tuple[str, ...]

    @property
    def score(self) -> float:
        """The sum of the weights of its features."""
        return sum(WEIGHTS.get(feature, 0.0) for feature in self.features)


@dataclass(frozen=True, slots=True)
class _Dated:
    """An event told before, with the time it was given, and whether its own sentence says it."""

    n: int
    claim: Claim
    when: Cited[When] | None
    own: bool


@dataclass(slots=True)
class _Course:
    """The events of a passage so far, newest last."""

    told: list[_Dated] = field(default_factory=list)


def with_times(tellings: Sequence[Telling]) -> Iterator[Claim]:
    """The claims of a passage with their times, in the order given."""
    course = _Course()
    for telling in tellings:
        option = _long_before(telling, course) or chosen(telling, options(telling, course))
        course.told.append(_Dated(telling.n, telling.claim, option.when, option.features[0] == "own"))
        del course.told[:-_REMEMBERED]
        yield replace(telling.claim, time=_of_one_deed(telling, option))


def _of_one_deed(telling: Telling, option: Option) -> Cited[When] | None:
    """The time of an event, its rule marked where it gives the week, the month in which a single deed that is counted
    was."""
    when = option.when
    if when is None or not telling.claim.tolls or option.features[0] != "own":
        return when
    if _width(when.value) not in _LONGER or when.rule.startswith(UP_TO_REPORT):
        return when
    one = tells_one_deed(telling.tree, telling.event.hits)
    return replace(when, rule=f"{when.rule}{OF_ONE_DEED}") if one else when


def _long_before(telling: Telling, course: _Course) -> Option | None:
    """The time of a deed that is only told for how long before the news of its sentence it was; None of any other."""
    aside = aside_in(telling.tree)
    if aside is None or telling.event.lead.head not in aside.tokens:
        return None
    own = next((time.when for time in telling.mentions.times if time.first in aside.tokens[3:]), None)
    news = next((d.when.value for d in reversed(course.told) if d.n == telling.n and d.when), None)
    return Option(own or when_aside(telling.tree, aside, news), ("own",))


def chosen(telling: Telling, found: Sequence[Option]) -> Option:
    """The option with the highest score, the first among equals; what began and ended is the event whose noun it is
    told of ("the battle, which began in May, ended on Sunday")."""
    lasted = next((option for option in found if _lasted(telling, option)), None)
    return lasted or max(found, key=lambda option: option.score)


def _lasted(telling: Telling, option: Option) -> bool:
    when, lead = option.when, telling.event.lead.head
    if when is None or when.rule != COURSE or option.features[0] != "own" or telling.tree.is_verb(lead):
        return False
    tokens = telling.tree.tokens
    return tokens[lead].span.end <= when.span.start and not any(
        tokens[lead].span.end <= tokens[hit.head].span.start < when.span.start and not telling.tree.is_verb(hit.head)
        for event in telling.events
        for hit in event.hits
    )


def options(telling: Telling, course: _Course) -> list[Option]:
    """What times an event can have: those of its sentence, those of events told before, none."""
    speaking = speaking_verbs(telling.tree, telling.mentions)
    deeds = frozenset(t for e in telling.events for hit in e.hits for t in hit.tokens)
    crediting = [a.phrase for a in telling.mentions.attributions]
    near = [
        t
        for t in telling.mentions.times
        if t.first not in telling.aside and not any(words.contains(t.when.span) for words in crediting)
    ]
    told = [t for t in near if not is_day_of_saying(telling.tree, t, speaking, deeds)]
    others = {time.when.span for time in told if _dates_another(telling, time) or _compares(telling.tree, time)}
    own = _beside_days([time for time in told if time.when.span not in others])
    times = _own_times(telling, told, own, course)[:_MOST_TIMES]
    found = [Option(None, tuple(_none(telling, course)))]
    ranked = sorted(times, key=lambda time: _arcs(telling.tree, telling.event, time))
    found += [Option(time.when, tuple(_own(telling, time, ranked, speaking))) for time in times]
    newest = {
        _days(dated.when.value): (dated.when, dated)
        for dated in course.told
        if dated.when is not None and dated.when.span not in others and dated.when.rule != LONG_BEFORE
    }
    if _SUMMED in telling.claim.rule or _MORE in telling.claim.rule:  # a battle of months is of no day told before
        newest = {days: told for days, told in newest.items() if days.precision is not Precision.DAY}
    order = sorted(newest.values(), key=lambda pair: -course.told.index(pair[1]))
    found += [
        Option(when, tuple(_carried(telling, when.value, dated, rank, course)))
        for rank, (when, dated) in enumerate(order)
    ]
    return found


def _beside_days(times: list[TimeMention]) -> list[TimeMention]:
    """The times without hours that stand with a day: "shells fell at dawn, killing three on Tuesday" is Tuesday's."""
    if any(_is_day(time) for time in times):
        return [time for time in times if time.when.rule != _HOUR]
    return times


def _is_day(time: TimeMention) -> bool:
    return time.when.rule != _HOUR and time.when.value.precision is Precision.DAY


def _own_times(telling: Telling, told: list[TimeMention], own: list[TimeMention], course: _Course) -> list[TimeMention]:
    """The times of its sentence that an event may have: none that only dates a figure of a deed with a day before."""
    tree, claim = telling.tree, telling.claim
    dated = any(before.when is not None for before in course.told)
    return times_of_whole(tree, claim, told) or times_of_deed(tree, telling.event, claim, own, dated=dated)


def _dates_another(telling: Telling, time: TimeMention) -> bool:
    """Whether a time tells when something else was that an event only came some while after: "two days after the fall
    of the town on 3 July" names no day of the event."""
    tree = telling.tree
    ours = {i for hit in telling.event.hits for i in (hit.head, *tree.ancestors(hit.head))}
    for i in (time.first, *tree.ancestors(time.first)):
        if i in ours:
            return False
        marks = [k for k in tree.kids[i] if k and tree.text(k) in ("after", "before")]
        if i != time.first and any(not _SPANS.isdisjoint(tree.forms[k - 1]) for k in marks):
            return True
    return False


def _compares(tree: Tree, time: TimeMention) -> bool:
    """Whether a time says since when nothing was like it: "the largest operation since 2003", "the first since May".

    In "the first since last year's attacks" it is the attacks' own."""
    head = tree.tokens[time.last].head
    asked = (*range(time.first, time.last + 1), *((head,) if tree.is_verb(head) else ()))
    if not any(tree.text(k) == "since" for i in asked for k in tree.kids[i]):
        return False
    above = {i for i in tree.ancestors(time.last) if i < time.first or i == tree.tokens[time.last].head}
    beside = {k for i in above for k in tree.kids[i] if tree.relation[k] in ("amod", "advmod")} | above
    return any(_tops(tree, k) for i in beside for k in (i, *tree.kids[i]) if k < time.first)


def _tops(tree: Tree, i: int) -> bool:
    tag, word = tree.tokens[i].xpos, tree.text(i)
    if word in ("most", "least"):
        return word == "most" and tag == "RBS"  # not "most of the dead", "at least"
    return word == "first" or tag == "JJS" or (tree.tokens[i].upos == "ADJ" and word.endswith("iest"))


def _days(when: When) -> When:
    return when if when.first is None else replace(when, words="")


def _arcs(tree: Tree, event: Event, time: TimeMention) -> tuple[int, int]:
    return min(
        (tree.distance(time.last, hit.head), abs(time.last - hit.head) + (8 if hit.head > time.last else 0))
        for hit in event.hits
    )


def _width(when: When) -> str:
    if when.first is None or when.last is None:
        return "words"
    days = (when.last - when.first).days + 1
    return next((name for most, name in _WIDTHS if days <= most), "years")


def _own(telling: Telling, time: TimeMention, ranked: Sequence[TimeMention], speaking: frozenset[int]) -> Iterator[str]:
    tree, event, claim = telling.tree, telling.event, telling.claim
    heads = [hit.head for hit in event.hits]
    tokens = {t for hit in event.hits for t in hit.tokens}
    arcs, _ = _arcs(tree, event, time)
    yield "own"
    yield f"own:arcs={min(arcs, 6)}"
    yield f"own:rank={min(ranked.index(time), 2)}"
    rivals = [_arcs(tree, other, time) for other in telling.events if other is not event]
    rival = "none" if not rivals else "nearer" if min(rivals) < _arcs(tree, event, time) else "farther"
    yield f"own:rival={rival}"
    yield f"own:rival={rival}:arcs={min(arcs, 6)}"
    yield f"own:clause={_clause(tree, event, time)}"
    yield f"own:side={'before' if time.last < min(heads) else 'after' if time.first > max(heads) else 'within'}"
    low, high = sorted((time.last, min(heads, key=lambda h: abs(h - time.last))))
    others = {hit.head for other in telling.events if other is not event for hit in other.hits}
    yield f"own:between={min(sum(low < i < high for i in others), 2)}"
    deeds = frozenset(t for e in telling.events for hit in e.hits for t in hit.tokens)
    said = is_said_there(tree, time.first, time.last, speaking, deeds)
    yield f"own:said={said}"
    yield f"own:said={said}:clause={_clause(tree, event, time)}"
    if time.head in tokens or (time.head == time.last and time.last in tokens):
        yield "own:direct"
    if time.head in speaking:
        yield "own:on_saying"
    if time.first <= 1:
        yield "own:opens"
    rule, width = time.when.rule, _width(time.when.value)
    yield f"own:rule={rule}"
    yield f"own:width={width}"
    yield f"own:wide={width in ('year', 'years')}:type={claim.type}"
    yield f"own:since={rule.startswith('when.since')}:type={claim.type}"
    yield f"own:times={min(len(ranked), 3)}"
    yield f"own:status={claim.status.value.value}"
    stretch = "since" if rule.startswith("when.since") or rule == "when.past" else width
    yield f"own:tense={_tense(tree, event)}:{stretch}"


def _clause(tree: Tree, event: Event, time: TimeMention) -> str:
    """Where the time's clause lies from the event's: the same, above it, below it, elsewhere."""
    theirs = tree.clause_head(time.last)
    ours = {tree.clause_head(hit.head) for hit in event.hits}
    if theirs in ours:
        return "same"
    if any(theirs in tree.ancestors(own) for own in ours):
        return "above"
    return "below" if ours.intersection(tree.ancestors(theirs)) else "elsewhere"


def _tense(tree: Tree, event: Event) -> str:
    """How the event is put: a noun, or the tense of its verb."""
    i = event.lead.head
    if not tree.is_verb(i):
        return "noun"
    aux = {tree.text(k) for k in tree.kids[i] if tree.relation[k] == "aux"}
    tag = tree.tokens[i].xpos
    if aux & {"has", "have", "'ve"}:
        return "has"
    if "had" in aux:
        return "had"
    if aux & {"is", "are", "was", "were"} and tag == "VBG":
        return "ing"
    return {"VBD": "past", "VBN": "part", "VBG": "bare_ing", "VBZ": "present", "VBP": "present"}.get(tag, "other")


def _carried(telling: Telling, when: When, dated: _Dated, rank: int, course: _Course) -> Iterator[str]:
    claim, last = telling.claim, course.told[-1]
    back = telling.n - dated.n
    gap = str(back) if back < 4 else "4-6" if back < 7 else "7+"
    holders = [d for d in course.told if d.when is not None and _days(d.when.value) == _days(when)]
    same = "same" if claim.type == dated.claim.type else "other"
    if same == "other" and any(d.claim.type == claim.type for d in holders):
        same = "held"
    yield "carried"
    yield f"carried:back={gap}"
    yield f"carried:back={gap}:type={same}"
    yield f"carried:type={same}"
    yield f"carried:rank={min(rank, 3)}"
    yield f"carried:own={dated.own}"
    yield f"carried:newest={'this' if last is dated else 'undated' if last.when is None else 'other'}"
    yield f"carried:refers={telling.refers_back}:type={same}"
    yield f"carried:holders={min(len(holders), 4)}"
    width = _width(when)
    yield f"carried:width={width}"
    yield f"carried:wide={width in ('year', 'years', 'month')}:type={claim.type}"
    yield f"carried:to={claim.type}"
    yield f"carried:first={dated is course.told[0]}"
    yield f"carried:tense={_tense(telling.tree, telling.event)}"
    yield f"carried:status={claim.status.value.value}"
    times = min(len(telling.mentions.times), 2)
    yield f"carried:over_own={times}"
    yield f"carried:over_own={times}:back={min(back, 1)}"
    yield f"carried:tolls={bool(claim.tolls)}:type={same}"


def _none(telling: Telling, course: _Course) -> Iterator[str]:
    claim = telling.claim
    yield "none"
    yield f"none:type={claim.type}"
    yield f"none:status={claim.status.value.value}"
    yield f"none:tense={_tense(telling.tree, telling.event)}"
    yield f"none:refers={telling.refers_back}"
    yield f"none:tolls={bool(claim.tolls)}"
    yield f"none:first={telling.n == 0}"
    last = course.told[-1] if course.told else None
    yield f"none:before={'nothing' if last is None else 'undated' if last.when is None else 'dated'}"
    if last is not None and last.when is None:
        yield f"none:after_undated={'same' if last.claim.type == claim.type else 'other'}"
