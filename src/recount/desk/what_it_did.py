"""What adding a claim, correcting or setting one aside, or a split did to incidents: said with the line that answers
it."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from recount.desk.judged import holding_most
from recount.desk.shown import shown_in
from recount.export.wording import estimate_words, plural
from recount.model import Harm, Incident, Judgement, Verdict
from recount.model.judgement import Kind
from recount.store import RecordStore, opened
from recount.tolls import by_range
from recount.tolls.estimates import disagreed

_MOVING = (Verdict.ADD, Verdict.SET_ASIDE, Verdict.DIFFERENT, Verdict.CORRECT)
_BACK = "What belongs to the rest can be merged with it again."


@dataclass(frozen=True, slots=True)
class Did:
    """In words what became of incidents, which these are now, and what an analyst may do about it."""

    words: str
    incidents: tuple[Incident, ...]
    advice: str = ""


def what_it_did(record: Path, one: Judgement, hidden: Collection[str] = ()) -> Did | None:
    """What a judgement of `add` or `set aside` did, where a corrected claim stands, and a split beyond what was asked;
    None for others, for one that was withdrawn, and where no incident is left of it that may be seen by who may not see
    the `hidden` reports."""
    if one.withdrawn is not None or one.verdict not in _MOVING:
        return None
    with closing(opened(record)) as store:
        if one.verdict is Verdict.CORRECT:
            held = _seen(store, store.holding([one.on.id]), hidden) if one.on.kind is Kind.CLAIM else ()
            return Did("The claim stands now in", held) if held else None
        if one.verdict is Verdict.ADD:
            held = _seen(store, store.holding([one.on.id]), hidden)
            return _entered(held[0], one.on.id) if held else None
        if one.verdict is Verdict.DIFFERENT:
            return _left_as_well(store, one, hidden)
        left = _seen(store, holding_most(store, {key for rest in one.rests for key in rest.claims}), hidden)
    if not left:
        return None
    apart = len(left) > len(one.rests)
    return Did("What it had held together stands now in" if apart else "It was taken out of", left)


def _left_as_well(store: RecordStore, one: Judgement, hidden: Collection[str]) -> Did | None:
    """The claims that were to stay where others were split off, and don't stand with most of those that stay."""
    if one.other is None or one.on.kind is not Kind.INCIDENT or one.on.id != one.other.id:
        return None
    staying = {anchor.claim for anchor in one.other.anchors}
    left = _seen(store, holding_most(store, staying)[1:], hidden)
    many = sum(claim in staying for other in left for claim in other.claims)
    if not many:
        return None
    words = f"{plural(many, 'claim')} that {'was' if many == 1 else 'were'} not ticked left it as well"
    held = "it" if many == 1 else "they"
    why = f"only what was split off had held {'it' if many == 1 else 'them'} together with the rest"
    return Did(f"{words}, as {why}; {held} {'stands' if many == 1 else 'stand'} in", left, _BACK)


def _seen(store: RecordStore, held: tuple[Incident, ...], hidden: Collection[str]) -> tuple[Incident, ...]:
    return shown_in(store, [one.id for one in held], frozenset(hidden)) if hidden else held


def _entered(incident: Incident, claim: str) -> Did:
    others = len(incident.claims) - 1
    if not others:
        return Did("No other claim tells of it: it is an incident of its own,", (incident,))
    told = [words for harm in Harm if (words := _change(incident, claim, harm))]
    figures = f" (there {'; '.join(told)})" if told else ""
    words = f"It was taken to tell of the same as {plural(others, 'other claim')}{figures} and stands in"
    return Did(words, (incident,), "Where that is another happening, split it off there.")


def _change(incident: Incident, claim: str, harm: Harm) -> str:
    """What became of a figure by a claim: "killed 14 is now 9–14, contested"."""
    before = by_range(tuple(entry for entry in incident.ledger if entry.claim != claim), harm)
    after = by_range(incident.ledger, harm)
    if after is None or (before is not None and estimate_words(before) == estimate_words(after)):
        return ""
    was = estimate_words(before) if before is not None else "not stated"
    return f"{harm.value} {was} is now {estimate_words(after)}{', contested' if disagreed(after) else ''}"
