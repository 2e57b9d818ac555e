"""Values in a reader's words: dates with their precision, places, figures beside their speakers.

What is not known is said ("not stated"); zero is written 0.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from recount.export.contract import place_name
from recount.export.countries import country_name
from recount.export.named_dead import whom_counted
from recount.export.whom import whom_and_harm
from recount.model import (
    Change,
    Count,
    Harm,
    Incident,
    LedgerEntry,
    PlacePrecision,
    Precision,
    ReportDate,
    Status,
    Toll,
    When,
)
from recount.tolls.open_figures import beyond, beyond_in, open_word, or_more, whom_openly
from recount.tolls.open_figures import estimate_words as estimate_words
from recount.tolls.populations import is_quantity, population, size, words_for
from recount.tolls.standing import standing

NOT_STATED = "not stated"
SIGNS = {
    Status.HAPPENED: "●",
    Status.ONGOING: "◐",
    Status.PLANNED: "○",
    Status.ALLEGED: "?",
    Status.DENIED: "✕",
    Status.HYPOTHETICAL: "◌",
}
"""A shape for each status; the word always stands beside it."""
_WIDE = {PlacePrecision.DISTRICT: "district", PlacePrecision.GOVERNORATE: "region"}


def plural(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 report", "12 reports"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def date_words(when: When | None) -> str:
    """A date as exactly as it is known: "2 Jun 2017", "2–5 Jun 2017", "Jun 2017", "2017", or the report's words."""
    if when is None:
        return NOT_STATED
    if when.first is None or when.last is None:
        return f"“{when.words}”" if when.words else NOT_STATED
    if when.precision is Precision.MONTH:
        return f"{when.first:%b %Y}"
    if when.precision is Precision.YEAR:
        return f"{when.first.year}"
    return days_words(when.first, when.last)


def days_words(first: date, last: date) -> str:
    """The days from first to last, both included, without saying twice what they share."""
    end = f"{last.day} {last:%b %Y}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{first.day} {first:%b} – {end}" if first.year == last.year else f"{first.day} {first:%b %Y} – {end}"


def moment_words(when: datetime) -> str:
    """A moment to the minute, in coordinated universal time: "5 Jun 2017, 14:02 UTC"."""
    told = when.astimezone(UTC)
    return f"{days_words(told.date(), told.date())}, {told:%H:%M} UTC"


def published_words(published: ReportDate) -> str:
    """When a report was published, as far as that is known."""
    return known_words(published.first, published.last)


def known_words(first: date | None, last: date | None) -> str:
    """The days between which something was, as far as these are known."""
    if first and last:
        return days_words(first, last)
    if first:
        return f"after {days_words(first, first)}"
    return f"before {days_words(last, last)}" if last else "undated"


def graded_words(incident: Incident) -> str:
    """The desk's grade of an incident; one that rests on a single origin is called uncorroborated. "" for no grade."""
    if not incident.grade:
        return ""
    return f"{incident.grade}, uncorroborated" if len(incident.origins) == 1 else incident.grade


def place_words(incident: Incident) -> str:
    """Where it happened: the reports' name, then governorate and country as far as they were resolved."""
    name, place = place_name(incident), incident.place
    if place is None:
        return name or NOT_STATED
    country = country_name(place.country) if place.country else None
    if place.precision is not PlacePrecision.COUNTRY and name in (country, place.country):
        name = place.name  # the clause names the country, the rest of the story the region or the town
    around = (place.admin1, country)
    wider = [part for part in around if part and part.casefold() != name.casefold()]
    if place.precision is PlacePrecision.COUNTRY:
        return name or place.name
    if place.precision is PlacePrecision.NEAR:
        name = f"near {name}"
    elif place.precision in _WIDE:
        name = f"{name} ({_WIDE[place.precision]})"
    return ", ".join([name, *wider])


def type_words(kind: str) -> str:
    """An event type as people write it: "air strike"."""
    return kind.replace("_", " ")


def count_words(count: Count) -> str:
    """A number with its bounds: "26+", "~2,000", "≤9", "40–50"; "more than 60" where a person wrote it so."""
    if count.said and (said := beyond_in(count, "")):
        return said
    if count.low is None or count.high is None:
        return f"≤{count.high:,}" if count.high is not None else f"{count.low or 0:,}+"
    if count.low == count.high:
        return f"{'~' if count.approx else ''}{count.low:,}"
    return f"{count.low:,}–{count.high:,}"


def figure_words(entry: LedgerEntry) -> str:
    """A figure's number as its report words it: "more than 60", "scores", "26+"; where a report gives no number, the
    least that it can be."""
    return beyond(entry) or open_word(entry) or count_words(entry.count)


def least_words(entry: LedgerEntry) -> str:
    """What the word in the place of a number is read as: "40 or more" for "scores"; "" where a number is told."""
    return or_more(entry.count) if open_word(entry) else ""


def claimed_words(toll: Toll, words: str = "") -> str:
    """A figure as a claim holds it: "26+ militants killed", "incl. 5 children killed"; `words` are those it was read
    from, "more than 60"."""
    said = " ".join(
        part for part in (beyond_in(toll.count, words) or count_words(toll.count), *_whom(toll.who, toll.harm)) if part
    )
    return f"incl. {said}" if toll.sub else said


def _whom(counted: str, harm: Harm) -> tuple[str, str]:
    """Whom a figure counts and what became of them, each left out where the other tells it."""
    return whom_and_harm("" if is_quantity(counted) else counted, harm)


def toll_words(entry: LedgerEntry) -> str:
    """A figure without its speaker, and without the name of a private person: "26+ militants killed", "more than 60
    killed", "incl. 5 children killed", "≤9 wounded"; where a word leaves the number open, the word, and what it is read
    as: "scores killed (40 or more)"."""
    who, harm = _whom(whom_counted(entry), entry.harm)
    word = open_word(entry)
    if word is None:
        said = " ".join(part for part in (figure_words(entry), who, harm) if part)
    else:
        said = " ".join(part for part in (whom_openly(word, who), harm, f"({or_more(entry.count)})") if part)
    return f"incl. {said}" if entry.sub else said


_CHANGES = {
    Change.RISING: "told as risen",
    Change.FALLING: "told as lowered",
    Change.REVISED: "told as a new figure",
    Change.MORE: "told as added to others",
    Change.PRELIMINARY: "told as preliminary",
}


def change_words(change: Change | None, earlier: Count | None) -> str:
    """What a sentence says of its figure beside an earlier one: "told as risen from 9"; "" where it says nothing."""
    if change is None:
        return ""
    return _CHANGES[change] + (f" from {count_words(earlier)}" if earlier is not None else "")


def spoken_tolls(ledger: Iterable[LedgerEntry]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The figures that stand, the gravest harm first, each with the origins that give it; last those of more than the
    incident, which say so where figures of its own stand beside them."""
    order = {harm: n for n, harm in enumerate(Harm)}
    entries = sorted(standing(ledger), key=lambda e: (e.campaign, order[e.harm], e.sub, -size(e), e.who, e.origin))
    own = not all(entry.campaign for entry in entries)
    spoken: dict[object, tuple[str, dict[str, None]]] = {}
    for entry in entries:
        key = (entry.campaign, entry.harm, entry.sub, _group(entry), entry.count)
        beyond = ", of more than this incident" if entry.campaign and own else ""
        spoken.setdefault(key, (f"{toll_words(entry)}{beyond}", {}))[1][entry.origin] = None
    return tuple((said, tuple(origins)) for said, origins in spoken.values())


def tolls_words(ledger: Iterable[LedgerEntry]) -> str:
    """All figures that stand beside their speakers: "26+ killed (Observatory) · 9 killed (army)"."""
    return " · ".join(f"{said} ({', '.join(origins)})" for said, origins in spoken_tolls(ledger)) or NOT_STATED


def origins_words(incident: Incident) -> str:
    """How many voices tell of it, and in how many reports: "3 origins in 7 reports"."""
    origins, reports = len(incident.origins), len(incident.documents)
    return f"{origins} {'origin' if origins == 1 else 'origins'} in {reports} {'report' if reports == 1 else 'reports'}"


def _group(entry: LedgerEntry) -> object:
    """Whom a figure counts, for figures of several origins to be said once: of groups of fighters, which group."""
    if entry.sub:
        return entry.who
    return population(entry), words_for(entry.who) if population(entry) != "people" else None
