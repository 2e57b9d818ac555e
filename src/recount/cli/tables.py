"""Incidents, figures, actors and reports as tables for people; they fit any terminal from 60 columns on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from recount.cli.judging_words import decision_line
from recount.cli.text import shown
from recount.codebook.actors import Allegiance
from recount.desk.asking import ActorRow, Opened, ReportRow
from recount.desk.operations import Operation
from recount.export.wording import (
    NOT_STATED,
    SIGNS,
    date_words,
    graded_words,
    origins_words,
    place_words,
    plural,
    published_words,
    spoken_tolls,
    type_words,
)
from recount.model import Incident, Problem, ReportDate, Status
from recount.resolution.denials import Denied

ID_LENGTH = 8
"""Letters of an id that tables show; commands take any unique beginning."""

_RELATIONS = {
    "reprint": "{b} reprints {a}",
    "update": "{b} updates {a}",
    "conflict": "{a} and {b} contradict each other",
    "unordered": "{a} and {b} give different figures on one day, order not known",
}
_EPISODES = 12  # of an operation; JSON lists all
_RELATED = 12  # pairs of reports shown; the JSON lists all
_LISTED = 3  # names in one cell; the incident itself shows all


def chronology_table(incidents: Iterable[Incident], published: Mapping[str, ReportDate]) -> Table:
    """One row an incident, in the order given: when, where, what and how many, who tells it.

    `published` are the dates of reports by id: what has no date is at least placed by when it was first told.
    """
    table = _table()
    table.add_column("When", min_width=11, max_width=14)
    table.add_column("Where", min_width=12, ratio=2, overflow="fold")
    table.add_column("What", min_width=24, ratio=5)
    table.add_column("Told by", min_width=10, max_width=12)
    for n, incident in enumerate(incidents):
        if n:
            table.add_row()
        told = Text(origins_words(incident))
        table.add_row(_when(incident, published), _quiet(place_words(incident)), _what(incident), told)
    return table


def _when(incident: Incident, published: Mapping[str, ReportDate]) -> Text:
    text = _quiet(date_words(incident.when))
    if incident.when is None or incident.when.first is None:
        days = [published[key] for key in incident.documents if key in published and published[key].first]
        if days:
            text.append(f"\ntold {published_words(min(days, key=lambda day: day.first or date.max))}", style="dim")
    return text.append(f"\n{incident.id[:ID_LENGTH]}", style="dim")


def _what(incident: Incident) -> Text:
    text = _status(incident.status)
    text.append(f" {type_words(incident.type)}", style="bold")
    text.append(f" · {incident.status.value}", style="dim" if incident.status is Status.HAPPENED else "")
    text.append(f" · {shown(incident.grade)}" if incident.grade else "", style="bold")
    if incident.agents or incident.targets:
        text.append("\n")
        text.append_text(_who(incident))
    spoken = spoken_tolls(incident.ledger)
    for said, origins in spoken:
        text.append(f"\n{shown(said)} ")
        text.append(f"({_names(origins)})", style="dim")
    if not spoken:
        text.append("\ntoll not stated", style="dim")
    return text


def _who(incident: Incident) -> Text:
    agents = _names(incident.agents) if incident.agents else "someone not named"
    return Text(f"{agents} → {_names(incident.targets)}" if incident.targets else agents)


def incident_view(view: Opened) -> RenderableType:
    """One incident's values, and which of its reports reprint, update or contradict each other."""
    incident = view.incident
    facts = Table.grid(padding=(0, 2, 0, 0))
    facts.add_column(style="dim", no_wrap=True)
    facts.add_column(ratio=1)
    facts.add_row("when", _quiet(date_words(incident.when)))
    facts.add_row("where", _quiet(place_words(incident)))
    facts.add_row("who", _quiet(", ".join(incident.agents) or NOT_STATED))
    facts.add_row("to whom", _quiet(", ".join(incident.targets) or NOT_STATED))
    for name, told in _operation(view.operation, incident.id):
        facts.add_row(name, told)
    for name, line in denial_lines(view):
        facts.add_row(name, Text(line))
    if incident.public:
        facts.add_row("public id", Text(", also ".join(shown(name) for name in incident.public)))
    for judgement in view.decided:
        facts.add_row("judged", decision_line(judgement))
    relations = [(r.rel if r.ordered else "unordered", r) for r in incident.relations]
    related = [
        _RELATIONS[rel].format(a=view.names[r.a][0], b=view.names[r.b][0]) for rel, r in relations if rel in _RELATIONS
    ]
    if related:
        more = [f"and {len(related) - _RELATED:,} more such pairs"] if len(related) > _RELATED else []
        facts.add_row("reports", Text("\n".join(shown(line) for line in [*related[:_RELATED], *more])))
    return Group(incident_head(incident), facts)


def _operation(operation: Operation, own: str) -> Iterator[tuple[str, Text]]:
    """What an incident is part of, and what happened in the course of it; and why that is thought so."""
    why = {name: f" – {shown(because)}" for name, because in operation.because.items()}
    if operation.whole:
        yield "part of", Text(_in_a_line(operation.whole) + why.get(own, ""))
    if operation.episodes:
        told = [_in_a_line(one) + why.get(one.id, "") for one in operation.episodes[:_EPISODES]]
        more = len(operation.episodes) - len(told)
        yield "episodes", Text("\n".join([*told, *([f"and {more:,} more"] if more else [])]))


_DENIED = {
    Denied.HAPPENING: "denied by",
    Denied.TELLING: "denied as told by",
    Denied.DOING: "not done, says",
}


def denial_lines(view: Opened) -> Iterator[tuple[str, str]]:
    """Who denies an incident, or denies less than that it happened, and the id of the denial."""
    for one in view.denials:
        who = ", ".join(origin.name for origin in one.origins)
        yield _DENIED[view.denied[one.id]], shown(f"{who} ({one.id[:ID_LENGTH]})")


def _in_a_line(one: Incident) -> str:
    return shown(f"{one.id[:ID_LENGTH]}  {date_words(one.when)}: {type_words(one.type)}, {place_words(one)}")


def incident_head(incident: Incident) -> Text:
    """What an incident is, in a line: its status, its type, its id."""
    head = _status(incident.status)
    head.append(f" {type_words(incident.type)}", style="bold")
    head.append(f" · {incident.status.value} · incident {incident.id}")
    return head.append(f" · {shown(graded_words(incident))}" if incident.grade else "", style="bold")


def claims_table(view: Opened) -> Table:
    """Each claim of an incident with its report and the words of its clause."""
    table = _table()
    table.add_column("Claim", style="dim", no_wrap=True)
    table.add_column("Report", ratio=2, min_width=14, overflow="fold")
    table.add_column("Words", ratio=5)
    for claim in view.claims:
        document = view.documents[claim.document]
        words = Text(f"“{shown(claim.clause.of(document.text))}”")
        report = f"{shown(document.outlet or 'no outlet')}, {published_words(document.published)}"
        report += f"\n{shown(view.names[document.id][0])}"
        table.add_row(claim.id[:ID_LENGTH], Text(report), words)
    return table


def actors_table(rows: Iterable[ActorRow]) -> Table:
    """The parties of a record with how often they act, are acted upon, and are the origin of what is told; below each
    name what ACLED and UCDP would call it, and on whose side it stands or stood."""
    table = _table()
    table.add_column("Actor", ratio=1)
    for heading in ("acts in", "target of", "origin of"):
        table.add_column(heading, justify="right", no_wrap=True)
    for row in rows:
        table.add_row(_named(row), *(str(n) if n else "–" for n in (row.agent_in, row.target_of, row.origin_of)))
    return table


def _named(row: ActorRow) -> Text:
    name = Text(shown(row.name))
    if row.known is None:
        return name
    classes = [row.known.kind]
    classes += [f"{scheme} {said}" for scheme, said in (("ACLED", row.known.acled), ("UCDP", row.known.ucdp)) if said]
    classes += [f"side: {_allegiance(one)}" for one in row.known.allegiances]
    return name.append(f"\n{' · '.join(classes)}", "dim")


def _allegiance(one: Allegiance) -> str:
    since = f" from {one.first}" if one.first else ""
    return f"{one.side}{since}" + (f" to {one.last}" if one.last else "")


def reports_table(rows: Iterable[ReportRow]) -> Table:
    """The reports of a record, with how many claims each tells; of those that carry no date, why it is believed."""
    table = _table()
    table.add_column("Published", min_width=11, max_width=14)
    table.add_column("Report", ratio=2, min_width=12, overflow="fold")
    table.add_column("Title", ratio=4)
    table.add_column("Outlet", ratio=2)
    table.add_column("Claims", justify="right")
    for row in rows:
        outlet, title = _quiet(row.outlet or NOT_STATED), Text(shown(row.title or ""))
        if row.published.day is None or row.published.method == "incidents":
            for reason in row.published.reasons[:_LISTED]:
                title.append(f"\n{shown(reason)}", style="dim")
        table.add_row(published_words(row.published), Text(shown(row.name)), title, outlet, str(row.claims))
    return table


def problems_table(problems: Iterable[Problem]) -> Table:
    """What was set aside, why, and what can be done about it."""
    table = _table()
    table.add_column("Set aside", ratio=3, overflow="fold")
    table.add_column("Why", ratio=3)
    table.add_column("What to do", ratio=3)
    for problem in problems:
        table.add_row(Text(shown(problem.source)), Text(shown(problem.what)), Text(shown(problem.remedy)))
    return table


def places_line(incidents: Sequence[Incident]) -> str:
    """How many incidents, how many of them without a date or a place."""
    undated = sum(i.when is None or i.when.first is None for i in incidents)
    unplaced = sum(i.place is None for i in incidents)
    parts = [plural(len(incidents), "incident")]
    parts += [f"{undated:,} without a date"] if undated else []
    parts += [f"{unplaced:,} without a known place"] if unplaced else []
    return ", ".join(parts)


def _table() -> Table:
    return Table(box=SIMPLE_HEAD, expand=True, pad_edge=False, header_style="dim", padding=(0, 1, 0, 0))


def _status(status: Status) -> Text:
    return Text().append(SIGNS[status], style="bold")


def _quiet(words: str) -> Text:
    return Text(shown(words), style="dim" if words == NOT_STATED else "")


def _names(names: Sequence[str]) -> str:
    listed = ", ".join(shown(name) for name in names[:_LISTED])
    return f"{listed} and {len(names) - _LISTED} more" if len(names) > _LISTED else listed
