"""Figures over time as a picture that stands by itself: one step line an origin, in the order of report days.

Lines are told apart by their names and by how they are dashed, not by colour; what origins dispute stays apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape, quoteattr

_WIDTH, _LEFT, _RIGHT, _TOP, _FOOT = 680, 44, 232, 16, 30
_GAP = 17.0  # between names
_LETTERS = 29  # of a name
_INK, _QUIET, _LINE, _ACCENT = "#1c1b19", "#62605a", "#d9d5cc", "#1d4f5c"
_DASHES = ("", "7 3", "2 3", "9 3 2 3", "5 2")
MOST = 12
"""Lines in one chart; the table beside it has all."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure: the day its report came out (None where that is not known), its bounds, and what it says."""

    day: date | None
    low: int | None
    high: int | None
    words: str

    @property
    def stated(self) -> int:
        """The bound that is stated, the lower of two."""
        return self.low if self.low is not None else self.high or 0


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one origin in report order."""

    name: str
    points: tuple[Point, ...]


def ledger_svg(lines: Sequence[Line], title: str, name: str = "ledger") -> str:
    """The chart of at most `MOST` origins; "" where nobody gives a figure."""
    drawn = [line for line in lines if line.points][:MOST]
    if not drawn:
        return ""
    height = int(max(170.0, len(drawn) * _GAP + _TOP + _FOOT + 16))
    days = sorted({point.day for line in drawn for point in line.points if point.day})
    top = max(max(point.high or 0, point.stated) for line in drawn for point in line.points)
    ticks = _ticks(top)
    plot = _Plot(days, ticks[-1], height - _FOOT)
    told = "; ".join(f"{line.name}: {', then '.join(point.words for point in line.points)}" for line in drawn)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" class="ledger" role="img" '
        f"aria-labelledby={quoteattr(f'{name}-title {name}-desc')}>",
        f"<title id={quoteattr(name + '-title')}>{escape(title)}</title>",
        f"<desc id={quoteattr(name + '-desc')}>{escape(told)}</desc>",
        *(_grid(number, plot) for number in ticks),
        *_days(plot),
        *_lines(drawn, plot),
        "</svg>",
    ]
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Plot:
    days: list[date]
    top: int
    foot: float

    def x(self, day: date | None) -> float:
        """Report days in their order of time; one day alone stands in the middle, none at the left edge."""
        right = _WIDTH - _RIGHT
        if day is None or not self.days:
            return _LEFT + 6.0
        first, last = self.days[0], self.days[-1]
        if first == last:
            return _LEFT + (right - _LEFT) * 0.35
        return _LEFT + 22 + (right - _LEFT - 44) * (day - first).days / (last - first).days

    def y(self, number: int) -> float:
        return self.foot - (self.foot - _TOP) * number / self.top


def _ticks(top: int) -> list[int]:
    step = next(
        (base * 10**power for power in range(10) for base in (1, 2, 5) if base * 10**power * 4 >= max(top, 1)), 10**10
    )
    return list(range(0, -(-max(top, 1) // step) * step + 1, step))


def _grid(number: int, plot: _Plot) -> str:
    y = f"{plot.y(number):.1f}"
    return (
        f'<path class="axis" d="M{_LEFT} {y}H{_WIDTH - _RIGHT}" stroke="{_LINE}"/>'
        f'<text x="{_LEFT - 6}" y="{plot.y(number) + 4:.1f}" text-anchor="end" {_type(_QUIET, 11)}>{number:,}</text>'
    )


def _days(plot: _Plot) -> list[str]:
    made, taken = [], -1000.0
    for n, day in enumerate(plot.days):
        x = plot.x(day)
        made.append(f'<path class="axis" d="M{x:.1f} {plot.foot:.1f}v5" stroke="{_QUIET}"/>')
        if x - taken > 76 and (n in (0, len(plot.days) - 1) or x < plot.x(plot.days[-1]) - 76):
            at = f'x="{x:.1f}" y="{plot.foot + 19:.1f}" text-anchor="middle"'
            made.append(f"<text {at} {_type(_QUIET, 11)}>{day.day} {day:%b %Y}</text>")
            taken = x
    return made


def _lines(drawn: Sequence[Line], plot: _Plot) -> list[str]:
    wanted = sorted(range(len(drawn)), key=lambda n: plot.y(drawn[n].points[-1].stated))
    places: dict[int, float] = {}
    at = _TOP - _GAP + 4
    for n in wanted:
        at = max(plot.y(drawn[n].points[-1].stated) + 4, at + _GAP)
        places[n] = at
    room = plot.foot + 4  # and from there back up where the names ran over the foot
    for n in reversed(wanted):
        places[n] = min(places[n], room)
        room = places[n] - _GAP
    return [_line(line, plot, places[n], _DASHES[n % len(_DASHES)]) for n, line in enumerate(drawn)]


def _line(line: Line, plot: _Plot, place: float, dash: str) -> str:
    right = _WIDTH - _RIGHT
    first, last = line.points[0], line.points[-1]
    path = f"M{plot.x(first.day):.1f} {plot.y(first.stated):.1f}"
    path += "".join(f"H{plot.x(point.day):.1f}V{plot.y(point.stated):.1f}" for point in line.points[1:])
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    name = line.name if len(line.name) <= _LETTERS else f"{line.name[: _LETTERS - 1]}…"
    return (
        f'<g><path class="step" d="{path}H{right}" fill="none" stroke="{_ACCENT}" stroke-width="1.6"{dashed}/>'
        f'<path class="axis" d="M{right} {plot.y(last.stated):.1f}L{right + 10} {place - 4:.1f}" stroke="{_QUIET}" '
        f'stroke-width="0.7" fill="none"/>{"".join(_mark(point, plot) for point in line.points)}'
        f'<text class="name" x="{right + 13}" y="{place:.1f}" {_type(_INK, 12)}><title>{escape(line.name)}</title>'
        f"{escape(_count(last))} {escape(name)}</text></g>"
    )


def _mark(point: Point, plot: _Plot) -> str:
    x, y = plot.x(point.day), plot.y(point.stated)
    bar = ""
    if point.high is None:
        bar = f"M{x:.1f} {y:.1f}v-13m-4 5l4 -5l4 5"
    elif point.low is None:
        bar = f"M{x:.1f} {y:.1f}v13m-4 -5l4 5l4 -5"
    elif point.low < point.high:
        bar = f"M{x:.1f} {y:.1f}V{plot.y(point.high):.1f}m-4 0h8"
    drawn = f'<path class="bar" d="{bar}" fill="none" stroke="{_ACCENT}" stroke-width="1.2"/>' if bar else ""
    told = f"<title>{escape(point.words)}</title>"
    return f'<g>{told}{drawn}<circle class="point" cx="{x:.1f}" cy="{y:.1f}" r="3.6" fill="{_ACCENT}"/></g>'


def _count(point: Point) -> str:
    if point.low is None:
        return f"≤{point.high:,}"
    if point.high is None:
        return f"{point.low:,}+"
    return f"{point.low:,}" if point.low == point.high else f"{point.low:,}–{point.high:,}"


def _type(colour: str, size: int) -> str:
    return f'font-family="sans-serif" font-size="{size}" fill="{colour}"'
