"""A record's claims and judgements brought together into its incidents."""

from __future__ import annotations

from recount.codebook.actors import Actors
from recount.model import Incident
from recount.pipeline import judged_incidents_of
from recount.store import RecordStore


def brought_together(store: RecordStore, actors: Actors) -> tuple[Incident, ...]:
    """The incidents of a record as its claims and judgements now make them, kept in the place of the former ones."""
    incidents = judged_incidents_of(store.documents(), store.claims(), actors, store.judgements())
    store.put_incidents(incidents)
    return incidents
