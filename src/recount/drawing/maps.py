"""Small maps: where something is said to have happened, as exactly as that is known."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from xml.sax.saxutils import escape, quoteattr

from recount.drawing.outlines import Box, outlines_in
from recount.model import Place, PlacePrecision

_KM = 111.32  # kilometres of a degree of latitude
_MARGIN = 0.18
_SEEN = 1.5  # pixels
_WIDE = 40  # degrees of latitude
_MIDDLE = 0.95  # share of the incidents that a map is drawn around where the others lie far off
_FAR = 2.0  # times as high as the map of that share
_REACH = {
    PlacePrecision.EXACT: 60.0,
    PlacePrecision.NEAR: 60.0,
    PlacePrecision.DISTRICT: 80.0,
    PlacePrecision.GOVERNORATE: 180.0,
    PlacePrecision.COUNTRY: 600.0,
    PlacePrecision.UNKNOWN: 80.0,
}
_AREA = {PlacePrecision.DISTRICT: 20.0, PlacePrecision.GOVERNORATE: 70.0, PlacePrecision.COUNTRY: 280.0}
_EXACTLY = {
    PlacePrecision.EXACT: "known exactly",
    PlacePrecision.NEAR: "somewhere near it",
    PlacePrecision.DISTRICT: "somewhere in the district",
    PlacePrecision.GOVERNORATE: "somewhere in the region",
    PlacePrecision.COUNTRY: "somewhere in the country",
    PlacePrecision.UNKNOWN: "how exactly is not known",
}
_PAPER, _LAND, _LINE, _INK, _QUIET, _ACCENT = "#eef1f2", "#fbfaf7", "#c9c5bb", "#1c1b19", "#62605a", "#1d4f5c"


class Known(StrEnum):
    """How exactly a place is known, by the shape it is drawn in: filled, a ring, a hatched area."""

    EXACT = "exact"
    NEAR = "near"
    AREA = "area"


_KNOWN = {PlacePrecision.NEAR: Known.NEAR, **dict.fromkeys(_AREA, Known.AREA)}


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a map; `radius` is that of an area in kilometres, `label` stands beside it, `told` is what it stands
    for in words, `to` the page it leads to ("" for none), and `weight` how many incidents it stands for."""

    lat: float
    lon: float
    known: Known
    radius: float = 0.0
    label: str = ""
    told: str = ""
    to: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Town:
    """A town for orientation."""

    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the world drawn on a sheet of so many pixels; a degree is as wide as at the middle's latitude."""

    box: Box
    width: int
    height: int

    def x(self, lon: float) -> float:
        """Pixels from the left."""
        return (lon - self.box.west) / (self.box.east - self.box.west) * self.width

    def y(self, lat: float) -> float:
        """Pixels from the top."""
        return (self.box.north - lat) / (self.box.north - self.box.south) * self.height

    def length(self, km: float) -> float:
        """Pixels of so many kilometres."""
        return km / _KM / (self.box.north - self.box.south) * self.height


def frame_around(marks: Sequence[Mark], width: int = 640, height: int = 420, least_km: float = 240.0) -> Frame:
    """The part of the world around marks, at least so many kilometres high; the whole world for no mark."""
    if not marks:
        return Frame(Box(-60, -180, 85, 180), width, height)
    reach = [(one, one.radius / _KM) for one in marks]
    south, north = min(m.lat - r for m, r in reach), max(m.lat + r for m, r in reach)
    middle = (south + north) / 2
    narrow = max(math.cos(math.radians(max(-80.0, min(80.0, middle)))), 0.15)
    west, east = min(m.lon - r / narrow for m, r in reach), max(m.lon + r / narrow for m, r in reach)
    tall = max(
        (north - south) * (1 + 2 * _MARGIN), least_km / _KM, (east - west) * narrow * (1 + 2 * _MARGIN) * height / width
    )
    wide = tall * width / height / narrow
    lat, lon = middle, (west + east) / 2
    return Frame(Box(lat - tall / 2, lon - wide / 2, lat + tall / 2, lon + wide / 2), width, height)


def middle_of(marks: Sequence[Mark], width: int = 640, height: int = 420) -> tuple[Frame, tuple[Mark, ...], int]:
    """The part of the world around the middle 95 % of the incidents where the others would make it twice as high or
    more, else around all; the marks in it, and how many incidents lie outside."""
    whole, total = frame_around(marks, width, height), sum(one.weight for one in marks)
    lat, lon = _median((one.lat, one.weight) for one in marks), _median((one.lon, one.weight) for one in marks)
    narrow = math.cos(math.radians(max(-80.0, min(80.0, lat))))
    near = sorted(marks, key=lambda one: (one.lat - lat) ** 2 + ((one.lon - lon) * narrow) ** 2)
    kept: list[Mark] = []
    held = 0
    for one in near:
        if held >= _MIDDLE * total:
            break
        kept.append(one)
        held += one.weight
    close = frame_around(kept, width, height)
    if _high(whole) < _FAR * _high(close):
        return whole, tuple(marks), 0
    box = close.box
    inside = tuple(m for m in marks if box.south <= m.lat <= box.north and box.west <= m.lon <= box.east)
    return close, inside, total - sum(one.weight for one in inside)


def _high(frame: Frame) -> float:
    return frame.box.north - frame.box.south


def _median(values: Iterable[tuple[float, int]]) -> float:
    """The value in the middle, each as often as its weight says; 0 for none."""
    inorder = sorted(values)
    half, held = sum(weight for _, weight in inorder) / 2, 0
    for value, weight in inorder:
        held += weight
        if held >= half:
            return value
    return 0.0


def middle_svg(
    marks: Sequence[Mark],
    title: str,
    width: int = 640,
    height: int = 420,
    name: str = "map",
    ring: tuple[float, float, float] | None = None,
) -> str:
    """A map of the middle of the incidents, which says on it how many lie outside; of those within a `ring` (latitude,
    longitude, kilometres) all of it."""
    if ring is not None:
        lat, lon, km = ring
        frame = frame_around([*marks, Mark(lat, lon, Known.AREA, km)], width, height, least_km=2.5 * km)
        return map_svg(marks, title, frame, name, ring=ring)
    frame, inside, outside = middle_of(marks, width, height)
    verb = "incident lies" if outside == 1 else "incidents lie"
    return map_svg(inside, title, frame, name, f"{outside:,} {verb} outside this map" if outside else "")


def map_svg(
    marks: Iterable[Mark],
    title: str,
    frame: Frame | None = None,
    name: str = "map",
    beyond: str = "",
    towns: Sequence[Town] = (),
    ring: tuple[float, float, float] | None = None,
) -> str:
    """A map with country outlines, the marks, a scale, and a title for who can't see it; `name` keeps the pattern's id
    apart from those of other pictures of the page, `beyond` says on it what it doesn't show. `towns` tell a reader
    where it is, as many as have room; they come in order of their worth as landmarks. A `ring` is the circle that is
    asked for."""
    placed = sorted(marks, key=lambda one: (-one.radius, one.lat, one.lon, one.label))
    sheet = frame or frame_around(placed)
    w, h = sheet.width, sheet.height
    role = "group" if any(one.to for one in placed) else "img"  # links within a picture would not be reached
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {w} {h}" class="map" role="{role}" '
        f"aria-labelledby={quoteattr(name + '-title')}>",
        f"<title id={quoteattr(name + '-title')}>{escape(f'{title}; {beyond}' if beyond else title)}</title>",
        f'<defs><pattern id={quoteattr(name + "-hatch")} width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path class="hatch" d="M0 0V6" stroke="{_ACCENT}" stroke-width="1.4"/>'
        "</pattern></defs>",
        f'<rect class="sea" width="{w}" height="{h}" fill="{_PAPER}"/>',
        f'<path class="land" d="{_land(sheet)}" fill="{_LAND}" stroke="{_LINE}" stroke-width="1" fill-rule="evenodd"/>',
        _ring(ring, sheet) if ring is not None else "",
        *(_mark(one, sheet, name) for one in placed),
        *_labels(placed, sheet, towns),
        _scale(sheet),
        _beyond(beyond, sheet),
        f'<rect class="edge" x="0.5" y="0.5" width="{w - 1}" height="{h - 1}" fill="none" stroke="{_LINE}"/></svg>',
    ]
    return "".join(parts)


def reach_of(place: Place) -> float:
    """How many kilometres around a place its map shows, to each side."""
    return _REACH[place.precision]


def place_map(place: Place, called: str, towns: Sequence[Town], width: int, height: int, name: str) -> str:
    """A place by the name that its reports give it, as exactly as it is known, with towns around it."""
    radius, known, words = _AREA.get(place.precision, 0.0), _KNOWN.get(place.precision, Known.EXACT), _EXACTLY
    mark = Mark(place.lat, place.lon, known, radius, called)
    around = [town for town in towns if town.name not in (place.name, called)]
    frame = frame_around([mark], width, height, 2 * _REACH[place.precision] * height / width)
    title = f"Where: {called}, {words[place.precision]}, at {place.lat:.2f}, {place.lon:.2f}"
    return map_svg([mark], title, frame, name, towns=around)


@lru_cache(maxsize=256)
def _land(sheet: Frame) -> str:
    """The outlines of countries, without the turns that are too small to be seen at this size."""
    lines = []
    wide = sheet.box.north - sheet.box.south > _WIDE
    seen = 2 * _SEEN if wide else _SEEN
    for ring in outlines_in(sheet.box):
        kept: list[tuple[float, float]] = []
        for lon, lat in ring:
            x, y = sheet.x(lon), sheet.y(lat)
            if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= seen:
                kept.append((x, y))
        if len(kept) > 2:
            lines.append(f"M{'L'.join(f'{x:.0f} {y:.0f}' if wide else f'{x:.1f} {y:.1f}' for x, y in kept)}Z")
    return "".join(lines)


def _mark(one: Mark, sheet: Frame, name: str) -> str:
    x, y = f"{sheet.x(one.lon):.1f}", f"{sheet.y(one.lat):.1f}"
    if one.known is Known.AREA:
        size = f"{max(sheet.length(one.radius), 6.0):.1f}"
        shape = (
            f'<circle class="area" cx="{x}" cy="{y}" r="{size}" fill={quoteattr(f"url(#{name}-hatch)")} '
            f'fill-opacity="0.45" stroke="{_ACCENT}" stroke-width="1" stroke-dasharray="3 2"/>'
        )
    elif one.known is Known.NEAR:
        shape = f'<circle class="near" cx="{x}" cy="{y}" r="6" fill="none" stroke="{_ACCENT}" stroke-width="2.5"/>'
    else:
        shape = f'<circle class="exact" cx="{x}" cy="{y}" r="5" fill="{_ACCENT}"/>'
    told = f"<title>{escape(one.told)}</title>" if one.told else ""
    if one.to:
        return f"<a href={quoteattr(one.to)} aria-label={quoteattr(one.told or one.label)}>{told}{shape}</a>"
    return f"<g>{told}{shape}</g>"


def _ring(ring: tuple[float, float, float], sheet: Frame) -> str:
    lat, lon, km = ring
    return (
        f'<circle class="ring" cx="{sheet.x(lon):.1f}" cy="{sheet.y(lat):.1f}" r="{sheet.length(km):.1f}" fill="none" '
        f'stroke="{_ACCENT}" stroke-width="1.5" stroke-dasharray="6 4"/>'
    )


def _labels(placed: Sequence[Mark], sheet: Frame, towns: Sequence[Town]) -> list[str]:
    """The names of places, each once, those of most incidents first, where they lie on no other name, on the side where
    they lie on no other place's disc if there is one; then those of towns."""
    taken = [(0.0, sheet.height - 30.0, sheet.width / 4 + 50, float(sheet.height))]  # the scale
    discs = [_disc(one, sheet) for one in placed if one.known is not Known.AREA]
    made = []
    named: set[str] = set()
    for one in sorted(placed, key=lambda mark: (mark.known is Known.AREA, -mark.weight, mark.radius, mark.label)):
        if not one.label or one.label in named:
            continue
        x, y, wide = sheet.x(one.lon), sheet.y(one.lat), 7.0 * len(one.label)
        off = 4 + min(max(sheet.length(one.radius), 6.0), 26.0) if one.known is Known.AREA else 10.0
        right, left = (x + off, y - 8, x + off + wide, y + 8), (x - off - wide, y - 8, x - off, y + 8)
        above, below = ((x - wide / 2, at - 8, x + wide / 2, at + 8) for at in (y - off - 8, y + off + 8))
        every = (right, left, above, below)
        sides = [space for space in every if space[0] >= 0 and space[2] <= sheet.width] or [right]
        free = [space for space in sides if not any(_meet(space, other) for other in taken)]
        if not free:
            continue
        own = _disc(one, sheet)
        space = next((some for some in free if not any(_meet(some, d) for d in discs if d != own)), free[0])
        taken.append(space)
        named.add(one.label)
        anchor, at = ("start", x + off) if space is right else ("end", x - off) if space is left else ("middle", x)
        made.append(
            f'<text class="name" x="{at:.1f}" y="{space[1] + 12:.1f}" text-anchor="{anchor}" font-size="13" '
            f'fill="{_INK}" font-family="sans-serif" paint-order="stroke" stroke="{_LAND}" stroke-width="3">'
            f"{escape(one.label)}</text>"
        )
    return made + _landmarks(towns, {one.label for one in placed}, taken + discs, sheet)


def _disc(one: Mark, sheet: Frame) -> tuple[float, float, float, float]:
    """What a place's disc or ring covers."""
    x, y = sheet.x(one.lon), sheet.y(one.lat)
    return x - 7, y - 7, x + 7, y + 7


def _landmarks(
    towns: Sequence[Town], named: set[str], taken: list[tuple[float, float, float, float]], sheet: Frame
) -> list[str]:
    made = []
    for town in towns:
        x, y = sheet.x(town.lon), sheet.y(town.lat)
        space = (x - 4, y - 9, x + 9 + 6.2 * len(town.name), y + 8)
        inside = x > 6 and y > 12 and y < sheet.height - 8 and space[2] < sheet.width
        if not inside or town.name in named or any(_meet(space, other) for other in taken):
            continue
        taken.append(space)
        made.append(
            f'<circle class="town" cx="{x:.1f}" cy="{y:.1f}" r="1.8" fill="{_QUIET}"/><text class="quiet" '
            f'x="{x + 5:.1f}" y="{y + 4:.1f}" font-size="12" fill="{_QUIET}" font-family="sans-serif" '
            f'paint-order="stroke" stroke="{_LAND}" stroke-width="3">{escape(town.name)}</text>'
        )
    return made


def _meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _scale(sheet: Frame) -> str:
    """A line of round length at the foot."""
    km = next(
        (n for n in (5000, 2000, 1000, 500, 200, 100, 50, 20, 10, 5, 2, 1) if sheet.length(n) <= sheet.width / 4), 1
    )
    x, y, long = 12, sheet.height - 12, sheet.length(km)
    return (
        f'<g class="scale"><path d="M{x} {y - 5}V{y}H{x + long:.1f}V{y - 5}" fill="none" stroke="{_QUIET}"/>'
        f'<text x="{x + 4}" y="{y - 6}" font-size="11" fill="{_QUIET}" font-family="sans-serif">{km:,} km</text></g>'
    )


def _beyond(words: str, sheet: Frame) -> str:
    if not words:
        return ""
    return (
        f'<text class="name" x="{sheet.width - 10}" y="{sheet.height - 12}" text-anchor="end" font-size="12" '
        f'fill="{_INK}" font-family="sans-serif" paint-order="stroke" stroke="{_LAND}" stroke-width="3">'
        f"{escape(words)}</text>"
    )
