"""What an incident's claims say together: one type, time, place, status, and who stands on which side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date

from recount.codebook.actors import Actors
from recount.codebook.parties import full_name
from recount.model import Claim, Harm, Place, PlacePrecision, Precision, Status, When
from recount.resolution.episodes import LONGEST
from recount.resolution.named_parties import agent_named, target_named
from recount.resolution.names import party_of
from recount.resolution.sums import is_sum

_STRONGEST = (
    Status.HAPPENED,
    Status.ONGOING,
    Status.ALLEGED,
    Status.DENIED,
    Status.PLANNED,
    Status.HYPOTHETICAL,
)
_TOTAL = "toll_report"
_OTHER = "other_event"
_VAGUE_TYPES = frozenset({_TOTAL, _OTHER})
_ATTACK = "attack"
_BY_MEANS = frozenset({"air_strike", "bombing", "chemical_attack", "shelling", "suicide_bombing"})
_SPECIFIC = {"suicide_bombing": 2, "chemical_attack": 2, "attack": -1, "destruction": -1}
_PRECISION = tuple(PlacePrecision)
_SIEGE = "siege"
_FOUGHT = frozenset({"armed_clash", "offensive", "territory_change"})
_ON_END = ("when.range", "when.since", "when.so_far")
"""The rules of times that tell from when until when, not on which of some days nor how old a battle is."""
_LONG, _YEAR, _MONTH, _BESIEGED, _NIGHT = 60, 366, 31, 13, 1  # days


def type_of(claims: Sequence[Claim]) -> str:
    """The type most claims give, main ones counting double; totals and "other" only where no claim is more telling, or
    where it is said of what several happenings they are the sum.

    Of equally frequent types the more specific one: what one report calls a bombing and another a suicide bombing is
    the latter. The attack of a report that also says by what means is one by these means ("nine bodies were found after
    an air strike").
    """
    if any(map(is_sum, claims)):
        return _TOTAL
    means: dict[str, set[str]] = {}
    for claim in claims:
        if claim.type in _BY_MEANS:
            means.setdefault(claim.document, set()).add(claim.type)
    votes: Counter[str] = Counter()
    for claim in claims:
        named = means.get(claim.document, ()) if claim.type == _ATTACK else ()
        votes[next(iter(named)) if len(named) == 1 else claim.type] += 2 if claim.main else 1
    telling = {t: n for t, n in votes.items() if t not in _VAGUE_TYPES} or dict(votes)
    return max(telling, key=lambda t: (telling[t], _SPECIFIC.get(t, 0), t))


_SURE_FIRST = (
    frozenset((Status.HAPPENED, Status.ONGOING)),
    frozenset((Status.ALLEGED,)),
    frozenset((Status.PLANNED, Status.HYPOTHETICAL)),
    frozenset((Status.DENIED,)),
)


def status_of(claims: Iterable[Claim]) -> Status:
    """The strongest status any claim gives: a launch outweighs the plan it fulfils, an account its denial.

    The weaker ones stay visible in the claims.
    """
    given = {claim.status.value for claim in claims}
    return next(status for status in _STRONGEST if status in given)


def when_of(claims: Sequence[Claim]) -> When | None:
    """When it happened: the days that the claims' stated times share, else the days that all of them span; of a siege
    the weeks that they tell it to go on for, of fighting the days.

    The main claims decide where they state a time; None where no claim does, for a report's date is not an event's.
    """
    for part in ([c for c in claims if c.main], claims):
        times = sorted(
            {
                (t.first, t.last)
                for c in part
                if c.time and (t := c.time.value).first is not None and t.last is not None and not _is_background(c)
            },
            key=lambda bounds: (bounds[0] or date.min, bounds[1] or date.min),
        )
        spans = [(first, last) for first, last in times if first is not None and last is not None]
        if spans:
            return _days_besieged(part, spans) or _days_fought(claims) or _shared_days(spans)
    words = sorted({c.time.value.words for c in claims if c.time and c.time.value.words})
    return When(None, None, Precision.UNKNOWN, words[0]) if words else None


def _is_background(claim: Claim) -> bool:
    """Whether a claim's time only tells since when it has been so, for years: "since 1984" dates nothing that a report
    tells. What a total counts from is its period, and a siege goes on."""
    if claim.time is None or claim.type == _TOTAL or not claim.time.rule.startswith("when.since"):
        return False
    first, last = claim.time.value.first, claim.time.value.last
    return first is not None and last is not None and (last - first).days > (LONGEST if claim.type == _SIEGE else _YEAR)


def _days_besieged(claims: Sequence[Claim], spans: Sequence[tuple[date, date]]) -> When | None:
    """From when until when a siege is told to go on, where any report tells of weeks: a day of it, or that it went on
    when a report came out, does not end it. Of beginnings within a month the later is the more exact."""
    if type_of(claims) != _SIEGE:
        return None
    long = [(first, last) for first, last in spans if _BESIEGED <= (last - first).days <= LONGEST]
    if not long:
        return None
    first = min(first for first, _ in long)
    close = [one for one, _ in long if (one - first).days <= _MONTH]
    return When.between(max(close), max(last for _, last in long))


def _days_fought(claims: Sequence[Claim]) -> When | None:
    """From when until when fighting is told to have gone on that cost so many: that a town fell on one of these days
    makes them no fewer. None where no figure of the dead is told for days on end."""
    if type_of(claims) not in _FOUGHT:
        return None
    spans = []
    for claim in claims:
        if claim.time and claim.time.rule.startswith(_ON_END) and claim.type in _FOUGHT and _counts_dead(claim):
            first, last = claim.time.value.first, claim.time.value.last
            if first is not None and last is not None and _NIGHT < (last - first).days <= _MONTH:
                spans.append((first, last))
    return When.between(min(first for first, _ in spans), max(last for _, last in spans)) if spans else None


def _counts_dead(claim: Claim) -> bool:
    return any(c.value.harm is Harm.KILLED and not c.value.sub and not c.value.wider for c in claim.tolls)


def _shared_days(spans: list[tuple[date, date]]) -> When:
    first, last = max(s[0] for s in spans), min(s[1] for s in spans)
    if first <= last:
        return When.between(first, last)
    short = [s for s in spans if (s[1] - s[0]).days <= _LONG] or spans
    return When.between(min(s[0] for s in short), max(s[1] for s in short))


def place_of(claims: Sequence[Claim]) -> Place | None:
    """The most exact place in the country, and there in the region, that most claims point to; main ones count double.

    Of equally exact places the most frequent. A namesake in another country that one claim was resolved to does not win
    by being exact.
    """
    votes: Counter[Place] = Counter()
    for claim in claims:
        if claim.place is not None:
            votes[claim.place] += 2 if claim.main else 1
    if not votes:
        return None
    country = _most({place: place.country for place in votes}, votes)
    inside = {place: place.admin1 for place in votes if place.country == country and place.admin1}
    region = _most(inside, votes) if inside else None
    left = [place for place in votes if place.country == country and (place.admin1 or region) == region]
    return min(left, key=lambda p: (_PRECISION.index(p.precision), -votes[p], p.name, p.lat, p.lon))


def _most(groups: Mapping[Place, str], votes: Mapping[Place, int]) -> str:
    """The group whose places have the most votes, of equal ones the first by name."""
    counts: Counter[str] = Counter()
    for place, group in groups.items():
        counts[group] += votes[place]
    return min(counts, key=lambda group: (-counts[group], group))


def place_names_of(claims: Iterable[Claim], place: Place | None = None) -> tuple[str, ...]:
    """The places as the reports write them: first what they call the `place` where it happened, then the most specific,
    as each claim has them, then the most frequent."""
    stands: dict[str, list[int]] = {}
    called = set[str]()
    for claim in claims:
        for n, cited in enumerate(claim.places):
            stands.setdefault(cited.value, []).append(n)
        if place is not None and claim.place == place and claim.places:
            called.add(claim.places[0].value)

    def rank(name: str) -> tuple[bool, float, int, str]:
        return name not in called, sum(stands[name]) / len(stands[name]), -len(stands[name]), name

    return tuple(sorted(stands, key=rank))


def agents_of(claims: Sequence[Claim], actors: Actors) -> tuple[str, ...]:
    """Those who do it, by the names they share; the most frequent first.

    Only the claims of the surest status that name anybody are asked: who is accused does not stand beside who was
    seen, and who denies having done it is no agent, unless the denial is all that is told. Who does what only came of
    it ("hospitals declared an emergency") has not done it.
    """
    claims = [claim for claim in claims if claim.type != _OTHER] or claims
    all_denied = all(claim.status.value is Status.DENIED for claim in claims)
    for group in _SURE_FIRST:
        named = [claim for claim in claims if claim.agents and claim.status.value in group]
        if named and (all_denied or Status.DENIED not in group):
            agents = [(cited.value, claim.type, cited.rule) for claim in named for cited in claim.agents]
            full = _in_full([name for name, _, _ in agents], claims, actors)
            told = zip(full, agents, strict=True)
            meant = [(name, agent_named(name, type_, rule, actors)) for name, (_, type_, rule) in told]
            known = {name: party for name, party in meant if party != name}  # told in one sentence, known in the next
            return _by_frequency(known.get(name, party) for name, party in meant)
    return ()


def targets_of(claims: Sequence[Claim], actors: Actors) -> tuple[str, ...]:
    """Those it is done to, by the names they share, the most frequent first; of a denial only where it stands alone."""
    told = [claim for claim in claims if claim.status.value is not Status.DENIED] or claims
    full = _in_full([cited.value for claim in told for cited in claim.targets], claims, actors)
    return _by_frequency(target_named(name, actors) for name in full)


def _in_full(names: Sequence[str], claims: Iterable[Claim], actors: Actors) -> Iterator[str]:
    """Names as their spellings share them, short forms ("the coalition") as the one party that claims can mean."""
    given = [cited.value for claim in claims for cited in (*claim.agents, *claim.targets)]
    among = tuple(dict.fromkeys(party_of(actors, name) for name in given))
    short = {name: party_of(actors, full_name(name, among, actors)) for name in dict.fromkeys(names)}
    several = set(short.values())
    return (_with_several(short[name], several) for name in names)


def _with_several(name: str, names: Set[str]) -> str:
    """Of people without a name "rebel" and "rebels" are one."""
    return f"{name}s" if name.islower() and f"{name}s" in names else name


def _by_frequency(names: Iterable[str]) -> tuple[str, ...]:
    counts = Counter(names)
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def within_of(claims: Iterable[Claim]) -> tuple[str, ...]:
    """What any of the claims is told to be part of (`Claim.within`)."""
    return tuple(sorted({claim.within.value for claim in claims if claim.within is not None}))
