"""The index of reprints in a record's database, beside the reports it speaks of."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import chain, islice, starmap
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import Connection, Table, and_, bindparam, delete, insert, or_, select

from recount.model import Document
from recount.resolution.reprints import Likeness, Printing, ReprintIndex, Reprints, Sketches, Standing
from recount.resolution.reprints.units import KEY_SCHEME
from recount.store import rows
from recount.store.leaves import Leaves
from recount.store.many import delete_among, put_many, rows_among
from recount.store.reprint_tables import KEYS, LINKS, PRINTINGS, SCHEME, TEXTS
from recount.store.tables import REPORTS

T = TypeVar("T")
_AT_ONCE = 400  # values in one statement; SQLite took no more than 999 for long
_ROWS_AT_ONCE = 50_000

_DOCUMENTS = select(*rows.DOCUMENT)
_PRINTINGS = select(PRINTINGS).order_by(PRINTINGS.c.report)
_LINKS = select(LINKS).where(
    or_(LINKS.c.a.in_(bindparam("many", expanding=True)), LINKS.c.b.in_(bindparam("many", expanding=True)))
)


class ReprintTables:
    """The part of `port.RecordStore` that keeps the index of reprints."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def reports_like(self, name: str) -> tuple[str, ...]:
        """Ids, three at most, of the reports that bear a name; where none does, of those whose id begins so."""
        named = select(REPORTS.c.id).where(REPORTS.c.name == name).limit(3)
        begun = select(REPORTS.c.id).where(REPORTS.c.id.startswith(name, autoescape=True)).limit(3)
        with self._reading() as connection:
            found = tuple(connection.execute(named).scalars())
            return found or tuple(connection.execute(begun).scalars())

    def reprints_around(self, report: str) -> tuple[Reprints, tuple[Printing, ...]]:
        """What the index says of a report and of all that links lead to from it; nothing where it does not know it."""
        with self._reading() as connection:
            return ReprintIndex(SqlShelf(connection, checked=True)).around(report)

    @contextmanager
    def reprint_shelf(self) -> Iterator[SqlShelf]:
        """The index of reprints; what is done to it within the block is kept all together, or not at all."""
        with self._writing() as connection:
            yield SqlShelf(connection)


class SqlShelf:
    """An index's shelf over a connection, within its transaction; see `resolution.reprints.Shelf` for each method.

    Keys that were made in another way than today's are worth nothing: the shelf then begins empty. `checked` says that
    nothing is to be written, not even that; what is read of old texts and links holds.
    """

    def __init__(self, connection: Connection, *, checked: bool = False) -> None:
        self._connection = connection
        self._keys = Leaves(connection, KEYS)
        self._by_report: dict[str, Printing | None] = {}  # what was asked and has not changed since
        self._printed: dict[int, list[Printing]] = {}
        self._linked: dict[int, dict[tuple[int, int], Likeness]] = {}
        if not checked and list(connection.execute(select(SCHEME.c.scheme)).scalars()) != [KEY_SCHEME]:
            self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._forget()
        for table in (SCHEME, PRINTINGS, TEXTS, KEYS, LINKS):
            self._connection.execute(delete(table))
        self._connection.execute(insert(SCHEME).values(scheme=KEY_SCHEME))

    def reports(self) -> frozenset[str]:
        """The ids of the reports that the shelf knows."""
        return frozenset(self._connection.execute(select(PRINTINGS.c.report)).scalars())

    def fill(self, sketches: Sketches) -> None:
        """Hold exactly these, instead of all that was held."""
        self.clear()
        texts = sorted(sketches.keys.items())
        self._put(PRINTINGS, map(_printing_row, sketches.printings))
        self._put(TEXTS, starmap(_text_row, texts))
        keys = np.fromiter(chain.from_iterable(keys for _, keys in texts), np.int64)
        holders = np.repeat([text for text, _ in texts], [len(keys) for _, keys in texts]).astype(np.int64)
        order = np.argsort(keys, kind="stable")
        self._keys.fill(np.stack((keys[order], holders[order])))
        self._put(LINKS, starmap(_link_row, sorted(sketches.links.items())))

    def printing(self, report: str) -> Printing | None:
        """What a report prints; None where the shelf does not know it."""
        return next(iter(self.printings_by([report])), None)

    def printings_by(self, reports: Iterable[str]) -> Sequence[Printing]:
        """What those of these reports print that the shelf knows."""
        asked = list(reports)
        missing = [report for report in asked if report not in self._by_report]
        self._by_report |= dict.fromkeys(missing)
        for row in rows_among(self._connection, _PRINTINGS, PRINTINGS.c.report, missing):
            self._by_report[row.report] = _printing_of(row)
        return [one for report in asked if (one := self._by_report[report]) is not None]

    def printings(self, texts: Iterable[int]) -> Sequence[Printing]:
        """Who prints these texts."""
        asked = list(texts)
        missing = [text for text in asked if text not in self._printed]
        self._printed |= {text: [] for text in missing}
        for row in rows_among(self._connection, _PRINTINGS, PRINTINGS.c.text, missing):
            self._printed[row.text].append(_printing_of(row))
        return [one for text in asked for one in self._printed[text]]

    def put(self, printing: Printing, document: Document) -> None:
        """Keep what a report prints; the report itself is the record's to keep."""
        self._forget()
        put_many(self._connection, PRINTINGS, [_printing_row(printing)])

    def drop(self, printing: Printing) -> None:
        """Forget it."""
        self._forget()
        delete_among(self._connection, PRINTINGS.c.report, [printing.report])

    def keys(self, text: int) -> tuple[int, ...] | None:
        """A text's keys; None where nobody prints it."""
        packed = self._connection.execute(select(TEXTS.c["keys"]).where(TEXTS.c.text == text)).scalar()
        return None if packed is None else tuple(array("q", packed))

    def shelve(self, text: int, keys: Sequence[int]) -> None:
        """Keep a new text under its keys."""
        put_many(self._connection, TEXTS, [_text_row(text, keys)])
        self._keys.add((key, text) for key in keys)

    def unshelve(self, text: int, keys: Sequence[int]) -> None:
        """Forget a text that nobody prints any more."""
        self._connection.execute(delete(TEXTS).where(TEXTS.c.text == text))
        self._keys.drop((key, text) for key in keys)

    def holders(self, key: int, most: int) -> Sequence[int]:
        """The texts that hold a key, in ascending order, the first `most` of them."""
        return self._keys.holders(key, most)

    def links(self, texts: Iterable[int]) -> Mapping[tuple[int, int], Likeness]:
        """The links of these texts, the smaller number first."""
        asked = list(texts)
        missing = [text for text in asked if text not in self._linked]
        self._linked |= {text: {} for text in missing}
        for some in _portions(missing):
            for row in self._connection.execute(_LINKS, {"many": some}).all():
                likeness = Likeness(row.shared, row.shorter, row.longer)
                for text in {row.a, row.b} & self._linked.keys():
                    self._linked[text][row.a, row.b] = likeness
        return {pair: likeness for text in asked for pair, likeness in self._linked[text].items()}

    def link(self, pair: tuple[int, int], likeness: Likeness) -> None:
        """Keep how alike two texts are, the smaller number first."""
        self._forget()
        put_many(self._connection, LINKS, [_link_row(pair, likeness)])

    def unlink(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Forget links."""
        self._forget()
        for a, b in pairs:
            self._connection.execute(delete(LINKS).where(and_(LINKS.c.a == a, LINKS.c.b == b)))

    def documents(self, reports: Iterable[str]) -> Iterator[Document]:
        """The reports themselves, as far as the record still has them."""
        for row in rows_among(self._connection, _DOCUMENTS, REPORTS.c.id, reports):
            yield rows.document_of(row)

    def _forget(self) -> None:
        self._by_report.clear()
        self._printed.clear()
        self._linked.clear()

    def _put(self, table: Table, lines: Iterator[tuple[Any, ...]]) -> None:
        while some := list(islice(lines, _ROWS_AT_ONCE)):
            put_many(self._connection, table, some)


def _printing_row(printing: Printing) -> tuple[str, int, str, str | None]:
    return printing.report, printing.text, printing.standing.line(), printing.agency


def _printing_of(row: Any) -> Printing:
    return Printing(row.report, row.text, Standing.from_line(row.standing), row.agency)


def _text_row(text: int, keys: Sequence[int]) -> tuple[int, bytes]:
    return text, array("q", keys).tobytes()


def _link_row(pair: tuple[int, int], likeness: Likeness) -> tuple[int, int, int, int, int]:
    return *pair, likeness.shared, likeness.shorter, likeness.longer


def _portions(items: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(items)
    for first in rest:
        yield list(chain([first], islice(rest, _AT_ONCE - 1)))
