"""Tables that lists, maps and searches are made from: a line for each incident, the words it is found by, and a line
for each report. All of it follows from incidents and reports, and is written in the transaction that changes them.

Days are numbers, counted from 1 January 1970; names stand one below the other. `number` is given once and never again,
so that who has read a line need not read it again.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Float, ForeignKey, Integer, String, Table, Text

from recount.model import Harm
from recount.store.tables import METADATA

LINES = Table(
    "incident_lines",
    METADATA,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("incident", String(40), nullable=False, unique=True),
    Column("in_order", Text, nullable=False),  # `pipeline.order_of`
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("grade", Text, nullable=False),
    Column("public", Text, nullable=False),  # the public id that stands, "" before it is published
    Column("first_day", Integer),
    Column("last_day", Integer),
    Column("day_precision", Text, nullable=False),
    Column("day_words", Text, nullable=False),
    Column("place", Text, nullable=False),  # the gazetteer's name, "" where no place is known
    Column("admin1", Text, nullable=False),
    Column("country", String(2), nullable=False),
    Column("place_precision", Text, nullable=False),
    Column("lat", Float),
    Column("lon", Float),
    Column("place_names", Text, nullable=False),  # as the reports have them
    Column("folded_places", Text, nullable=False),  # `rows.folded`
    Column("agents", Text, nullable=False),
    Column("targets", Text, nullable=False),
    Column("origins", Text, nullable=False),
    Column("outlets", Text, nullable=False),
    Column("origin_count", Integer, nullable=False),
    Column("report_count", Integer, nullable=False),
    Column("first_reported", Integer),
    Column("last_reported", Integer),
    Column("contested", Boolean, nullable=False),
    Column("part_of", Text, nullable=False),
    Column("episodes", Integer, nullable=False),
    Column("within", Text, nullable=False, server_default=""),  # `Incident.within`
    Column("by_hand", Text, nullable=False, server_default=""),  # `finding_rows.Given`, "" where there is none
    *(
        Column(f"{harm}_{bound}", BigInteger)
        for harm in (Harm.KILLED, Harm.WOUNDED)
        for bound in ("low", "high", "most")  # of the headline figure
    ),
    *(Column(f"counted_{harm}", BigInteger) for harm in Harm),  # the highest figure that any one origin stands by
)

# The words of an incident's sentences, titles and names (`words.searchable`). SQLite's index over them is the virtual
# table `incident_search`; PostgreSQL's stands in a column of this table.
WORDS = Table(
    "incident_words",
    METADATA,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("words", Text, nullable=False),
)

REPORT_LINES = Table(
    "report_lines",
    METADATA,
    Column("report", ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("outlet", Text, nullable=False),
    Column("first_day", Integer, index=True),
    Column("last_day", Integer),
    Column("words", Text, nullable=False),  # of its title
)

# `form`: how lines were made; `next`: the number of the next line; `lines` and `reports`: other after each change.
MARKS = Table(
    "line_marks", METADATA, Column("name", String(20), primary_key=True), Column("value", Text, nullable=False)
)
