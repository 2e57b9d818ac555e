"""What a report is called where people read of it, which for a source taken by hand is not its sender's name."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from recount.export.names import Names, report_names
from recount.export.wording import days_words
from recount.model import Document


def name_shown(kind: str, name: str, title: str | None, day: date | None) -> str:
    """What a report is called where people read of it. A source taken by hand goes by its title, or by what it is and
    its day: its name is that of the desk's own form, which nobody knows it by.

    >>> name_shown("call", "b", None, date(2017, 6, 4))
    'Call of 4 Jun 2017'
    """
    if kind == "report":
        return name
    return title or (f"{kind.capitalize()} of {days_words(day, day)}" if day else kind.capitalize())


def names_shown(documents: Iterable[Document]) -> Names:
    """The names of reports where people read of them."""
    listed = tuple(documents)
    by_hand = {
        one.id: (name_shown(one.kind, one.name, one.title, one.published.first),)
        for one in listed
        if one.kind != "report"
    }
    return {**report_names(listed), **by_hand}
