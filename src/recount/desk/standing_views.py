"""The pages over a whole record: who is said to hold places, the parties and dyads, the origins."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
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
from recount.store import Filters
from recount.tolls.headlines import DEFAULT


@dataclass(frozen=True, slots=True)
class Parties:
    """The actors of a record, what each is said to have done and suffered, and who did it to whom."""

    rows: tuple[ActorRow, ...]
    totals: PartyTotals
    dyads: Dyads


def _quiet(_: str) -> None:
    """Nobody looks on while a page is made."""


def seen_by(name: str, hidden: frozenset[str]) -> str:
    """What a view is kept as: one for who sees all, one for who may not see some reports."""
    return f"{name} {sha256(' '.join(sorted(hidden)).encode()).hexdigest()[:20]}" if hidden else name


def places_of(record: Path, settings: Settings, rules: Rules, hidden: frozenset[str] = frozenset()) -> Kept[Controlled]:
    """Who is said to hold which town. `hidden` are reports that who looks may not see, here and below: what only they
    tell is in no view."""
    asked = Asked(hidden=hidden)
    return kept(record, seen_by("places", hidden), lambda: control(record, asked, settings, _quiet, rules))


def place_of(record: Path, key: str, settings: Settings, rules: Rules, hidden: frozenset[str] = frozenset()) -> Held:
    """One town by its key; RecordError where no claim says who holds it."""
    for held in places_of(record, settings, rules, hidden).value.towns:
        if held.timeline.town.key == key:
            return held
    what = "is not in the record, or no claim says who holds it"
    raise RecordError(f"place {key[:60]}", what, "See the list of places.")


def parties_of(
    record: Path, rules: Rules, harm: Harm = Harm.KILLED, hidden: frozenset[str] = frozenset()
) -> Kept[Parties]:
    """The parties of a record, with figures for one harm by the default rule."""

    def made() -> Parties:
        measure = Measure(harm, DEFAULT)
        filters = Filters(hidden=hidden)
        found = gathered(record, Scope(filters, actors=rules.actors), reports=False)
        return Parties(
            actors(record, filters, rules.actors),
            party_totals(found, measure, rules.actors),
            dyads(found, measure, rules.actors),
        )

    return kept(record, seen_by(f"parties {harm.value}", hidden), made)


def voices(record: Path, hidden: frozenset[str] = frozenset()) -> Kept[tuple[Voice, ...]]:
    """How far each origin's word is borne out."""
    scope = Scope(Filters(hidden=hidden))
    return kept(record, seen_by("voices", hidden), lambda: origins(gathered(record, scope, reports=False)))


def voice_called(record: Path, name: str, hidden: frozenset[str] = frozenset()) -> Voice:
    """One origin by its name; RecordError where the record has none of that name."""
    for one in voices(record, hidden).value:
        if one.name == name:
            return one
    raise RecordError(f"origin {name[:80]}", "is not in the record", "See the list of origins.")
