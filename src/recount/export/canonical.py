"""The canonical export: everything a record holds, so written that equal records are equal bytes.

Lines of JSON with sorted keys, ordered by kind and id. What depends on where or in which order reports came in is left
out: the names and folders of files, and which of two copies of a report came first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from recount.codec import packed, plain
from recount.model import Claim, Document, Incident, Judgement
from recount.model.source import Source

_OF_ARRIVAL = ("name", "source", "sha256", "extractor")


@dataclass(frozen=True, slots=True)
class Everything:
    """All that a record holds but the bytes of its reports."""

    documents: tuple[Document, ...]
    claims: tuple[Claim, ...]
    incidents: tuple[Incident, ...]
    judgements: tuple[Judgement, ...] = ()
    sources: tuple[Source, ...] = ()


def canonical_text(everything: Everything) -> str:
    """The canonical export."""
    return "".join(line for lines in PARTS.values() for line in lines(everything))


def hashes(everything: Everything) -> Mapping[str, str]:
    """The SHA-256 of each part of the canonical export, and of the whole (`canonical`)."""
    whole = hashlib.sha256()
    found = {}
    for name, lines in PARTS.items():
        part = hashlib.sha256()
        for line in lines(everything):
            part.update(line.encode())
            whole.update(line.encode())
        found[name] = part.hexdigest()
    return {**found, "canonical": whole.hexdigest()}


def _reports(everything: Everything) -> Iterator[str]:
    for document in sorted(everything.documents, key=lambda document: document.id):
        fields = {key: value for key, value in plain(document).items() if key not in _OF_ARRIVAL}
        yield _line("report", fields)


def _claims(everything: Everything) -> Iterator[str]:
    for claim in sorted(everything.claims, key=lambda claim: (claim.document, claim.trigger, claim.id)):
        yield _line("claim", plain(claim))


def _incidents(everything: Everything) -> Iterator[str]:
    yield from _by_id("incident", everything.incidents)


def _judgements(everything: Everything) -> Iterator[str]:
    yield from _by_id("judgement", everything.judgements)


def _sources(everything: Everything) -> Iterator[str]:
    for source in sorted(everything.sources, key=lambda source: source.document):
        yield _line("source", plain(source))


def _by_id(kind: str, values: Iterable[Incident] | Iterable[Judgement]) -> Iterator[str]:
    for value in sorted(values, key=lambda value: value.id):
        yield _line(kind, plain(value))


def _line(kind: str, fields: Mapping[str, object]) -> str:
    return f'{{"{kind}":{packed(fields)}}}\n'


PARTS: Mapping[str, Callable[[Everything], Iterator[str]]] = {
    "reports": _reports,
    "claims": _claims,
    "incidents": _incidents,
    "judgements": _judgements,
    "sources": _sources,
}
"""What the canonical export consists of, in order."""
