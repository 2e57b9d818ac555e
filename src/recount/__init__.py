"""Recount reads news reports on armed conflict and gives back a record: who did what to whom, where, when, how many
were killed, and according to whom, with the words behind every value.

>>> import recount
>>> record = recount.read(
...     "Coalition jets bombed a depot near Raqqa on Friday, killing at least 26 militants, the Observatory said.",
...     outlet="Radio Furat",
...     published="2017-06-03",
... )
>>> (claim,) = record.claims
>>> claim.type, str(claim.tolls[0].value.count), claim.time.value.iso(), claim.origin[0].value
('air_strike', '26+', '2017-06-02', 'Observatory')
>>> claim.tolls[0].span.of(record.documents[0].text)
'killing at least 26 militants'

`read` takes one text, `read_files` files and folders; neither keeps anything. `run` reads into a record, which is safe
to repeat and to interrupt, and `open_record` gives back what it holds. What Recount refuses is a `RecountError`, which
says what is wrong and what to do. More of what the command can do lies in `recount.desk`.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from recount.errors import RecountError
from recount.model import Claim, Incident, Record

if TYPE_CHECKING:
    from recount.desk.running import RunReport
    from recount.pipeline import Tools

__all__ = ["Claim", "Incident", "Record", "RecountError", "__version__", "open_record", "read", "read_files", "run"]


def __getattr__(name: str) -> str:
    if name != "__version__":
        raise AttributeError(f"module 'recount' has no attribute {name!r}")
    from recount.version import VERSION  # looked up in the installed package's files, which takes a moment

    return VERSION


def read(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
) -> Record:
    """What one report tells, without keeping it. `published` is a date in ISO form or as an outlet would print it.

    Nothing is raised for a text that can't be read: one that is empty, garbled, too long or not English is no document
    of the record, and `problems` says why. A date that can't be read is named there too, and the report is read
    without it.

    >>> [problem.what for problem in read("").problems]
    ['the report is empty']

    The first call loads the reader model, and builds the gazetteer where there is none yet (a quarter of a minute).
    """
    from recount.pipeline import coded, doubts_about, record_of, refusals_of
    from recount.reading import document_from

    refused = tuple(refusals_of(text, "report"))
    if refused:
        return Record((), (), (), refused)
    document = document_from(text, title=title, outlet=outlet, published=published, url=url)
    return record_of([coded(document, _tools())], [*doubts_about(published, document.source)], _tools())


def read_files(*paths: Path | str, outlet: str | None = None, published: str | None = None) -> Record:
    """What the reports in files and folders tell, without keeping them; those set aside are the record's problems."""
    from recount.desk.recounting import recounted
    from recount.desk.running import RunOptions
    from recount.desk.settings import settings_from

    options = RunOptions(outlet=outlet, published=published, jobs=1)
    return recounted([Path(path) for path in paths], settings_from(os.environ), options).record


def run(*paths: Path | str, record: Path | str, outlet: str | None = None, published: str | None = None) -> RunReport:
    """Read reports into a record, made where there is none; what it has already is not read again."""
    from recount.desk.running import RunOptions
    from recount.desk.running import run as run_into
    from recount.desk.settings import settings_from

    options = RunOptions(outlet=outlet, published=published, jobs=1)
    return run_into([Path(path) for path in paths], Path(record), settings_from(os.environ), options)


def open_record(folder: Path | str) -> Record:
    """All that a record holds; RecordError where the folder holds none."""
    from recount.desk.exporting import record_in

    return record_in(Path(folder))


@cache
def _tools() -> Tools:
    from recount.desk.settings import settings_from
    from recount.desk.tools import BUILT_IN, tools_of

    return tools_of(BUILT_IN, settings_from(os.environ), lambda _: None)
