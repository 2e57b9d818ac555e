"""The page of one party, or of a side: whose figures it gives, in which incidents, and under which names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from recount.aggregates.charging import NOT_TOLD
from recount.aggregates.parties import Dyad, PartyRow
from recount.aggregates.sums import Sum
from recount.codebook.actor import Actor
from recount.codebook.actors import Actors, actors_over
from recount.codebook.parties import FIGHTERS, FOREIGN, STATE_FORCES, full_name, party_named
from recount.desk.asking import ActorRow
from recount.desk.finding_asked import Asked, asking
from recount.desk.standing_views import Parties
from recount.errors import RecordError
from recount.model import Incident
from recount.store.finding import Finding

_CLIMBED = 6  # allegiances above one another; a desk's file may close a circle by mistake
_LOOKED_AT = 500  # incidents whose names are looked through


@dataclass(frozen=True, slots=True)
class PartyPage:
    """A party as its page shows it.

    `row` is what the record names by its name, `known` what is known of that name, `total` what is charged to it. Row
    and total are None for a side that is no party of its own, which has `members` instead. `dyads` are those of its own
    name, `of_sides` those of each side that it stands, or stood, on. `asked` keeps the incidents of all this. `called`
    are names of reports that are read as it and that the alias files lack, each with its incidents.
    """

    name: str
    row: ActorRow | None
    known: Actor | None
    total: PartyRow | None
    dyads: tuple[Dyad, ...]
    of_sides: tuple[tuple[str, tuple[Dyad, ...]], ...]
    members: tuple[str, ...]
    asked: Asked
    called: tuple[tuple[str, int], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which its incidents are found."""
        return (*(self.members or (self.name,)), *(name for name, _ in self.called))

    @property
    def acts_in(self) -> int:
        """The incidents in which it is told to act, under whichever name."""
        return max(self.row.agent_in if self.row else 0, self.total.did.whole.incidents if self.total else 0)

    @property
    def acted_upon_in(self) -> int:
        """The incidents in which something is told to be done to it."""
        return max(self.row.target_of if self.row else 0, self.total.suffered.whole.incidents if self.total else 0)


def party_page(
    record: Path, found: Parties, name: str, own: Path | None = None, hidden: frozenset[str] = frozenset()
) -> PartyPage:
    """The party, or the side, of this name; RecordError where the record has neither."""
    actors = actors_over(own)
    row = next((one for one in found.rows if one.name == name), None)
    total = next((one for one in found.totals.rows if one.party == name), None)
    members = tuple(one.name for one in found.rows if name in sides_above(one.known, actors))
    if not members:
        members = tuple(one.party for one in found.totals.rows if name in sides_above(_known(one, actors), actors))
    dyads = _of(name, found.dyads.rows)
    if row is None and total is None and not members and not dyads:
        raise RecordError(f"actor {name[:80]}", "is not in the record", "See the list of actors.")
    sides = [(side, _of(side, found.dyads.rows)) for side in sides_above(actors.canonical(name), actors)]
    asked = Asked(actors=(name,) if row or total else members or (name,), hidden=hidden)
    called: tuple[tuple[str, int], ...] = ()
    if rows := [one for one in found.totals.rows if one.party in ((name,) if row or total else members)]:
        asked, called = _with_charged(record, asked, rows, own)
    shown = tuple((side, rows) for side, rows in sides if rows)
    known = row.known if row else actors.canonical(name)
    return PartyPage(name, row, known, total, dyads, shown, () if row or total else members, asked, called)


def sides_alone(found: Parties, own: Path | None = None) -> tuple[ActorRow, ...]:
    """The sides and kinds of people that no report names, and by which figures are counted all the same: those with the
    most incidents first, and what nobody tells last."""
    actors = actors_over(own)
    incidents = {one.party: max(one.did.whole.incidents, one.suffered.whole.incidents) for one in found.totals.rows}
    sides = {name for dyad in found.dyads.rows for name in (dyad.agent, dyad.target)} | incidents.keys()
    alone = sorted(sides - {row.name for row in found.rows}, key=lambda name: (-incidents.get(name, 0), name))
    rows = [ActorRow(name, 0, 0, 0, actors.canonical(name)) for name in alone]
    return tuple(sorted(rows, key=lambda row: row.name == NOT_TOLD))


def unnamed_words(name: str) -> str:
    """What a name stands for that no report uses; "" where it is a party's or a side's own."""
    return _UNNAMED.get(name, "")


_UNNAMED = {
    NOT_TOLD: "not a party: what nobody is said to have done, or to have suffered",
    STATE_FORCES: "soldiers and police of a state that reports do not name",
    FIGHTERS: "armed people whose side reports do not name",
    FOREIGN: "foreign forces that reports call a coalition, and do not name",
}


def sides_above(actor: Actor | None, actors: Actors) -> tuple[str, ...]:
    """All that an actor ever belonged to, and what these belonged to, the nearest first; not the actor itself."""
    if actor is None:
        return ()
    above: dict[str, None] = {}
    reached = [actor]
    for _ in range(_CLIMBED):
        sides = [one.side for each in reached for one in each.allegiances if one.side not in above]
        above |= dict.fromkeys(sides)
        reached = [known for side in sides if (known := actors.canonical(side)) is not None]
    return tuple(side for side in above if side != actor.name)


def exceeds(whole: Sum, parts: Iterable[Sum]) -> bool:
    """Whether parts of a sum come to more than it: origins that tell them apart count more than others do in all."""
    told = [one for one in parts if one.told]
    return len(told) > 1 and sum(one.low for one in told) > whole.low


def _known(row: PartyRow, actors: Actors) -> Actor | None:
    return actors.canonical(row.party)


def _of(name: str, dyads: Sequence[Dyad]) -> tuple[Dyad, ...]:
    return tuple(one for one in dyads if name in (one.agent, one.target))


def _with_charged(
    record: Path, asked: Asked, totals: Sequence[PartyRow], own: Path | None
) -> tuple[Asked, tuple[tuple[str, int], ...]]:
    """The incidents that name these parties, and those whose figures are charged to them under other names; and these
    names."""
    sums = [part.whole for one in totals for part in (one.did, one.suffered)]
    charged = {key for one in sums for key in (*one.told, *one.silent)}
    parties = {one.party for one in totals}
    with asking(record, asked, own) as (finding, wanted):
        named = set(_ids(finding, wanted))
        others = sorted(charged - named)
        some = replace(asked, actors=(), ids=tuple(others[:_LOOKED_AT]))
        called = _names_for(parties, finding.incidents(some) if others else (), actors_over(own))
    return replace(asked, actors=(), ids=tuple(sorted(named | charged))), called


def _ids(finding: Finding, wanted: Asked) -> list[str]:
    found: list[str] = finding.columns.names["incident"][np.flatnonzero(finding.flags(wanted))].tolist()
    return found


def _names_for(parties: Collection[str], incidents: Iterable[Incident], actors: Actors) -> tuple[tuple[str, int], ...]:
    """The names under which incidents speak of parties, the most frequent first."""
    counted: Counter[str] = Counter()
    for one in incidents:
        among = (*one.agents, *one.targets, *(origin.name for origin in one.origins))
        country = one.place.country if one.place is not None else None
        for name in {*one.agents, *one.targets}:
            if party_named(full_name(name, among, actors), actors, country) in parties:
                counted[name] += 1
    return tuple(counted.most_common(8))
