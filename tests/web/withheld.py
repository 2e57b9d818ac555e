"""A team's desk over a record with a report that only reviewers may see."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from recount.desk import restricting
from recount.desk.roles import Role
from recount.desk.running import RunOptions, run
from recount.desk.settings import settings_from
from recount.model import Claim, Incident
from recount.store import opened
from tests.web.people import Team, team_of

REPORTS = (
    {
        "id": "open-1",
        "published": "2017-06-04",
        "title": "Airstrike on Tabqa",
        "outlet": "Northern Gazette",
        "text": "An airstrike killed 12 civilians in Tabqa on 3 June 2017, the Syrian Civil Defence said.",
    },
    {
        "id": "open-2",
        "published": "2017-06-13",
        "title": "Shelling of Raqqa",
        "outlet": "Northern Gazette",
        "text": "Shelling wounded 6 civilians in Raqqa on 12 June 2017, residents said.",
    },
    {
        "id": "quiet-1",
        "published": "2017-06-05",
        "title": "Zephyrine notes on Tabqa",
        "outlet": "Quiet Lanternpost",
        "text": "An airstrike killed 47 civilians in Tabqa on 3 June 2017, the Marigold Committee said.\n\n"
        "Gunmen kidnapped 913 zephyrine traders in Hajin on 9 June 2017, the Marigold Committee said.",
    },
)
TRACES = (
    "zephyrine",
    "lanternpost",
    "marigold",
    "913",
    "hajin",
    "pimpernel",
    "quillfeather",
    "amaranthine",
    "cobaltine",
)
"""What only the restricted report says, or what people wrote of it, in lower case: words (of the text, of reasons),
outlet, origin, a figure, a place, the file, a named person, a tag and a field's value, why it is under embargo."""


@dataclass(frozen=True)
class Withheld:
    """The desk, the id of the restricted report, its incident that it tells alone, and one that others tell, too."""

    team: Team
    report: str
    alone: str
    shared: str


def read_into(folder: Path) -> Path:
    """The record of these reports."""
    sources = []
    for name, some in (("reports", REPORTS[:2]), ("pimpernel-drawer", REPORTS[2:])):
        sources.append(folder / f"{name}.jsonl")
        sources[-1].write_text("\n".join(map(json.dumps, some)), encoding="utf-8")
    run(sources, folder / "record", settings_from({}), RunOptions())
    return folder / "record"


def withheld_in(record: Path, before: Callable[[Withheld], None] = lambda _: None) -> Withheld:
    """A team's desk where the last of the reports is restricted; something may be done `before` it is."""
    team = team_of(record, Amal=Role.ADMIN, Vera=Role.REVIEWER, Karim=Role.CODER, Rami=Role.READER)
    with closing(opened(record)) as store:
        report = next(one.id for one in store.documents() if one.outlet == "Quiet Lanternpost")
        incidents = store.incidents()
    alone = next(one.id for one in incidents if one.documents == (report,))
    shared = next(one.id for one in incidents if report in one.documents and len(one.documents) > 1)
    desk = Withheld(team, report, alone, shared)
    before(desk)
    restricting.restrict(record, report, "Vera", "names who told it")
    return desk


def claims_of(record: Path, report: str) -> tuple[Claim, ...]:
    """The claims of a report."""
    with closing(opened(record)) as store:
        return store.claims_in([report])


def incident(record: Path, name: str) -> Incident:
    """An incident as it is kept."""
    with closing(opened(record)) as store:
        return store.incident(name)
