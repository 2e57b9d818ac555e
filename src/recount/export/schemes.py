"""What both ACLED's and UCDP's tables are made with, and numbers that stay the same for an incident."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from recount.codebook.acled import SubEventRule
from recount.codebook.actors import Actors
from recount.codebook.rules import Codebook
from recount.errors import CodebookError
from recount.export.lossy import Losses
from recount.export.private import without_private_names
from recount.export.tables import Row
from recount.model import Incident
from recount.tolls import HeadlineRule

_BITS = 48  # fifteen digits: what a spreadsheet holds exactly


@dataclass(frozen=True, slots=True)
class Scheme:
    """What incidents are put into others' terms with. `rule` chooses the dead, `recorded` is when the record was last
    brought together."""

    codebook: Codebook
    actors: Actors
    sub_events: Sequence[SubEventRule]
    rule: HeadlineRule
    recorded: datetime | None = None


def numbers_of(incidents: Iterable[Incident]) -> Mapping[str, int]:
    """A number for each incident, made from its id alone; where two fall together, the later id takes the next one."""
    numbers: dict[str, int] = {}
    taken: set[int] = set()
    for name in sorted(incident.id for incident in incidents):
        number = int(hashlib.sha256(name.encode()).hexdigest()[: _BITS // 4], 16)
        while number in taken:
            number += 1
        taken.add(number)
        numbers[name] = number
    return numbers


def refuse_unknown_types(incidents: Iterable[Incident], codebook: Codebook) -> None:
    """CodebookError where incidents are of types that a codebook has not: it is not the one they were read with."""
    unknown = sorted({incident.type for incident in incidents} - codebook.types.keys())
    if unknown:
        what = f"has no type {', '.join(unknown)}, which the record holds"
        raise CodebookError("the codebook", what, "Name the codebook it was read with: --codebook DIR.")


def public_row(row: Row, actors: Actors, losses: Losses) -> Row:
    """The row without the names of private persons; that some were left out is a loss."""
    incident, claims = without_private_names(row.incident, actors)
    if claims:
        losses.add("", "", "names of private persons", "private persons are not named", claims)
    return replace(row, incident=incident)


def middle(first: date, last: date) -> date:
    """The day in the middle, of an even number the earlier."""
    return first + (last - first) // 2
