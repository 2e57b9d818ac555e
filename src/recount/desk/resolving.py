"""A record's claims and judgements brought together into its incidents."""

from __future__ import annotations

from recount.codebook import Merging
from recount.codebook.actors import Actors
from recount.desk.gathering import brought_up_to_date
from recount.model import Incident
from recount.store import RecordStore


def brought_together(store: RecordStore, actors: Actors, merging: Merging | None = None) -> tuple[Incident, ...]:
    """The incidents of a record as its claims and judgements now make them, kept in the place of the former ones."""
    brought_up_to_date(store, actors, merging)
    return store.incidents()
