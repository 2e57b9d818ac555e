"""A line of the chronology in words."""

from __future__ import annotations

from recount.desk.finding import Bin, Figure, Row
from recount.desk.row_words import Worded
from recount.export.countries import country_name
from recount.export.wording import date_words, days_words, plural, type_words
from recount.model import Harm, PlacePrecision, When

_NAMES = 2  # of agents and targets; the incident's page has them all
_WIDE = {PlacePrecision.DISTRICT: "district", PlacePrecision.GOVERNORATE: "region"}


def when_words(row: Row) -> str:
    """When it happened, of what has a date: as exactly as that is known."""
    return date_words(When(row.first, row.last, row.day_precision, row.day_words))


def where_words(row: Row) -> str:
    """Where it happened, of what has a place: the reports' name, then governorate and country as far as they were
    resolved."""
    name = row.place_names[0] if row.place_names else row.place
    country = country_name(row.country) if row.country else ""
    if row.place_precision is PlacePrecision.COUNTRY:
        return name
    if row.place and name in (country, row.country):
        name = row.place  # the clause names the country, the rest of the story the region or the town
    around = [part for part in (row.admin1, country) if part and part.casefold() != name.casefold()]
    if row.place_precision is PlacePrecision.NEAR:
        name = f"near {name}"
    elif row.place_precision in _WIDE:
        name = f"{name} ({_WIDE[row.place_precision]})"
    return ", ".join([name, *around])


def what_words(row: Row) -> str:
    """What happened: "Air strike"."""
    words = type_words(row.type)
    return f"{words[:1].upper()}{words[1:]}"


def who_words(row: Row) -> str:
    """Who did it to whom, as far as the reports say: "army → civilians"; "" where they don't."""
    agents, targets = _names(row.agents), _names(row.targets)
    if agents and targets:
        return f"{agents} → {targets}"
    return f"by {agents}" if agents else f"against {targets}" if targets else ""


def hands_on(row: Row, *fields: str) -> list[tuple[str, str]]:
    """What a line shows behind values that a person gave: a sign ("corrected", "by hand"), and who, in words. Where
    they added all that is told, it is said once, beside what happened."""
    given = {one.field: one for one in row.by_hand}
    whole = given.get("type")
    if whole is not None and whole.added:
        given = {name: one for name, one in given.items() if not one.added or name == "type"}
    chosen = [one for name in fields if (one := given.get(name))]
    said = (("by hand", f"put in by {one.who}") if one.added else ("corrected", f"by {one.who}") for one in chosen)
    return list(dict.fromkeys(said))


def figure_words(figure: Figure) -> str:
    """From the lowest to the highest that origins give: "9", "8–22", "8–22 or more", "up to 9"; in the reports' words
    where numbers alone would tell otherwise: "more than 60"."""
    if isinstance(figure, Worded):
        return figure.words
    low, high, most = figure.low, figure.high, figure.most
    if low is None:
        return f"up to {high if high is not None else most:,}"
    if high is None:
        return f"{low:,}–{most:,} or more" if most > low else f"{low:,} or more"
    return f"{low:,}" if low == high else f"{low:,}–{high:,}"


def harm_words(harm: Harm) -> str:
    """What became of those a figure counts: "displaced"; casualties are killed and wounded that nobody divided."""
    return "killed or wounded" if harm is Harm.CASUALTIES else harm.value


def told_words(row: Row) -> str:
    """How many voices tell of it, and in how many reports: "3 origins in 7 reports"."""
    return f"{plural(row.origins, 'origin')} in {plural(row.reports, 'report')}"


def bin_words(one: Bin, unit: str) -> str:
    """The days of a bin: "Jun 2017", "5–11 Jun 2017"."""
    if unit == "month":
        return f"{one.first:%b %Y}"
    return str(one.first.year) if unit == "year" else days_words(one.first, one.last)


def _names(names: tuple[str, ...]) -> str:
    more = len(names) - _NAMES
    shown = ", ".join(names[:_NAMES])
    return f"{shown} and {more} more" if more > 0 else shown
