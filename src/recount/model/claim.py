"""What a sentence says happened, with the words behind every value."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from recount.model.values import Cited, Count, Span, When


class Status(StrEnum):
    """How a source puts an event (codebook, "Status")."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    ALLEGED = "alleged"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class Harm(StrEnum):
    """What was done to those a toll counts; `casualties` are killed and wounded undivided."""

    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    DISPLACED = "displaced"
    CAPTURED = "captured"
    ABDUCTED = "abducted"
    DESTROYED = "destroyed"
    CASUALTIES = "casualties"


class Category(StrEnum):
    """Whom a toll counts."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    OBJECT = "object"
    UNKNOWN = "unknown"


class Change(StrEnum):
    """What a sentence says of its figure beside an earlier one: it rose ("has risen to 21", "bringing the toll to 26"),
    fell ("lowered to 9"), was revised or is new ("a new toll of 12"), counts only those added ("another 5 died"), or is
    a first one ("a preliminary toll")."""

    RISING = "rising"
    FALLING = "falling"
    REVISED = "revised"
    MORE = "more"
    PRELIMINARY = "preliminary"


DENIED_DOING = "status.denied.doing"
"""The rule of a denial by which somebody only says not to have done it ("denied involvement"), ..."""
DENIED_FIGURE = "status.denied.figure"
"""... or only denies how it is told, a figure ("denied that 20 had died") or that it was a massacre: neither says that
nothing happened."""

ADMITTED = "attribution.admitted"
"""The rule that stands with an origin that tells what it would rather not: "acknowledged", "admitted"."""

OF_PLACES = "toll.of_places"
"""How the rule of a total ends whose parts lie in several places, so that it counts more than one happening."""
PART_OF_SEVERAL = "a part of several"
"""How the rule of a claim ends that tells of one of these parts."""
SUM_OF_SEVERAL = "a sum of several"
"""What the rule of a claim says whose figures sum up several happenings of a place and day, which are told apart."""
SUMMED = "within.sum"
"""The rule by which a happening is told to be part of such a sum (`Claim.within`)."""

OF_ONE_DEED = " of one deed"
"""How the rule of a time ends that gives the week or the month in which a single deed was, on a day that is not told:
what is counted of it sums up nothing."""

OF_OPERATION = "told of an operation as a whole"
"""How the rule of a claim ends that tells of a battle or a siege from its beginning on, on days that are not told."""
OF_HABIT = "told as a habit"
"""How the rule of a claim ends that tells what somebody often does or did before, at no day that is told."""

RENEWED = frozenset({Change.RISING, Change.FALLING, Change.REVISED})
"""What is said of a figure that takes the place of an earlier one."""


@dataclass(frozen=True, slots=True)
class Toll:
    """A figure: harm, count, and whom it counts, in the report's own word and as a category.

    `sub` marks a part of another toll of the claim ("including 5 children"), `shared` one figure given for two joined
    events, kept with the first; `by` are then the parties of the other. `change` is what the sentence says of it
    beside an earlier figure, and `earlier` that figure ("up from 9"), which is no toll of its own; None where it says
    nothing. `wider` marks a total of more than the claim's event, of a longer time or a wider region ("bringing the
    toll this month to 88"); False is a person's word that it counts this event alone, None leaves it to the ledger.
    """

    harm: Harm
    count: Count
    who: str
    category: Category
    sub: bool = False
    shared: bool = False
    change: Change | None = None
    earlier: Count | None = None
    by: tuple[str, ...] = ()
    wider: bool | None = None


class PlacePrecision(StrEnum):
    """How exactly a place is known."""

    EXACT = "exact"
    NEAR = "near"
    DISTRICT = "district"
    GOVERNORATE = "governorate"
    COUNTRY = "country"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer that a name was resolved to; `admin1` is the governorate's name,
    `country` an ISO 3166 alpha-2 code, coordinates are WGS 84 degrees."""

    name: str
    country: str
    admin1: str | None
    lat: float
    lon: float
    precision: PlacePrecision
    geonameid: int | None = None
    admin2: str | None = None


BESIEGED = "besieged"
"""What happens in a place that is called besieged is told to be part of its siege (`Claim.within`)."""


def claim_id(document: str, trigger: Span) -> str:
    """The id of the claim of a report that a trigger tells."""
    return hashlib.sha256(f"{document}:{trigger.start}".encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Claim:
    """One source's account of one event, in one sentence.

    `id` is hashed from the document's id and the trigger's offset, never from the values read. `origin`
    is who is credited at the far end of the attribution chain, `via` the relays, nearest the reporter
    first: for "Anadolu cited Turkey's military as saying" origin is ("Turkey's military",) and via
    ("Anadolu",); both are empty when the reporter states it on own authority. `places` are most specific
    first; `place` is what the most specific one was resolved to, or, where the clause tells no region, the region or
    the town that the rest of the story tells, with `place_from`, the words there. `rule` names the codebook rule behind
    the type. `within` is what it is told to be part of: the id of the claim that tells that operation ("captured two
    villages during the offensive") or that sum ("the two attacks left 16 dead"), or `BESIEGED`.
    """

    id: str
    document: str
    type: str
    status: Cited[Status]
    trigger: Span
    clause: Span
    rule: str
    agents: tuple[Cited[str], ...] = ()
    targets: tuple[Cited[str], ...] = ()
    places: tuple[Cited[str], ...] = ()
    place: Place | None = None
    time: Cited[When] | None = None
    tolls: tuple[Cited[Toll], ...] = ()
    origin: tuple[Cited[str], ...] = ()
    via: tuple[Cited[str], ...] = ()
    main: bool = False
    place_from: Cited[str] | None = None
    within: Cited[str] | None = None
