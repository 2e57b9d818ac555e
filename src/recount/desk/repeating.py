"""A judgement that was asked for before: a program that got no answer asks again, and nothing is judged twice."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from recount.desk.judged import bearing_on, incidents_named, standings_of
from recount.desk.judging import Effect, types_of
from recount.desk.locating import located_in
from recount.desk.tools import Rules, Settings, gazetteer_of
from recount.errors import RecordError
from recount.judging import State
from recount.judging.fields import field_named, stored_value
from recount.model import Judgement, Place, Target, Verdict
from recount.model.judgement import Kind
from recount.store import RecordStore, opened

_SHORTEST = 4  # characters of an id that name something
_EITHER_WAY = (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A judgement as it is asked for: names of what is judged, and what is decided. `claims` are those split off,
    `words` those that an added claim stands on."""

    who: str
    verdict: Verdict
    on: str
    other: str = ""
    claims: tuple[str, ...] = ()
    field: str = ""
    value: str = ""
    grade: str = ""
    why: str = ""
    words: str = ""


def judged_before(record: Path, asked: Asked, settings: Settings, rules: Rules) -> Effect | None:
    """The same judgement of the same person, where it still holds; None where there is none."""
    with closing(opened(record)) as store:
        alike = [one for one in store.judgements_with(asked.verdict) if _alike(one, asked)]
        named = {name: _incidents(store, name) for name in (asked.on, asked.other) if name} if alike else {}
        found = [one for one in alike if _on_the_same(one, asked, named) and _says_so(store, one, asked)]
        found = [
            one for one in found if asked.verdict is not Verdict.CORRECT or _gives(store, one, asked, settings, rules)
        ]
        if not found:
            return None
        standings = {one.judgement.id: one for one in standings_of(store, bearing_on(store, found))}
        held = [standings[one.id] for one in found if standings[one.id].state in (State.APPLIES, State.MOVED)]
        return Effect(held[-1], (), store.counted()) if held else None


def _alike(one: Judgement, asked: Asked) -> bool:
    return (
        one.withdrawn is None
        and one.verdict is asked.verdict
        and one.who == asked.who.strip()
        and one.why == asked.why.strip()
        and one.grade == asked.grade.strip().lower()
    )


def _incidents(store: RecordStore, name: str) -> tuple[str, ...]:
    try:
        return incidents_named(store, name.strip())
    except RecordError:
        return ()


def _on_the_same(one: Judgement, asked: Asked, named: dict[str, tuple[str, ...]]) -> bool:
    if asked.claims:
        off = {anchor.claim for anchor in one.on.anchors}
        return off == set(asked.claims) and _is(one.on, asked.on, named)
    if one.verdict is Verdict.ADD:
        return any(anchor.report.startswith(asked.on) for anchor in one.on.anchors) and len(asked.on) >= _SHORTEST
    if one.other is None:
        return _is(one.on, asked.on, named)
    ways: Iterable[tuple[Target, Target]] = ((one.on, one.other), (one.other, one.on))
    if one.on.id == one.other.id:  # some claims split off
        return False
    return one.verdict in _EITHER_WAY and any(_is(a, asked.on, named) and _is(b, asked.other, named) for a, b in ways)


def _is(target: Target, name: str, named: dict[str, tuple[str, ...]]) -> bool:
    short = name.strip()
    if len(short) >= _SHORTEST and target.id.startswith(short):
        return True
    return target.kind is Kind.INCIDENT and target.id in named.get(name, ())


def _says_so(store: RecordStore, one: Judgement, asked: Asked) -> bool:
    """Whether an added claim stands on the words that are asked for."""
    if one.verdict is not Verdict.ADD:
        return True
    (anchor,) = one.on.anchors[:1]
    texts = [document.text for document in store.documents([anchor.report])]
    return any(anchor.trigger.of(text).split() == asked.words.split() for text in texts)


def _gives(store: RecordStore, one: Judgement, asked: Asked, settings: Settings, rules: Rules) -> bool:
    """Whether a correction puts the same value into the same field."""
    field = field_named(asked.field, one.on.kind is Kind.INCIDENT)

    def located(words: str) -> Place:
        return located_in(gazetteer_of(rules, settings, lambda _: None), None)(words)

    if one.field != str(field):
        return False
    try:
        return one.value == stored_value(field, asked.value, types_of(store, rules.codebook), located)
    except RecordError:
        return False
