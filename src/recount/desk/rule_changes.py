"""Rules of publishing that an admin changes, each change written down among the sign-ins: who, when, what it was before
and what it is since. One of them shows positions more exactly, one shows the last release to everybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from recount.desk.accounts import now
from recount.desk.judging import choose_grades, grades
from recount.desk.people import Doer
from recount.desk.publishing_choices import choose_policy, grades_going_out, policy_of
from recount.publishing.policy import Coarse, Policy
from recount.publishing.shortening import shortened
from recount.store import opened
from recount.store.people import Deed

CHANGED = "changed a rule of publishing"
_SHOWN = 10
_LONGEST = 200  # characters of what stood in a field
_CALLED: Mapping[str, str] = {
    "grades": "grades that go out",
    "min_origins": "origins at least",
    "coarse": "positions",
    "quote_length": "characters of a quotation",
    "quotes_a_report": "quotations of a report",
    "signed": "who graded and released is shown",
    "contact": "corrections and removal",
    "address": "address on the web",
    "served": "shown to everybody at /public/",
    "rule": "headline figure by the rule",
}


def change_policy(record: Path, policy: Policy, by: Doer) -> Policy:
    """Publish by another policy (`choose_policy`), and write down what changed of it."""
    was = _as_it_goes_out(record)
    checked = choose_policy(record, policy)
    _note(record, by, _changes(was, _as_it_goes_out(record)))
    return checked


def change_grades(record: Path, name: str, by: Doer) -> tuple[str, ...]:
    """Grade by another set (`choose_grades`), and write down what changed by it."""
    was, former = _as_it_goes_out(record), grades(record)[0]
    chosen = choose_grades(record, name)
    told = [f"set of grades: {former} → {name}"] if name != former else []
    _note(record, by, (*told, *_changes(was, _as_it_goes_out(record))))
    return chosen


def last_changes(record: Path) -> tuple[Deed, ...]:
    """The last changes of the rules, the newest first."""
    with closing(opened(record)) as store:
        return tuple(deed for _, deed in store.deeds(_SHOWN, what=CHANGED))


def _as_it_goes_out(record: Path) -> Policy:
    return replace(policy_of(record), grades=grades_going_out(record))


def _changes(was: Policy, now_: Policy) -> Iterator[str]:
    for field in fields(Policy):
        a, b = getattr(was, field.name), getattr(now_, field.name)
        if a != b:
            yield f"{_CALLED.get(field.name, field.name)}: {_words(a)} → {_words(b)}"


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Coarse):
        return value.value
    words = ", ".join(value) if isinstance(value, tuple) else " ".join(str(value).split())
    return shortened(words, _LONGEST) or "nothing"


def _note(record: Path, by: Doer, changes: Iterator[str] | tuple[str, ...]) -> None:
    with closing(opened(record)) as store:
        for words in changes:
            store.note_deed(Deed(now(), by.name, CHANGED, words, by.address))
