"""What a report is called outside a record: by its sender's name, made unique where two senders chose the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from recount.model import Document

Names = Mapping[str, tuple[str, ...]]
"""Names by report id; a report that was received several times, word for word, can bear several."""


def report_names(documents: Iterable[Document], echoes: Mapping[str, Iterable[str]] | None = None) -> Names:
    """The names of reports, with those under which they came in again (`echoes`).

    A name that different reports bear gets the start of the id behind it ("page~3fa9c1d2").
    """
    again = echoes or {}
    listed = {d.id: tuple(dict.fromkeys((d.name, *again.get(d.id, ())))) for d in documents}
    borne = Counter(name for names in listed.values() for name in names)
    return {
        key: tuple(name if borne[name] == 1 else f"{name}~{key[:8]}" for name in names) for key, names in listed.items()
    }
