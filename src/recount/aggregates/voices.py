"""How far each origin's word is borne out: told by others too, contradicted by them, revised by itself, or alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from recount.model import Harm, Incident, LedgerEntry, OriginKind, Stance
from recount.tolls import figures_by_origin
from recount.tolls.estimates import whole_of


@dataclass(frozen=True, slots=True)
class Voice:
    """An origin's record over incidents; each field that ends in s holds the ids of incidents, `figures` is a count.

    `corroborated`: another origin tells of the incident, too. `alone`: none does. `agreeing` and `contradicted`:
    another origin's figure for the same harm allows, or excludes, its own; both can hold of one incident. `up` and
    `down`: it raised or lowered a figure. `admissions` and `boasts`: figures against and for its own cause.
    """

    name: str
    kind: OriginKind
    side: str | None
    named: bool
    incidents: tuple[str, ...]
    reports: int
    figures: int
    corroborated: tuple[str, ...]
    alone: tuple[str, ...]
    agreeing: tuple[str, ...]
    contradicted: tuple[str, ...]
    up: tuple[str, ...]
    down: tuple[str, ...]
    admissions: tuple[str, ...]
    boasts: tuple[str, ...]


@dataclass
class _Heard:
    """An origin's record while it is gathered."""

    kind: OriginKind = OriginKind.UNKNOWN
    side: str | None = None
    named: bool = False
    figures: int = 0
    reports: set[str] = field(default_factory=set)
    marks: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def voices_of(incidents: Iterable[Incident]) -> tuple[Voice, ...]:
    """Every origin's record, the one that tells of most incidents first."""
    heard: dict[str, _Heard] = defaultdict(_Heard)
    for incident in incidents:
        others = len(incident.origins) > 1
        for origin in incident.origins:
            one = heard[origin.name]
            one.kind = origin.kind if one.kind is OriginKind.UNKNOWN else one.kind
            one.side, one.named = one.side or origin.side, one.named or origin.named
            one.reports |= set(origin.documents)
            one.marks["incidents"].add(incident.id)
            one.marks["corroborated" if others else "alone"].add(incident.id)
        _note_figures(incident, heard)
    voices = [_voice(name, one) for name, one in heard.items()]
    return tuple(sorted(voices, key=lambda v: (-len(v.incidents), -v.figures, v.name)))


def _voice(name: str, heard: _Heard) -> Voice:
    def ids(mark: str) -> tuple[str, ...]:
        return tuple(sorted(heard.marks[mark]))

    return Voice(
        name=name,
        kind=heard.kind,
        side=heard.side,
        named=heard.named,
        incidents=ids("incidents"),
        reports=len(heard.reports),
        figures=heard.figures,
        corroborated=ids("corroborated"),
        alone=ids("alone"),
        agreeing=ids("agreeing"),
        contradicted=ids("contradicted"),
        up=ids("up"),
        down=ids("down"),
        admissions=ids("admissions"),
        boasts=ids("boasts"),
    )


def _note_figures(incident: Incident, heard: Mapping[str, _Heard]) -> None:
    own = [entry for entry in incident.ledger if entry.reprint_of is None]
    by_claim: dict[tuple[str, str, Harm], list[LedgerEntry]] = defaultdict(list)
    for entry in own:
        by_claim[entry.claim, entry.origin, entry.harm].append(entry)
    for entry in own:
        one = heard[entry.origin]
        one.figures += 1
        one.kind = entry.kind if one.kind is OriginKind.UNKNOWN else one.kind  # of who is quoted for totals alone
        one.side = one.side or entry.side
        if entry.stance is Stance.ADMISSION:
            one.marks["admissions"].add(incident.id)
        elif entry.stance is Stance.BOAST:
            one.marks["boasts"].add(incident.id)
        if entry.revises is not None:
            before = _like(entry, by_claim.get((entry.revises, entry.origin, entry.harm), ()))
            if before is not None and _middle(entry) != _middle(before):
                one.marks["up" if _middle(entry) > _middle(before) else "down"].add(incident.id)
    for mark, origin in _compared(incident):
        heard[origin].marks[mark].add(incident.id)


def _like(entry: LedgerEntry, revised: Sequence[LedgerEntry]) -> LedgerEntry | None:
    """Of the figures of the claim that is revised the one for the same people."""
    return next((one for one in revised if (one.category, one.sub) == (entry.category, entry.sub)), None)


def _middle(entry: LedgerEntry) -> float:
    low, high = entry.count.low, entry.count.high
    return (low + high) / 2 if low is not None and high is not None else float(low if low is not None else high or 0)


def _compared(incident: Incident) -> Iterator[tuple[str, str]]:
    """Which origins' figures another's allow or exclude; each harm by itself, in n log n of its origins."""
    for harm in sorted({entry.harm for entry in incident.ledger}):
        whole = {origin: whole_of(given) for origin, given in figures_by_origin(incident.ledger, harm).items()}
        spans = {o: (low or 0, float("inf") if high is None else high) for o, (low, high) in whole.items()}
        lows, highs = sorted(low for low, _ in spans.values()), sorted(high for _, high in spans.values())
        for origin, (low, high) in spans.items():
            above = len(lows) - bisect_right(lows, high)
            below = bisect_left(highs, low)
            if above + below:
                yield "contradicted", origin
            if len(spans) - above - below > 1:
                yield "agreeing", origin
