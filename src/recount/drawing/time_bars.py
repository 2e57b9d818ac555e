"""Incidents over time as bars, for pages without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from markupsafe import Markup

from recount.drawing.scales import round_numbers
from recount.drawing.svg import element, picture

_WIDE, _SLIM, _HIGH, _TOP, _FOOT, _LEFT = 1200.0, 350.0, 130.0, 8.0, 22.0, 40.0
_SEEN = 0.05  # of an incident


def time_bars(bins: Sequence[tuple[str, int, float]], unit: str, *, slim: bool = False) -> Markup:
    """A bar for each stretch of time, given by its words, as high as it has incidents; nothing for no stretch. What may
    belong there, its date being known less closely, stands on top of it, paler: the last number says how much that is
    where each incident is spread over the stretches that it may belong to. `slim` is drawn for a phone."""
    if not bins:
        return Markup("")
    wide = _SLIM if slim else _WIDE
    ticks = round_numbers(max(1, ceil(max(total + spread for _, total, spread in bins))), 2)
    foot, step = _HIGH - _FOOT, (wide - _LEFT - 10) / len(bins)
    parts = []
    for number in ticks:
        y = foot - (foot - _TOP) * number / ticks[-1]
        parts.append(element("line", x1=_LEFT, x2=wide - 10, y1=y, y2=y, stroke="currentColor", stroke_opacity="0.2"))
        parts.append(element("text", f"{number:,}", x=_LEFT - 6, y=y + 4, text_anchor="end", class_="quiet"))
    for n, (said, total, spread) in enumerate(bins):
        sure, whole = ((foot - _TOP) * count / ticks[-1] for count in (total, total + spread))
        place: dict[str, float | str] = {
            "x": _LEFT + n * step,
            "width": max(1.0, min(step - 1, 40.0)),
            "fill": "currentColor",
        }
        if spread >= _SEEN:
            told = element("title", f"{said}: about {spread:.1f} more, of those known less closely")
            top: dict[str, float | str] = {
                "y": foot - whole,
                "height": whole - sure,
                "fill_opacity": "0.35",
                "class_": "rough-bar",
            }
            parts.append(element("rect", told, **place, **top))
        if total:
            parts.append(element("rect", element("title", f"{said}: {total}"), **place, y=foot - sure, height=sure))
    ends = [(bins[0][0], _LEFT, "start")] + ([(bins[-1][0], wide - 10, "end")] if len(bins) > 1 else [])
    parts.extend(
        element("text", said, x=x, y=_HIGH - 5, text_anchor=anchor, class_="quiet") for said, x, anchor in ends
    )
    about = "; ".join(f"{said}: {total}" for said, total, _ in bins if total)
    return picture(
        wide, _HIGH, f"time-bars{'-slim' if slim else ''}", f"Incidents by {unit}", about, *parts, kind="timeline"
    )
