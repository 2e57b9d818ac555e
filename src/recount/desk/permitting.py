"""Who may make and withdraw which judgement: by their role, and by what they may see of what it rests on."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from recount.desk.judged import target_of
from recount.desk.roles import JUDGES, Role
from recount.errors import AccessError, RecordError, RestrictedError
from recount.judging import Standing
from recount.model import Judgement
from recount.model.judgement import Kind
from recount.store import opened


def allowed(judgement: Judgement, role: Role | None, hidden: Collection[str]) -> None:
    """AccessError where somebody has not the role to make or withdraw a judgement, or may not see what it rests on;
    a role of None is that of who holds the record's folder."""
    needed = JUDGES[judgement.verdict]
    if role is not None and role < needed:
        what = f"of the sort “{judgement.verdict}” takes the role {needed.word}; yours is {role.word}"
        raise AccessError("A judgement", what, "A reviewer of the desk can make and withdraw it.")
    if rests_on_hidden(judgement, hidden):
        on, what = judgement.on, "rests on a restricted report"
        raise RestrictedError(on.kind.value, on.id, "The judgement", what, "Reviewers and admins may make it.")


def claim_of_report(record: Path, report: str, name: str) -> str:
    """The id of a claim of a report, named by its id or how it begins; RecordError where the report tells no such."""
    with closing(opened(record)) as store:
        found = target_of(store, name, (Kind.CLAIM,))
        if any(anchor.report != report for anchor in found.anchors):
            raise RecordError(f"claim {name[:40]}", "is not told in this report", "Judge it where it is told.")
        return found.id


def rests_on_hidden(judgement: Judgement, hidden: Collection[str]) -> bool:
    """Whether a judgement is on a report that is hidden, on a claim of one, or on an incident that only such tell."""
    for target in (judgement.on, judgement.other) if hidden else ():
        if target is None:
            continue
        rests = [anchor.report in hidden for anchor in target.anchors]
        if target.id in hidden or (any(rests) if target.kind is Kind.CLAIM else bool(rests) and all(rests)):
            return True
    return False


WITHHELD = "withheld: rests on a restricted report"
"""Stands instead of the reason of a judgement that may not be shown."""


def touches_hidden(judgement: Judgement, hidden: Collection[str]) -> bool:
    """Whether any part of a judgement is on a report that is hidden: then none of its words are shown."""
    return bool(hidden) and (
        any(anchor.report in hidden for anchor in judgement.anchors)
        or any(target.id in hidden for target in (judgement.on, judgement.other) if target)
    )


def shorn(judgement: Judgement, hidden: Collection[str]) -> Judgement:
    """A judgement as it is shown to who may not see some reports: who made it on what and when; where it rests on one
    of these, neither quotes and values nor reasons."""
    if not touches_hidden(judgement, hidden):
        return judgement
    other, gone = judgement.other, judgement.withdrawn
    return replace(
        judgement,
        on=replace(judgement.on, anchors=()),
        other=replace(other, anchors=()) if other else None,
        field="",
        value="",
        was="",
        why=WITHHELD,
        withdrawn=replace(gone, why="") if gone else None,
    )


def shorn_standings(standings: Iterable[Standing], hidden: Collection[str]) -> tuple[Standing, ...]:
    """The same of judgements with what has become of them."""
    return tuple(
        replace(one, judgement=shorn(one.judgement, hidden), why="", attached=())
        if touches_hidden(one.judgement, hidden)
        else one
        for one in standings
    )
