"""How much can speak for two accounts being one at most, of many pairs at once: most pairs of a large record that share
a key fall so far short of the threshold that their reasons need not be looked for.

Sets stand as bits by hashes: what has no bit in common has no member in common. A bound is never below the score of
`score.score_between`, of reports that share no text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import chain, repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recount.codebook import Merging
from recount.model import Harm
from recount.resolution.accounts import Account, Places
from recount.resolution.evidence import (
    OF_TWO_STATES,
    OTHER_HARMS,
    TIED,
    VAGUE,
    exact_of_vague,
    figures_before,
    size_class,
)
from recount.resolution.evidence_of_details import LEAST_OF_OTHERS
from recount.resolution.evidence_of_places import IN_ONE_COUNTRY, MOST_FAR
from recount.resolution.evidence_of_time import WITHIN_A_MONTH
from recount.resolution.names import telling_words
from recount.resolution.words import RARE, UNKNOWN, rarities

Numbers = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Traits = NDArray[Any]
"""What bounds follow from, a row for each account; `kinds` numbers what it tells of (see `Bounds`), `front` says
whether it is among the first of its report."""

_RARE, _OTHER = 4, 2  # so many times 64 bits for rare words, and for those that are not
_NO_TIME = 0
_WORD, _HALF = 0xFFFFFFFFFFFFFFFF, 0xFFFFFFFF
_MARGIN = 0.01  # of rounding
_MOST_OF_OTHERS = 2.0  # how much there is of a reason that nothing is kept of, at most
_NEVER = -1e6
_WEEK, _NEWS, _NEAR_KM, _FAR_KM = 10, 7, 15.01, 60.01  # as in `evidence`
_MOST_WORDS, _MOST_TELLING, _MOST_PEOPLE, _MOST_ALIKE = 6, 1.5, 3, 0.3
_ROW = np.dtype(
    [(name, "u8") for name in ("fine", "names", "called", "regions", "countries", "country")]
    + [("located", "i1"), ("lat", "f8"), ("lon", "f8"), ("centred", "i1"), ("centre_lat", "f8"), ("centre_lon", "f8")]
    + [("dated", "?"), ("stated", "?"), ("first", "i4"), ("last", "i4")]
    + [(name, "u8") for name in ("agents", "sides", "agent_words", "targets", "objects", "people", "ages")]
    + [("killed", "u8"), ("size", "f8"), ("least", "f8"), ("most", "f8"), ("hurt", "u8"), ("parts", "u8")]
    + [("main", "?")]
)
_OF_WORDS = (("rare", "u8", _RARE), ("other", "u8", _OTHER), ("hidden", "i2", 2), ("weight", "f8"))
_HOLDING = np.dtype([("kinds", "i4"), ("front", "?"), *_ROW.descr, *_OF_WORDS])
_HANDLED = frozenset(
    """
    denied type_same type_meets type_cost type_never day_same days_week days_month days_long began_same days_off_1
    days_off_2 days_off_3 days_off_far days_never episode_never day_in_news day_off_news news_both news_apart
    news_apart_far news_never weekday_same weekday_other undated place_same place_name place_others place_near
    place_off place_far place_within region_same region_near region_far country_same country_named country_other
    place_unknown place_elsewhere
    agent_same agent_side agent_word agent_other target_same target_other people ages ages_other dead_same
    dead_before dead_near dead_rising dead_falling dead_apart wounded_same part_same rare_words leads both_main reprint
    reprint_share
    """.split()  # noqa: SIM905 (read as prose)
)


def traits_of(accounts: Sequence[Account]) -> Traits:
    """The traits of some accounts but for `kinds` and `front`."""
    traits, many = np.zeros(len(accounts), _HOLDING), len(accounts)
    rows = np.array([_row(account) for account in accounts], _ROW)
    for name in _ROW.names or ():
        traits[name] = rows[name]
    owners = np.repeat(np.arange(many), np.array([len(account.words) for account in accounts], np.int64))
    words = list(chain.from_iterable([account.words for account in accounts]))
    rarity = np.fromiter(map(rarities().get, words, repeat(UNKNOWN)), np.float64, len(words))
    hashes = np.fromiter(map(hash, words), np.int64, len(words))
    traits["weight"] = np.bincount(owners, rarity**2, many)
    for n, (name, times, some) in enumerate((("rare", _RARE, rarity >= RARE), ("other", _OTHER, rarity < RARE))):
        bits = _wide(owners[some], hashes[some], many, times)
        hidden = np.bincount(owners[some], minlength=many) - np.bitwise_count(bits).sum(axis=1, dtype=np.int64)
        traits[name], traits["hidden"][:, n] = bits, np.minimum(30_000, hidden)
    return traits


def _row(account: Account) -> tuple[Any, ...]:
    days = account.days
    return (
        *_place(account.places),
        days is not None,
        days is not None and days.stated,
        days.first.toordinal() if days else _NO_TIME,
        days.last.toordinal() if days else _NO_TIME,
        _bits(account.agents),
        _bits(account.sides),
        _bits([word[:2] for name in account.agents for word in telling_words(name)]),
        _bits(account.targets),
        _bits(account.objects),
        _bits(account.people),
        _bits(account.ages),
        *_dead(account),
        _bits([(harm, n) for harm in OTHER_HARMS for n in account.figures.get(harm, _NONE) - VAGUE]),
        _bits({toll.count.low for toll in account.tolls if toll.sub} - VAGUE),
        account.main,
    )


@lru_cache(maxsize=16384)  # a war's towns are named again and again
def _place(places: Places) -> tuple[Any, ...]:
    return (
        _few_bits(places.fine),
        _few_bits(places.names),
        _bits(places.names | places.wide),
        _bits(places.regions),
        _bits(places.countries),
        hash(min(places.countries)) & _WORD if len(places.countries) == 1 else 0,
        *_point(places.points),
        *_point(places.centres),
    )


_NONE: frozenset[int] = frozenset()


def _point(points: Sequence[tuple[float, float]]) -> tuple[int, float, float]:
    """How many points there are, two standing for more, and the first."""
    return (min(2, len(points)), *points[0]) if points else (0, 0.0, 0.0)


def _dead(account: Account) -> tuple[int, float, float, float]:
    """The figures of killed that may be the same in two reports, how much the largest tells, and between which bounds a
    figure agrees with any of them: "at least" some does with twice as many."""
    killed = account.figures.get(Harm.KILLED)
    if not killed:
        return 0, 0.0, 0.0, 0.0
    exact = (killed | figures_before(account)) - VAGUE | exact_of_vague(account)
    open_ended = [t.count.low or 0 for t in account.tolls if t.harm is Harm.KILLED and t.count.high is None]
    most = max(*killed, *(2 * n for n in open_ended), 0)
    return _bits(exact), size_class(max(exact, default=0)), min(killed), most


def _bits(members: Iterable[object]) -> int:
    found = 0
    for member in members:
        found |= 1 << (hash(member) & 63)
    return found


def _few_bits(members: Iterable[object]) -> int:
    """Two bits for each member, one in each half: few are seldom taken for others."""
    found = 0
    for member in members:
        held = hash(member)
        found |= 1 << (held & 31) | 1 << 32 + (held >> 5 & 31)
    return found


def _wide(owners: Numbers, hashes: Numbers, many: int, times: int) -> NDArray[np.uint64]:
    """The bits of words, a row of so many times 64 for each owner. Words may share a bit."""
    found = np.zeros((many, times), np.uint64)
    places = hashes & (64 * times - 1)
    np.bitwise_or.at(found, (owners, places >> 6), np.uint64(1) << (places & 63).astype(np.uint64))
    return found


class Bounds:
    """Bounds by a codebook's weights. `kinds` are the types of accounts with whether they only deny, by number."""

    def __init__(self, traits: Traits, kinds: Sequence[tuple[frozenset[str], bool]], merging: Merging) -> None:
        self._of = {name: np.ascontiguousarray(traits[name]) for name in traits.dtype.names or ()}
        self._kinds = kinds
        first_with: dict[frozenset[str], int] = {}
        numbers = [first_with.setdefault(types, n) for n, (types, _) in enumerate(kinds)]
        self._types_of = np.array(numbers, np.int32)[traits["kinds"]]
        self._merging = merging
        self._weights = merging.weights
        self._meetings: dict[int, float] = {}
        rest = [max(0.0, weight) for name, weight in merging.weights.items() if name not in _HANDLED]
        self._rest = _MOST_OF_OTHERS * sum(rest)
        self._rarest = max(UNKNOWN, *rarities().values())

    def may_count(self, i: Numbers, j: Numbers, shares: Floats | float = 0.0) -> Mask:
        """Which pairs of accounts, by position, may reach the threshold if reports share so much of their text."""
        most = self._types(i, j) + self._time(i, j) + self._place(i, j) + self._who(i, j)
        most += self._tolls(i, j) + self._words(i, j) + self._rest
        most += (shares > 0) * self._gain("reprint") + shares * self._gain("reprint_share")
        may: Mask = most >= self._merging.threshold - _MARGIN
        return may

    def may_be_copies(self, i: Numbers, j: Numbers) -> Mask:
        """Which pairs of accounts may be the same sentence of one story that was printed twice."""
        main = self._of["main"]
        may: Mask = (self._types_of[i] == self._types_of[j]) | (main[i] & main[j])
        return may

    def _best(self, *names: str) -> float:
        return max(self._weights.get(name, 0.0) for name in names)

    def _gain(self, name: str, times: float = 1.0) -> float:
        return max(0.0, self._weights.get(name, 0.0) * times)

    def _both(self, name: str, i: Numbers, j: Numbers) -> Mask:
        both: Mask = (self._of[name][i] & self._of[name][j]) != 0
        return both

    def _few_of_both(self, name: str, i: Numbers, j: Numbers) -> Mask:
        held = self._of[name][i] & self._of[name][j]
        both: Mask = ((held & _HALF) != 0) & ((held >> 32) != 0)
        return both

    def _kilometres(self, many: str, lat: str, lon: str, i: Numbers, j: Numbers) -> Floats:
        """How far the points of these names lie apart at least, so far as each has but one."""
        of = self._of
        single = (of[many][i] == 1) & (of[many][j] == 1)
        km: Floats = single * kilometres_between(of[lat][i], of[lon][i], of[lat][j], of[lon][j])
        return km

    def _each(self, name: str, i: Numbers, j: Numbers) -> Mask:
        each: Mask = (self._of[name][i] != 0) & (self._of[name][j] != 0)
        return each

    def _types(self, i: Numbers, j: Numbers) -> Floats:
        one, other = self._of["kinds"][i].astype(np.int64), self._of["kinds"][j].astype(np.int64)
        codes, where = np.unique(np.minimum(one, other) << 32 | np.maximum(one, other), return_inverse=True)
        for code in codes.tolist():
            if code not in self._meetings:
                self._meetings[code] = self._meeting(self._kinds[code >> 32], self._kinds[code & 0xFFFFFFFF])
        return np.array([self._meetings[code] for code in codes.tolist()], np.float64)[where]

    def _meeting(self, a: tuple[frozenset[str], bool], b: tuple[frozenset[str], bool]) -> float:
        if a[1] != b[1]:
            return _NEVER
        if a[0] & b[0] - self._merging.vague:
            return self._weights.get("type_same", 0.0)
        costs = [self._merging.meeting_cost(x, y) for x in a[0] for y in b[0]]
        least = min((cost for cost in costs if cost is not None), default=None)
        if least is None:
            return _NEVER
        return self._weights.get("type_meets", 0.0) + self._weights.get("type_cost", 0.0) * least

    def _time(self, i: Numbers, j: Numbers) -> Floats:
        w, of = self._weights.get, self._of
        first, last, stated = of["first"], of["last"], of["stated"]
        gap = np.maximum(0, np.maximum(first[j] - last[i], first[i] - last[j]))
        longest = np.maximum(last[i] - first[i], last[j] - first[j]) + 1
        known = self._both("people", i, j)
        far, off = (np.where(known, w(name, 0.0), _NEVER) for name in ("news_apart_far", "days_off_far"))
        undated = self._best("undated", "weekday_same", "weekday_other")
        days = [w("day_same", 0.0), w("days_week", 0.0), w("days_month", 0.0), w("days_long", 0.0)]
        began = np.where(np.abs(first[i] - first[j]) <= WITHIN_A_MONTH, self._best("days_long", "began_same"), days[3])
        agree = np.select([longest == 1, longest <= 7, longest <= 35], days[:3], began)
        said = np.select(
            [gap == 0, gap == 1, gap == 2, gap == 3], [agree, *(w(f"days_off_{n}", 0.0) for n in (1, 2, 3))], off
        )
        one_stated = stated[i] | stated[j]
        apart = np.where(one_stated, gap, np.abs(last[i] - last[j]))
        news = np.where(gap == 0, w("day_in_news", 0.0), w("day_off_news", 0.0) * gap)
        news = np.where(one_stated, news, w("news_both", 0.0) + w("news_apart", 0.0) * apart)
        news = np.where(apart > _NEWS, far, news)
        news = np.where(longest > _WEEK, np.where(gap == 0, undated, far), news)
        found = np.where(stated[i] & stated[j], said, news)
        result: Floats = np.where(of["dated"][i] & of["dated"][j], found, undated)
        return result

    def _place(self, i: Numbers, j: Numbers) -> Floats:
        """From what is asked last to what is asked first."""
        w, of = self._weights.get, self._of
        regions, countries = self._both("regions", i, j), self._both("countries", i, j)
        other_name, unsaid = w("place_elsewhere", 0.0), w("place_unknown", 0.0)
        unknown = max(other_name, unsaid, TIED * unsaid)
        found = np.where(countries, max(unknown, IN_ONE_COUNTRY * other_name, w("country_same", 0.0)), unknown)
        km = self._kilometres("centred", "centre_lat", "centre_lon", i, j)
        far = max(w("region_far", 0.0), MOST_FAR * w("region_far", 0.0))
        centres = np.where(km <= _FAR_KM, max(w("region_near", 0.0), far), far)
        found = np.where(self._each("centred", i, j), centres, found)
        one_fine = (of["fine"][i] != 0) != (of["fine"][j] != 0)
        inside = np.where(one_fine, w("place_within", 0.0), w("region_same", 0.0))
        found = np.where(regions, np.maximum(inside, found), found)
        km = self._kilometres("located", "lat", "lon", i, j)
        off, far = self._best("place_off", "place_far"), w("place_far", 0.0)
        points = np.where((km <= _FAR_KM) & regions, off, far)
        points = np.where(km <= _NEAR_KM, np.maximum(points, w("place_near", 0.0)), points)
        found = np.where(self._each("located", i, j), points, found)
        other, named = w("country_other", 0.0), self._best("country_named", "country_other")
        elsewhere = np.where(self._both("called", i, j), named, other)
        unsure = countries & ((of["country"][i] != of["country"][j]) | (of["country"][i] == 0))
        found = np.where(unsure, np.maximum(elsewhere, found), found)
        found = np.where(self._each("countries", i, j) & ~countries, elsewhere, found)
        beside = self._gain("place_others")
        name = self._best("place_name", "region_same") + beside
        found = np.where(self._few_of_both("names", i, j), np.maximum(name, found), found)
        place = w("place_same", 0.0) + beside
        result: Floats = np.where(self._few_of_both("fine", i, j), np.maximum(place, found), found)
        return result

    def _who(self, i: Numbers, j: Numbers) -> Floats:
        word = self._best("agent_word")
        side = max(word, self._best("agent_side"))
        # It may be told instead that another side does it.
        other = self._best("agent_other", "agent_opposed", "sides_exchanged")
        other = max(other, OF_TWO_STATES * self._weights.get("agent_other", 0.0))
        conditions = [self._both(name, i, j) for name in ("agents", "sides", "agent_words")]
        conditions.append(self._each("agent_words", i, j))
        best = max(side, self._best("agent_same"), other)
        agents = np.select(conditions, [best, max(side, other), max(word, other), other], max(0.0, other))
        found = np.where(self._each("agents", i, j), agents, 0.0)
        found += self._both("targets", i, j) * self._gain("target_same")
        found += self._both("people", i, j) * self._gain("people", _MOST_PEOPLE)
        found += self._if_other("objects", "target_other", i, j, LEAST_OF_OTHERS)
        found += self._if_other("ages", "ages_other", i, j)
        result: Floats = found + self._both("ages", i, j) * self._gain("ages", _MOST_PEOPLE)
        return result

    def _if_other(self, name: str, reason: str, i: Numbers, j: Numbers, least: float = 1.0) -> Floats:
        """The weight of a reason that holds where both have some and none in common, so much of it at `least`."""
        weight, each = self._weights.get(reason, 0.0), self._each(name, i, j)
        weight *= least if weight < 0 else 1.0
        sure: Floats = np.where(self._both(name, i, j), max(0.0, weight), weight) * each
        return sure

    def _tolls(self, i: Numbers, j: Numbers) -> Floats:
        least, most = self._of["least"], self._of["most"]
        ratio = np.maximum(least[i] / np.maximum(most[j], 1), least[j] / np.maximum(most[i], 1))
        weight = self._weights.get("dead_apart", 0.0)
        apart = weight * (np.clip(np.log2(np.maximum(ratio, 1)), 1, 2) if weight < 0 else 2.0)
        turned = np.maximum(apart, self._best("dead_rising", "dead_falling"))
        close = np.maximum(turned, self._best("dead_near"))
        dead = np.select([ratio <= 4 / 3, ratio <= 2], [close, turned], apart)
        same = np.minimum(self._of["size"][i], self._of["size"][j]) * max(
            self._gain("dead_same"), self._gain("dead_before")
        )
        dead = np.where(self._both("killed", i, j), np.maximum(same, dead), dead)
        found = np.where(self._each("size", i, j), dead, 0.0)
        found += self._both("hurt", i, j) * self._gain("wounded_same")
        result: Floats = found + self._both("parts", i, j) * self._gain("part_same")
        return result

    def _words(self, i: Numbers, j: Numbers) -> Floats:
        hidden, weight = self._of["hidden"], self._of["weight"]
        rare, other = (
            np.bitwise_count(self._of[name][i] & self._of[name][j]).sum(axis=1) + np.minimum(hidden[i, n], hidden[j, n])
            for n, name in enumerate(("rare", "other"))
        )
        found = self._gain("rare_words") * np.minimum(_MOST_WORDS, _MOST_TELLING * rare)
        mains = self._of["main"][i] & self._of["main"][j]
        shared = self._rarest**2 * rare + RARE**2 * other
        alike = np.minimum(_MOST_ALIKE, shared / np.sqrt(np.maximum(weight[i] * weight[j], 1e-9)))
        result: Floats = found + mains * (self._weights.get("both_main", 0.0) + self._gain("leads") * alike)
        return result


def kilometres_between(lat: Floats, lon: Floats, other_lat: Floats, other_lon: Floats) -> Floats:
    """The great-circle distances of points in degrees."""
    a, b = np.radians(lat), np.radians(other_lat)
    h = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(other_lon - lon) / 2) ** 2
    result: Floats = 12742 * np.arcsin(np.sqrt(np.minimum(1.0, h)))
    return result
