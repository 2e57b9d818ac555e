"""Reports of an invented war, with the claims that a perfect reader would make of them and the happenings behind them.

A war as desks see it: few towns have most of the fighting, a happening is told by one outlet or by many, agencies' copy
is printed under other names, figures rise and disagree, some reports have no date and some claims no place. The rate is
that of a large desk: more claims are a longer war, not a denser one. Nine times in ten a town has no second happening
within three days: two that agree in kind, day and town are one to whoever reads of them. A `dense` war has a tenth of
the towns, and nothing keeps two happenings of a town apart.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from recount.model import (
    Category,
    Cited,
    Claim,
    Count,
    Document,
    Harm,
    Place,
    PlacePrecision,
    ReportDate,
    Span,
    Status,
    Toll,
    When,
)

FIRST = date(2012, 1, 1)
_EVENTS_A_DAY = 60
_TOWNS = 3000
_REGIONS = 60
_COUNTRIES = ("VM", "OS", "TR", "QL")
_TYPES = {
    "air_strike": ("jets bombed {place}", "warplanes struck {place}", "an air strike hit {place}"),
    "shelling": ("shells fell on {place}", "{place} was shelled", "mortar rounds hit {place}"),
    "bombing": ("a car bomb exploded in {place}", "a blast tore through {place}", "a bomb went off in {place}"),
    "armed_clash": ("fighting broke out in {place}", "clashes shook {place}", "gunmen fought soldiers in {place}"),
    "abduction": (
        "gunmen seized villagers in {place}",
        "several men were kidnapped in {place}",
        "{place} saw abductions",
    ),
    "territory_change": ("fighters captured {place}", "{place} fell to the attackers", "the army retook {place}"),
    "protest": ("people marched in {place}", "a protest was held in {place}", "demonstrators filled {place}"),
}
_WEIGHTS = (30, 20, 12, 18, 6, 8, 6)
_PARTIES = ("government forces", "rebel fighters", "Free Army", "the coalition", "National Guard", "Popular Movement")
_WHOM = ("civilians", "soldiers", "fighters", "people", "farmers", "policemen")
_SOURCES = ("Human Rights Observatory", "the health ministry", "army command", "activists", "a local official", "")
_OUTLETS = tuple(
    f"{name} {kind}"
    for name in ("Furat", "Saar", "Karst", "Morning", "Coast")
    for kind in ("Radio", "News", "Times", "Wire", "Post", "Agency", "Voice", "Observer")
)
_SYLLABLES = (
    "bar",
    "den",
    "kor",
    "mel",
    "tas",
    "vin",
    "zur",
    "hal",
    "rim",
    "jos",
    "pel",
    "gan",
    "lud",
    "fer",
    "wex",
    "nib",
)
_DETAILS = (
    "market",
    "mill",
    "bridge",
    "school",
    "bakery",
    "checkpoint",
    "depot",
    "mosque",
    "clinic",
    "station",
    "well",
)


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened: the truth behind claims."""

    number: int
    day: date
    type: str
    place: Place
    party: str
    whom: str
    killed: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A report with its claims and, for each claim, the number of the happening that it tells of."""

    document: Document
    claims: tuple[Claim, ...]
    truth: tuple[int, ...]


def reports(claims: int, seed: int = 1, *, dense: bool = False) -> Iterator[Told]:
    """Reports that make about so many claims, by day; the same for the same seed."""
    war = _War(seed, dense=dense)
    made = 0
    while made < claims:
        for told in war.next_day():
            yield told
            made += len(told.claims)
            if made >= claims:
                return


class _War:
    def __init__(self, seed: int, *, dense: bool) -> None:
        self._chance = random.Random(seed)  # noqa: S311 (made-up data)
        self._dense = dense
        towns, evenly = (_TOWNS // 10, 1) if dense else (_TOWNS, 6)
        self._places = [self._place(n) for n in range(towns)]
        self._weights = list(accumulate(1 / (n + evenly) for n in range(towns)))
        self._day = FIRST
        self._number = 0
        self._reports = 0
        self._recent: list[Happening] = []

    def _place(self, n: int) -> Place:
        chance = self._chance
        region = n % _REGIONS
        country = _COUNTRIES[region % len(_COUNTRIES)]
        lat, lon = 5 + region // 8 * 1.5 + chance.random(), 10 + region % 8 * 1.5 + chance.random()
        name = self._name(3).capitalize()
        admin1 = "".join(_SYLLABLES[(region + k * 5) % len(_SYLLABLES)] for k in range(2)).capitalize() + chr(
            97 + region % 26
        )
        return Place(name, country, admin1, round(lat, 3), round(lon, 3), PlacePrecision.EXACT, 1000 + n)

    def _name(self, syllables: int) -> str:
        return "".join(self._chance.choice(_SYLLABLES) for _ in range(syllables))

    def next_day(self) -> Iterator[Told]:
        today = []
        for _ in range(_EVENTS_A_DAY):
            today.append(self._happening())
            self._recent = (self._recent + today[-1:])[-3 * _EVENTS_A_DAY :]
        for happening in today:
            copy: tuple[str, list[Happening], list[_Said]] | None = None
            for _ in range(min(20, int(self._chance.paretovariate(1.5)))):
                if copy is None or self._chance.random() >= 0.3:
                    copy = self._text(happening)
                yield self._report(*copy)
        self._day += timedelta(days=1)

    def _happening(self) -> Happening:
        chance = self._chance
        self._number += 1
        place = self._somewhere()
        (kind,) = chance.choices(tuple(_TYPES), weights=_WEIGHTS)
        killed = int(chance.lognormvariate(1.8, 1.1)) if kind not in ("protest", "territory_change") else 0
        names = (f"{self._name(2)} {chance.choice(_DETAILS)}".capitalize(), self._name(3).capitalize())
        return Happening(
            self._number, self._day, kind, place, chance.choice(_PARTIES), chance.choice(_WHOM), killed, names
        )

    def _somewhere(self) -> Place:
        """A town; of one that had its happening in the last three days nine times in ten another: two that agree in
        kind, day and town are one to whoever reads of them."""
        busy = {one.place for one in self._recent}
        while True:
            (place,) = self._chance.choices(self._places, cum_weights=self._weights)
            if self._dense or place not in busy or self._chance.random() < 0.1:
                return place

    def _text(self, main: Happening) -> tuple[str, list[Happening], list[_Said]]:
        """What a newsroom writes: its main story, and some that it adds."""
        chance = self._chance
        beside = [chance.choice(self._recent) for _ in range(chance.choice((0, 1, 2, 3)))]
        told = list({one.number: one for one in (main, *beside)}.values())
        said = [_Said(one, chance) for one in told]
        filler = " ".join(self._name(3) for _ in range(12)).capitalize() + "."
        return " ".join([*(one.sentence for one in said), filler]), told, said

    def _report(self, text: str, told: Sequence[Happening], said: Sequence[_Said]) -> Told:
        chance = self._chance
        self._reports += 1
        outlet = chance.choice(_OUTLETS)
        day = self._day + timedelta(days=chance.choice((0, 0, 0, 1, 1, 2)))
        dated = chance.random() >= 0.04
        published = ReportDate(day, day, "given", 1.0) if dated else ReportDate(None, None, "unknown", 0.0)
        key = f"d{hashlib.sha256(f'{self._reports} {outlet} {text}'.encode()).hexdigest()[:19]}"
        document = Document(
            key,
            f"r{self._reports:07}",
            text,
            hashlib.sha256(text.encode()).hexdigest(),
            f"r{self._reports:07}.txt",
            "made up",
            outlet=outlet,
            published=published,
            passages=((Span(0, len(text)),),),
        )
        claims, at = [], 0
        for n, one in enumerate(said):
            claims.append(one.claim(document, at, main=n == 0, dated=dated))
            at += len(one.sentence) + 1
        return Told(document, tuple(claims), tuple(one.number for one in told))


class _Said:
    """One newsroom's sentence on a happening: its words, what it leaves out, the figure it gives and from whom."""

    def __init__(self, of: Happening, chance: random.Random) -> None:
        self.of = of
        self.where = chance.choices(("town", "region", ""), weights=(86, 8, 6))[0]
        self.when = chance.choices(("day", "weekday", ""), weights=(60, 10, 30))[0]
        self.figure = max(0, of.killed + chance.choice((0, 0, 0, 0, 1, -1, 3, of.killed)))
        self.source = chance.choice(_SOURCES)
        self.party = of.party if chance.random() < 0.6 else ""
        self.status = Status.DENIED if chance.random() < 0.01 else Status.HAPPENED
        place = {"town": of.place.name, "region": f"{of.place.admin1} province", "": "the area"}[self.where]
        self.place = place if self.where == "town" else of.place.admin1 or ""
        day = f" on {of.day:%A} {of.day.day} {of.day:%B}" if self.when == "day" else ""
        day = day or (f" on {of.day:%A}" if self.when == "weekday" else "")
        told = [f"{chance.choice(_TYPES[of.type]).format(place=place)}{day}".capitalize()]
        if chance.random() < 0.8:
            told.append(f"near the {of.names[0]}")
        if self.figure and of.killed:
            told.append(f"killing {self.figure} {of.whom}")
        if self.party:
            told.append(f"while {self.party} advanced")
        if chance.random() < 0.3:
            told.append(f"where {of.names[1]} lived")
        if self.source:
            told.append(f"{self.source} said")
        self.sentence = ", ".join(told) + "."

    def claim(self, document: Document, at: int, *, main: bool, dated: bool) -> Claim:
        of, span = self.of, Span(at, at + len(self.sentence))

        def cited(words: str) -> Cited[str]:
            start = document.text.find(words, at)
            return Cited(words, Span(start, start + len(words)) if start >= 0 else span, "made up")

        toll = Toll(Harm.KILLED, Count(self.figure, self.figure), of.whom, Category.UNKNOWN)
        return Claim(
            id=f"c{hashlib.sha256(f'{document.id} {at}'.encode()).hexdigest()[:19]}",
            document=document.id,
            type=of.type,
            status=Cited(self.status, span, "made up"),
            trigger=Span(at, at + 4),
            clause=span,
            rule="made up",
            agents=(cited(self.party),) if self.party else (),
            targets=(cited(of.whom),) if of.killed else (),
            places=(cited(self.place),) if self.where else (),
            place=self._resolved(),
            time=self._time(span, dated),
            tolls=(Cited(toll, span, "made up"),) if self.figure and of.killed else (),
            origin=(cited(self.source),) if self.source else (),
            main=main,
        )

    def _resolved(self) -> Place | None:
        place = self.of.place
        if self.where == "town":
            return place
        if not self.where:
            return None
        return Place(place.admin1 or "", place.country, place.admin1, place.lat, place.lon, PlacePrecision.GOVERNORATE)

    def _time(self, span: Span, dated: bool) -> Cited[When] | None:
        if self.when == "day":
            return Cited(When.day(self.of.day), span, "made up")
        if self.when == "weekday":
            words = f"{self.of.day:%A}"
            return Cited(When.day(self.of.day, words) if dated else When.from_iso(words), span, "made up")  # type: ignore[arg-type]
        return None
