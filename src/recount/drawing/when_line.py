"""When something happened, as a segment as long as it is uncertain, above the days on which it was reported."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from recount.drawing.scales import Days, labelled, padded
from recount.drawing.svg import element, picture
from recount.export.wording import date_words, days_words, plural
from recount.model import When

_HEIGHT = 62.0


def when_line(when: When, reported: Sequence[date], width: int, key: str) -> Markup:
    """The segment of an event that is dated, and a tick for each day on which a report of it came out."""
    first, last = when.first, when.last
    if first is None or last is None:
        return Markup("")
    begin, end = padded(min([first, *reported]), max([last, *reported]))
    days = Days.over({begin, end, first, last, *reported}, 0, float(width))
    x, until = days.at(first), days.at(last)
    parts = [
        element("line", x1=days.places[0], x2=days.places[-1], y1=30, y2=30, class_="axis"),
        element("rect", x=x - 3, y=11, width=max(6.0, until - x + 6), height=10, class_="happened"),
    ]
    for day in sorted(set(reported)):
        at = days.at(day)
        words = f"reported {days_words(day, day)}"
        parts.append(element("path", element("title", words), d=f"M{at:.1f} 30v9", class_="tick"))
    ends = sorted({first, last, *reported})
    for day, at in labelled(ends, [days.at(day) for day in ends], 84.0):
        anchor = "start" if at < 40 else "end" if at > width - 40 else "middle"
        parts.append(element("text", days_words(day, day), x=at, y=55, text_anchor=anchor, class_="quiet"))
    about = f"It happened {date_words(when)}; reports of it came out on {plural(len(set(reported)), 'day')}."
    return picture(width, _HEIGHT, key, "When it happened and when it was reported", about, *parts, kind="when")
