"""Parties of incidents for who may not see named persons: where a value is the name of one who was not released, or a
part of it, it says that there is somebody, and no name. Reports keep their own words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from recount.codebook.actors import actors_over
from recount.desk.incident_views import IncidentView
from recount.model import Cited, Claim, Incident
from recount.publishing.known import Known
from recount.publishing.unreleased import name_parts, says_unreleased, whole_names
from recount.store import opened
from recount.store.finding_rows import Row

NAMED = "a named person"


def view_without_named(record: Path, shown: IncidentView, own: Path | None = None) -> IncidentView:
    """An incident's page without the names of its named persons among its parties; `own` is a desk's alias file."""
    known = _known(record, [shown.whole.id], own).get(shown.whole.id)
    if known is None:
        return shown
    view = shown.ledger.view
    told = replace(
        view,
        incident=_without(view.incident, known),
        claims=tuple(_claim_without(claim, known) for claim in view.claims),
    )
    return replace(shown, whole=_without(shown.whole, known), ledger=replace(shown.ledger, view=told))


def rows_without_named(record: Path, rows: Sequence[Row], own: Path | None = None) -> tuple[Row, ...]:
    """Lines of a chronology without such names."""
    known = _known(record, [row.id for row in rows], own)
    return tuple(
        replace(row, agents=_parties(row.agents, known[row.id]), targets=_parties(row.targets, known[row.id]))
        if row.id in known
        else row
        for row in rows
    )


def _known(record: Path, incidents: Sequence[str], own: Path | None) -> Mapping[str, Known]:
    """For each incident with named persons who were not released, what is known of their names; most have none."""
    with closing(opened(record)) as store:
        found = store.victims_of(incidents)
    named = {key: [name for one in some if not one.released for name in one.names] for key, some in found.items()}
    actors = actors_over(own) if any(named.values()) else None
    return {
        key: Known(actors, unreleased=whole_names(names)).with_named(
            frozenset(part for name in names for part in name_parts(name))
        )
        for key, names in named.items()
        if names and actors is not None
    }


def _without(one: Incident, known: Known) -> Incident:
    return replace(one, agents=_parties(one.agents, known), targets=_parties(one.targets, known))


def _claim_without(claim: Claim, known: Known) -> Claim:
    return replace(claim, agents=_cited(claim.agents, known), targets=_cited(claim.targets, known))


def _cited(values: Iterable[Cited[str]], known: Known) -> tuple[Cited[str], ...]:
    return tuple(replace(one, value=NAMED) if _is_named(one.value, known) else one for one in values)


def _parties(names: Iterable[str], known: Known) -> tuple[str, ...]:
    return tuple(dict.fromkeys(NAMED if _is_named(name, known) else name for name in names))


def _is_named(name: str, known: Known) -> bool:
    """Whether a party is such a person; written in small letters, too, where it is nothing but the name."""
    bare = " ".join(name_parts(name))
    return bare in known.unreleased or bare in known.named or says_unreleased(name, known)
