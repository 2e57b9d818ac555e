"""What a sentence says besides its events - places, times, figures, sources - and which event each belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recount.codebook import Role
from recount.extraction.attribution import Attribution
from recount.extraction.events import Event
from recount.extraction.places import PlaceMention
from recount.extraction.tolls import TollMention
from recount.extraction.tree import Tree
from recount.extraction.triggers import Marks
from recount.extraction.when import TimeMention
from recount.model import Harm, PlacePrecision, Sentence, Span
from recount.model.values import Precision

_AFTER_SPEAKING = 5
# "which is based in Britain": where somebody sits, not where something happened.
_SEATS = frozenset({"base", "based", "headquarter", "headquartered"})
# A place farther off in the tree (in arcs) is where something else is. Training reports: nearer loses places, farther
# adds more wrong ones than right ones.
_PLACE_REACH = 5
# What can stand between a verb of saying and the day it was said.
_TO_THE_DAY = frozenset({"on", "late", "early", "in", "a", "statement", "reporters", "journalists"})
_PUT_OUT = frozenset({"statement", "communique", "communiqué", "bulletin", "declaration", "letter", "interview"})
_WHERE = frozenset(
    {
        "in",
        "into",
        "from",
        "to",
        "across",
        "over",
        "near",
        "inside",
        "at",
        "on",
        "throughout",
        "around",
        "within",
        "outside",
    }
)


@dataclass(frozen=True, slots=True)
class Mentions:
    """What other readers found in one sentence; `attributions` are those whose content touches it."""

    places: tuple[PlaceMention, ...] = ()
    times: tuple[TimeMention, ...] = ()
    tolls: tuple[TollMention, ...] = ()
    attributions: tuple[Attribution, ...] = ()

    def marks(self, sentence: Sentence) -> Marks:
        """The tokens that conditions of triggers ask for."""
        return Marks(
            places=frozenset(i for m in self.places if not m.is_modifier for i in range(m.first, m.last + 1)),
            tolls=frozenset(m.harm_token for m in self.tolls),
            persons=frozenset(i for e in sentence.entities if e.kind == "PERSON" for i in range(e.first, e.last + 1)),
            killed=self._highest(Harm.KILLED),
            displaced=self._highest(Harm.DISPLACED),
        )

    def _highest(self, harm: Harm) -> int:
        return max((m.toll.value.count.low or 0 for m in self.tolls if m.toll.value.harm is harm), default=0)


def of_others(
    sentence: Sentence, tolls: Iterable[TollMention], attributions: Sequence[Attribution]
) -> tuple[TollMention, ...]:
    """The tolls that do not count the speaker: who says how many were killed is not one of them.

    A single one, or people without a number, that is: of many, some may speak.
    """
    spoken = [a.source for a in attributions if a.source is not None]
    return tuple(
        m
        for m in tolls
        if not (m.toll.value.count.high == 1 or m.toll.rule == "toll.plural")
        or not any(source.contains(sentence.tokens[m.people_token].span) for source in spoken)
    )


@dataclass(slots=True)
class Share:
    """The mentions of a sentence that belong to one of its events."""

    places: list[PlaceMention]
    times: list[TimeMention]
    tolls: list[TollMention]


def shares_of(tree: Tree, events: Sequence[Event], mentions: Mentions, ground: frozenset[str]) -> list[Share]:
    """For each event of a sentence the places, times and figures that belong to it.

    A mention goes to the event it stands nearest to in the tree; what hangs on a verb of speaking ("told reporters in
    Geneva on Monday") belongs to none, nor does a country that acts or describes ("Turkey sent", "U.S. support").
    `ground` are the nouns for kinds of places.
    """
    shares = [Share([], [], []) for _ in events]
    if not events:
        return shares
    speaking = speaking_verbs(tree, mentions)
    deeds = frozenset(t for event in events for hit in event.hits for t in hit.tokens)
    for place in mentions.places:
        if locates(tree, place, ground) and not is_said_there(tree, place.first, place.last, speaking, deeds):
            owner = _owner(tree, events, place.last)
            if _distance(tree, events[owner], place.last)[0] <= _PLACE_REACH:
                shares[owner].places.append(place)
    for time in mentions.times:
        if not is_said_there(tree, time.first, time.last, speaking, deeds):
            shares[_owner(tree, events, time.last)].times.append(time)
    for event, share in zip(events, shares, strict=True):
        share.times.sort(key=lambda time: _distance(tree, event, time.last))
    for toll in mentions.tolls:
        shares[_toll_owner(tree, events, toll)].tolls.append(toll)
    return shares


def locates(tree: Tree, mention: PlaceMention, ground: frozenset[str]) -> bool:
    """Whether a place's name tells where something is, not who acts."""
    if mention.is_modifier:
        return False
    head = next(
        (i for i in range(mention.first, mention.last + 1) if not mention.first <= tree.tokens[i].head <= mention.last),
        mention.last,
    )
    above = tree.tokens[head].head
    if tree.tokens[head].deprel == "nsubj" and tree.is_verb(above):
        return False
    if tree.is_verb(above) and not _SEATS.isdisjoint(tree.forms[above]):
        return False
    if mention.place is None or mention.place.precision is not PlacePrecision.COUNTRY:
        return True
    preposition = tree.preposition(head)
    if preposition == "of":
        return not ground.isdisjoint(tree.forms[above])
    if preposition:
        return preposition in _WHERE
    if tree.relation[head] in ("compound", "amod", "nmod"):
        return not ground.isdisjoint(tree.forms[above]) or tree.tokens[above].upos == "PROPN"
    return True


def speaking_verbs(tree: Tree, mentions: Mentions) -> frozenset[int]:
    """Verbs of speaking: the cues, and what else credits the source ("cited the ministry as saying on Saturday")."""
    return frozenset(
        t.i
        for t in tree.tokens
        for a in mentions.attributions
        if (a.cue.overlaps(t.span) or a.phrase.contains(t.span)) and (tree.is_verb(t.i) or t.upos == "VERB")
    )


def is_said_there(tree: Tree, first: int, last: int, speaking: frozenset[int], deeds: frozenset[int]) -> bool:
    """Whether a place or time tells where or when something was said: right after the verb of speaking ("told the
    agency in Geneva on Monday"), before it where the tree hangs it on that verb at the sentence's beginning, or within
    the words for who speaks ("the monitor, which is based in Britain, said")."""
    for verb in speaking:
        between = range(verb + 1, first)
        if verb < first <= verb + _AFTER_SPEAKING and not any(tree.is_verb(j) or j in deeds for j in between):
            return True
    if any(tree.relation[j] == "nsubj" and tree.tokens[j].head in speaking for j in (last, *tree.ancestors(last))):
        return True
    if first > _AFTER_SPEAKING:
        return False
    for j in tree.ancestors(last):
        if j in speaking:
            return True
        if tree.is_verb(j):
            return False
    return False


def is_day_of_saying(tree: Tree, time: TimeMention, speaking: frozenset[int], deeds: frozenset[int]) -> bool:
    """Whether a day can only be that of saying: it closes the words of saying ("…, the diocese said on 8.5.2024"), or
    dates what was put out ("in a statement issued on Thursday, the ministry said"). "Said Tuesday's raid" and "said
    that on Tuesday" are not so, nor is a longer time."""
    if time.when.value.precision is not Precision.DAY or time.when.rule.startswith("when.since"):
        return False
    verb = next((i for i in range(time.first - 1, max(-1, time.first - 6), -1) if i in speaking), None)
    if verb is not None and {tree.text(i) for i in range(verb + 1, time.first)} <= _TO_THE_DAY:
        return time.last + 1 >= len(tree.tokens) or tree.tokens[time.last + 1].upos in ("PUNCT", "SCONJ")
    for j in tree.ancestors(time.last):
        if j in deeds:
            return False
        if tree.tokens[j].upos == "NOUN":
            return tree.text(j) in _PUT_OUT and j < time.first
    return False


def _owner(tree: Tree, events: Sequence[Event], token: int) -> int:
    if len(events) == 1:
        return 0
    return min(range(len(events)), key=lambda n: (_distance(tree, events[n], token), n))


def _distance(tree: Tree, event: Event, token: int) -> tuple[int, int]:
    return min(
        (tree.distance(token, hit.head), abs(token - hit.head) + (8 if hit.head > token else 0)) for hit in event.hits
    )


def _toll_owner(tree: Tree, events: Sequence[Event], toll: TollMention) -> int:
    for n, event in enumerate(events):
        if any(toll.harm_token in hit.tokens for hit in event.hits):
            return n
    scored = [
        (
            *_distance(tree, event, toll.harm_token),
            0 if any(h.trigger.role is Role.RESULT for h in event.hits) else 1,
            n,
        )
        for n, event in enumerate(events)
    ]
    return min(scored)[-1] if scored else 0


def clause_span(tree: Tree, event: Event, others: Sequence[Event], text: str, longest: int = 700) -> Span:
    """The clause that tells an event: what hangs on its topmost predicate, without the clauses of other events.

    A clause is at most `longest` characters: a longer one is cut around the trigger.
    """
    tops = [tree.clause_head(hit.head) for hit in event.hits]
    depth = {top: sum(1 for _ in tree.ancestors(top)) for top in tops}
    top = min(tops, key=lambda t: (depth[t], t))
    own = {t for hit in event.hits for t in hit.tokens}
    upward = {*own, *(j for t in own for j in tree.ancestors(t))}
    foreign = {
        head
        for other in others
        if other is not event
        for head in (tree.clause_head(hit.head) for hit in other.hits)
        if head not in upward
    }
    tokens = [t for t in tree.subtree(top, foreign) if not _loose(tree, t)]
    tokens = sorted({*tokens, *own})
    span = tree.span(tokens)
    if span.end - span.start <= longest:
        return span
    middle = tree.tokens[event.lead.head].span
    start = max(span.start, middle.start - longest // 2)
    return Span(start, min(span.end, start + longest, max(middle.end, start + longest)))


def _loose(tree: Tree, t: int) -> bool:
    return tree.tokens[t].upos == "PUNCT" or tree.relation[t] == "cc" or tree.tokens[t].text.lower() == "that"
