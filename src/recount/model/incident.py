"""One happening, told by one report or by many, with every figure kept beside its speaker."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from recount.model.claim import Category, Change, Claim, Harm, Place, Status
from recount.model.document import Document, Problem, ReportDate
from recount.model.making import quickly
from recount.model.values import Count, When


@quickly
@dataclass(frozen=True, slots=True)
class Feature:
    """One reason for or against two claims telling of one happening; a positive weight speaks for it."""

    name: str
    weight: float
    why: str


@quickly
@dataclass(frozen=True, slots=True)
class Merge:
    """Why two claims stand in one incident: claim ids, the summed score, and each feature behind it."""

    a: str
    b: str
    score: float
    features: tuple[Feature, ...]


@quickly
@dataclass(frozen=True, slots=True)
class Relation:
    """How two reports of an incident relate; document ids. `rel`: reprint, update (b revises a), conflict, same.

    `ordered` says whether it is known which of the two came out first; of reports of one day it mostly is not, and `a`
    is then the one with fewer dead.
    """

    a: str
    b: str
    rel: str
    ordered: bool = True


class OriginKind(StrEnum):
    """What an origin is. `party`: who fights or rules, and who speaks for it; `authority`: officials who do neither
    (police, courts, governors, health and rescue services of a state); `monitor`: who documents for a living; `relief`:
    hospitals, rescuers and aid groups; `body`: an organisation of states; `witness`: who was there; `agency`, `outlet`:
    a newsroom on its own account; `unnamed`: somebody whom a newsroom does not name; `unknown`: a name without a kind.
    """

    PARTY = "party"
    AUTHORITY = "authority"
    MONITOR = "monitor"
    RELIEF = "relief"
    BODY = "body"
    WITNESS = "witness"
    AGENCY = "agency"
    OUTLET = "outlet"
    UNNAMED = "unnamed"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    """What a figure means for the party that gives it. `admission`: its own losses, or harm to civilians that it did;
    `boast`: the losses of those it fights; `neither`: all other figures, and those of who is no party."""

    ADMISSION = "admission"
    BOAST = "boast"
    NEITHER = "neither"


@quickly
@dataclass(frozen=True, slots=True)
class Origin:
    """A last source of attribution chains, the unit of corroboration. `named` is False where the reports state it on
    their own authority: the outlet (or its reprint family) is then the origin. `documents` carry its word.

    `side` is the party it belongs to or speaks for, itself where it stands alone; None for who takes no side. `chains`
    tell for each of `claims` how the word came: the outlet first, the relays nearest the reporter first, the origin
    last.
    """

    name: str
    named: bool
    documents: tuple[str, ...]
    claims: tuple[str, ...]
    kind: OriginKind = OriginKind.UNKNOWN
    side: str | None = None
    chains: tuple[tuple[str, ...], ...] = ()


@quickly
@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One figure as one origin gave it in one report.

    `revises` is the claim id of the same origin's earlier figure for the same harm and population;
    `reprint_of` the document this report reprints, in which case the entry is no voice of its own.
    `reported` is the report's publication date, `happened` the time the claim gives. `chain` leads from the outlet over
    the relays to the origin; `kind` and `side` are the origin's. `words` are those the figure was read from. `campaign`
    marks what counts more than this incident (a war's, a month's or an offensive's dead): no total takes it in.
    `party` is whose people a figure of fighters counts, by the side they stood on that day; None where the text does
    not tell. `shared` marks one figure for two joined events; `change` and `earlier` are what its sentence says of an
    earlier figure; `elsewhere` marks an origin that not the figure's own sentence but its report credits.
    `agents` are those whom the claim with the figure names as doing it, and of a figure for joined events those of all;
    `charged` is False where the sentence adds the figure without telling who did it. `instead` marks civilians whom the
    origin took for fighters before: the figure stands in the place of all that it gave for these. `mixed` marks people
    of whom the report says that fighters were among them, and not how many.
    """

    claim: str
    document: str
    harm: Harm
    who: str
    category: Category
    sub: bool
    count: Count
    origin: str
    via: tuple[str, ...]
    reported: ReportDate
    revises: str | None = None
    reprint_of: str | None = None
    chain: tuple[str, ...] = ()
    happened: When | None = None
    kind: OriginKind = OriginKind.UNKNOWN
    side: str | None = None
    stance: Stance = Stance.NEITHER
    words: str = ""
    campaign: bool = False
    party: str | None = None
    shared: bool = False
    change: Change | None = None
    earlier: Count | None = None
    elsewhere: bool = False
    agents: tuple[str, ...] = ()
    charged: bool = True
    instead: bool = False
    mixed: bool = False


@quickly
@dataclass(frozen=True, slots=True)
class Incident:
    """Claims believed to tell of one happening; contradicting tolls stay side by side in the ledger.

    `claims` are claim ids in report order, `documents` the reports that tell of it, `main_of` those whose
    main event it is. `episodes` are the ids of incidents that lie within a lasting operation (a siege, an offensive);
    each of them names it in `part_of`. `judged` are the ids of the judgements applied to it, `grade` is the desk's own,
    and `public` the ids it was published under: the first stands, the others lead to it. `within` is what its claims
    are told to be part of (`Claim.within`).
    """

    id: str
    type: str
    status: Status
    when: When | None
    place: Place | None
    place_names: tuple[str, ...]
    agents: tuple[str, ...]
    targets: tuple[str, ...]
    claims: tuple[str, ...]
    documents: tuple[str, ...]
    main_of: tuple[str, ...]
    origins: tuple[Origin, ...]
    ledger: tuple[LedgerEntry, ...]
    merges: tuple[Merge, ...] = ()
    relations: tuple[Relation, ...] = ()
    part_of: str | None = None
    episodes: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()
    grade: str = ""
    public: tuple[str, ...] = ()
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """What the desk works with: reports, claims, incidents, and what was set aside."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    problems: tuple[Problem, ...] = ()
