"""What the desk asks of a store; any store that passes `tests/store/contract.py` can be put in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from recount.codebook import Merging
from recount.codebook.actors import Actors
from recount.model import (
    Claim,
    Document,
    Harm,
    Incident,
    Judgement,
    Problem,
    ReportDate,
    Span,
    Status,
    Verdict,
    Withdrawal,
)
from recount.model.source import Source, SourceFile, Step
from recount.resolution.episodes import Operations
from recount.resolution.reprints import KeptShelf, Printing, Reprints

if TYPE_CHECKING:  # it builds on what stands here
    from recount.store.gathering import Gathering
    from recount.store.takedown import Removal


@dataclass(frozen=True, slots=True)
class Entry:
    """A report as it goes into a record: the very bytes it was received as, what was read from it, and how it came."""

    document: Document
    raw: bytes
    sentences: tuple[Span, ...]
    claims: tuple[Claim, ...]
    intake: Intake | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """Which incidents are asked for; a field left empty asks nothing, fields are joined by "and".

    `first` and `last` bound the days an incident can have happened on, both included: one that may lie partly
    outside is kept, one without a date is not. `places` and `actors` are spellings, any of which may stand as whole
    words in the incident's place names and governorate or in its agents and targets; `countries` are ISO codes, one of
    which is as good as a place. `without_types` are left out. `min_killed` asks for what any one origin counts, never
    for a sum over origins; `harm` says that it is not the killed but others that are counted. `grades` are the desk's
    own; "none" asks for what nobody has graded. `undated` may be "also" (besides those of the days asked for), "only"
    or "without".

    `box` is south, west, north and east in degrees, and may reach over the 180th meridian; `near` is latitude,
    longitude and kilometres. Both keep no incident without a place; one whose place is known as a region or a country
    only where all of that lies in them. `rough` may be "also" (besides, those of which a part does) or "only" (these
    alone). `text` is what `store.words.terms_in` takes. `contested`, `published` and `unplaced` are None where that is
    not asked; what is published has a public id, one of those `given_out` where these are known; `totals` are those
    whose figures count what several incidents tell (`tolls.several`). `reports`
    are ids of reports that tell of the incident, `outlets` their names, `told_by` the names of its origins; `ids` are
    the incidents' own. `tags` are those that the desk gave, any of which is enough.

    `hidden` are reports that who asks may not see: what only they tell takes no part in anything, and incidents that
    only they tell are not there. `nameless` says that who asks may not see named persons, so that no party is found by
    the name of one; `but_actors` are the names that are then none of an actor asked for.
    """

    first: date | None = None
    last: date | None = None
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    without_types: tuple[str, ...] = ()
    statuses: tuple[Status, ...] = ()
    min_killed: int | None = None
    grades: tuple[str, ...] = ()
    harm: Harm = Harm.KILLED
    undated: str = ""
    box: tuple[float, float, float, float] | None = None
    near: tuple[float, float, float] | None = None
    rough: str = ""
    min_origins: int | None = None
    text: str = ""
    contested: bool | None = None
    published: bool | None = None
    given_out: frozenset[str] | None = None
    totals: bool | None = None
    unplaced: bool | None = None
    outlets: tuple[str, ...] = ()
    told_by: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    ids: tuple[str, ...] | None = None
    hidden: frozenset[str] = frozenset()
    nameless: bool = False
    but_actors: frozenset[str] = frozenset()


EVERYTHING = Filters()


@dataclass(frozen=True, slots=True)
class Intake:
    """How a report came into the record: when, by the run begun when, and who handed it in ("" where nobody said).

    It is noted once: who reads a report anew does not hand it in.
    """

    received: datetime
    run: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """One time that reports were read into the record: with which tools, and what it added.

    `finished` is None while it runs, and for ever where it was interrupted.
    """

    started: datetime
    version: str
    tools: tuple[tuple[str, str], ...]
    finished: datetime | None = None
    added: int = 0
    already_there: int = 0
    set_aside: int = 0


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A file of a desk's own rules, as it was when the record was last read into; `kind` is codebook, actors or
    places."""

    kind: str
    name: str
    content: bytes


class RecordStore(Protocol):
    """Where a record is kept. Each method is one transaction: all of it is kept, or nothing."""

    def add(self, entries: Sequence[Entry], stamp: str) -> int:
        """Keep reports with their claims; how many of them the record did not have before.

        A report that is there already keeps its bytes, its name and its source, and gets these claims instead of its
        former ones. One that came with the same bytes from the same file, but was read otherwise (another outlet was
        given, another version took the text out of its page) gives way to the new reading. `stamp` says with which
        tools the claims were read.
        """
        ...

    def stamps(self, ids: Iterable[str] | None = None) -> Mapping[str, str]:
        """The ids of all reports, or of those of these that are there, each with the tools it was last read with."""
        ...

    def read_with(self) -> Mapping[str, int]:
        """How many reports were last read with which tools."""
        ...

    def documents(self, ids: Iterable[str] | None = None) -> tuple[Document, ...]:
        """The reports with these ids, or all, ordered by id."""
        ...

    def published(self) -> Mapping[str, ReportDate]:
        """When each report was published, by report id."""
        ...

    def raw(self, document: str) -> bytes:
        """A report's bytes as received; RecordError where they are no longer those."""
        ...

    def sentences(self, document: str) -> tuple[Span, ...]:
        """Where a report's sentences lie."""
        ...

    def sentences_in(self, documents: Iterable[str]) -> Mapping[str, tuple[Span, ...]]:
        """Where the sentences of some reports lie, by the report's id."""
        ...

    def claims(self, ids: Iterable[str] | None = None) -> tuple[Claim, ...]:
        """The claims with these ids, or all, ordered by report id and then as they stand in the text."""
        ...

    def put_incidents(self, incidents: Sequence[Incident]) -> None:
        """Keep these incidents instead of all former ones."""
        ...

    def incidents(self, filters: Filters = EVERYTHING) -> tuple[Incident, ...]:
        """The incidents asked for, in the order of `pipeline.order_of`."""
        ...

    def operations(
        self, actors: Actors, merging: Merging, hidden: Collection[str] = frozenset(), around: Incident | None = None
    ) -> Operations:
        """What is part of what among the incidents as they are told by reports that are not hidden; with `around` as
        far as it concerns that one."""
        ...

    def incident(self, name: str) -> Incident:
        """The incident with exactly this id; RecordError where there is none."""
        ...

    def incidents_like(self, prefix: str) -> tuple[str, ...]:
        """Ids, three at most, of incidents whose id, or that of one of their claims, starts so."""
        ...

    def claims_like(self, prefix: str) -> tuple[str, ...]:
        """Ids of claims that start so, three at most."""
        ...

    def reports_like(self, name: str) -> tuple[str, ...]:
        """Ids, three at most, of the reports that bear a name; where none does, of those whose id begins so."""
        ...

    def reprints_around(self, report: str) -> tuple[Reprints, tuple[Printing, ...]]:
        """What the index of reprints says of a report and of all that links lead to from it; nothing where it does not
        know it."""
        ...

    def reprint_shelf(self) -> AbstractContextManager[KeptShelf]:
        """The index of reprints; what is done to it within the block is kept all together, or not at all.

        It knows of new reports, and forgets those that gave way, only when it is brought up to date
        (`resolution.reprints.brought_up_to_date`).
        """
        ...

    def merging(self) -> str:
        """The codebook's part on merges that incidents were last brought together by, as a line; "" before that."""
        ...

    def sizes(self) -> tuple[int, int]:
        """How many claims stand in incidents, and how many incidents there are."""
        ...

    def found_dates(self, ids: Iterable[str] | None = None) -> Mapping[str, ReportDate]:
        """The dates that undated reports, all or those with these ids, have from their incidents (`resolution.dating`),
        by report id."""
        ...

    def gathering(self) -> AbstractContextManager[Gathering]:
        """Everything that bringing incidents up to date takes; it is kept all together, or not at all."""
        ...

    def gathered(self) -> AbstractContextManager[Gathering]:
        """What incidents were brought up to date with, to be looked at while others may write."""
        ...

    def set_aside(self, problems: Sequence[Problem], seen: datetime) -> None:
        """Keep what could not be read; the same problem again only changes when it was last seen."""
        ...

    def settle(self, sources: Iterable[str]) -> None:
        """Forget the problems of files that have been read since."""
        ...

    def problems(self) -> tuple[Problem, ...]:
        """What was set aside, ordered by source."""
        ...

    def judge(self, judgements: Sequence[Judgement]) -> int:
        """Keep people's decisions, their withdrawals included; how many the record did not have before.

        Nothing of it is ever changed: RecordError where an id is taken by one that says something else.
        """
        ...

    def withdraw(self, judgement: str, withdrawal: Withdrawal) -> None:
        """Note that a decision no longer holds: it stays in the history, and the first withdrawal counts."""
        ...

    def latest_judgements(
        self, most: int, before: str = "", who: str = "", verdict: str = ""
    ) -> tuple[tuple[Judgement, ...], int]:
        """The latest decisions, of somebody or of one kind where that is asked, and how many there are of these in all;
        `before` is the id of the one that those asked for come before."""
        ...

    def judges(self) -> tuple[str, ...]:
        """The names of all who ever decided anything."""
        ...

    def judgements(self, ids: Iterable[str] | None = None) -> tuple[Judgement, ...]:
        """The decisions with these ids, or all, oldest first, withdrawn ones included."""
        ...

    def judgements_with(self, verdict: Verdict) -> tuple[Judgement, ...]:
        """The decisions of one kind, oldest first, withdrawn ones included."""
        ...

    def judgements_on(self, ids: Iterable[str], reports: Iterable[str] = ()) -> tuple[Judgement, ...]:
        """The decisions that were made on claims, incidents or reports with these ids, or on claims of these reports in
        whatever form they were then; oldest first."""
        ...

    def claims_in(self, reports: Iterable[str]) -> tuple[Claim, ...]:
        """The claims of these reports, ordered by report id and then as they stand in the text."""
        ...

    def received_as(self, hashes: Iterable[str], names: Iterable[str]) -> tuple[str, ...]:
        """The ids of the reports that were received as bytes with these hashes, or are called so."""
        ...

    def holding(self, claims: Iterable[str]) -> tuple[Incident, ...]:
        """The incidents that any of these claims stand in, in the order of the record."""
        ...

    def removal_of(self, name: str) -> int:
        """The number of the request on which what went by an id was removed; 0 where none is known."""
        ...

    def counted(self) -> int:
        """How many incidents there are."""
        ...

    def option(self, name: str) -> str:
        """A choice that holds for the whole record; "" where none was made."""
        ...

    def choose(self, name: str, value: str) -> None:
        """Make a choice that holds for the whole record from now on."""
        ...

    def blocked_reports(self) -> Mapping[str, int]:
        """The reports that words were taken out of, each with the number of the removal: they are not read again."""
        ...

    def removals(self) -> tuple[Removal, ...]:
        """All tombstones of what was removed on request, oldest first."""
        ...

    def note_read(self, reports: Collection[str], stamp: str) -> None:
        """Note that reports count as read with these tools, without being read."""
        ...

    def keep_added(self, report: str, claims: Sequence[Claim]) -> None:
        """Keep these claims, and no others, as those that people added to a report; those that a machine reads stay."""
        ...

    def note_source(self, source: Source) -> None:
        """Keep where a report that was taken by hand comes from; one that is there already stays as it is."""
        ...

    def note_step(self, document: str, step: Step) -> None:
        """Add a step to the chain of custody of a source taken by hand; RecordError where there is no such source."""
        ...

    def attach(self, document: str, files: Sequence[tuple[SourceFile, Step]]) -> tuple[SourceFile, ...]:
        """Add files to a source taken by hand, each with the step of custody that tells of it; those of them that the
        source had no file with these bytes of. RecordError where there is no such source."""
        ...

    def sources(self) -> tuple[Source, ...]:
        """The sources taken by hand, ordered by id, each with its files and its chain of custody."""
        ...

    def intake(self, report: str) -> Intake | None:
        """How a report came into the record; None where that was not noted."""
        ...

    def note_run(self, run: Run) -> None:
        """Keep what is known of a run; the same start again replaces what was noted at that start."""
        ...

    def runs(self) -> tuple[Run, ...]:
        """All runs, oldest first."""
        ...

    def note_manifest(self, line: str, made: datetime) -> None:
        """Keep a manifest of hashes; one that says what the last one says only moves that one's time."""
        ...

    def manifest(self) -> tuple[str, datetime] | None:
        """The last manifest, and when it was kept; None where none was."""
        ...

    def note_given(self, outlet: str | None, published: str | None) -> None:
        """Keep what was given for reports that don't say it themselves."""
        ...

    def given(self) -> frozenset[tuple[str, str]]:
        """All that was ever given so: outlet and day, "" where nothing was."""
        ...

    def keep_rules(self, files: Iterable[RuleFile]) -> None:
        """Keep a desk's own rule files instead of the former ones."""
        ...

    def rule_files(self) -> tuple[RuleFile, ...]:
        """The desk's own rule files; RecordError where one is no longer what was kept."""
        ...

    @property
    def name(self) -> str:
        """What the record is called in messages: its folder."""
        ...

    def close(self) -> None:
        """Let go of files and connections."""
        ...
