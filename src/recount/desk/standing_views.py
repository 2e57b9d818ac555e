"""The pages over a whole record: who is said to hold places, the parties and dyads, the origins."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from recount.aggregates.parties import Dyads, PartyTotals
from recount.aggregates.sums import Measure
from recount.aggregates.voices import Voice
from recount.desk.aggregating import Scope, dyads, gathered, origins, party_totals
from recount.desk.asking import ActorRow, actors
from recount.desk.controlling import Asked, Controlled, Held, control
from recount.desk.keeping import Kept, kept
from recount.desk.tools import Rules, Settings
from recount.errors import RecordError
from recount.model import Harm
from recount.tolls.headlines import DEFAULT


@dataclass(frozen=True, slots=True)
class Parties:
    """The actors of a record, what each is said to have done and suffered, and who did it to whom."""

    rows: tuple[ActorRow, ...]
    totals: PartyTotals
    dyads: Dyads


def _quiet(_: str) -> None:
    """Nobody looks on while a page is made."""


def places_of(record: Path, settings: Settings, rules: Rules) -> Kept[Controlled]:
    """Who is said to hold which town."""
    return kept(record, "places", lambda: control(record, Asked(), settings, _quiet, rules))


def place_of(record: Path, key: str, settings: Settings, rules: Rules) -> Held:
    """One town by its key; RecordError where no claim says who holds it."""
    for held in places_of(record, settings, rules).value.towns:
        if held.timeline.town.key == key:
            return held
    what = "is not in the record, or no claim says who holds it"
    raise RecordError(f"place {key[:60]}", what, "See the list of places.")


def parties_of(record: Path, rules: Rules, harm: Harm = Harm.KILLED) -> Kept[Parties]:
    """The parties of a record, with figures for one harm by the default rule."""

    def made() -> Parties:
        measure = Measure(harm, DEFAULT)
        found = gathered(record, Scope(actors=rules.actors), reports=False)
        return Parties(
            actors(record, own=rules.actors),
            party_totals(found, measure, rules.actors),
            dyads(found, measure, rules.actors),
        )

    return kept(record, f"parties {harm.value}", made)


def voices(record: Path) -> Kept[tuple[Voice, ...]]:
    """How far each origin's word is borne out."""
    return kept(record, "voices", lambda: origins(gathered(record, Scope(), reports=False)))


def voice_called(record: Path, name: str) -> Voice:
    """One origin by its name; RecordError where the record has none of that name."""
    for one in voices(record).value:
        if one.name == name:
            return one
    raise RecordError(f"origin {name[:80]}", "is not in the record", "See the list of origins.")
