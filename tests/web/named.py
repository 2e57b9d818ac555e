"""A team's desk over reports in which private persons act, are acted upon, hold a town and tell of it."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

from sqlalchemy import text

from recount.desk.running import RunOptions, run
from recount.desk.settings import settings_from
from recount.store import opened

REPORTS = (
    {
        "id": "named-1",
        "published": "2017-06-04",
        "title": "Shooting in Tabqa",
        "outlet": "Northern Gazette",
        "text": "Anwar al-Zarqub shot dead Wael Tamimi in Tabqa on 3 June 2017, Karim Bashout said. Karim Bashout said "
        "that two civilians were wounded.\n\nSalim Daoudi seized the town of Mansoura on 4 June 2017, witnesses said.",
    },
    {
        "id": "named-2",
        "published": "2017-06-05",
        "title": "Airstrike on Tabqa",
        "outlet": "Northern Gazette",
        "text": "An airstrike killed 12 civilians in Tabqa on 3 June 2017, Karim Bashout said. An airstrike killed 14 "
        "civilians in Tabqa on 3 June 2017, the Syrian Civil Defence said.\n\nKamal Sarrout, an independent "
        "senator, said that shelling killed 3 people in Hama on 4 June 2017.",
    },
    {
        "id": "named-3",
        "published": "2017-06-06",
        "title": "Shelling of Raqqa",
        "outlet": "Desert Post",
        "text": "Shelling by the Syrian army killed 6 civilians in Raqqa on 5 June 2017, Ambassador Walid "
        "Tarabin said. Anwar al-Zarqub attacked Wael Tamimi in Raqqa on 5 June 2017.\n\nAn airstrike killed 15 "
        "civilians in Tabqa on 3 June 2017, Karim Bashout said.",
    },
)
SECRET = {
    "Anwar al-Zarqub": "Quorin Vexley",
    "Wael Tamimi": "Tamsin Ostrander",
    "Karim Bashout": "Ferris Quillon",
    "Salim Daoudi": "Dorrit Halloway",
}
"""Persons of the reports, and what the record's parties and origins are made to call them: by these names nobody goes
in a report's own words, which every page may quote."""
PUBLIC = ("Walid Tarabin", "Kamal Sarrout")
"""Who speaks in an office."""
_TABLES = {"claims": "claim", "incidents": "incident", "incident_lines": "agents targets origins folded_actors"}


def read_into(folder: Path) -> Path:
    """The record of these reports, its parties and origins called so."""
    source = folder / "reports.jsonl"
    source.write_text("\n".join(map(json.dumps, REPORTS)), encoding="utf-8")
    run([source], folder / "record", settings_from({}), RunOptions())
    with closing(opened(folder / "record")) as store, store._engine.begin() as connection:
        for table, columns in _TABLES.items():
            known = {row[1] for row in connection.execute(text(f"PRAGMA table_info({table})"))}
            for column in known.intersection(columns.split()):
                for name, called in SECRET.items():
                    swapped = text(f"UPDATE {table} SET {column} = replace({column}, :name, :called)")  # noqa: S608
                    connection.execute(swapped, {"name": name, "called": called})
    return folder / "record"
