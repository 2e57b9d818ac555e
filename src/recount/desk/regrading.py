"""Grades that were given before an incident became what it is now."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from recount.export.wording import plural
from recount.model import Incident, Judgement, Verdict


def changed_since_graded(incident: Incident, made: Iterable[Judgement], hidden: Collection[str] = ()) -> str:
    """What happened to an incident since it was graded, in words: "graded before a split (1 claim left it since)"; ""
    where it is what was graded, or has no grade.

    `made` are judgements, those on the incident and on its claims among them. Where `hidden` reports may not be seen,
    `incident` is what the others tell, and nothing is said of what became of claims of the hidden ones.
    """
    known = tuple(made)
    holding = set(incident.judged)
    given = [one for one in known if one.verdict is Verdict.CONFIRM and one.id in holding]
    if not incident.grade or not given:
        return ""
    grade = max(given, key=lambda one: (one.when, one.id))
    then = {anchor.claim for anchor in grade.on.anchors if anchor.report not in hidden}
    now = set(incident.claims)
    told = []
    out = {
        anchor.claim
        for one in known
        if one.verdict is Verdict.SET_ASIDE and one.withdrawn is None
        for anchor in one.on.anchors
    }
    if aside := (then - now) & out:
        told.append(f"{plural(len(aside), 'claim')} of it {'was' if len(aside) == 1 else 'were'} set aside")
    if gone := then - now - out:
        told.append(f"a split ({plural(len(gone), 'claim')} left it since)")
    if came := now - then:
        told.append(f"a merge ({plural(len(came), 'claim')} came to it since)")
    corrected = [one for one in known if one.verdict is Verdict.CORRECT and _bears_on(one, incident)]
    corrected = [one for one in corrected if not any(anchor.report in hidden for anchor in one.anchors)]
    late = [one for one in corrected if one.when > grade.when and one.withdrawn is None]
    late += [one for one in corrected if one.withdrawn and one.when <= grade.when < one.withdrawn.when]
    if late:
        told.append(f"{plural(len(late), 'correction')}")
    return f"graded before {' and '.join(told)}" if told else ""


def _bears_on(one: Judgement, incident: Incident) -> bool:
    return one.on.id == incident.id or any(anchor.claim in set(incident.claims) for anchor in one.anchors)
