"""SVG elements as markup, with every word and number of others escaped."""

from __future__ import annotations

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


def spread(wanted: list[float], gap: float, first: float, last: float) -> list[float]:
    """Places near the wanted ones, in their order, at least a gap apart and within the bounds as far as they fit."""
    order = sorted(range(len(wanted)), key=lambda n: wanted[n])
    placed: list[float] = []
    for n in order:
        placed.append(max(wanted[n], first, placed[-1] + gap if placed else first))
    limit = last
    for n in range(len(placed) - 1, -1, -1):
        placed[n] = min(placed[n], limit)
        limit = placed[n] - gap
    found = [0.0] * len(wanted)
    for n, place in zip(order, placed, strict=True):
        found[n] = place
    return found
