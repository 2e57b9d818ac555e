"""A person's values in the place of the machine's, in a claim and in an incident; the store keeps the machine's own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from recount.judging.fields import LISTS, NONE, Field, figure_at, names_of, place_from
from recount.judging.figures import written
from recount.model import Category, Cited, Claim, Harm, Incident, Judgement, Span, Status, Toll, When

BY_PERSON = "judgement "
"""How the rule behind a value that a person gave begins."""


def rule_of(judgement: Judgement) -> str:
    """What stands as the rule behind a value that a person gave."""
    return f"{BY_PERSON}{judgement.id}"


def field_of(judgement: Judgement) -> Field:
    """The field that a correction names."""
    name, *rest = judgement.field.split(".")
    n = int(rest.pop(0)) if rest and rest[0].isdigit() else 0
    return Field(name, n, rest[0] if rest else "")


def corrected(claim: Claim, corrections: Sequence[Judgement]) -> tuple[Claim, frozenset[str]]:
    """A claim with a person's values, at most one for a field, and the ids of the corrections that it has a place for.

    A figure that is corrected and is no longer read is no place: its correction is listed, not forced on another one.
    """
    changes: dict[str, Any] = {}
    applied: set[str] = set()
    figures: list[Judgement] = []
    for judgement in corrections:
        field = field_of(judgement)
        if field.harm:
            figures.append(judgement)
            continue
        changes |= _changes(claim, field, judgement)
        applied.add(judgement.id)
    if figures:
        changes["tolls"], placed = _tolls(claim, figures)
        applied |= placed
    return (replace(claim, **changes) if changes else claim), frozenset(applied)


def _changes(claim: Claim, field: Field, judgement: Judgement) -> dict[str, Any]:
    rule, value = rule_of(judgement), judgement.value
    if field.name in LISTS:
        held: tuple[Cited[str], ...] = getattr(claim, field.name)
        return {field.name: tuple(Cited(name, _span(held, name, claim), rule) for name in names_of(value))}
    if field.name == "place":
        place = place_from(value)
        if place is None:
            return {"place": None, "places": (), "place_from": None}
        at = claim.places[0].span if claim.places else claim.trigger
        return {"place": place, "places": (Cited(place.name, at, rule),), "place_from": None}
    if field.name == "time":
        when = None if value == NONE else When.from_iso(value)
        at = claim.time.span if claim.time else claim.trigger
        return {"time": Cited(when, at, rule) if when else None}
    if field.name == "status":
        return {"status": Cited(Status(value), claim.status.span, rule)}
    return {"main": value == "yes"} if field.name == "main" else {"type": value, "rule": rule}


def _span(held: Iterable[Cited[str]], name: str, claim: Claim) -> Span:
    """The words that a name stood on already; else those of the claim's event."""
    return next((cited.span for cited in held if cited.value == name), claim.trigger)


def _tolls(claim: Claim, corrections: Iterable[Judgement]) -> tuple[tuple[Cited[Toll], ...], set[str]]:
    """The claim's figures with a person's: those that the machine did not read come first, so that others can name a
    part of them."""
    placed: set[str] = set()
    later: list[Judgement] = []
    for judgement in corrections:
        field = field_of(judgement)
        if field.part or judgement.was or judgement.value == NONE or figure_at(claim, field, "") is not None:
            later.append(judgement)
        elif (harm := field.harm) is not None:
            given = written(judgement.value)
            category = Category.OBJECT if harm is Harm.DESTROYED else Category.UNKNOWN
            toll = Toll(harm, given.count, given.who, category, given.part)
            claim = replace(claim, tolls=(*claim.tolls, Cited(toll, claim.trigger, rule_of(judgement))))
            placed.add(judgement.id)
    tolls: list[Cited[Toll] | None] = list(claim.tolls)
    for judgement in later:
        field = field_of(judgement)
        n = figure_at(claim, field, judgement.was)
        if n is None:
            continue
        placed.add(judgement.id)
        if (held := tolls[n]) is not None:
            tolls[n] = _figure(held, field, judgement)
    return tuple(toll for toll in tolls if toll is not None), placed


def _figure(held: Cited[Toll], field: Field, judgement: Judgement) -> Cited[Toll] | None:
    value, toll = judgement.value, held.value
    if field.part == "who":
        toll = replace(toll, who=value)
    elif field.part == "category":
        toll = replace(toll, category=Category(value))
    elif field.part == "harm":
        toll = replace(toll, harm=Harm(value))
    elif field.part == "part":
        toll = replace(toll, sub=value == "yes")
    elif field.part == "wider":
        toll = replace(toll, wider=value == "yes")
    elif value == NONE:
        return None
    else:
        given = written(value)
        toll = replace(toll, count=given.count, who=given.who or toll.who, sub=toll.sub or given.part)
    return Cited(toll, held.span, rule_of(judgement))


def corrected_incident(incident: Incident, corrections: Iterable[Judgement]) -> Incident:
    """An incident with a person's values instead of those that its claims make; its claims say what they said."""
    for judgement in corrections:
        field, value = field_of(judgement), judgement.value
        if field.name == "place":
            place = place_from(value)
            incident = replace(incident, place=place, place_names=(place.name,) if place else ())
        elif field.name == "places":
            incident = replace(incident, place_names=names_of(value))
        elif field.name == "agents":
            incident = replace(incident, agents=names_of(value))
        elif field.name == "targets":
            incident = replace(incident, targets=names_of(value))
        elif field.name == "time":
            incident = replace(incident, when=None if value == NONE else When.from_iso(value))
        elif field.name == "status":
            incident = replace(incident, status=Status(value))
        else:
            incident = replace(incident, type=value)
    return incident
