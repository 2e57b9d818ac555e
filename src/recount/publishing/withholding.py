"""What a publication says of incidents that it held and gives out no more: nothing but that there is something."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from recount.codec import packed, unpacked
from recount.model import PlacePrecision
from recount.publishing.changes import Deed, FieldChange, PublicChange, names_pattern
from recount.publishing.content import PublicIncident, PublicPlace
from recount.publishing.redaction import NAME

WITHHELD = "an incident, withheld"
REMOVED = "an incident, removed on request"
_BEFORE = {"": "not said", WITHHELD: "withheld", REMOVED: "removed on request"}
_NOW = {"": "as it stands now", WITHHELD: "withheld", REMOVED: "removed on request"}

Row = tuple[int, str]
"""An incident in a release: the release's number and the public id."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Incidents of releases that are not given out: those that are withheld for now, as they were told by a report that
    is restricted or under embargo since, and those that were removed on request."""

    withheld: frozenset[Row] = frozenset()
    removed: frozenset[Row] = frozenset()

    def word(self, number: int, public: str) -> str:
        """What stands in the place of an incident of a release; "" where it is given out."""
        row = (number, public)
        return REMOVED if row in self.removed else WITHHELD if row in self.withheld else ""


def told_now(changes: Iterable[PublicChange], number: int, gone: Gone) -> tuple[PublicChange, ...]:
    """The changes of a release, without the words and values of incidents that it, or the one before it, held and that
    are given out no more."""
    return tuple(_told(one, gone.word(number - 1, one.id), gone.word(number, one.id)) for one in changes)


def _told(change: PublicChange, was: str, now: str) -> PublicChange:
    if change.deed in (Deed.MERGED, Deed.WITHDRAWN):
        return replace(change, heading=was) if was else change
    if not (was or now):
        return change
    return replace(
        change, heading=now or change.heading, fields=_silent(was, now) if change.deed is Deed.CHANGED else ()
    )


def _silent(was: str, now: str = "") -> tuple[FieldChange, ...]:
    """What is said of a change between words that may not be said."""
    return (FieldChange("all of it", _BEFORE[was], _NOW[now]),)


def without_words(one: PublicIncident, names: Iterable[str]) -> PublicIncident:
    """An incident in which none of these names is said any more; a place that has one is shown no more."""
    told = names_pattern(names)
    return one if told is None or not told.search(all_words(one)) else silenced(one, partial(told.sub, NAME))


def all_words(one: PublicIncident) -> str:
    """All that an incident says, to be looked through for names: most have none."""
    line = packed(one)
    return line.encode("ascii").decode("unicode_escape") if "\\" in line else line


def silenced(one: PublicIncident, clean: Callable[[str], str]) -> PublicIncident:
    """An incident with all its words as they are `clean`; a place that has others then is shown no more."""
    place = one.place
    if clean(place.name) != place.name or clean(place.words) != place.words:
        place = PublicPlace(NAME, NAME, PlacePrecision.UNKNOWN.value)
    told = _cleaned(json.loads(packed(one)), clean)
    return replace(unpacked(PublicIncident, json.dumps(told)), id=one.id, place=place)


def _cleaned(value: object, clean: Callable[[str], str]) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_cleaned(one, clean) for one in value]
    if isinstance(value, dict):
        return {key: one if key in _CODED else _cleaned(one, clean) for key, one in value.items()}
    return value


_CODED = frozenset({"id", "type", "status", "harm", "category", "kind", "precision", "url"})
"""Values that are none of words."""


def with_removed(
    changes: Iterable[PublicChange], removed: Iterable[str], there: Iterable[str], leads: Mapping[str, str]
) -> tuple[PublicChange, ...]:
    """The same changes where the release before held incidents that were `removed` since: those are changed where they
    are `there` again, told by others, and otherwise withdrawn, or merged into what they lead to."""
    before, now = frozenset(removed), frozenset(there)
    found = [
        replace(one, deed=Deed.CHANGED, fields=_silent(REMOVED)) if one.deed is Deed.ADDED and one.id in before else one
        for one in changes
    ]
    for key in sorted(before - now):
        to = leads.get(key, "")
        deed = Deed.MERGED if to in now else Deed.WITHDRAWN
        found.append(PublicChange(deed, key, REMOVED, (), (to,) if deed is Deed.MERGED else ()))
    order = list(Deed)
    return tuple(sorted(found, key=lambda change: order.index(change.deed)))
