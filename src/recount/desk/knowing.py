"""A record as it was known on a day, to be asked like any other."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from recount.desk.judged import actors_of_record
from recount.desk.operations import merging_of
from recount.errors import RecordError
from recount.export.names import report_names
from recount.model import Incident, Record
from recount.pipeline import record_as_of
from recount.resolution.dating import with_dates
from recount.store import Entry, RecordStore, SqlStore, opened


@dataclass(frozen=True, slots=True)
class AsOf:
    """What a view as of `day` leaves out: how many reports came later, and the names of those that may have."""

    day: date
    later: int
    unsure: tuple[str, ...]


def opened_on(record: Path, day: date | None, own: Path | None = None) -> tuple[RecordStore, AsOf | None]:
    """The record in a folder as it was known at the end of a day, and what that leaves out; today's without a day.

    The record of a former day is made anew, in memory, of the reports that were out by then; nothing done to it is
    kept. `own` is the desk's alias file that the record was made with. The caller closes it.
    """
    today = opened(record)
    if day is None:
        return today, None
    with closing(today):
        return _made_on(today, day, own)


def _made_on(today: RecordStore, day: date, own: Path | None) -> tuple[RecordStore, AsOf]:
    documents = with_dates(today.documents(), today.found_dates())
    whole = Record(documents, today.claims(), (), today.problems())
    judgements = today.judgements()
    then, known = record_as_of(whole, day, actors_of_record(today, own), judgements, merging_of(today))
    store = SqlStore("sqlite://", f"as of {day}")
    told: dict[str, list[int]] = {document.id: [] for document in then.documents}
    for n, claim in enumerate(then.claims):
        told[claim.document].append(n)
    store.add(
        [Entry(d, b"", today.sentences(d.id), tuple(then.claims[n] for n in told[d.id])) for d in then.documents], ""
    )
    store.put_incidents(then.incidents)
    with store.gathering() as work:
        work.note("merging", today.merging())
    store.judge(judgements)
    for run in today.runs():
        store.note_run(run)
    names = report_names(whole.documents)
    return store, AsOf(day, known.later, tuple(sorted(names[document.id][0] for document in known.unsure)))


def incident_on(record: Path, store: RecordStore, name: str, day: date) -> tuple[Incident, tuple[str, ...]]:
    """The incident of a former day's record that answers to a name, and the ids of others that claims of today's stood
    in then: incidents are made of what was known, so that reports of a later day may have brought them together.

    It is found by its own id, by a claim's, or as the one that held most of the claims of today's. RecordError where
    none of its reports was known.
    """
    found = store.incidents_like(name) if name else ()
    with closing(opened(record)) as today:
        ids = today.incidents_like(name) if name else ()
        if len(ids) != 1:
            what = f"may be {', '.join(ids)} …" if ids else "is not in the record"
            raise RecordError(f"incident {name}", what, "`recount chronology` lists the ids.")
        now = today.incident(ids[0])
        published = today.published()
    claims = set(now.claims)
    held = [one for one in store.incidents() if claims & set(one.claims)]
    if not held:
        first = min((last for key in now.documents if (last := published[key].last)), default=None)
        remedy = f"Its first report is of {first}." if first else "Its reports have no date."
        raise RecordError(f"incident {name}", f"was not known on {day}", remedy)
    former = max(held, key=lambda one: (one.id in found, len(claims & set(one.claims))))
    return former, tuple(one.id for one in held if one is not former)
