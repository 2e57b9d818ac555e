"""Releases, and looks at the next one, as work that goes on by itself: both go through all graded incidents.

What was worked out for the next release is kept in this process until the record changes; where that takes long, for
some minutes more, unless something of it may not be shown any more. No release is made from an outdated look.
"""

from __future__ import annotations

import threading
import time
from contextlib import closing
from pathlib import Path

from recount.desk.jobs import Job, Result, begun, jobs
from recount.desk.judging import By
from recount.desk.own_words import NOTE, names_said, refuse_names
from recount.desk.publishing import (
    Draft,
    checked_note,
    draft,
    make_release,
    publishing_mark,
    still_as_seen,
)
from recount.desk.publishing_choices import grades_published, policy_in
from recount.desk.running import Watch
from recount.desk.tools import BUILT_IN, Rules
from recount.errors import ConflictError
from recount.store import opened

_MAKING, _LOOKING = "release", "next release"
_LONG = 300  # graded incidents: each takes some 15 ms
_KEPT = 2
_FRESH = 300.0  # seconds that a look which takes long is shown though the record has changed
_drafts: dict[tuple[Path, Rules], tuple[float, str, Draft]] = {}
_lock = threading.Lock()


def begin_release(record: Path, note: str, by: By, seen: str, rules: Rules = BUILT_IN) -> Job:
    """The next release made (`publishing.make_release`) as a job: a second one while it is at work is refused, and one
    begun from the same look after it finds that it would hold something else. RecordError, before anything is begun,
    where it would, or where the note can't be one or names somebody who is withheld, as far as that is known."""
    words = checked_note(note)
    mark = publishing_mark(record)
    made = draft_kept(record, rules, mark)
    if made is not None and made.mark == mark:
        still_as_seen(made, seen)
        with closing(opened(record)) as store:
            refuse_names((*made.named, *names_said(store, {NOTE: words}, made.withheld, made.parts, made.others)))

    def work(watch: Watch) -> Result:
        watch.say("Going through the graded incidents …")
        return {"release": make_release(record, words, by, seen, watch).number}

    return begun(record, _MAKING, "Making the next release", by.who, "/publish/releases/{release}", work)


def release_at_work(record: Path) -> Job | None:
    """The release that is being made now."""
    return next((one for one in jobs(record) if one.kind == _MAKING and one.running), None)


def draft_kept(record: Path, rules: Rules, mark: str) -> Draft | None:
    """What the next release would hold, where that is known, or takes no longer than a page may; of a record that
    changes while it is worked out, as the record is then."""
    with _lock:
        held = _drafts.get((record, rules))
    if held is not None and held[2].mark == mark:
        return held[2]
    if not _is_long(record):
        made = draft_of(record, rules)
        return made if made.mark == publishing_mark(record) else draft_of(record, rules)
    fresh = held is not None and time.monotonic() - held[0] < _FRESH and held[1] == _giving_out(record)
    return held[2] if held is not None and fresh else None


def draft_of(record: Path, rules: Rules, watch: Watch | None = None) -> Draft:
    """The same worked out anew, however long that takes."""
    giving = _giving_out(record)
    made = draft(record, rules, watch)
    with _lock:
        _drafts.pop((record, rules), None)
        _drafts[record, rules] = time.monotonic(), giving, made
        while len(_drafts) > _KEPT:
            _drafts.pop(next(iter(_drafts)))
    return made


def begin_draft(record: Path, rules: Rules, who: str, to: str) -> Job:
    """A look at the next release as a job; the one at work where there is one."""

    def work(watch: Watch) -> Result:
        watch.say("Going through the graded incidents …")
        return {"incidents": len(draft_of(record, rules, watch).candidates)}

    try:
        return begun(record, _LOOKING, "Looking at the next release", who, to, work)
    except ConflictError:
        at_work = next((one for one in jobs(record) if one.kind == _LOOKING and one.running), None)
        if at_work is None:
            raise
        return at_work


def _giving_out(record: Path) -> str:
    with closing(opened(record)) as store:
        return store.giving_out_mark()


def _is_long(record: Path) -> bool:
    with closing(opened(record)) as store:
        return store.graded_many(grades_published(store, policy_in(store))) > _LONG
