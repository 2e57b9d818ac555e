"""What a reviewer should look at before a release."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from recount.aggregates.sums import COUNTED
from recount.model import Incident, PlacePrecision, Precision
from recount.publishing.content import PublicIncident, Withheld
from recount.publishing.redaction import NAME

_WIDE = frozenset({PlacePrecision.GOVERNORATE.value, PlacePrecision.COUNTRY.value, PlacePrecision.UNKNOWN.value})

KINDS: Mapping[str, str] = {
    "graded before a change": "it was split, merged or corrected since it was graded: look again, and grade it anew",
    "place in a name": "the place stands in what may be a person's name: it is withheld; give the right place",
    "figure not read": "a number stands beside a word of harm, and no figure was read: look at the report",
    "contested": "origins give figures that can't both be right; both are shown",
    "single origin": "one voice, in however many reports",
    "not said to have happened": "only planned, alleged, denied or supposed",
    "place not exact": "known only as a region or a country, or not at all",
    "date not exact": "known only as a month or a year, or not at all",
    "no figure": "no figure was read in its reports, and the pages say so",
    "names withheld": "names that may be private persons' stand in it; look at what is withheld",
    "restricted reports": "reports tell of it of which nothing is shown",
    "nothing quoted": "no sentence of it goes out, so that a reader can't check it here",
}
"""What is warned of, with what it means."""


@dataclass(frozen=True, slots=True)
class Caution:
    """Something about an incident that a reviewer should know before it goes out."""

    kind: str
    incident: str
    public: str
    heading: str


def warnings_of(
    candidates: Sequence[tuple[Incident, PublicIncident]],
    withheld: Iterable[Withheld],
    more: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> tuple[Caution, ...]:
    """The warnings for all incidents of a release, in the order of `KINDS`; `more` are kinds that were found elsewhere,
    each with the incidents that it is said of."""
    named = {one.incident for one in withheld if one.what in ("name", "origin", "place")}
    found = [
        Caution(kind, incident.id, public.id, public.heading)
        for incident, public in candidates
        for kind in (
            *_kinds(incident, public, incident.id in named),
            *(kind for kind, some in more.items() if incident.id in some),
        )
    ]
    order = list(KINDS)
    return tuple(sorted(found, key=lambda one: order.index(one.kind)))


def _kinds(incident: Incident, public: PublicIncident, named: bool) -> list[str]:
    when = incident.when
    vague = when is None or when.first is None or when.precision in (Precision.MONTH, Precision.YEAR)
    told = {
        "contested": public.contested,
        "single origin": len(public.origins) < 2,
        "not said to have happened": public.status not in COUNTED,
        "place in a name": public.place.name == NAME,
        "place not exact": public.place.precision in _WIDE,
        "date not exact": vague,
        "no figure": not public.headlines,
        "names withheld": named,
        "restricted reports": bool(public.withheld_reports),
        "nothing quoted": not public.quotes,
    }
    return [kind for kind, holds in told.items() if holds]
