"""Incidents over time as bars, for pages without scripts."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from recount.drawing.scales import round_numbers
from recount.drawing.svg import element, picture

_WIDE, _HIGH, _TOP, _FOOT, _LEFT = 1200.0, 130.0, 8.0, 22.0, 40.0


def time_bars(bins: Sequence[tuple[str, int]], unit: str) -> Markup:
    """A bar for each stretch of time, given by its words, as high as it has incidents; nothing for no stretch. Those
    whose date is known less closely are in no bar: the table says where they may belong."""
    if not bins:
        return Markup("")
    ticks = round_numbers(max(total for _, total in bins), 2)
    foot, step = _HIGH - _FOOT, (_WIDE - _LEFT - 10) / len(bins)
    parts = []
    for number in ticks:
        y = foot - (foot - _TOP) * number / ticks[-1]
        parts.append(element("line", x1=_LEFT, x2=_WIDE - 10, y1=y, y2=y, stroke="currentColor", stroke_opacity="0.2"))
        parts.append(element("text", f"{number:,}", x=_LEFT - 6, y=y + 4, text_anchor="end", class_="quiet"))
    for n, (said, total) in enumerate(bins):
        if total:
            high, wide = (foot - _TOP) * total / ticks[-1], max(1.0, min(step - 1, 40.0))
            told = element("title", f"{said}: {total}")
            place = {"x": _LEFT + n * step, "y": foot - high, "width": wide, "height": high}
            parts.append(element("rect", told, **place, fill="currentColor"))
    ends = [(bins[0][0], _LEFT, "start")] + ([(bins[-1][0], _WIDE - 10, "end")] if len(bins) > 1 else [])
    parts.extend(
        element("text", said, x=x, y=_HIGH - 5, text_anchor=anchor, class_="quiet") for said, x, anchor in ends
    )
    about = "; ".join(f"{said}: {total}" for said, total in bins if total)
    return picture(_WIDE, _HIGH, "time-bars", f"Incidents by {unit}", about, *parts, kind="timeline")
