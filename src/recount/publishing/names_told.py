"""The names of private persons that incidents tell, whether or not anything of these is published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from recount.publishing.making import Material, quoted
from recount.publishing.names import private_names
from recount.publishing.outlets import without_file
from recount.publishing.redaction import Redactor


@dataclass(frozen=True, slots=True)
class NamesTold:
    """Names as reports write them, and the `parts` of them that are told from other words."""

    names: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()


NOBODY = NamesTold()


def names_told(materials: Iterable[Material], redactor: Redactor) -> NamesTold:
    """The names of private persons in these incidents; `redactor` knows them."""
    known, found = redactor.known, set[str]()
    for one in materials:
        incident = one.incident
        for claim in one.claims:
            words, _ = quoted(one, claim)
            found.update(span.of(words) for span in private_names(words, known))
        some = (*incident.agents, *incident.targets, *(entry.who for entry in incident.ledger if entry.who))
        found.update(name for name in some if redactor.is_private(name))
        found.update(
            origin.name
            for origin in incident.origins
            if without_file(origin.name) is None and redactor.is_private_voice(origin)
        )
        found.update(one.unreleased)
    return NamesTold(frozenset(found), known.private_parts)
