"""What claims are brought together by, and the incidents that come of it and of what people judged."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from recount.codebook import Merging
from recount.codebook.actors import Actors
from recount.judging import Judged, with_judgements
from recount.model import Claim, Document, Incident, ReportDate
from recount.pipeline import incidents_in, order_of
from recount.resolution.blocks import KEYS
from recount.resolution.dating import with_dates
from recount.resolution.incidents import Group
from recount.resolution.packing import FORM, line_of
from recount.resolution.reprints import Reprints
from recount.resolution.reprints.units import KEY_SCHEME


@dataclass(frozen=True, slots=True)
class Ways:
    """What claims are brought together by."""

    actors: Actors
    merging: Merging

    @property
    def mark(self) -> str:
        """A short hash of them and of what the index is made of; incidents made in other ways are made anew."""
        weights = line_of(Merging, self.merging)
        return hashlib.sha256(f"{FORM} {KEY_SCHEME} {KEYS} {self.actors.version} {weights}".encode()).hexdigest()[:16]


def incidents_made(
    groups: Iterable[Group],
    documents: Mapping[str, Document],
    told: Mapping[str, Claim],
    dates: Mapping[str, ReportDate],
    reprints: Reprints,
    ways: Ways,
    applied: Judged,
) -> Iterator[tuple[Incident, str]]:
    """The incidents of some groups with all that people judged of them, each with what it is put in order by."""
    reports = {one.id: one for one in with_dates(documents.values(), dates)}
    published = {key: one.published for key, one in reports.items()}
    made = with_judgements(incidents_in(groups, reports, told, reprints, ways.actors), applied)
    return ((incident, order_of(incident, published)) for incident in made)
