"""The ledger of an incident as a step chart: report time runs to the right, each origin has a line of its own.

A step is a day on which an origin's figure changed. A point is filled where its figure is exact and a ring where it is
about; "at least" and "up to" end in an arrow, a range in a bar. Lines are never joined: what origins dispute stays
apart. What reports without a day say stands last, as in a ledger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from recount.drawing.scales import Days, labelled, round_numbers
from recount.drawing.svg import dressed, element, picture, shortened, stacked
from recount.export.wording import count_words, days_words
from recount.model import Count

_TOP, _BOTTOM = 18.0, 30.0
_UNDATED, _UNDATED_SLIM = 62.0, 50.0  # widths of the column for reports without a day
_WIDE = 500  # pixels from which a chart is wide
_LETTER, _WIDEST = 6.3, 6.9  # width of one, about: in a chart's own typeface, and in that of any reader
_ROW = 13.0  # between the rows of one name
_BETWEEN = 3.0  # pixels between names
_LEAST = 8  # letters that are left of an origin's name
_FEW = 8  # lines of a chart whose names may run over three rows; where there are more, over two
_DATE = 72.0  # width of a date
_ASIDE = 12.0  # between the points of one day that would hide each other
_HIDDEN = 9.0  # pixels between two points below which one hides the other
MOST_LINES = 24
"""Lines in one chart; what is more stands in the table only."""


@dataclass(frozen=True, slots=True)
class Point:
    """One figure: the day its report came out (from `since` where only an interval is known; None where nothing is),
    its bounds, and what it says in words. `ref` opens its sentence, where the drawing stands among pages; `number` is
    its number as the report words it, where that leaves it open."""

    day: date | None
    low: int | None
    high: int | None
    words: str
    ref: str = ""
    since: date | None = None
    number: str = ""
    about: bool = False

    @property
    def stated(self) -> int:
        """The bound that is stated, the lower of two."""
        return self.low if self.low is not None else self.high or 0

    @property
    def counted(self) -> str:
        """The number in words."""
        return self.number or count_words(Count(self.low, self.high, self.about))


@dataclass(frozen=True, slots=True)
class Line:
    """One origin's figure for the same people, or for all whom it counts, each time that it changed; `party` is the
    colour of its side, 0 for none."""

    name: str
    points: tuple[Point, ...]
    party: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """What a chart keeps while its lines grow: all report days, the highest number, the names it has room for, each
    with the letters of the longest number before it."""

    days: tuple[date, ...]
    highest: int
    names: tuple[tuple[str, int], ...]
    undated: bool

    @classmethod
    def of(cls, lines: Sequence[Line], reported: Iterable[date] = ()) -> Frame:
        """The frame that holds all of these lines, and the days on which more was reported."""
        points = [point for line in lines for point in line.points]
        told = {point.day for point in points if point.day} | {point.since for point in points if point.since}
        days = told | set(reported)
        highest = max((max(point.stated, point.high or 0) for point in points), default=1)
        undated = any(point.day is None for point in points)
        names = tuple((line.name, max(len(one.counted) for one in line.points)) for line in lines[:MOST_LINES])
        return cls(tuple(sorted(days)), max(1, highest), names, undated)


@dataclass(frozen=True, slots=True)
class _Plot:
    """The frame's measures: `edge` is where numbers end and days begin, `right` where days end and the column without
    a day begins, if there is one, and `end` where names begin."""

    days: Days
    ticks: tuple[int, ...]
    edge: float
    right: float
    end: float
    foot: float

    def y(self, number: int) -> float:
        return self.foot - (self.foot - _TOP) * number / self.ticks[-1]

    def x(self, point: Point) -> float:
        return self.days.at(point.day) if point.day else (self.right + self.end) / 2


def ledger_chart(
    lines: Sequence[Line], frame: Frame, width: int, key: str, title: str, until: date | None = None
) -> Markup:
    """The chart, `width` pixels wide; `until` marks the day up to which it is known."""
    drawn = lines[:MOST_LINES]
    beside = 220.0 if width > _WIDE else 130.0
    letters, most = int((beside - 12) / _WIDEST), 3 if len(frame.names) <= _FEW else 2
    room = sum(len(_rows(name, letters, number + 1, most)) * _ROW + _BETWEEN for name, number in frame.names)
    height = max(190.0, room + _TOP + _BOTTOM)
    ticks = round_numbers(frame.highest)
    edge = max(28.0, len(f"{ticks[-1]:,}") * _LETTER + 8)
    end = width - beside
    right = end - (0 if not frame.undated else _UNDATED if width > _WIDE else _UNDATED_SLIM)
    plot = _Plot(Days.over(frame.days, edge, right), ticks, edge, right, end, height - _BOTTOM)
    names = [_rows(line.name, letters, len(line.points[-1].counted) + 1, most) for line in drawn]
    at = [plot.y(line.points[-1].stated) for line in drawn]
    tall = [len(rows) * _ROW + _BETWEEN for rows in names]
    tops = stacked([y - _ROW / 2 for y in at], tall, _TOP - _ROW, plot.foot + _ROW)
    stand, bands = _stand(drawn, plot)
    parts = [
        *(element("rect", x=a, y=_TOP - 6, width=b - a, height=plot.foot - _TOP + 6, class_="band") for a, b in bands),
        *_axes(plot, frame),
        *_until(plot, until),
        *(
            _line(line, plot, xs, _Name(y, top + _ROW / 2, rows), until)
            for line, y, top, rows, xs in zip(drawn, at, tops, names, stand, strict=True)
        ),
    ]
    return picture(width, height, key, title, _told(lines), *parts, kind="ledger")


def ledger_svg(
    lines: Sequence[Line], title: str, name: str = "ledger", width: int = 680, reported: Iterable[date] = ()
) -> str:
    """The chart as a picture that stands by itself, over the days on which something was `reported`; "" where nobody
    gives a figure."""
    drawn = [line for line in lines if line.points]
    return str(dressed(ledger_chart(drawn, Frame.of(drawn, reported), width, name, title))) if drawn else ""


@dataclass(frozen=True, slots=True)
class _Name:
    """Where a line ends, and the rows of its name with the middle of the first."""

    end: float
    place: float
    rows: list[str]


def _told(lines: Sequence[Line]) -> str:
    """The chart in words, for who can't see it."""
    said = [f"{line.name}: {_in_turn(line.points)}" for line in lines[:MOST_LINES]]
    said += [f"{len(lines) - MOST_LINES:,} more are not drawn"] if len(lines) > MOST_LINES else []
    return f"{'. '.join(said)}."


def _in_turn(points: Sequence[Point]) -> str:
    """What a figure was, then was; of a report without a day nobody knows when it came."""
    first, *others = points
    return _said(first) + "".join(f", {'then' if point.day else 'and'} {_said(point)}" for point in others)


def _said(point: Point) -> str:
    return f"{point.counted} ({days_words(point.since or point.day, point.day) if point.day else 'undated'})"


def _axes(plot: _Plot, frame: Frame) -> list[Markup]:
    parts = []
    for number in plot.ticks:
        y = plot.y(number)
        parts.append(element("line", x1=plot.edge, x2=plot.end, y1=y, y2=y, class_="axis"))
        parts.append(element("text", f"{number:,}", x=plot.edge - 6, y=y + 4, text_anchor="end", class_="quiet"))
    for day, x in zip(plot.days.days, plot.days.places, strict=True):
        mark = element("title", days_words(day, day))
        parts.append(element("line", mark, x1=x, x2=x, y1=plot.foot, y2=plot.foot + 5, class_="tick"))
    last = plot.right + (0 if frame.undated else _DATE / 2) - _DATE / 2
    places = [min(max(x, plot.edge - 6 + _DATE / 2), last) for x in plot.days.places]
    for day, x in labelled(plot.days.days, places, _DATE):
        parts.append(element("text", days_words(day, day), x=x, y=plot.foot + 19, text_anchor="middle", class_="quiet"))
    if frame.undated:
        parts.append(element("line", x1=plot.right, x2=plot.right, y1=_TOP, y2=plot.foot, class_="apart"))
        x = (plot.right + plot.end) / 2
        parts.append(element("text", "undated", x=x, y=plot.foot + 19, text_anchor="middle", class_="quiet"))
    return parts


def _until(plot: _Plot, until: date | None) -> list[Markup]:
    if until is None or not plot.days.days:
        return []
    x = plot.days.at(until)
    later = element("rect", x=x, y=_TOP - 6, width=max(0.0, plot.end - x), height=plot.foot - _TOP + 6, class_="later")
    return [later, element("line", x1=x, x2=x, y1=_TOP - 6, y2=plot.foot + 5, class_="until")]


def _stand(lines: Sequence[Line], plot: _Plot) -> tuple[list[dict[Point, float]], tuple[tuple[float, float], ...]]:
    """Where the points of each line stand, and the bands of days: what was reported on one day stands at one place of
    the axis. Points that would hide each other there stand side by side in a band that is marked as one day."""
    taken: dict[date | None, list[tuple[float, int]]] = {}
    slots: list[dict[Point, int]] = []
    for line in lines:
        own: dict[Point, int] = {}
        for point in line.points:
            held, y, slot = taken.setdefault(point.day, []), plot.y(point.stated), 0
            while any(there == slot and abs(y - other) < _HIDDEN for other, there in held):
                slot += 1
            if point not in own:
                held.append((y, slot))
                own[point] = slot
        slots.append(own)
    steps = {day: _step(day, max(slot for _, slot in held) + 1, plot) for day, held in taken.items()}
    places = [{p: plot.x(p) + slot * steps[p.day] for p, slot in own.items()} for own in slots]
    bands = []
    for day, held in taken.items():
        last = max(slot for _, slot in held)
        if day and last:
            x = plot.days.at(day)
            bands.append((x - 6, x + last * steps[day] + 6))
    return places, tuple(sorted(bands))


def _step(day: date | None, most: int, plot: _Plot) -> float:
    if day is None:
        return min(_ASIDE, (plot.end - plot.right) * 0.4 / most)
    x = plot.days.at(day)
    following = min((other for other in plot.days.places if other > x + 1), default=plot.right)
    return min(_ASIDE, (following - x) * 0.7 / most)


def _line(
    line: Line,
    plot: _Plot,
    xs: Mapping[Point, float],
    name: _Name,
    until: date | None,
) -> Markup:
    parts = [*_path(line, plot, xs, until)]
    leader = f"M{plot.end:.1f} {name.end:.1f}L{plot.end + 8:.1f} {name.place:.1f}"
    parts.append(element("path", d=leader, class_="leader"))
    parts.extend(_marks(point, plot, xs[point]) for point in line.points)
    last = line.points[-1]
    first, *more = name.rows
    x = plot.end + 11
    words = [element("tspan", last.counted, class_="number"), Markup(" "), element("tspan", first)]
    words.extend(element("tspan", row, x=x, dy=_ROW) for row in more)
    text = element("text", element("title", f"{line.name}: {last.words}"), *words, x=x, y=name.place + 4)
    parts.append(_opening(last.ref, [text], "cited name"))
    return element("g", *parts, class_=f"line side-{line.party}" if line.party else "line")


def _path(line: Line, plot: _Plot, xs: Mapping[Point, float], until: date | None) -> Iterator[Markup]:
    """A line from its first point to its end; dotted from where its reports have no day."""
    dated = [point for point in line.points if point.day]
    later = [point for point in line.points if not point.day]
    if dated:
        path = f"M{xs[dated[0]]:.1f} {plot.y(dated[0].stated):.1f}"
        for point in dated[1:]:
            path += f"H{xs[point]:.1f}V{plot.y(point.stated):.1f}"
        end = plot.right if later else plot.days.at(until) if until else plot.end
        yield element("path", d=f"{path}H{max(end, xs[dated[-1]]):.1f}", class_="step")
    if later:
        first = (plot.right, plot.y(dated[-1].stated)) if dated else (xs[later[0]], plot.y(later[0].stated))
        path = f"M{first[0]:.1f} {first[1]:.1f}"
        for point in later:
            path += f"H{xs[point]:.1f}V{plot.y(point.stated):.1f}"
        yield element("path", d=f"{path}H{plot.end:.1f}", class_="step unsure")


def _opening(ref: str, parts: Sequence[Markup], kind: str) -> Markup:
    """What opens a figure's sentence, where there is a page of it."""
    if not ref:
        return element("g", *parts)
    return element("a", *parts, href=f"/why/{ref}", data_evidence=ref, class_=kind)


def _rows(name: str, letters: int, indent: int, most: int) -> list[str]:
    """A name in as many rows as there is room for, the first shorter by the number before it. Where there is too
    little, the origin's name is cut before the people that tell its lines apart."""
    rows = _broken(name, letters, indent, most)
    origin, said, people = name.rpartition(": ")
    kept = len(origin)
    while said and "".join(rows).endswith("…") and kept > _LEAST:
        kept -= 1
        rows = _broken(f"{shortened(origin, kept)}: {people}", letters, indent, most)
    return rows


def _broken(name: str, letters: int, indent: int, most: int) -> list[str]:
    """Words in rows, broken between them; what is left over is cut with a sign. A number that leaves the first word no
    room stands in a row by itself."""
    rows: list[str] = []
    left = name
    while left and len(rows) < most:
        room = max(4, letters - (0 if rows else indent))
        cut = left.rfind(" ", 0, room + 1) if len(left) > room else len(left)
        if cut <= 0 and not rows and most > 1:
            rows.append("")
            continue
        if len(rows) == most - 1 or cut <= 0:
            rows.append(shortened(left, room))
            break
        rows.append(left[:cut])
        left = left[cut:].strip()
    return rows or [""]


def _marks(point: Point, plot: _Plot, x: float) -> Markup:
    """A figure: its point, its bar or arrow, and the interval of days in which its report can have come out."""
    y = plot.y(point.stated)
    parts = [element("title", f"{point.words} — {_said(point)}")]
    low, high = point.low, point.high
    if point.since and point.day and point.since < point.day:
        parts.append(element("path", d=f"M{plot.days.at(point.since):.1f} {y:.1f}H{x:.1f}", class_="step unsure"))
    if low is not None and high is not None and low < high:
        top = plot.y(high)
        parts.append(element("path", d=f"M{x:.1f} {y:.1f}V{top:.1f}M{x - 4:.1f} {top:.1f}h8", class_="bar"))
    if high is None:
        parts.append(element("path", d=f"M{x:.1f} {y:.1f}v-15m-4 5l4 -5l4 5", class_="bar"))
    if low is None:
        parts.append(element("path", d=f"M{x:.1f} {y:.1f}v15m-4 -5l4 5l4 -5", class_="bar"))
    parts.append(element("circle", cx=x, cy=y, r=12, class_="touch"))
    parts.append(element("circle", cx=x, cy=y, r=4, class_="about" if point.about else "exact"))
    return _opening(point.ref, parts, "cited")
