"""Incidents that are not in the next release and that the public knows, or nearly knows, of: what a desk says of a
release in its own words may not name who stands in them either."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from recount.model import Incident, Verdict
from recount.publishing.making import Material
from recount.store import SqlStore


def withdrawn(store: SqlStore, ever: Collection[str], inside: Iterable[Incident]) -> tuple[Incident, ...]:
    """The incidents that a release held (their public ids are among `ever`), and that are not `inside` the next one."""
    there = {one.id for one in inside}
    minted = (one for one in store.judgements_with(Verdict.PUBLISH) if one.value in ever)
    claims = {anchor.claim for one in minted for anchor in one.anchors}
    return tuple(one for one in (store.holding(claims) if claims else ()) if one.id not in there)


def whole(materials: Iterable[Material]) -> tuple[Material, ...]:
    """Incidents with the words of their restricted reports, which name somebody as well."""
    return tuple(replace(one, hidden=frozenset()) for one in materials)
