"""Sentences to claims: what each source says happened, every value with the words it was read from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from recount.codebook import Codebook
from recount.codebook.actors import Actors
from recount.extraction.arguments import Part, Parties, framed_places, names_other_actors, parties_of
from recount.extraction.assaults import tried_only
from recount.extraction.attribution import Attribution, attribution_of, attributions_in
from recount.extraction.campaigns import days_in, lasting_in
from recount.extraction.carry import Memory, Told, refers_back, told_type, why_type
from recount.extraction.circumstances import circumstances
from recount.extraction.denied import with_what_is_denied
from recount.extraction.elsewhere import by_place
from recount.extraction.event_place import CARRIED, Named, in_order, with_places
from recount.extraction.event_time import Telling, with_times
from recount.extraction.events import Event, events_in
from recount.extraction.first_told import with_first_figures
from recount.extraction.habits import with_habits
from recount.extraction.joined import joined
from recount.extraction.main_claim import with_main
from recount.extraction.mentions import Mentions, Share, clause_span, of_others, shares_of
from recount.extraction.names import fullest_names
from recount.extraction.naming import Naming, agents_named, targets_named
from recount.extraction.one_by_one import by_turn
from recount.extraction.one_deed import without_counting
from recount.extraction.operations import with_operations_told
from recount.extraction.parts_apart import by_part
from recount.extraction.place_story import with_story_place
from recount.extraction.places import places_in
from recount.extraction.same_figures import with_same_figures
from recount.extraction.shared_deeds import joined_with, of_all_causes, with_all_doers
from recount.extraction.slips import mended
from recount.extraction.status import says_all_is_untrue, status_of
from recount.extraction.still_held import with_losses_denied
from recount.extraction.sums import with_sums
from recount.extraction.told import Assertion, assertion_of
from recount.extraction.told_again import without_repeats
from recount.extraction.told_names import with_names_whole
from recount.extraction.toll_wider import WiderTotal, aside, marks_without, told_outside, wider_totals, words_aside
from recount.extraction.tolls import TollMention, tolls_in
from recount.extraction.tree import Tree
from recount.extraction.triggers import hits_in
from recount.extraction.voices import by_speaker
from recount.extraction.weighed import familiarity, told_chance, weighed_category, weighed_status, weighed_type
from recount.extraction.weighed_parties import Before, Scene, weighed_parties
from recount.extraction.weighing import Weigher, weigher
from recount.extraction.when import last_day, times_in
from recount.extraction.wholes import with_wholes
from recount.gazetteer import Gazetteer
from recount.model import (
    UNDATED,
    Cited,
    Claim,
    Harm,
    LabelKind,
    Passage,
    Reading,
    Span,
    Status,
    Toll,
)
from recount.model.claim import claim_id

# An event of the same type told so few sentences before is the one that goes on, where nothing else is said.
# Calibrated on training reports: agents, places and times all gain up to two sentences.
_GOES_ON = 2
# Gravity from which on denials and blame are for the event told before: strikes, bombs, gas, killings, not operations.
_ANSWERED = 7
# How far back "the attack" and a bare "12 people died" can reach.
_REFERS_BACK = 8
# From which chance on words tell an event that assert one, by a predicate or a figure, and words that hardly do. What
# the codebook has a clear word for takes more than a doubt of the reader's. Chosen on training reports, with hints of
# heads that had not seen them, and on wires of another war.
_TOLD, _TOLD_WEAKLY = 0.3, 0.45
_ASSERTED = frozenset({Assertion.FULL, Assertion.TOLL})
_BATTLE = "battle"
# How many sentences, its own included, the reader's links of an event are looked up in.
_LOOKED_BACK = 4
# A sentence with more events than this is a list or a table, not prose.
_MOST_EVENTS = 12


@dataclass(frozen=True, slots=True)
class _Report:
    """What is known of a whole report before its sentences are coded."""

    reading: Reading
    codebook: Codebook
    naming: Naming
    attributions: dict[tuple[int, int], tuple[Attribution, ...]]
    named: Named
    weigher: Weigher
    familiar: float


def claims_in(
    reading: Reading, codebook: Codebook, gazetteer: Gazetteer, actors: Actors, weighing: Weigher | None = None
) -> tuple[Claim, ...]:
    """Every claim of a report, in text order, one of them marked as the report's main claim.

    `weighing` are the weights of rules and learned heads, those that come with Recount where none are given.
    """
    reading = with_names_whole(mended(reading), actors)
    names = fullest_names(reading, actors)
    named = Named.of(places_in(reading, gazetteer, names.is_of_actor))
    report = _Report(
        reading,
        codebook,
        Naming(names, actors, codebook),
        _touching(reading, attributions_in(reading, actors, names)),
        named,
        weighing or weigher(),
        familiarity(reading, codebook),
    )
    claims = [claim for passage in reading.passages for claim in _claims_of(report, passage)]
    claims = with_same_figures(claims, reading, report.attributions)
    own = without_repeats(_without_title(_once(claims), reading), reading)
    told = with_main(tuple(with_sums(tuple(own), reading, codebook)), reading.document, codebook)
    told = tuple(with_habits(with_what_is_denied(told, reading), reading.document.text))
    placed = with_story_place(told, reading.passages, named.all, gazetteer)
    placed = with_losses_denied(placed, reading, report.attributions, codebook)
    placed = with_operations_told(with_first_figures(placed), reading, codebook)
    return with_wholes(placed, reading, named.all, codebook, actors)


def _touching(reading: Reading, attributions: Sequence[Attribution]) -> dict[tuple[int, int], tuple[Attribution, ...]]:
    """For each sentence the attributions whose cue or content lies in it."""
    found: dict[tuple[int, int], list[Attribution]] = defaultdict(list)
    starts = {passage.n: [s.span.start for s in passage.sentences] for passage in reading.passages}
    sizes = {passage.n: len(passage.sentences) for passage in reading.passages}
    for attribution in attributions:
        n = attribution.passage
        touched = {attribution.sentence}
        for content in attribution.content:
            first = max(0, bisect_right(starts[n], content.start) - 1)
            touched.update(range(first, min(bisect_left(starts[n], content.end), sizes[n])))
        for sentence in sorted(touched):
            found[n, sentence].append(attribution)
    return {key: tuple(rows) for key, rows in found.items()}


def _claims_of(report: _Report, passage: Passage) -> Iterator[Claim]:
    memory, told, before = Memory(), list[Telling](), list[Before]()
    figures: dict[str, Sequence[TollMention]] = {}
    ground = report.codebook.classes.get("ground", frozenset())
    day, lasting = UNDATED, frozenset[str]()
    for n, sentence in enumerate(passage.sentences):
        tree = Tree(sentence)
        key = (passage.n, n)
        said = report.attributions.get(key, ())
        bare = Mentions(places=report.named.inside(key), tolls=of_others(sentence, tolls_in(sentence), said))
        before = [replace(b, back=b.back + 1) for b in before[-_LOOKED_BACK + 1 :]]
        before.append(Before(tree, bare, 0))
        hits = without_counting(tree, hits_in(tree, report.codebook, bare.marks(sentence)))
        if not hits:
            continue
        mentions = Mentions(
            bare.places,
            times_in(sentence, report.reading.document.published, day),
            bare.tolls,
            said,
        )
        day = last_day(mentions.times, day)
        totals = wider_totals(tree, mentions, hits)
        lasting |= lasting_in(sentence, mentions.times, report.reading.document.published)
        marks = marks_without(totals, mentions, sentence, hits)
        marks = replace(marks, lasting=lasting, days=days_in(mentions.times))
        found = events_in(tree, told_outside(totals, hits), report.codebook, marks)[:_MOST_EVENTS]
        told_here = tried_only(tree, found, report.codebook)
        events, shares = joined(tree, told_here, shares_of(tree, told_here, mentions, ground))
        line = _Line(n, tree, events, mentions, memory, tuple(before), totals)
        for event, share in zip(events, shares, strict=True):
            claim = _claim(report, line, event, share)
            if claim is not None:
                theirs = words_aside(claim, totals)
                told.append(Telling(claim, n, tree, event, events, mentions, refers_back(tree, event), theirs))
                figures[claim.id] = (aside(share, totals, event) if theirs else share).tolls
    placed = with_places(told, with_times(told), report.named, passage, ground, report.weigher)
    for telling, claim in zip(told, with_all_doers(told, placed), strict=True):
        told_of, tree = figures[claim.id], telling.tree
        for one in by_place(claim, tree, told_of, telling.mentions.places, report.named):
            for spoken in by_speaker(one, tree, told_of, telling.mentions.attributions):
                for single in by_turn(spoken, report.reading.document.text):
                    yield from by_part(single, tree, telling.mentions.places, report.codebook.merging.objects)


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence being coded: its number in the passage, its events and mentions, what was told before it, and its
    totals of more than an event."""

    n: int
    tree: Tree
    events: Sequence[Event]
    mentions: Mentions
    memory: Memory
    before: Sequence[Before]
    totals: Sequence[WiderTotal]


def _claim(report: _Report, line: _Line, event: Event, share: Share) -> Claim | None:
    document, tree = report.reading.document, line.tree
    counted = (mention.toll.value.who.lower() for mention in share.tolls if event.type == "toll_report")
    dates = tree.dating(event.lead.head) is not None
    meant = line.memory.meant(report.codebook, line.n if dates else None, frozenset(counted) - {""})
    if event.is_echo and (meant is None or not _is_answered(report, line, event, meant)):
        return None
    parties = of_all_causes(tree, event, parties_of(tree, event))
    all_told, share = share, aside(share, line.totals, event)
    own, retyped = _own_words(report, line, event, share, parties, meant)
    if own.type == "toll_report" and share is not all_told:
        share = all_told
        own, retyped = _own_words(report, line, event, share, parties, meant)
    detail = bool(own.agents or own.targets)
    strength = assertion_of(
        tree, event, toll=bool(share.tolls), where_or_when=bool(share.places or share.times), parties=detail
    )
    if strength is Assertion.NONE and event.lead.trigger.finite and tree.relation[event.lead.head] == "amod":
        return None  # "the besieged town", "a school sheltering displaced people" only describe
    trigger = tree.span(list(event.lead.tokens))
    clause = clause_span(tree, event, line.events, document.text)
    attribution = attribution_of(clause, line.mentions.attributions, trigger)
    if event.is_echo and attribution is None:
        denials = (a for a in line.mentions.attributions if a.hedge == "denied" and a.cue.overlaps(trigger))
        attribution = next((a for a in denials if a.origin), None)
    beside = {
        "familiar": report.familiar,
        "credited": float(attribution is not None and bool(attribution.origin)),
        "figures": float(min(2, len(share.tolls))),
        "told_before": float(any(told.type == own.type for told in line.memory.told)),
        "agents": float(bool(own.agents)),
        "targets": float(bool(own.targets)),
        "where": float(bool(share.places)),
        "when": float(bool(share.times)),
        "first": float(line.n == 0),
    }
    chance = told_chance(report.weigher, tree, event, strength, own.type, beside)
    if chance < (_TOLD if strength in _ASSERTED else _TOLD_WEAKLY):
        return None
    reasons = [event.rule, *([f"reader: told {chance:.2f}"] if tree.sentence.hints is not None else []), retyped]
    ruled = status_of(tree, event, _hedge(attribution, trigger, document.text))
    status = weighed_status(report.weigher, tree, event, ruled)
    whole = _with_what_goes_on(line, event, own, names_other_actors(tree, clause, parties))
    whole = _with_linked(report, line, event, share, parties, own, whole)
    line.memory.add(replace(own, agents=_remembered(own.agents, status.value)))
    return Claim(
        id=claim_id(document.id, trigger),
        document=document.id,
        type=own.type,
        status=status,
        trigger=trigger,
        clause=clause,
        rule="; ".join(reason for reason in reasons if reason),
        agents=whole.agents,
        targets=whole.targets,
        places=whole.places,
        place=whole.place,
        tolls=_tolls(
            [weighed_category(report.weigher, tree, event, mention) for mention in share.tolls],
            shared=bool(joined_with(tree, event, line.events)),
        ),
        origin=attribution.origin if attribution is not None else (),
        via=attribution.via if attribution is not None else (),
    )


def _is_answered(report: _Report, line: _Line, event: Event, meant: Told) -> bool:
    """Whether a denial or blame can be for the event told before: a grave one, or any violent one that "denied it"
    follows at once."""
    follows = meant.sentence >= line.n - 1 and says_all_is_untrue(line.tree, event)
    return follows or report.codebook.types[meant.type].gravity >= _ANSWERED


def _remembered(agents: tuple[Cited[str], ...], status: Status) -> tuple[Cited[str], ...]:
    """Who can be the agent of what is told next: not who is said not to have done it, nor the armed body that only
    stood nearest (wrong in 16 of 19 training cases once handed on)."""
    return () if status is Status.DENIED else tuple(name for name in agents if "; near; " not in name.rule)


def _own_words(
    report: _Report, line: _Line, event: Event, share: Share, parties: Parties, meant: Told | None
) -> tuple[Told, str]:
    """What the sentence itself says of an event, and why its type is another than the rules'."""
    tree, rule = line.tree, event.lead.trigger.rule
    back = line.n - meant.sentence if meant is not None else line.n
    beside = circumstances(tree, share, parties, meant, report.codebook, back)
    kind = told_type(tree, event, meant, report.codebook, beside)
    carried = why_type(event, kind, meant)
    kind, retyped = weighed_type(report.weigher, tree, event, kind, report.codebook)
    acting = [party.span for party in parties.agents]
    places, place = in_order(
        [m for m in share.places if not any(span.contains(m.name.span) for span in acting)],
        framed_places(tree, event),
        report.named,
    )
    told = Told(
        kind,
        line.n,
        agents_named(report.naming, tree, parties.agents, share, line.mentions, rule),
        targets_named(report.naming, tree, parties.targets, share, line.mentions, rule),
        places,
        place,
        rule,
    )
    return told, "; ".join(why for why in (carried, retyped) if why)


def _with_what_goes_on(line: _Line, event: Event, own: Told, other_actors: bool) -> Told:
    """An event completed by what the sentences and events before clearly bring along."""
    whole = own
    reach = _REFERS_BACK if refers_back(line.tree, event) else _GOES_ON
    for before in (line.memory.goes_on(own.type, line.n - reach), line.memory.beside(line.n)):
        if before is None:
            continue
        if before.type == own.type != "toll_report" and not other_actors:
            whole = replace(whole, agents=whole.agents or before.agents)
        if not whole.places:
            carried = tuple(replace(cited, rule=CARRIED) for cited in before.places)
            whole = replace(whole, places=carried, place=before.place)
    return whole


def _with_linked(
    report: _Report, line: _Line, event: Event, share: Share, parties: Parties, own: Told, whole: Told
) -> Told:
    """The parties of an event once the rules' are weighed with the words that the reader links to it."""
    told = line.memory.told
    scene = Scene(report.naming, line.tree, event, own.type, parties, share, line.mentions, line.before, told)
    agents = weighed_parties(report.weigher, scene, Part.AGENT, own.agents, () if own.agents else whole.agents)
    targets = weighed_parties(report.weigher, scene, Part.TARGET, own.targets, () if own.targets else whole.targets)
    # those who died did not kill, but in a battle: "Islamic State" no more than "30 Islamic State militants"
    battle = report.codebook.types[own.type].family == _BATTLE
    harmed = [set(name.value.lower().split()) for name in targets if "; toll" in name.rule and not battle]
    agents = tuple(a for a in agents if not any(set(a.value.lower().split()) <= words for words in harmed))
    acting = {_one(report.naming.actors, name.value) for name in agents}
    targets = tuple(t for t in targets if _one(report.naming.actors, t.value) not in acting)
    return replace(whole, agents=agents, targets=targets)


def _one(actors: Actors, name: str) -> str:
    """A party as two of its names are compared: nobody is hit by "its rockets" under another of its names."""
    actor = actors.canonical(name)
    return actor.name if actor is not None and name[:1].isupper() else name.lower()


def _hedge(attribution: Attribution | None, trigger: Span, text: str) -> str | None:
    """How a source, or reports of nobody's, put the event; "denied it was bombing, but thousands fled" denies only what
    stands before."""
    if attribution is None or not (attribution.origin or attribution.hedge == "alleged"):
        return None
    between = text[attribution.cue.end : trigger.start].lower()
    return None if attribution.hedge == "denied" and " but " in between else attribution.hedge


def _tolls(tolls: Iterable[Cited[Toll]], *, shared: bool) -> tuple[Cited[Toll], ...]:
    return tuple(replace(toll, value=replace(toll.value, shared=True)) if shared else toll for toll in tolls)


def _without_title(claims: Iterable[Claim], reading: Reading) -> Iterator[Claim]:
    """The claims without those of the title, unless the body tells of nothing, or nowhere of as many dead."""
    titles = [label.span for label in reading.document.labels if label.kind is LabelKind.TITLE]
    listed = list(claims)
    titled = {claim.id for claim in listed if any(title.contains(claim.trigger) for title in titles)}
    body = {number for claim in listed if claim.id not in titled for number in _dead(claim)}
    for claim in listed:
        if claim.id not in titled or len(titled) == len(listed) or _only_told_by(_dead(claim), body):
            yield claim


def _dead(claim: Claim) -> set[int]:
    """The numbers of killed that a claim states, words like "dozens" aside."""
    stated = (t for t in claim.tolls if t.value.harm is Harm.KILLED and "count." in t.rule and "vague" not in t.rule)
    return {t.value.count.low if t.value.count.low is not None else t.value.count.high or 0 for t in stated}


def _only_told_by(title: set[int], body: set[int]) -> bool:
    return bool(title) and min(title) > 1 and title.isdisjoint(body)


def _once(claims: Sequence[Claim]) -> Iterator[Claim]:
    """Claims in text order, one for each trigger."""
    seen: set[str] = set()
    for claim in sorted(claims, key=lambda c: (c.trigger.start, c.trigger.end)):
        if claim.id not in seen:
            seen.add(claim.id)
            yield claim
