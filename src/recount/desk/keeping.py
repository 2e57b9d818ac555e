"""Views over a whole record, kept by a served desk until the record's incidents change.

Of a large record the former view is shown while the new one is made; it says so.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar, cast

from recount.desk.running import LARGE
from recount.store import opened

T = TypeVar("T")
_KEPT = 48  # views of a process


@dataclass(frozen=True, slots=True)
class Kept(Generic[T]):
    """A view, and whether it is of the record as it is now; else the new one is being made."""

    value: T
    current: bool


@dataclass
class _Entry:
    """A view with the mark of the incidents that it was made of."""

    mark: str
    value: Any


_ENTRIES: OrderedDict[tuple[str, str], _Entry] = OrderedDict()
_GUARD = threading.Lock()
_MAKING: dict[tuple[str, str], threading.Lock] = {}


def kept(record: Path, name: str, make: Callable[[], T]) -> Kept[T]:
    """A view of a record by its name, made where it was not made of these incidents yet.

    The first one is waited for, and so is every one of a record of `LARGE` incidents at most.
    """
    key = (str(record.resolve()), name)
    mark, incidents = _mark(record)
    with _GUARD:
        entry = _ENTRIES.get(key)
        making = _MAKING.setdefault(key, threading.Lock())
        if entry is not None:
            _ENTRIES.move_to_end(key)
    if entry is not None and entry.mark == mark:
        return Kept(cast("T", entry.value), True)
    if entry is None or incidents <= LARGE:
        return Kept(_made(record, key, making, make), True)
    if not making.locked():
        threading.Thread(target=_made, args=(record, key, making, make), daemon=True).start()
    return Kept(cast("T", entry.value), False)


def _made(record: Path, key: tuple[str, str], making: threading.Lock, make: Callable[[], T]) -> T:
    with making:
        mark, _ = _mark(record)
        with _GUARD:
            entry = _ENTRIES.get(key)
        if entry is not None and entry.mark == mark:  # somebody else made it while this one waited
            return cast("T", entry.value)
        value = make()
        with _GUARD:
            _ENTRIES[key] = _Entry(mark, value)
            _ENTRIES.move_to_end(key)
            while len(_ENTRIES) > _KEPT:
                _MAKING.pop(_ENTRIES.popitem(last=False)[0], None)
        return value


def _mark(record: Path) -> tuple[str, int]:
    """What changes with the incidents of a record, and how many there are."""
    with closing(opened(record)) as store, store.finding() as finding:
        return finding.columns.version, len(finding.columns.numbers)
