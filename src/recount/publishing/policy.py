"""What a desk chooses for all that it publishes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recount.tolls.headlines import DEFAULT


class Coarse(StrEnum):
    """How exactly places are published: positions are moved to a grid of 0.02°, 0.1° or 0.5°, or left out."""

    TOWN = "town"
    DISTRICT = "district"
    REGION = "region"
    NONE = "none"

    @property
    def step(self) -> float:
        """The side of a cell in degrees; 0 where no position is published."""
        return {"town": 0.02, "district": 0.1, "region": 0.5, "none": 0.0}[self.value]

    @property
    def radius(self) -> float:
        """Kilometres from the middle of a cell within which the place lies."""
        return {"town": 2.0, "district": 8.0, "region": 40.0, "none": 0.0}[self.value]


@dataclass(frozen=True, slots=True)
class Policy:
    """Which incidents are published, and how much of them.

    `grades` are those of incidents that may go out (none: those that the desk's set of grades calls established), from
    so many origins at least. `quote_length` counts characters, `quotes_a_report` the quotations of any one report in
    the whole publication. `signed` says whether it shows who graded an incident, and why, and who made a release.
    `address` is where it will stand on the web, "" where that is not known; `served` whether the desk itself shows it
    to everybody at /public/, which holds at once and not from the next release on.
    """

    title: str = "Incidents"
    about: str = ""
    grades: tuple[str, ...] = ()
    min_origins: int = 1
    coarse: Coarse = Coarse.DISTRICT
    quote_length: int = 200
    quotes_a_report: int = 3
    signed: bool = False
    licence: str = ""
    contact: str = ""
    address: str = ""
    served: bool = False
    rule: str = DEFAULT.name


ESTABLISHED = {"every-casualty": ("confirmed",), "airwars": ("confirmed", "fair")}
"""The grades that go out where a desk chooses none, by its set of grades."""
