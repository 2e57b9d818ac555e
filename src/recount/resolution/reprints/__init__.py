"""Which reports carry the same words: wire stories that several outlets print, whole, cut, edited, or spliced into
another page. One family of reprints has one voice, however many outlets carry it.

Sentences are looked up by MinHash; what is found is then verified word by word, so that a hash collision can never
make a reprint. How alike two reports are depends on these two alone.
"""

from recount.resolution.reprints.batch import Sketches, reprints_among, sketched, sketches_from, sketches_of
from recount.resolution.reprints.carried import carries
from recount.resolution.reprints.families import Printing, Reprint, Reprints
from recount.resolution.reprints.firsts import Standing, agency_of, credit_of, report_order
from recount.resolution.reprints.index import MemoryShelf, ReprintIndex, Shelf
from recount.resolution.reprints.keeping import KeptShelf, brought_up_to_date
from recount.resolution.reprints.units import Likeness, are_alike

__all__ = [
    "KeptShelf",
    "Likeness",
    "MemoryShelf",
    "Printing",
    "Reprint",
    "ReprintIndex",
    "Reprints",
    "Shelf",
    "Sketches",
    "Standing",
    "agency_of",
    "are_alike",
    "brought_up_to_date",
    "carries",
    "credit_of",
    "report_order",
    "reprints_among",
    "sketched",
    "sketches_from",
    "sketches_of",
]
