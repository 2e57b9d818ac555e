"""What a release changed since the one before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from recount.export.wording import days_words, plural, type_words
from recount.model import Harm, PlacePrecision
from recount.publishing.addresses import is_address
from recount.publishing.content import PublicIncident, PublicSource
from recount.publishing.outlets import unfiled
from recount.publishing.redaction import CONTACT, NAME

NOT_STATED = "not stated"
_REGIONS = (PlacePrecision.GOVERNORATE.value, PlacePrecision.COUNTRY.value)
_MOST_LINES = 4
"""Of what changed behind a field, so many lines are said."""


class Deed(StrEnum):
    """What became of a published incident."""

    ADDED = "added"
    CHANGED = "changed"
    MERGED = "merged"
    SPLIT = "split"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that says something else now."""

    field: str
    was: str
    now: str


_PARTED = FieldChange("split off", "told as a part of it", "an incident of its own, not published")


@dataclass(frozen=True, slots=True)
class PublicChange:
    """What became of one incident: `id` and `heading` are its own; `to` are the incidents that a merged one leads to,
    or that were split from it; `fields` those that changed."""

    deed: Deed
    id: str
    heading: str
    fields: tuple[FieldChange, ...] = ()
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """The incidents of a release in order, each with the ids of its claims, which are never published."""

    incidents: tuple[PublicIncident, ...]
    claims: Mapping[str, frozenset[str]]


def changes_since(
    before: Edition, now: Edition, leads: Mapping[str, str], parted: Collection[str] = ()
) -> tuple[PublicChange, ...]:
    """What was added, changed, merged, split and withdrawn; `leads` say which id an older one leads to, `parted` are
    incidents of which a part is an incident of its own now that is not published."""
    was = {one.id: one for one in before.incidents}
    there = {one.id: one for one in now.incidents}
    found: list[PublicChange] = []
    split = _split(before, now)
    for one in now.incidents:
        former = was.get(one.id)
        if former is None:
            found.append(PublicChange(Deed.ADDED, one.id, one.heading))
        elif fields := fields_changed(former, one):
            found.append(PublicChange(Deed.CHANGED, one.id, one.heading, fields))
    for one in before.incidents:
        if one.id in split or (one.id in parted and one.id in there):
            fields = (_PARTED,) if one.id in parted else ()
            found.append(PublicChange(Deed.SPLIT, one.id, there[one.id].heading, fields, split.get(one.id, ())))
        if one.id not in there:
            to = leads.get(one.id, "")
            if to in there:
                found.append(PublicChange(Deed.MERGED, one.id, one.heading, (), (to,)))
            else:
                found.append(PublicChange(Deed.WITHDRAWN, one.id, one.heading))
    order = list(Deed)
    return tuple(sorted(found, key=lambda change: order.index(change.deed)))


def _split(before: Edition, now: Edition) -> dict[str, tuple[str, ...]]:
    """Which incidents were split: new ones that have claims which stood in one that is still there."""
    old = {claim: one.id for one in before.incidents for claim in before.claims.get(one.id, ())}
    there = {one.id for one in now.incidents}
    former = {one.id for one in before.incidents}
    found: dict[str, list[str]] = {}
    for one in now.incidents:
        if one.id not in former:
            for source in sorted({old[claim] for claim in now.claims.get(one.id, ()) if claim in old} & there):
                found.setdefault(source, []).append(one.id)
    return {source: tuple(ids) for source, ids in found.items()}


def fields_changed(was: PublicIncident, now: PublicIncident) -> tuple[FieldChange, ...]:
    """The fields of an incident that say something else, in words, and what stands behind them and is another: figures,
    reports, voices. Another order alone is no change."""
    a, b = told_of(was), told_of(now)
    hidden = _is_hidden(was, now)
    if hidden:
        a["where"] = b["where"]  # a name that is withheld now isn't said as what was
    elif is_address(was.place.name) and not is_address(now.place.name):
        a["where"] = "a street or a house"
    found = [FieldChange(name, a.get(name, NOT_STATED), b.get(name, NOT_STATED)) for name in dict.fromkeys((*a, *b))]
    found = [one for one in found if one.was != one.now]
    said = {one.field for one in found}
    behind, now_behind = _behind(was), _behind(now)
    if hidden:
        behind["position"] = now_behind["position"]
        found += [FieldChange("where", "a place", now.place.words)] if was.place.name != now.place.name else []
    apart = [_apart(name, behind[name], now_behind[name]) for name in behind if name not in said]
    found += [one for one in apart if one is not None]
    if not found and was.heading != now.heading and not hidden:
        found = [FieldChange("heading", was.heading, now.heading)]
    return tuple(found)


def _is_hidden(was: PublicIncident, now: PublicIncident) -> bool:
    """Whether an incident's place, or its position within a region that is told, is withheld now."""
    if now.place.name in (NAME, CONTACT):
        return True
    return now.place.lat is None and was.place.lat is not None and now.place.precision in _REGIONS


def _behind(one: PublicIncident) -> dict[str, tuple[str, ...]]:
    """What stands behind an incident's fields, in lines; their order says nothing."""
    place = one.place
    position = f"{place.lat}, {place.lon}, within {place.radius:g} km" if place.lat is not None else place.precision
    days = [_days(source) for source in one.sources]
    return {
        "figures": tuple(
            f"{figure.words}, {days[figure.source]}{'' if figure.stands else ', stands no more'}"
            for figure in one.figures
        ),
        "origins": tuple(unfiled(origin.name) for origin in one.origins),
        "reports": tuple(", ".join(filter(None, (s.outlet, _days(s), s.url))) for s in one.sources),
        "position": (position,),
        "quotations": tuple(quote.words for quote in one.quotes),
        "names": tuple(f"{victim.name}, {victim.about}" for victim in one.victims),
        "grade given": (one.graded,) if one.graded else (),
    }


def _days(source: PublicSource) -> str:
    return days_words(source.first, source.last) if source.first and source.last else "undated"


def _apart(name: str, was: Sequence[str], now: Sequence[str]) -> FieldChange | None:
    """What lines say that were not there before, and those that are no more; None where they are the same. Of
    quotations and names only how many: a list of changes outlives what is taken back."""
    gone, new = Counter(was) - Counter(now), Counter(now) - Counter(was)
    if not gone and not new:
        return None
    if name in ("quotations", "names"):
        kind = name.removesuffix("s")
        fresh = f", {new.total()} of them new" if new else ""
        return FieldChange(name, plural(len(was), kind), f"{plural(len(now), kind)}{fresh}")
    return FieldChange(name, _lines(gone) or "not there", _lines(new) or "no longer there")


def _lines(some: Counter[str]) -> str:
    lines = sorted(some.elements())
    more = f"; and {len(lines) - _MOST_LINES} more" if len(lines) > _MOST_LINES else ""
    return "; ".join(lines[:_MOST_LINES]) + more


def told_of(one: PublicIncident) -> dict[str, str]:
    """What an incident says, field by field, in words."""
    fields = {
        "type": type_words(one.type),
        "status": one.status.value,
        "grade": one.grade or "not graded",
        "when": one.when,
        "where": one.place.words,
        "who": "; ".join(one.agents) or NOT_STATED,
        "to whom": "; ".join(one.targets) or NOT_STATED,
        "sources": sources_words(one),
        "contested": "yes" if one.contested else "no",
    }
    fields |= {headline.harm.value: headline.words for headline in one.headlines}
    if one.victims:
        fields["names"] = plural(len(one.victims), "name")  # a list of changes outlives a name that is taken back
    if one.withheld_reports:
        fields["withheld"] = plural(one.withheld_reports, "report")
    return fields


NONE_READ = "no figure was read"


def sources_words(one: PublicIncident) -> str:
    """How many voices are heard in how many reports: "3 origins in 7 reports"."""
    return f"{plural(len(one.origins), 'origin')} in {plural(one.reports, 'report')}"


def killed_words(one: PublicIncident) -> str:
    """The headline for the dead; where there is none, that no figure was read: reports may give one all the same."""
    return next((headline.words for headline in one.headlines if headline.harm is Harm.KILLED), NONE_READ)


def counted(changes: Sequence[PublicChange]) -> dict[Deed, int]:
    """How many incidents each thing happened to."""
    return {deed: number for deed in Deed if (number := sum(change.deed is deed for change in changes))}


def names_pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    """What finds any of these names in words; None where there are none."""
    told = sorted({name for name in names if name.strip()}, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, told)) + r")(?!\w)", re.IGNORECASE) if told else None


def without_names(changes: Iterable[PublicChange], names: Iterable[str]) -> tuple[PublicChange, ...]:
    """Changes in which none of these names is said any more, also where a former release said it."""
    pattern = names_pattern(names)
    if pattern is None:
        return tuple(changes)

    def clean(words: str, names: re.Pattern[str] = pattern) -> str:
        return names.sub(NAME, words)

    return tuple(
        replace(
            change,
            heading=clean(change.heading),
            fields=tuple(FieldChange(one.field, clean(one.was), clean(one.now)) for one in change.fields),
        )
        for change in changes
    )


def without_names_of(changes: Iterable[PublicChange], names: Mapping[str, Collection[str]]) -> tuple[PublicChange, ...]:
    """Changes in which no incident's own `names` are said any more, by its id."""
    return tuple(one for change in changes for one in without_names([change], names.get(change.id, ())))
