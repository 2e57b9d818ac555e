"""An actor: a party, monitor or newsroom, with the names it goes by and whom it belonged to when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from recount.codebook.actor_classes import ACLED_CLASSES, UCDP_CLASSES
from recount.model import OriginKind


@dataclass(frozen=True, slots=True)
class Allegiance:
    """The actor that another belongs to from the day `first` to the day `last`, both included; None: an open end."""

    side: str
    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the allegiance held on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Actor:
    """A party, monitor or newsroom of the alias file; `countries` are ISO codes, `side` the actor it belongs to.

    `sides` are allegiances that began or ended; on their days they go before `side`. `origin` is what it is as a source
    of reports, where its kind does not tell; `people` are those who speak for it and for nobody else.
    """

    name: str
    kind: str
    countries: tuple[str, ...] = ()
    side: str | None = None
    aliases: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    sides: tuple[Allegiance, ...] = ()
    origin: OriginKind | None = None
    people: tuple[str, ...] = ()

    @property
    def acled(self) -> str | None:
        """Its ACLED actor class; None for monitors and newsrooms."""
        return ACLED_CLASSES.get(self.kind)

    @property
    def ucdp(self) -> str | None:
        """Its UCDP actor class; None where UCDP has none."""
        return UCDP_CLASSES.get(self.kind)

    @property
    def allegiances(self) -> tuple[Allegiance, ...]:
        """The dated allegiances, then the one that holds on all other days."""
        return (*self.sides, *((Allegiance(self.side),) if self.side is not None else ()))

    def side_on(self, day: date) -> str | None:
        """The actor it belonged to on a day; None where it stood alone."""
        return next((one.side for one in self.sides if one.holds(day)), self.side)
