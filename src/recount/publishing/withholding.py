"""What a publication says of incidents that it held and gives out no more: nothing but that there is something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from recount.publishing.changes import Deed, FieldChange, PublicChange

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
