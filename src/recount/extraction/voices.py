"""One sentence, several speakers: "killed 31, the medics said; the monitor put the toll at 27" are two claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from recount.extraction.attribution import RELAYING, Attribution, attribution_of
from recount.extraction.tolls import TollMention
from recount.extraction.tree import Tree
from recount.model import Cited, Claim, Span, Status, Toll
from recount.model.claim import claim_id


def by_speaker(
    claim: Claim, tree: Tree, mentions: Sequence[TollMention], attributions: Sequence[Attribution]
) -> Iterator[Claim]:
    """A claim with the figures of its own source alone, and one more claim of the same event for each other source of
    the sentence, with that source's figures.

    `mentions` are the figures of the claim before any was left out. The first claim keeps them all where no other
    source gives one, or where it would be left without any; of a denial, what the denier tells instead is none of it.
    """
    told = [(mention, _teller(tree, mention, attributions)) for mention in mentions]
    denial = _denial_of(claim, attributions)
    others: dict[Span, tuple[Attribution, list[TollMention]]] = {}
    for mention, teller in told:
        if teller is not None and (_is_another(claim, teller) or _is_told_instead(mention, teller, denial)):
            others.setdefault(teller.phrase, (teller, []))[1].append(mention)
    theirs = {mention.toll.span for _, found in others.values() for mention in found}
    instead = denial is not None and bool(theirs)  # no figure of it is the denial's own
    if not instead and all(mention.toll.span in theirs for mention in mentions):
        yield from _told_by(claim, [teller for teller, _ in others.values()])
        return
    tellers = [teller for teller, _ in others.values()] if instead else []
    own = _of_own(replace(claim, tolls=_each_once(toll for toll in claim.tolls if toll.span not in theirs)), claim)
    yield _without_doers_of(own, tellers)
    for teller, found in others.values():
        spans = {mention.toll.span for mention in found}
        trigger = tree.tokens[found[0].harm_token].span
        if trigger.overlaps(claim.trigger) and teller.origin == claim.origin:
            trigger = tree.tokens[found[0].people_token].span  # "rejected a toll of 30 and put it at four"
        if trigger.overlaps(claim.trigger):
            continue
        other = replace(
            claim,
            id=claim_id(claim.document, trigger),
            trigger=trigger,
            clause=Span(min(trigger.start, *(s.start for s in spans)), max(trigger.end, *(s.end for s in spans))),
            status=_status(claim.status, trigger),
            rule=f"{claim.rule}; another speaker's figure",
            tolls=_each_once(toll for toll in claim.tolls if toll.span in spans),
            origin=teller.origin,
            via=teller.via,
            main=False,
        )
        if _is_told_instead(found[0], teller, denial):
            other = replace(other, agents=_named_in(other.agents, teller))
        yield _of_own(other, claim)


def _without_doers_of(denial: Claim, tellers: Sequence[Attribution]) -> Claim:
    """A denial without those who only do what its denier tells instead: "denied a massacre, saying eight were killed by
    the rebels"."""
    told = [span for teller in tellers for span in teller.content if span.start >= denial.trigger.end]
    if not told:
        return denial
    agents = tuple(name for name in denial.agents if not any(span.contains(name.span) for span in told))
    return replace(denial, agents=agents)


def _named_in(agents: Sequence[Cited[str]], teller: Attribution) -> tuple[Cited[str], ...]:
    """The doers whom a speaker names in its own words: who denies to have done it says no more who did."""
    return tuple(name for name in agents if any(span.contains(name.span) for span in teller.content))


def _told_by(claim: Claim, tellers: Sequence[Attribution]) -> Iterator[Claim]:
    """A claim all of whose figures others give: the report's own word, or that of who only tells of the event, turns
    into that of the one who counts, as in "a day after the raid, medics said they had found 24 bodies"."""
    credited = tellers[0] if len(tellers) == 1 else None
    whole = replace(claim, tolls=_each_once(claim.tolls))
    yield replace(whole, origin=credited.origin, via=credited.via) if credited is not None else whole


def _of_own(claim: Claim, whole: Claim) -> Claim:
    """One speaker's claim of a whole sentence without the victims that only other speakers count."""
    own = {toll.value.who for toll in claim.tolls}
    others = [toll.span for toll in whole.tolls if toll not in claim.tolls and toll.value.who not in own]
    return replace(claim, targets=tuple(t for t in claim.targets if not any(span.contains(t.span) for span in others)))


def _teller(tree: Tree, mention: TollMention, attributions: Sequence[Attribution]) -> Attribution | None:
    """Who gives a figure: the source whose words hold it, or those of it that follow "spoke of", "put it at"."""
    plain = [a for a in attributions if a.origin and a.hedge in RELAYING]
    counted = tree.tokens[mention.people_token].span
    return attribution_of(mention.span, plain, mention.span) or attribution_of(counted, plain, counted)


def _denial_of(claim: Claim, attributions: Sequence[Attribution]) -> Attribution | None:
    """The words of denial that a claim rests on; None for a claim that nobody denies."""
    if claim.status.value is not Status.DENIED:
        return None
    return attribution_of(claim.clause, [a for a in attributions if a.hedge == "denied"], claim.trigger)


def _is_told_instead(mention: TollMention, teller: Attribution, denial: Attribution | None) -> bool:
    """Whether who denies an event gives a figure in plain words behind the denial: "denied that jets had killed 30
    civilians and said that nine gunmen died"."""
    return denial is not None and denial.cue.end <= teller.cue.start and mention.toll.span.start >= teller.cue.end


def _is_another(claim: Claim, teller: Attribution) -> bool:
    """Whether a source is none of those that the claim rests on."""
    own = {cited.value for cited in (*claim.origin, *claim.via)}
    return own.isdisjoint(cited.value for cited in (*teller.origin, *teller.via))


def _status(status: Cited[Status], trigger: Span) -> Cited[Status]:
    """What one source denies or doubts, another's figure tells of as done."""
    return status if status.value is Status.HAPPENED else Cited(Status.HAPPENED, trigger, "status.happened")


def _each_once(tolls: Iterable[Cited[Toll]]) -> tuple[Cited[Toll], ...]:
    found: dict[Toll, Cited[Toll]] = {}
    for toll in tolls:
        found.setdefault(toll.value, toll)
    return tuple(found.values())
