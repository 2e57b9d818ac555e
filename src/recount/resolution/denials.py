"""Which happenings a denial denies: what somebody says did not happen stands beside what others say happened.

A denial is an incident of its own, for nobody tells that it happened. It is put beside what is told of the same kind of
deed at the same place on the same days; one that names no day or no town denies what its own reports tell, where that
is just one such deed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from recount.codebook import Merging
from recount.codebook.actors import Actors
from recount.codebook.parties import NAMELESS, party_named
from recount.model import Claim, Incident, Place, PlacePrecision, Status
from recount.model.claim import DENIED_DOING, DENIED_FIGURE
from recount.resolution.evidence_of_places import kilometres
from recount.resolution.names import side_of

TOLD = frozenset({Status.HAPPENED, Status.ONGOING, Status.ALLEGED})
"""How what can be denied is told."""
LONGEST = 31
"""Days that it can have happened on; what is known less closely is met by no date."""
_ALIKE = 0.2  # what it may cost that two types are of one deed (`codebook.Merging`)
_AROUND_KM = 15.0
_FINE = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.DISTRICT})


class Denied(StrEnum):
    """What a denial denies: that it happened, how it is told (its figure, that it was a massacre), or only that the
    denier did it."""

    HAPPENING = "that it happened"
    TELLING = "how it is told"
    DOING = "having done it"


def what_is_denied(claims: Iterable[Claim]) -> Denied:
    """What the claims of a denial deny, the most that any of them does."""
    rules = {claim.status.rule for claim in claims if claim.status.value is Status.DENIED}
    if not rules or not rules <= {DENIED_DOING, DENIED_FIGURE}:
        return Denied.HAPPENING
    return Denied.TELLING if DENIED_FIGURE in rules else Denied.DOING


def denials_of(
    one: Incident, denied: Iterable[Incident], beside: Sequence[Incident], actors: Actors, merging: Merging
) -> tuple[Incident, ...]:
    """Those of some denials that deny an incident, in their order; `beside` are the incidents that their reports tell
    of."""
    if one.status not in TOLD:
        return ()
    found = []
    for denial in denied:
        if denial.id == one.id or not _may_be_meant(denial, one, actors, merging):
            continue
        if _is_where_and_when(denial, one) or one.id == _only_one_meant(denial, beside, actors, merging):
            found.append(denial)
    return tuple(found)


def _may_be_meant(denial: Incident, one: Incident, actors: Actors, merging: Merging) -> bool:
    cost = merging.meeting_cost(denial.type, one.type)
    if cost is None or cost > _ALIKE or denial.type in merging.vague or one.type in merging.vague:
        return False
    if _days_apart(denial, one) or _places_apart(denial.place, one.place):
        return False
    ours, theirs = (_named(each, actors) for each in (denial, one))
    return not (ours and theirs) or bool(ours & theirs)


def _named(one: Incident, actors: Actors) -> frozenset[str]:
    """The sides of those who did it, or did not."""
    country = one.place.country if one.place is not None else None
    on = one.when.first if one.when is not None else None
    parties = {party for name in one.agents if (party := party_named(name, actors, country)) is not None}
    return frozenset(side_of(actors, party, on) for party in parties - NAMELESS)


def _is_where_and_when(denial: Incident, one: Incident) -> bool:
    """Whether both name one town and days that meet."""
    if _days_of(denial) is None or _days_of(one) is None or denial.place is None or one.place is None:
        return False
    return _are_towns(denial.place, one.place) and not _far(denial.place, one.place)


def _only_one_meant(denial: Incident, beside: Sequence[Incident], actors: Actors, merging: Merging) -> str | None:
    """The one incident that the denial's reports tell of and that it can mean; the place or the days it names must be
    those of that one."""
    reports = set(denial.documents)
    if denial.place is None and _days_of(denial) is None:
        return None
    meant = [
        one.id
        for one in beside
        if one.status in TOLD and not reports.isdisjoint(one.documents) and _may_be_meant(denial, one, actors, merging)
    ]
    return meant[0] if len(meant) == 1 else None


def _days_of(one: Incident) -> tuple[date, date] | None:
    when = one.when
    if when is None or when.first is None or when.last is None or when.last - when.first > timedelta(days=LONGEST):
        return None
    return when.first, when.last


def _days_apart(one: Incident, other: Incident) -> bool:
    a, b = _days_of(one), _days_of(other)
    return a is not None and b is not None and (a[1] < b[0] or b[1] < a[0])


def _places_apart(one: Place | None, other: Place | None) -> bool:
    """Whether two places can't be one: other towns, or a town that lies in another region or country. A town that its
    region is called after may stand for the region."""
    if one is None or other is None:
        return False
    if _are_towns(one, other) and not any(place.name == place.admin1 for place in (one, other)):
        return _far(one, other)
    if one.country != other.country:
        return True
    regions = {place.admin1 for place in (one, other)}
    return None not in regions and len(regions) > 1


def _are_towns(one: Place, other: Place) -> bool:
    return one.precision in _FINE and other.precision in _FINE


def _far(one: Place, other: Place) -> bool:
    return kilometres((one.lat, one.lon), (other.lat, other.lon)) > _AROUND_KM
