"""Figures that count what several incidents tell: of a war, a month, a country."""

from __future__ import annotations

from recount.model import Harm, Incident, PlacePrecision
from recount.tolls.estimates import most_counted

TOLL_REPORT = "toll_report"
"""The event type of figures for a war, a month or a year: they count what other incidents tell."""

CAMPAIGN = "a total over more than one incident"
WIDE = "a large figure for a whole country or a long time, likely of more than one incident"

LARGE, HUGE = 100, 1_000
"""People: what is too many for one happening with place and time both wide, and with one of them."""
LONG = 31
"""Days beyond which a time is wide."""
PEOPLE = frozenset({Harm.KILLED, Harm.WOUNDED, Harm.CASUALTIES})
"""The harms whose figures are measured by that."""
WIDE_PLACES = frozenset({PlacePrecision.COUNTRY, PlacePrecision.UNKNOWN})


def over_several(incident: Incident, harm: Harm) -> str | None:
    """Why an incident's figure for a harm is one over several incidents, in words; None where it is not."""
    given = [entry for entry in incident.ledger if entry.harm is harm]
    if incident.type == TOLL_REPORT or (given and all(entry.campaign for entry in given)):
        return CAMPAIGN
    return WIDE if _is_wide(incident, harm) else None


def _is_wide(incident: Incident, harm: Harm) -> bool:
    """Whether a figure is larger than what is known of place and time bears for one happening: a thousand dead of a
    country or of more than a month, a hundred where neither is told more closely."""
    most = most_counted(incident.ledger, harm) if harm in PEOPLE else None
    if most is None or most < LARGE:
        return False
    place, when = incident.place, incident.when
    anywhere = place is None or place.precision in WIDE_PLACES
    if when is None or when.first is None or when.last is None:
        return anywhere
    lasting = (when.last - when.first).days > LONG
    return (anywhere and lasting) if most < HUGE else (anywhere or lasting)
