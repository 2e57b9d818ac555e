"""Bands over time, one row a side: who is said to hold a place, with contested stretches hatched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from xml.sax.saxutils import escape, quoteattr

_INK, _QUIET, _LINE = "#1c1b19", "#62605a", "#d9d5cc"
_LEFT, _RIGHT, _ROW, _BAR, _FOOT = 8, 14, 46, 18, 28  # pixels


@dataclass(frozen=True, slots=True)
class Band:
    """Days of one row, both included; it began between `first` and `sure`, and is open where `last` is None.

    `faint` is drawn in outline only (a part of a place, an allegation). `contested` are days within it that are
    hatched. `told` says it all in words, and `to` is the page it leads to.
    """

    row: str
    first: date
    sure: date
    last: date | None
    told: str
    to: str
    faint: bool = False
    contested: tuple[tuple[date, date], ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """Something that happened in a row, at a day or in a range of days; `sign` is one letter or shape."""

    row: str
    first: date
    last: date
    sign: str
    told: str
    to: str


def bands_svg(
    rows: Sequence[str],
    bands: Sequence[Band],
    ticks: Sequence[Tick],
    title: str,
    colours: Mapping[str, int],
    width: int = 860,
    name: str = "bands",
    named_twice: bool = False,
) -> str:
    """The rows below each other, named above their bands, over one axis of time; "" where nothing has a day.

    A row whose side has a colour n has the class `side-n`, by which a style sheet colours it; without one it is ink.
    Rows are `named_twice`, at both ends, in a picture of which a part is seen at a time.
    """
    days = [day for one in bands for day in (one.first, one.sure, one.last) if day is not None]
    days += [day for tick in ticks for day in (tick.first, tick.last)]
    if not days:
        return ""
    first, last = min(days), max(days)
    margin = timedelta(days=max(2, (last - first).days // 30))
    scale = _Scale(first - margin, last + margin * 2, width)
    height = len(rows) * _ROW + _FOOT
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" class="bands" role="group" '
        f"aria-labelledby={quoteattr(name + '-title')}><title id={quoteattr(name + '-title')}>{escape(title)}</title>",
        f'<defs><pattern id={quoteattr(name + "-hatch")} width="7" height="7" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><path class="hatch" d="M0 0V7" stroke="{_INK}" stroke-width="2"/></pattern>'
        "</defs>",
        *_axis(scale, height),
    ]
    for n, row in enumerate(rows):
        top = n * _ROW
        side = f" side-{colours[row]}" if row in colours else ""
        parts.append(f'<g class="row{side}" color="{_INK}">')
        parts.append(f'<text x="{_LEFT}" y="{top + 14}" font-size="13" fill="{_INK}">{escape(row)}</text>')
        if named_twice:
            parts.append(
                f'<text x="{width - _RIGHT}" y="{top + 14}" text-anchor="end" font-size="13" fill="{_INK}" '
                f'aria-hidden="true">{escape(row)}</text>'
            )
        parts += [_band(one, top + 20, scale, name) for one in bands if one.row == row]
        parts += [_tick(one, top + 20, scale) for one in ticks if one.row == row]
        parts.append("</g>")
    return "".join([*parts, "</svg>"])


@dataclass(frozen=True, slots=True)
class _Scale:
    """Days to pixels."""

    first: date
    last: date
    width: int

    def x(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(_LEFT + share * (self.width - _LEFT - _RIGHT), 1)


def _band(one: Band, top: int, scale: _Scale, name: str) -> str:
    begin, sure = scale.x(one.first), scale.x(one.sure)
    end = scale.x(one.last + timedelta(days=1)) if one.last is not None else scale.width - _RIGHT
    end = max(end, sure + 2)
    shapes = []
    if sure - begin > 1:  # when exactly it began is not told
        shapes.append(
            f'<rect class="unsure" x="{begin}" y="{top}" width="{sure - begin:.1f}" height="{_BAR}" '
            'fill="currentColor" fill-opacity="0.25"/>'
        )
    solid = 'fill="none"' if one.faint else 'fill="currentColor" fill-opacity="0.8"'
    shapes.append(
        f'<rect x="{sure}" y="{top}" width="{end - sure:.1f}" height="{_BAR}" {solid} stroke="currentColor"'
        f"{' stroke-dasharray=' + quoteattr('4 3') if one.faint else ''}/>"
    )
    for since, until in one.contested:
        left, right = scale.x(since), max(scale.x(until + timedelta(days=1)), scale.x(since) + 7)
        shapes.append(
            f'<rect class="contested" x="{left}" y="{top - 3}" width="{right - left:.1f}" height="{_BAR + 6}" '
            f'fill={quoteattr(f"url(#{name}-hatch)")} stroke="{_INK}"/>'
        )
    if one.last is None:
        middle = top + _BAR / 2
        shapes.append(
            f'<path d="M{end} {middle - 6}L{end + 9} {middle}L{end} {middle + 6}Z" fill="currentColor" '
            f'fill-opacity="{"0" if one.faint else "0.8"}" stroke="currentColor"/>'
        )
    return f"<a href={quoteattr(one.to)}><title>{escape(one.told)}</title>{''.join(shapes)}</a>"


def _tick(one: Tick, top: int, scale: _Scale) -> str:
    x, end = scale.x(one.first), scale.x(one.last)
    line = f'<path d="M{x} {top + _BAR / 2}H{end}" stroke="currentColor" stroke-width="2"/>' if end - x > 2 else ""
    at = (x + end) / 2
    return (
        f"<a href={quoteattr(one.to)}><title>{escape(one.told)}</title>{line}"
        f'<circle cx="{at:.1f}" cy="{top + _BAR / 2}" r="9" fill="#fdfcfa" class="bead" stroke="currentColor"/>'
        f'<text x="{at:.1f}" y="{top + _BAR / 2 + 4}" text-anchor="middle" font-size="11" fill="{_INK}">'
        f"{escape(one.sign)}</text></a>"
    )


def _axis(scale: _Scale, height: int) -> list[str]:
    """A line at each of a few round days, with its date."""
    span = (scale.last - scale.first).days
    marks = []
    day = date(scale.first.year, scale.first.month, 1)
    months = next(n for n in (1, 2, 3, 6, 12, 24, 60, 120, 600) if span / 30.4 / n <= 8)
    while day <= scale.last:
        if day >= scale.first and (day.year * 12 + day.month - 1) % months == 0:
            marks.append(day)
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    if len(marks) < 2:
        marks = [scale.first, scale.last]
    made = []
    for n, day in enumerate(marks):
        words = f"{day:%b %Y}" if len(marks) > 2 or day.day == 1 else f"{day.day} {day:%b %Y}"
        x = scale.x(day)
        anchor = "end" if x > scale.width - 60 else "start" if n == 0 and x < 30 else "middle"
        made.append(
            f'<path class="axis" d="M{x} 4V{height - 20}" stroke="{_LINE}"/><text class="quiet" x="{x}" '
            f'y="{height - 6}" text-anchor="{anchor}" font-size="11" fill="{_QUIET}">{words}</text>'
        )
    return made
