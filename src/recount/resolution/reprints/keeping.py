"""An index that is kept between runs, brought up to what the record holds now."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol

from recount.resolution.reprints.batch import Sketches, sketches_of
from recount.resolution.reprints.index import ReprintIndex, Shelf

_FEW = 500  # reports; a larger part of a record is sketched faster all at once than one by one


class KeptShelf(Shelf, Protocol):
    """A shelf that outlives the run."""

    def reports(self) -> frozenset[str]:
        """The ids of the reports that the shelf knows."""
        ...

    def fill(self, sketches: Sketches) -> None:
        """Hold exactly these, instead of all that was held."""
        ...


def brought_up_to_date(shelf: KeptShelf, reports: Collection[str]) -> frozenset[str]:
    """Make a shelf hold exactly these reports of its record; the ids of those whose reprints or family may be others
    than before. New reports are read, and old ones only where they may share sentences with them."""
    known, wanted = shelf.reports(), frozenset(reports)
    new = wanted - known
    if len(new) > _FEW and 4 * len(new) > len(known):
        shelf.fill(sketches_of({document.id: document for document in shelf.documents(sorted(wanted))}))
        return wanted
    index = ReprintIndex(shelf)
    changed: frozenset[str] = frozenset()
    for report in sorted(known - wanted):
        changed |= index.remove(report)
    for document in shelf.documents(sorted(new)):
        changed |= index.add(document)
    return changed & wanted
