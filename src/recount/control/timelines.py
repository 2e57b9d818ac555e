"""Per town the order of what is said: who took it, lost it, entered or besieged it, and who is last said to hold it.

Control is never known, only said: between two statements nobody knows. Rival statements stay side by side.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import permutations

from recount.codebook.actors import Actors
from recount.codebook.nameless import classed
from recount.codebook.rules import Shift
from recount.control.statements import Statement, is_men_of
from recount.control.towns import Town
from recount.model import Status

_STATE = frozenset({"state forces", "government", "external forces"})
_TOGETHER = frozenset({Shift.TAKEN, Shift.GAINED, Shift.ENTERED, Shift.BESIEGED})
_GONE = frozenset({Shift.LOST, Shift.LEFT})
_SIDES = 8  # of one statement that are looked at as allies
_SOON = 7  # days after a place was taken for which fighting there contests that
_FRESH = 30  # days for which a report that gives no day may still tell of a change


@dataclass(frozen=True, slots=True)
class Step:
    """What is said of a town once, by one origin or by several: see Statement for the fields they share.

    `sides` come by how many origins say it of them, `voices` are these origins, side by side: of two that took a town
    together one may be named by some of them only.
    `last` is None where nothing tells a day; such steps stand at the end of a timeline and take no part in its order.
    `rivals` are the numbers of the steps of this timeline that contradict it: another side is said to hold the town at
    the same time, or it is denied. `denied` marks a step that its origins deny.
    """

    shift: Shift
    parties: tuple[str, ...]
    sides: tuple[str, ...]
    before: tuple[str, ...]
    first: date | None
    last: date | None
    part: bool
    denied: bool
    alleged: bool
    origins: tuple[str, ...]
    documents: tuple[str, ...]
    claims: tuple[str, ...]
    incidents: tuple[str, ...]
    rivals: tuple[int, ...] = ()
    voices: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is said of one town, by day; `name` is what reports call it most, `names` all that they call it."""

    town: Town
    name: str
    names: tuple[str, ...]
    steps: tuple[Step, ...]


@dataclass
class _Growing:
    """A step that further statements may still join."""

    step: Step
    said: list[Statement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Parties:
    """Who can't be the same people, nor on one side: `allies` are pairs of sides that took or entered a town together,
    by any statement."""

    actors: Actors
    allies: frozenset[tuple[str, str]]

    def is_named(self, side: str) -> bool:
        return self.actors.canonical(side) is not None

    def named_of(self, sides: Sequence[str]) -> Sequence[str]:
        """Those of some sides that have names, all of them where none has."""
        return [side for side in sides if self.is_named(side)] or sides

    def apart(self, a: Sequence[str], b: Sequence[str]) -> bool:
        """Whether two groups of sides are told, share no side and took or entered nothing together."""
        return bool(a and b) and not any(x == y or (x, y) in self.allies for x in a for y in b)

    def rivals(self, a: Sequence[str], b: Sequence[str]) -> bool:
        """Whether two groups of sides are rivals: "the army" may be the Syrian government's, rebels not."""
        if not self.apart(a, b):
            return False
        if all(map(self.is_named, (*a, *b))):
            return True
        kinds = [{self._kind(name) for name in names} for names in (a, b)]
        return None not in kinds[0] | kinds[1] and kinds[0].isdisjoint(kinds[1])

    def is_state(self, side: str) -> bool:
        """Whether a side is known to be a state's."""
        return self._kind(side) == "state"

    def _kind(self, name: str) -> str | None:
        """Whether a side is a state's or another; None where its name does not tell."""
        actor = self.actors.canonical(name) or classed(name)
        if actor is None:
            return None
        return "state" if actor.kind in _STATE else "other"


def timelines_of(statements: Iterable[Statement], actors: Actors) -> tuple[Timeline, ...]:
    """A timeline for each town, by name. The order of the statements does not matter."""
    towns: dict[str, list[Statement]] = defaultdict(list)
    allies: set[tuple[str, str]] = set()
    for statement in statements:
        towns[statement.town.key].append(statement)
        if statement.shift in _TOGETHER:
            allies |= set(permutations(statement.sides[:_SIDES], 2))
    parties = _Parties(actors, frozenset(allies))
    found = [_timeline(said, parties) for said in towns.values()]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.town.key)))


def _timeline(statements: Sequence[Statement], parties: _Parties) -> Timeline:
    dated = [(one.first or one.last, one.last, one) for one in statements if one.last is not None]
    dated.sort(key=lambda found: (found[0], found[1], found[2].claim))
    calls = Counter(one.called for one in statements)
    names = sorted(calls, key=lambda name: (-calls[name], name))
    grown = [*_joined([one for _, _, one in dated], parties), *_undated(statements)]
    steps = sorted((_closed(one, parties) for one in grown), key=_order)
    return Timeline(min((s.town for s in statements), key=repr), names[0], tuple(names), _with_rivals(steps, parties))


def _undated(statements: Iterable[Statement]) -> list[_Growing]:
    """Statements that nothing dates, those of the same change by the same sides together."""
    found: dict[tuple[Shift, bool, bool, tuple[str, ...]], _Growing] = {}
    for one in sorted(statements, key=lambda one: one.claim):
        if one.last is None:
            key = (one.shift, one.part, one.status is Status.DENIED, one.sides)
            found.setdefault(key, _Growing(_step(one))).said.append(one)
    return list(found.values())


def _order(step: Step) -> tuple[date, date, bool, str]:
    """By day; on one day what contradicts comes behind what it contradicts."""
    last = step.last or date.max
    return step.first or last, last, step.denied or step.shift is Shift.FOUGHT, step.claims[0]


def _joined(said: Iterable[Statement], parties: _Parties) -> list[_Growing]:
    """Statements that may tell the same change, told together: same shift and side, and days that meet.

    A claim without a day tells the latest such change before its report, unless another side was said to hold the town
    since. Each statement is compared with one step for each of its sides, so the work grows with their number.
    """
    grown: list[_Growing] = []
    latest: dict[tuple[Shift, bool, str], _Growing] = {}
    by_incident: dict[tuple[Shift, bool, str], _Growing] = {}
    last_taken: _Growing | None = None
    for one in said:
        denied = one.status is Status.DENIED
        keys = [(one.shift, denied, side) for side in one.sides or ("",)]
        in_incident = by_incident.get((one.shift, denied, one.incident))
        options = [latest[key] for key in keys if key in latest]
        if in_incident is not None and not parties.rivals(in_incident.step.sides, one.sides):
            options.append(in_incident)
        home = next((option for option in options if _meets(option, one, last_taken)), None)
        if home is None:
            home = _Growing(_step(one))
            grown.append(home)
        home.said.append(one)
        home.step = _narrowed(home.step, one)
        for key in keys:
            latest[key] = home
        by_incident[one.shift, denied, one.incident] = home
        if one.shift is Shift.TAKEN and not denied and not one.part:
            last_taken = home
    return grown


def _meets(grown: _Growing, one: Statement, last_taken: _Growing | None) -> bool:
    """Whether a statement may tell the change of a step; statements come by day, so that it is none before."""
    step = grown.step
    if step.part != one.part or step.last is None or one.last is None:
        return False
    if one.first is not None:
        return one.first <= step.last
    if step.shift is Shift.TAKEN and not step.part and not step.denied:
        return last_taken is grown
    return (one.last - step.last).days <= _FRESH


def _step(one: Statement) -> Step:
    return Step(
        shift=one.shift,
        parties=(),
        sides=one.sides,
        before=(),
        first=one.first,
        last=one.last,
        part=one.part,
        denied=one.status is Status.DENIED,
        alleged=False,
        origins=(),
        documents=(),
        claims=(),
        incidents=(),
    )


def _narrowed(step: Step, one: Statement) -> Step:
    """The step with the days that all its statements allow, and the sides of all."""
    sides = tuple(dict.fromkeys((*step.sides, *one.sides)))
    if one.first is None or step.first is None:
        first, last = (one.first, one.last) if step.first is None and one.first is not None else (step.first, step.last)
        if one.first is None and step.first is None:
            last = min(filter(None, (step.last, one.last)), default=None)
        return replace(step, sides=sides, first=first, last=last)
    return replace(step, sides=sides, first=max(step.first, one.first), last=min(filter(None, (step.last, one.last))))


def _closed(grown: _Growing, parties: _Parties) -> Step:
    """The step with the parties, origins and reports of all its statements, and whose word each of its sides is."""
    said = grown.said
    sides = _own_sides(grown, parties)
    voices = {side: tuple(sorted(set(_each(one.origins for one in said if side in one.sides)))) for side in sides}
    most = sorted(sides, key=lambda side: -len(voices[side]))
    return replace(
        grown.step,
        sides=tuple(most),
        voices=tuple(voices[side] for side in most),
        parties=_each(one.parties for one in said),
        before=_each(one.before for one in said),
        alleged=all(one.status is Status.ALLEGED for one in said),
        origins=tuple(sorted(set(_each(one.origins for one in said)))),
        documents=tuple(sorted({one.document for one in said})),
        claims=tuple(one.claim for one in said),
        incidents=tuple(sorted({one.incident for one in said})),
    )


def _each(values: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for some in values for value in some))


def _own_sides(grown: _Growing, parties: _Parties) -> tuple[str, ...]:
    """The sides of a step without those that are another's men by other words: "the army" of one report is no side
    beside the Syrian government of another. Who is told to have acted with somebody named is not the same."""
    named = frozenset(filter(parties.is_named, grown.step.sides))
    states = {parties.is_state(side) for side in named}
    together = {side for one in grown.said if named.intersection(one.sides) for side in one.sides}
    return tuple(
        side
        for side in grown.step.sides
        if side in named
        or not (is_men_of(side, states) or (True in states and side not in together and parties.is_state(side)))
    )


def _with_rivals(steps: Sequence[Step], parties: _Parties) -> tuple[Step, ...]:
    """The steps, each with those that contradict it: two sides said to take the town at the same time where neither
    took it from the other, and what is said and denied. Who denies that they lost it contradicts the last who are said
    to have taken it."""
    rivals: dict[int, set[int]] = defaultdict(set)
    latest: dict[str, int] = {}
    said: dict[tuple[Shift, str], int] = {}
    taken: int | None = None
    for n, step in enumerate(steps):
        sides = step.sides or ("",)
        if step.last is None:
            found = set()
        elif step.denied:
            found = {said[step.shift, side] for side in sides if (step.shift, side) in said}
            if step.shift in _GONE and taken is not None and _is_others(steps[taken], step, parties):
                found.add(taken)
        elif step.shift is Shift.FOUGHT:
            found = {taken} if taken is not None and _is_soon_after(steps[taken], step) else set()
        elif step.shift is Shift.TAKEN and step.sides:
            found = {m for side, m in latest.items() if side not in sides and _contested(steps[m], step, parties)}
            latest |= dict.fromkeys(sides, n)
        else:
            found = set()
        if step.shift is Shift.TAKEN and not step.part and not step.denied and step.last is not None:
            taken = n
        if not step.denied and step.last is not None:
            said |= dict.fromkeys(((step.shift, side) for side in sides), n)
        for m in found:
            rivals[n].add(m)
            rivals[m].add(n)
    return tuple(replace(step, rivals=tuple(sorted(rivals[n]))) for n, step in enumerate(steps))


def _is_soon_after(taken: Step, fought: Step) -> bool:
    days = (fought.last - taken.last).days if fought.last and taken.last else None
    return days is not None and 0 <= days <= _SOON


def _is_others(taken: Step, denial: Step, parties: _Parties) -> bool:
    """Whether a place was taken by others than those who deny that it was lost, as far as these are known."""
    return not (taken.sides and denial.sides) or parties.apart(taken.sides, denial.sides)


def _contested(a: Step, b: Step, parties: _Parties) -> bool:
    """Whether two steps say of the same days that rivals hold the town, and not that one took it from the other."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return False
    if b.first > a.last or a.first > b.last:
        return False
    if not parties.apart(a.sides, b.sides) or not parties.rivals(*map(parties.named_of, (a.sides, b.sides))):
        return False
    took, lost = (not set(x.before).isdisjoint((*y.parties, *y.sides)) for x, y in ((a, b), (b, a)))
    return took == lost
