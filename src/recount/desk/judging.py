"""What a person decides on a record, one function each; every one says what it changed.

Each takes the record's folder, what is judged (an id, how one begins, or a public id), and `By`: who judges and why.
Nothing is ever edited: a decision is withdrawn, and both stay.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import count
from pathlib import Path

from recount.codebook import conflict_codebook, load_codebook
from recount.desk.codebooks import content_of
from recount.desk.days import checked_correction
from recount.desk.exporting import EXPORTS, write_exports
from recount.desk.judged import (
    Change,
    actors_of_record,
    bearing_on,
    incident_target,
    incidents_named,
    rests_without,
    standings_of,
    target_of,
)
from recount.desk.kept_rules import kept_rules
from recount.desk.locating import located_in
from recount.desk.permitting import allowed
from recount.desk.resolving import brought_up
from recount.desk.roles import Role
from recount.desk.tools import BUILT_IN, Rules, Say, Settings, gazetteer_of
from recount.errors import RecordError
from recount.export.private import NAMED
from recount.judging import Standing, State
from recount.judging.binding import MOST_PAIRS
from recount.judging.fields import field_named, stored_value, was_of, was_of_incident
from recount.judging.lines import identified, judgements_hash, judgements_in, judgements_text
from recount.model import Claim, Incident, Judgement, Place, Target, Verdict, Withdrawal
from recount.model.judgement import DEFAULT_GRADES, GRADES, Kind
from recount.store import RecordStore, opened

_LONGEST = {"who": 100, "why": 5000}
_EITHER = (Kind.CLAIM, Kind.INCIDENT)


@dataclass(frozen=True, slots=True)
class By:
    """Who judges and why; `actors` is the desk's own alias file, where the record was brought together with one.

    `exports` says whether the files among the record's exports are written anew at once: they take the longer the
    larger the record is, and the next run writes them, too.

    `role` is what the member of a served desk may do, None for who holds the record's folder; `hidden` are the reports
    that they may not see: what rests on one of these they may not judge.
    """

    who: str
    why: str = ""
    actors: Path | None = None
    exports: bool = True
    role: Role | None = None
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Effect:
    """What a judgement, or its withdrawal, did: the judgement as it stands now, and the incidents that changed."""

    standing: Standing
    changes: tuple[Change, ...]
    incidents: int


def judge_same(record: Path, a: str, b: str, by: By) -> Effect:
    """That two claims or incidents are one happening: they stand in one incident from now on."""
    return decided(record, by, lambda store: _pair(store, Verdict.SAME, a, b))


def judge_different(record: Path, a: str, b: str, by: By) -> Effect:
    """That two claims or incidents are not one happening. A claim of an incident is told apart from all its others."""
    return decided(record, by, lambda store: _pair(store, Verdict.DIFFERENT, a, b))


def judge_unsure(record: Path, a: str, b: str, by: By) -> Effect:
    """That somebody looked at two claims or incidents and could not tell: it changes nothing and waits for review."""
    return decided(record, by, lambda store: _pair(store, Verdict.UNSURE, a, b))


def correct(
    record: Path, ref: str, value: str, by: By, settings: Settings, rules: Rules = BUILT_IN, say: Say = print
) -> Effect:
    """Another value for `ID.FIELD`, of a claim or an incident; what the machine read stays and is shown beside it.

    A place is looked up in the gazetteer of `rules` and `settings`. RecordError where there is no such field, or where
    the value is none for it, or a day ahead (`desk.days`).
    """
    name, _, field_name = ref.partition(".")
    if not field_name:
        remedy = "Write ID.FIELD, such as 3f2a91c0.killed or i3f2a91c0.time."
        raise RecordError(ref, "names no field to correct", remedy)
    if NAMED in value:
        remedy = "Write the names as the reports have them, or leave it to a reviewer."
        raise RecordError(f"“{NAMED}”", "stands for a name that is restricted, and is none", remedy)

    def made(store: RecordStore) -> Judgement:
        target = target_of(store, name, _EITHER)
        field = field_named(field_name, target.kind is Kind.INCIDENT)
        if target.kind is Kind.INCIDENT:
            of: Claim | Incident = (one := store.incident(target.id))
            was, around, several = was_of_incident(one, field), one.place, False
        else:
            (of,) = (claim,) = store.claims([target.id])
            was, around = was_of(claim, field), claim.place
            several = not was and not field.n and any(toll.value.harm is field.harm for toll in claim.tolls)

        def located(words: str) -> Place:
            return located_in(gazetteer_of(rules, settings, say), around)(words)

        stored = stored_value(field, value, types_of(store, rules.codebook), located)
        checked_correction(store, of, field, stored, by.why)
        if field.harm and not was and (several or field.part or stored == "none"):
            what = f"no single figure of that harm is read from claim {target.id[:8]}"
            raise RecordError(ref, what, f"Name it by its place: {field.name}.1, {field.name}.2 ….")
        return Judgement("", "", NEVER, Verdict.CORRECT, target, field=str(field), value=stored, was=was)

    return decided(record, by, made)


def types_of(store: RecordStore, own: Path | None) -> tuple[str, ...]:
    """The event types of a codebook: of `own`, else of the one that the record keeps, else of the built-in one."""
    with kept_rules(store) as kept:
        folder = own or kept.codebook
        return _types_in(folder, content_of(folder)) if folder else _built_in_types()


@cache
def _built_in_types() -> tuple[str, ...]:
    return tuple(conflict_codebook().types)


@lru_cache(maxsize=8)
def _types_in(folder: Path, _content: str) -> tuple[str, ...]:
    return tuple(load_codebook(folder).types)


def set_aside(record: Path, name: str, by: By) -> Effect:
    """A claim, an incident or a report out of all views and totals, until that is withdrawn."""

    def made(store: RecordStore) -> Judgement:
        target = target_of(store, name, (*_EITHER, Kind.REPORT))
        return Judgement("", "", NEVER, Verdict.SET_ASIDE, target, rests=rests_without(store, target))

    return decided(record, by, made)


def confirm(record: Path, name: str, grade: str, by: By) -> Effect:
    """The desk's grade for an incident, one of the grades that the record uses."""

    def made(store: RecordStore) -> Judgement:
        allowed = grades_of(store)
        if grade.strip().lower() not in allowed:
            what = "is no grade of this record"
            remedy = f"Give one of: {', '.join(allowed)}. Other grades: recount judge grades."
            raise RecordError(f"grade {grade}", what, remedy)
        target = _incident(store, name)
        return Judgement("", "", NEVER, Verdict.CONFIRM, target, grade=grade.strip().lower())

    return decided(record, by, made)


def note(record: Path, name: str, by: By) -> Effect:
    """A remark on a claim, an incident or a report, which changes nothing; the remark is `by.why`."""
    if not by.why.strip():
        raise RecordError("the note", "has no words", "Write what you remark (on the command line: --why).")
    kinds = (*_EITHER, Kind.REPORT)
    return decided(record, by, lambda store: Judgement("", "", NEVER, Verdict.NOTE, target_of(store, name, kinds)))


def publish(record: Path, name: str, by: By) -> Effect:
    """The public id of an incident, minted when it is first published and its own for ever, also where its publication
    was withdrawn in between; RecordError where it has one. After a merge the older id stands, of two that one release
    published that of most claims, and the other leads to it; after a split it stays with most of the claims."""

    def made(store: RecordStore) -> Judgement:
        target = _incident(store, name)
        if public := store.incident(target.id).public:
            raise RecordError(f"incident {target.id}", f"is published as {public[0]}", "It keeps that id.")
        every = store.judgements_with(Verdict.PUBLISH)
        taken = {one.value for one in every if one.withdrawn is None}
        minted = public_id_for({anchor.claim for anchor in target.anchors}, every, taken)
        return Judgement("", "", NEVER, Verdict.PUBLISH, target, value=minted)

    return decided(record, by, made)


def public_id_for(claims: Collection[str], minted: Iterable[Judgement], taken: Collection[str]) -> str:
    """The public id for an incident of these claims that has none: the one that most of them had before its publication
    was withdrawn, else a new one. `minted` are publications; `taken` are the ids that others have."""
    for one in minted:
        if one.withdrawn is not None and one.value not in taken:
            told = [anchor.claim in claims for anchor in one.anchors]
            if 2 * sum(told) > len(told):
                return one.value
    return public_id(claims, taken)


def public_id(claims: Iterable[str], taken: Collection[str]) -> str:
    """The public id that an incident of these claims gets; `taken` are those that were ever minted."""
    told = sorted(claims)
    tries = (f"R-{hashlib.sha256(f'{told} {n}'.encode()).hexdigest()[:8]}" for n in count())
    return next(one for one in tries if one not in taken)


def withdraw(record: Path, name: str, by: By) -> Effect:
    """Let a judgement, named by its id or how it begins, no longer hold. RecordError for a public id that a release
    holds: what went out is held back by the next release, under the same id."""
    _checked(by)
    with closing(opened(record)) as store:
        found = judgements_named(store, name)
        if len(found) != 1:
            what = "is no judgement of the record" if not found else f"may be {', '.join(o.id for o in found[:3])} …"
            raise RecordError(f"judgement {name}", what, "`recount judgements` lists them.")
        if found[0].withdrawn is not None:
            gone = found[0].withdrawn
            what = f"was withdrawn by {gone.who} on {gone.when:%d %b %Y}"
            raise RecordError(f"judgement {found[0].id}", what, "To bring it back, judge anew.")
        if found[0].verdict is Verdict.PUBLISH and found[0].value in store.ever_released():
            what = f"gives the id {found[0].value}, which a release holds for good"
            remedy = "Hold the incident back in the next release (Publish → Next release)."
            raise RecordError(f"judgement {found[0].id}", what, remedy)
        allowed(found[0], by.role, by.hidden)
        actors_of_record(store, by.actors)
        store.withdraw(found[0].id, Withdrawal(datetime.now(UTC), by.who.strip(), by.why.strip()))
        return _effect(store, record, found[0].id, by)


def judgements_named(store: RecordStore, name: str) -> tuple[Judgement, ...]:
    """The judgement with this id, else those whose ids begin so."""
    whole = store.judgements([name])
    return whole or tuple(one for one in store.judgements() if name and one.id.startswith(name))


def judgements(record: Path, of: str | None = None) -> tuple[Standing, ...]:
    """All judgements in the order they were made in, each with what has become of it; withdrawn ones included.

    `of` keeps those on one claim, incident or report, those on an incident's claims among them.
    """
    with closing(opened(record)) as store:
        if of is None:
            return _standings(store)
        target = target_of(store, of, (*_EITHER, Kind.REPORT))
        claims = {anchor.claim for anchor in target.anchors} | {target.id}
        reports = {anchor.report for anchor in target.anchors} | {target.id}
        return tuple(
            one
            for one in standings_of(store, bearing_on(store, store.judgements_on(claims, reports)))
            if one.judgement.on.id == target.id
            or claims & {anchor.claim for anchor in one.judgement.anchors}
            or any(not claims.isdisjoint(rest.claims) for rest in one.judgement.rests)
            or claims & {where.claim.id for where in one.attached if where.claim is not None}
        )


def judgement_with(record: Path, name: str) -> Judgement | None:
    """The judgement with exactly this id; None where there is none."""
    with closing(opened(record)) as store:
        return next(iter(store.judgements([name])), None)


def moved(record: Path) -> tuple[Standing, ...]:
    """The judgements whose ground has moved, that no longer apply, or that a later one overrules."""
    with closing(opened(record)) as store:
        return tuple(one for one in _standings(store) if one.state in (State.MOVED, State.GONE, State.OVERRULED))


def to_review(record: Path) -> tuple[Standing, ...]:
    """What waits for a person, the oldest first: pairs that somebody was unsure of, and what moved or went."""
    with closing(opened(record)) as store:
        waiting = (State.MOVED, State.GONE, State.OVERRULED)
        return tuple(
            one
            for one in _standings(store)
            if one.state in waiting or (one.judgement.verdict is Verdict.UNSURE and one.state is State.APPLIES)
        )


def judgement_lines(record: Path) -> tuple[str, str]:
    """All judgements as lines of JSON, from which another record of the same reports becomes this one; their hash."""
    with closing(opened(record)) as store:
        held = store.judgements()
    return judgements_text(held), judgements_hash(held)


def take_judgements(record: Path, lines: Iterable[str], source: str, own: Path | None = None) -> tuple[int, int]:
    """Judgements of another record of the same reports taken in: how many are new, and how many incidents changed."""
    found = tuple(judgements_in(lines, source))
    with closing(opened(record)) as store:
        actors = actors_of_record(store, own)
        new = store.judge(found)
        changes = brought_up(store, actors)
        write_exports(store, record / EXPORTS)
        return new, len(changes)


def grades(record: Path) -> tuple[str, tuple[str, ...]]:
    """Which set of grades a record uses, and its grades."""
    with closing(opened(record)) as store:
        return store.option("grades") or DEFAULT_GRADES, grades_of(store)


def choose_grades(record: Path, name: str) -> tuple[str, ...]:
    """Use another set of grades from now on; grades that were given stay. RecordError where there is no such set."""
    if name not in GRADES:
        raise RecordError(f"grades {name}", "are not known", f"Choose one of {', '.join(GRADES)}.")
    with closing(opened(record)) as store:
        store.choose("grades", name)
    return GRADES[name]


def grades_of(store: RecordStore) -> tuple[str, ...]:
    """The grades of the set that a record uses."""
    return GRADES[store.option("grades") or DEFAULT_GRADES]


NEVER = datetime(1, 1, 1, tzinfo=UTC)
"""Stands in a judgement until it is known when it was made."""


def decided(record: Path, by: By, made: Callable[[RecordStore], Judgement]) -> Effect:
    """A judgement made, kept and applied: `made` gives it without who, when and why."""
    _checked(by)
    with closing(opened(record)) as store:
        actors_of_record(store, by.actors)
        judgement = replace(made(store), who=by.who.strip(), when=datetime.now(UTC), why=by.why.strip())
        judgement = identified(judgement)
        allowed(judgement, by.role, by.hidden)
        store.judge([judgement])
        return _effect(store, record, judgement.id, by)


def _effect(store: RecordStore, record: Path, judgement: str, by: By) -> Effect:
    changes = brought_up(store, actors_of_record(store, by.actors))
    if by.exports:
        write_exports(store, record / EXPORTS)
    around = standings_of(store, bearing_on(store, store.judgements([judgement])))
    standing = next(one for one in around if one.judgement.id == judgement)
    return Effect(standing, changes, store.counted())


def _standings(store: RecordStore) -> tuple[Standing, ...]:
    return standings_of(store, store.judgements())


def _pair(store: RecordStore, verdict: Verdict, a: str, b: str) -> Judgement:
    on, other = target_of(store, a, _EITHER), target_of(store, b, _EITHER)
    if on.kind is Kind.INCIDENT and other.kind is Kind.CLAIM:
        on, other = other, on
    if on.id == other.id:
        raise RecordError(f"{a} and {b}", f"are one {on.kind.value}", "Name two.")
    if verdict is not Verdict.SAME and on.kind is Kind.CLAIM and other.kind is Kind.INCIDENT:
        rest = tuple(anchor for anchor in other.anchors if anchor.claim != on.id)
        if not rest:
            raise RecordError(f"incident {other.id}", f"holds only the claim {on.id}", "Name another incident.")
        other = replace(other, anchors=rest)
    if verdict is Verdict.DIFFERENT and len(on.anchors) * len(other.anchors) > MOST_PAIRS:
        what = f"make more than {MOST_PAIRS:,} pairs of claims"
        raise RecordError(f"{a} and {b}", what, "Judge those of their claims that matter.")
    return Judgement("", "", NEVER, verdict, on, other)


def _incident(store: RecordStore, name: str) -> Target:
    found = incidents_named(store, name.strip()) if name.strip() else ()
    if len(found) != 1:
        what = f"may be {', '.join(found)} …" if found else "is not in the record"
        raise RecordError(f"incident {name}", what, "`recount chronology` lists the ids.")
    return incident_target(store, store.incident(found[0]))


def _checked(by: By) -> None:
    if not by.who.strip():
        raise RecordError("the judgement", "nobody is named for it", "Give your name with --who, or in $RECOUNT_WHO.")
    for name, words in (("who", by.who), ("why", by.why)):
        if len(words) > _LONGEST[name] or not words.replace("\n", " ").replace("\t", " ").isprintable():
            what = f"{name} is more than {_LONGEST[name]:,} characters, or holds some that can't be shown"
            raise RecordError("the judgement", what, "Write a few plain words.")
