"""SVG elements as markup, with every word and number of others escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from markupsafe import Markup, escape

Inside = Markup | str
Value = str | int | float | None


def element(name: str, *inside: Inside, **attributes: Value) -> Markup:
    """One element. Attributes that are None are left out; `class_` and `text_anchor` become class and text-anchor;
    numbers are written with one decimal at most. Plain strings inside are text."""
    made = "".join(f' {_name(key)}="{escape(_value(value))}"' for key, value in attributes.items() if value is not None)
    return Markup(f"<{name}{made}>{''.join(map(escape, inside))}</{name}>")  # noqa: S704 — all of it was escaped


@cache
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-") if key not in _CAMEL else _CAMEL[key]


def _value(value: str | int | float) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


_CAMEL = {"view_box": "viewBox", "pattern_units": "patternUnits", "pattern_transform": "patternTransform"}


def picture(width: float, height: float, key: str, title: str, about: str, *inside: Inside, kind: str) -> Markup:
    """A drawing of that many pixels that says in words what it shows; `key` makes its ids unique on the page."""
    return element(
        "svg",
        element("title", title, id=f"{key}-title"),
        element("desc", about, id=f"{key}-desc"),
        *inside,
        class_=f"drawing {kind}",
        width=width,
        height=height,
        view_box=f"0 0 {width:g} {height:g}",
        role="group",
        aria_labelledby=f"{key}-title",
        aria_describedby=f"{key}-desc",
    )


def shortened(words: str, most: int) -> str:
    """Words cut to so many characters, with a sign that they were."""
    return words if len(words) <= most else f"{words[: max(1, most - 1)].rstrip()}…"


def stacked(wanted: Sequence[float], heights: Sequence[float], first: float, last: float) -> list[float]:
    """Tops of blocks of these heights near the wanted ones, in their order, none over another, and within the bounds
    as far as they fit."""
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    placed: list[float] = []
    free = first
    for n in order:
        placed.append(max(wanted[n], free))
        free = placed[-1] + heights[n]
    limit = last
    for at in range(len(order) - 1, -1, -1):
        placed[at] = min(placed[at], limit - heights[order[at]])
        limit = placed[at]
    found = [0.0] * len(wanted)
    for n, place in zip(order, placed, strict=True):
        found[n] = place
    return found


_INK, _QUIET, _LINE, _PAPER, _ACCENT = "#1c1b19", "#62605a", "#d9d5cc", "#fdfcfa", "#1d4f5c"
_DRESS = {
    "axis": f'stroke="{_LINE}"',
    "tick": f'stroke="{_QUIET}"',
    "apart": f'stroke="{_QUIET}" stroke-dasharray="2 3"',
    "band": f'fill="{_PAPER}" stroke="{_LINE}" stroke-dasharray="2 2"',
    "step": f'fill="none" stroke="{_ACCENT}" stroke-width="1.75"',
    "step unsure": f'fill="none" stroke="{_ACCENT}" stroke-width="1.25" stroke-dasharray="3 3"',
    "leader": f'fill="none" stroke="{_LINE}"',
    "bar": f'fill="none" stroke="{_ACCENT}" stroke-width="1.75"',
    "exact": f'fill="{_ACCENT}"',
    "about": f'fill="{_PAPER}" stroke="{_ACCENT}" stroke-width="1.75"',
    "touch": 'fill="none"',
    "number": 'font-weight="600"',
    "quiet": f'fill="{_QUIET}"',
}
_CLASS = re.compile('class="([a-z ]+)"')


def dressed(drawn: Markup) -> Markup:
    """A drawing that stands in a file by itself, where no style sheet tells how its parts look."""
    words = f'xmlns="http://www.w3.org/2000/svg" font-family="sans-serif" font-size="12" fill="{_INK}"'
    made = _CLASS.sub(lambda found: f"{found[0]} {_DRESS[found[1]]}" if found[1] in _DRESS else found[0], str(drawn))
    return Markup(made.replace("<svg ", f"<svg {words} ", 1))  # noqa: S704 — it was markup before
