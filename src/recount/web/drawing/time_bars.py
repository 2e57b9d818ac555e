"""Incidents over time as bars, for pages without scripts."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from recount.desk.finding_time import Bin
from recount.web.drawing.scales import round_numbers
from recount.web.drawing.svg import element, picture

_WIDE, _HIGH, _TOP, _FOOT, _LEFT = 1200.0, 130.0, 8.0, 22.0, 40.0


def time_bars(bins: Sequence[Bin], unit: str, words: Sequence[str]) -> Markup:
    """A bar for each bin, as high as it has incidents, with its `words`; nothing for no bin. Those whose date is known
    less closely are in no bar: the table says where they may belong."""
    if not bins:
        return Markup("")
    ticks = round_numbers(max(one.total for one in bins), 2)
    foot, step = _HIGH - _FOOT, (_WIDE - _LEFT - 10) / len(bins)
    parts = []
    for number in ticks:
        y = foot - (foot - _TOP) * number / ticks[-1]
        parts.append(element("line", x1=_LEFT, x2=_WIDE - 10, y1=y, y2=y, stroke="currentColor", stroke_opacity="0.2"))
        parts.append(element("text", f"{number:,}", x=_LEFT - 6, y=y + 4, text_anchor="end", class_="quiet"))
    for n, (one, said) in enumerate(zip(bins, words, strict=True)):
        high = (foot - _TOP) * one.total / ticks[-1]
        told = element("title", f"{said}: {one.total}")
        x, wide = _LEFT + n * step, max(1.0, min(step - 1, 40.0))
        parts.append(element("rect", told, x=x, y=foot - high, width=wide, height=high, fill="currentColor"))
    ends = [(words[0], _LEFT, "start")] + ([(words[-1], _WIDE - 10, "end")] if len(bins) > 1 else [])
    parts.extend(
        element("text", said, x=x, y=_HIGH - 5, text_anchor=anchor, class_="quiet") for said, x, anchor in ends
    )
    about = "; ".join(f"{said}: {one.total}" for one, said in zip(bins, words, strict=True) if one.total)
    return picture(_WIDE, _HIGH, "time-bars", f"Incidents by {unit}", about, *parts, kind="timeline")
