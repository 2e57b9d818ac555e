"""What a reviewer should look at before a release."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from recount.aggregates.sums import COUNTED
from recount.model import Harm, Incident, PlacePrecision, Precision
from recount.publishing.content import IN_NAMES, PublicFigure, PublicIncident, Withheld
from recount.publishing.policy import Policy
from recount.publishing.release import Release

_HURT = re.compile(r"\b(?:injured|wounded|maimed)\b", re.IGNORECASE)
_DEAD = re.compile(r"\b(?:killed|dead|martyr(?:s|ed)?|slain)\b", re.IGNORECASE)
_AS_OUTLET = "stands as outlet"
_WIDE = frozenset({PlacePrecision.GOVERNORATE.value, PlacePrecision.COUNTRY.value, PlacePrecision.UNKNOWN.value})

SPLIT_OFF = "split off and not published"
KINDS: Mapping[str, str] = {
    SPLIT_OFF: "the last release told it as a part of an incident that stays; what its reports say would leave the "
    "public record: grade it, too, or say in the release's note why not",
    "graded before a change": "it was split, merged or corrected since it was graded: look again, and grade it anew",
    "place in a name": "the place stands in what may be a person's name, or shares a word with one that is withheld "
    "here: it is withheld; give the right place, or let the place's name be published",
    "figure not read": "a number stands beside a word of harm, and no figure was read: look at the report",
    "contested": "origins give figures that can't both be right; both are shown",
    "single origin": "one voice, in however many reports",
    "not said to have happened": "only planned, alleged, denied or supposed",
    "place not exact": "known only as a region or a country, or not at all",
    "date not exact": "known only as a month or a year, or not at all",
    "no figure": "no figure was read in its reports, and the pages say so",
    "harm worded otherwise": "its figure of killed is worded as of injured people, or the other way round",
    "outlet withheld": "readers see “an outlet” for a report's outlet, as its name may be a person's",
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
    withheld = tuple(withheld)
    named = {one.incident for one in withheld if one.what in ("name", "origin", "place")}
    unnamed = {one.incident for one in withheld if one.why.endswith(_AS_OUTLET)}
    placed = {one.incident for one in withheld if one.what == "place" and one.why in IN_NAMES}
    more = {**more, "outlet withheld": frozenset(unnamed), "place in a name": frozenset(placed)}
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
        "place not exact": public.place.precision in _WIDE,
        "date not exact": vague,
        "no figure": not public.headlines,
        "harm worded otherwise": any(map(_is_worded_otherwise, public.figures)),
        "names withheld": named,
        "restricted reports": bool(public.withheld_reports),
        "nothing quoted": not public.quotes,
    }
    return [kind for kind, holds in told.items() if holds]


def outlets_withheld(withheld: Iterable[Withheld]) -> tuple[str, ...]:
    """What reports call their outlets, where readers see "an outlet" for it."""
    return tuple(dict.fromkeys(one.words for one in withheld if one.why.endswith(_AS_OUTLET)))


def _is_worded_otherwise(figure: PublicFigure) -> bool:
    """Whether a figure's people are said to have come to another harm than the figure is of: "injured civilians
    killed"."""
    whom = figure.words.removesuffix(figure.harm.value)
    if figure.harm is Harm.KILLED:
        return _HURT.search(whom) is not None
    return figure.harm is Harm.WOUNDED and _DEAD.search(whom) is not None


def why_idle(last: Release | None, policy: Policy, *, changed: bool, empty: bool) -> str:
    """Why no release is made: it would be empty, or say what the last one says by the same rules. Whether the desk
    shows releases to everybody is none of a release's."""
    if last is None:
        return "would be empty: no incident has a grade that goes out" if empty else ""
    same = not changed and replace(last.policy, served=policy.served) == policy
    return f"would say what release {last.number} says" if same else ""
