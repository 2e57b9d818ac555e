"""What a desk looks at next: the queue's order, who looks at what, and what an answer does.

An answer is a judgement where the question asks for one, else a mark that somebody has seen it; both can be taken back.
What waits follows from the incidents (`store.desk_work_items`), and stays known by its claims and figures.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from recount.desk.finding import asking
from recount.desk.judging import (
    By,
    Effect,
    confirm,
    grades,
    judge_different,
    judge_same,
    judge_unsure,
    note,
    set_aside,
    withdraw,
)
from recount.desk.queue_closed import closed_by
from recount.desk.queue_looking import look_again
from recount.desk.queue_scenes import PAIRS, ends_of
from recount.errors import ConflictError, RecordError, RestrictedError
from recount.export.headings import heading_of
from recount.model import Incident
from recount.store import EVERYTHING, Filters, RecordStore, opened
from recount.store.desk_work import Answer, Lock, Wanted
from recount.store.desk_work_items import BASE, KINDS, REVIEWER, REVIEWERS, Item

__all__ = ["BASE", "KINDS", "REVIEWERS", "Answer", "Item", "Lock", "Taken", "Wanted"]

HELD = 5 * 60.0
"""Seconds that an item is kept for who looks at it; what they do there renews it."""
SKIPPED = 12 * 3600.0
"""Seconds that a skipped item stays out of somebody's queue."""
_PACE = 20.0  # seconds for an answer, before anybody has given one
_FASTEST = 1.0
_PAUSE = 600.0  # who takes longer was away
_LAST = 20  # answers that the pace is taken from
_FEW = 8  # answers; fewer are taken together with the usual pace
_LONGEST = 100
_MOST_KEPT = 8
_KEPT: dict[tuple[Path, Path | None, Filters, str], frozenset[str]] = {}  # what filters keep
_GIVEN = "given-"  # what stands before an item in the name of the answer that left it to the reviewers


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer that can be given: its name, its key, and what it says; `judges` says that it is a judgement, `asks`
    that it says little without its reason."""

    name: str
    key: str
    words: str
    judges: bool = False
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """An item that somebody looks at now, or that another does (`lock`, `mine`); `done` where it was answered, `given`
    to whom it is given; `also` is what else waits in its incident."""

    item: Item
    mine: bool
    lock: Lock | None
    done: bool = False
    given: str = ""
    also: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is: answers of today, what waits for them (by kind), what they skipped, and how many minutes
    the rest takes at the pace of their last answers."""

    today: int
    waiting: Mapping[str, int]
    skipped: int
    minutes: int

    @property
    def left(self) -> int:
        """How many items wait."""
        return sum(self.waiting.values())


def ready(record: Path) -> None:
    """Make the queue of a record that was made before there was one."""
    with closing(opened(record)) as store:
        if not store.queue_filled():
            store.fill_queue()


def wanted(
    record: Path,
    who: str,
    role: int,
    kinds: Sequence[str] = (),
    whose: str = "anybody",
    filters: Filters = EVERYTHING,
    own: Path | None = None,
) -> Wanted:
    """Whose queue is asked for and what of it; RecordError for a kind, or an owner, that there is none of. `own` is a
    desk's alias file. What the reports that the filters hide have a part in is closed to who asks."""
    if unknown := [kind for kind in kinds if kind not in KINDS]:
        raise RecordError(f"kind {unknown[0][:40]}", "is none of the queue's", f"There are: {', '.join(KINDS)}.")
    if whose not in ("anybody", "mine", "reviewers"):
        raise RecordError(f"queue {whose[:40]}", "is none", "Ask for anybody, mine or reviewers.")
    closed = closed_by(record, filters.hidden)
    return Wanted(who, role, time.time(), tuple(kinds), whose, _within(record, filters, own), closed)


def next_item(record: Path, want: Wanted, after: str = "", before: str = "", alone: bool = True) -> Item | None:
    """The item that comes first, or that comes after or before another, and that nobody else looks at; it is taken.

    Nobody else is given it, nor another of its incident, until it is answered or `HELD` has passed. What the same
    person looked at before is free again if they look at it `alone`. None where nothing waits.
    """
    ready(record)
    with closing(opened(record)) as store:
        return store.take_next(want, HELD, after, before, alone)


def take(record: Path, item: str, want: Wanted, alone: bool = True) -> Taken:
    """Look at an item; RecordError where there is none. Where somebody else looks at it, `mine` is False."""
    ready(record)
    with closing(opened(record)) as store:
        found = store.queue_item(item)
        if found is None:
            remedy = "It was answered, or its incident changed: go on with the next."
            raise RecordError(f"queue item {item[:40]}", "is not in the record any more", remedy)
        one, done, given = found
        if not want.opens(one.incident, one.a, one.b):
            raise _restricted(one.incident or one.a)
        lock = None if done else store.take(item, want, HELD, alone)
        other = None if lock or done else store.looked_at(one, want.now)
        also = tuple(i for i in store.queue_of(one.incident) if i.id != one.id) if one.incident else ()
        return Taken(one, lock is not None, lock or other, done, given, also)


def waiting_in(record: Path, incident: str) -> tuple[Item, ...]:
    """What waits in an incident, the first first."""
    ready(record)
    with closing(opened(record)) as store:
        return store.queue_of(incident)


def let_go(record: Path, who: str, item: str = "") -> None:
    """Somebody looks at an item no more; without one, at none."""
    with closing(opened(record)) as store:
        store.let_go(who, item)


def choices_for(record: Path, item: Item, role: int) -> tuple[Choice, ...]:
    """What can be answered, accepting first."""
    unsure = Choice("unsure", "u", "Leave it to a reviewer")
    if item.kind in PAIRS:
        doubt = Choice("unsure", "u", "Unsure: leave it to a reviewer", judges=item.kind != "unsure")
        if item.kind == "unsure":
            doubt = Choice("seen", "u", "Nobody can tell")
        same = Choice("accept", "a", "One happening", judges=True)
        return same, Choice("reject", "r", "Two happenings", judges=True), doubt
    own = tuple(Choice(grade, str(n), grade.capitalize(), True) for n, grade in enumerate(grades(record)[1], 1))
    if item.kind == "new":
        right = Choice("accept", "a", "Read rightly" if role >= REVIEWER else "Read rightly: to be graded")
        given = own if role >= REVIEWER else ()
        return (right, Choice("reject", "r", "Set it aside", judges=True), unsure, *given)
    if item.kind == "grade":
        return (*own, Choice("reject", "r", "Set it aside", judges=True))
    if item.kind == "judgement":
        return Choice("accept", "a", "It still holds"), Choice("reject", "r", "Withdraw it", judges=True)
    wrong = Choice("reject", "r", "Something is wrong: note it", judges=True, asks=True)
    return Choice("accept", "a", "Seen: it is as the reports say"), wrong, *(() if role >= REVIEWER else (unsure,))


def answer(record: Path, item: str, name: str, by: By, role: int) -> Answer:
    """Answer an item: what the answer says is judged, else it is marked as seen, and the item waits no more.

    RecordError where there is no such item, where it was answered, or where it can't be answered so.
    """
    now = time.time()
    with closing(opened(record)) as store:
        found = store.queue_item(item)
        if found is None or found[1]:
            refused = ConflictError if found else RecordError
            what = "was answered before" if found else "is not in the record any more"
            raise refused(f"queue item {item[:40]}", what, "Go on with the next.")
        one = found[0]
        if not closed_by(record, by.hidden).isdisjoint((one.incident, one.a, one.b)):
            raise _restricted(one.incident or one.a)
        lock = store.looked_at(one, now)
        if lock is not None and lock.who != by.who:
            raise ConflictError("this item", f"is looked at by {lock.who}", "Go on with the next.")
        incident = _incident(store, one.incident)
    chosen = next((c for c in choices_for(record, one, role) if c.name == name), None)
    if chosen is None:
        names = ", ".join(c.name for c in choices_for(record, one, role))
        raise RecordError(f"answer {name[:40]}", "can't be given here", f"Give one of: {names}.")
    effect, said = _done(record, one, chosen, by)
    made = datetime.now(UTC).isoformat()
    key = hashlib.sha256(f"{one.id} {by.who} {made}".encode()).hexdigest()[:24]
    to_reviewer = chosen.name == "unsure" and one.kind not in PAIRS
    onward = one.kind == "new" and chosen.name == "accept" and role < REVIEWER
    seconds = now - lock.since if lock is not None and lock.item == one.id else None
    judged = effect.standing.judgement.id if effect else ""
    if to_reviewer:
        key = f"{_GIVEN}{one.id}"
    kept = Answer(key, one.id, one.kind, one.incident, by.who, made, chosen.name, said, judged, onward, seconds)
    with closing(opened(record)) as store:
        if to_reviewer:
            store.give(one.id, REVIEWERS, by.who, made)
        else:
            store.answer(kept, incident.claims if incident else ())
        store.let_go(by.who, one.id)
    return kept


def _done(record: Path, item: Item, chosen: Choice, by: By) -> tuple[Effect | None, str]:
    """The judgement that an answer is, if it is one, and what was done in a line."""
    if item.kind in PAIRS and chosen.judges:
        a, b = ends_of(record, item)
        judge = {"accept": judge_same, "reject": judge_different}.get(chosen.name, judge_unsure)
        words = {"accept": "One happening.", "reject": "Two happenings."}.get(chosen.name, "Left to a reviewer.")
        return judge(record, a, b, by), words
    if item.kind == "judgement" and chosen.name == "reject":
        withdraw(record, item.a, by)
        return None, "The judgement is withdrawn; to bring it back, judge anew."
    if item.kind in ("new", "grade") and chosen.name == "reject":
        return set_aside(record, item.incident, by), "Set aside."
    if item.kind in ("new", "grade") and chosen.judges:
        return confirm(record, item.incident, chosen.name, by), f"Graded “{chosen.name}”."
    if chosen.name == "reject":
        why = by.why.strip() or f"To be looked into: {item.what}."
        return note(record, item.incident, replace(by, why=why)), "Noted on the incident."
    return None, "Left to a reviewer." if chosen.name == "unsure" else "Seen."


def take_back(record: Path, name: str, by: By) -> Answer:
    """Undo an answer: its judgement is withdrawn, and its item waits again where there still is something to ask.
    ConflictError for an answer that withdrew a judgement."""
    if name.startswith(_GIVEN):
        give(record, name.removeprefix(_GIVEN), "", by.who)
        return _given(record, name, by.who)
    with closing(opened(record)) as store:
        found = store.answers(one=name)
        if found and found[0].final:
            what = "withdrew a judgement, which is not undone"
            raise ConflictError(f"answer {name}", what, "To bring the judgement back, judge anew.")
        if found and not found[0].undone and found[0].judgement:
            judged = next(iter(store.judgements([found[0].judgement])), None)
        else:
            judged = None
    if judged is not None and judged.withdrawn is None:
        withdraw(record, judged.id, by)
    with closing(opened(record)) as store:
        taken = store.take_back(name, datetime.now(UTC).isoformat())
    look_again(record, taken)
    return taken


def is_kept(record: Path, item: str) -> bool:
    """Whether the queue has an item, answered or not: one goes when its incident changes."""
    with closing(opened(record)) as store:
        return store.queue_item(item) is not None


def answered(record: Path, name: str) -> Answer | None:
    """An answer by its id; None where there is none."""
    if name.startswith(_GIVEN):
        return _given(record, name, "")
    with closing(opened(record)) as store:
        return next(iter(store.answers(one=name)), None)


def last_answers(
    record: Path, who: str = "", most: int = 100, hidden: frozenset[str] = frozenset()
) -> tuple[Answer, ...]:
    """What was answered last, by somebody or by all; those taken back included. Of what reports in `hidden` have a part
    in nothing is told."""
    shut = closed_by(record, hidden)
    with closing(opened(record)) as store:
        return tuple(one for one in store.answers(who, most=most) if shut.isdisjoint((one.incident, one.judgement)))


def give(record: Path, item: str, to: str, by: str) -> None:
    """Give an item to somebody (to the reviewers: `REVIEWERS`), or with "" back to anybody; RecordError where there is
    none."""
    name = to.strip()
    if len(name) > _LONGEST or not (name.isprintable() or not name):
        raise RecordError("the name", "can't be that of a person", "Give it as it stands at People.")
    with closing(opened(record)) as store:
        if store.queue_item(item) is None:
            raise RecordError(f"queue item {item[:40]}", "is not in the record any more", "Go on with the next.")
        store.give(item, name, by, datetime.now(UTC).isoformat())
        if name != by:
            store.let_go(by, item)


def skip(record: Path, item: str, who: str) -> None:
    """Leave an item out of somebody's queue for twelve hours; others are still given it."""
    with closing(opened(record)) as store:
        if store.queue_item(item) is None:
            raise RecordError(f"queue item {item[:40]}", "is not in the record any more", "Go on with the next.")
        store.skip(item, who, time.time() + SKIPPED)
        store.let_go(who, item)


def unskip(record: Path, who: str) -> None:
    """Take all that somebody skipped back into their queue."""
    with closing(opened(record)) as store:
        store.unskip(who)


def progress(record: Path, want: Wanted) -> Progress:
    """How far somebody is with what they asked for."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0).isoformat()
    with closing(opened(record)) as store:
        waiting = store.waiting(want)
        done = store.answered_since(want.who, today)
        taken = [one.seconds for one in store.answers(want.who, most=_LAST) if one.seconds and one.seconds < _PAUSE]
        skipped = store.skipped(want.who, want.now)
    usual = [_PACE] * (_FEW - len(taken))  # a few answers don't tell how long the next hundreds take
    pace = max(_FASTEST, median([*taken, *usual]))
    return Progress(done, waiting, skipped, round(sum(waiting.values()) * pace / 60))


def _given(record: Path, name: str, who: str) -> Answer:
    """That an item was left to the reviewers, as an answer that can be undone."""
    key = name.removeprefix(_GIVEN)
    with closing(opened(record)) as store:
        found = store.queue_item(key)
    if found is None:
        raise RecordError(f"queue item {key[:40]}", "is not in the record any more", "Go on with the next.")
    item, _, given = found
    undone = None if given == REVIEWERS else "given back"
    return Answer(name, item.id, item.kind, item.incident, who, "", "unsure", "Left to a reviewer.", undone=undone)


def line_of(incident: Incident | None) -> str:
    """An incident in a line; for one that is gone, that."""
    return heading_of(incident) if incident else "its incident is set aside, or told by no report now"


def _incident(store: RecordStore, key: str) -> Incident | None:
    try:
        return store.incident(key) if key else None
    except RecordError:
        return None


def _within(record: Path, filters: Filters, own: Path | None) -> frozenset[str] | None:
    """The incidents that filters keep; None where they keep all."""
    if filters == replace(EVERYTHING, hidden=filters.hidden, nameless=filters.nameless):
        return None
    with closing(opened(record)) as store:
        key = (record, own, filters, store.lines_version())
    kept = None if filters.tags else _KEPT.get(key)  # tags change without their incidents
    if kept is None:
        with asking(record, filters, own) as (finding, asked):
            kept = frozenset(finding.columns.names["incident"][finding.flags(asked)].tolist())
        while len(_KEPT) >= _MOST_KEPT:
            _KEPT.pop(next(iter(_KEPT)), None)
        _KEPT[key] = kept
    return kept


def _restricted(on: str) -> RestrictedError:
    what, called = "rests on a restricted report", f"a question on {on[:9]}"
    return RestrictedError("incident", on, "This item", what, "Reviewers and admins answer it.", called)


def now() -> float:
    """The present moment, in seconds since 1970, as locks are told by."""
    return time.time()
