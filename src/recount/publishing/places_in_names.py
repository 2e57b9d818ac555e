"""Places that are none: words that a gazetteer knows, and that stand within a person's name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from recount.codebook.actors import name_key
from recount.export.contract import place_name
from recount.export.private import PARTICLES
from recount.model import Cited, Claim, Document, Incident, Span
from recount.publishing.known import Known, parts_of
from recount.publishing.names import private_names
from recount.publishing.told_as_persons import is_told_as_person, whole_name

Sentences = Callable[[str], Sequence[Span]]
"""Where the sentences of a report lie, by its id."""

_OF_SOMEBODY = re.compile(r"\b(?:house|home|farm|car|shop|family|funeral|body|son|daughter|wife) of\s+$", re.IGNORECASE)

_WORD_BEFORE = re.compile(r"([^\W\d_]+)[\s.'’-]*$")


def name_around(
    incident: Incident, claims: Iterable[Claim], documents: Mapping[str, Document], sentences: Sentences, known: Known
) -> str:
    """The person's name within which an incident's place stands wherever its reports tell it; "" where it is a place.

    A place that somebody at the desk gave is one.
    """
    called = name_key(place_name(incident))
    by_words: list[str] = []
    by_place: list[str] = []
    for claim in claims:
        for cited in _told(claim):
            name = _name_around(claim, cited, documents[claim.document].text, sentences, known)
            if called in _keys(claim):
                by_words.append(name)
            if claim.place == incident.place:
                by_place.append(name)
    return next((some[0] for some in (by_words, by_place) if some and all(some)), "")


def surnames_only(
    claims: Iterable[Claim], documents: Mapping[str, Document], sentences: Sentences, known: Known
) -> frozenset[str]:
    """The keys of place names that stand within names of persons wherever any of these claims tells of them."""
    found: dict[str, list[bool]] = defaultdict(list)
    for claim in claims:
        if claim.place is None:
            continue
        for cited in _told(claim):
            within = bool(_name_around(claim, cited, documents[claim.document].text, sentences, known))
            for key in _keys(claim):
                found[key].append(within)
        for region in (claim.place.admin1, claim.place.admin2):
            found[name_key(region or "")].append(False)
    return frozenset(key for key, within in found.items() if key and all(within))


def _told(claim: Claim) -> tuple[Cited[str], ...]:
    """The words that tell a claim's place."""
    if claim.place is None:
        return ()
    return (claim.place_from,) if claim.place_from else claim.places[:1]


def _keys(claim: Claim) -> Iterator[str]:
    if claim.place is not None:
        yield name_key(claim.place.name)
    yield from (name_key(cited.value) for cited in _told(claim))


def _name_around(claim: Claim, cited: Cited[str], text: str, sentences: Sentences, known: Known) -> str:
    """The person's name that the words of a place stand in, and do not begin, or that they are by what stands beside
    them; "" where there is none."""
    span = cited.span
    if name_key(cited.value) != name_key(span.of(text)):
        return ""  # somebody gave the place
    around = whole_name(text, span.start, span.end)
    if is_told_as_person(text, *around):
        return text[slice(*around)]
    holding = [one for one in sentences(claim.document) if one.overlaps(span)]
    start = min((one.start for one in holding), default=span.start)
    end = max((one.end for one in holding), default=span.end)
    before = _WORD_BEFORE.search(text[start : span.start])
    if before is None or not (before[1][:1].isupper() or name_key(before[1]) in PARTICLES):
        return ""  # as nearly all places: "in Raqqa"
    without = replace(known, places=known.places - set(_keys(claim)), private=frozenset())
    for name in private_names(text[start:end], without):
        first, last = start + name.start, start + name.end
        if first < span.start < last and _is_persons(text, first, span.start, known):
            return text[first:last]
    return ""


def _is_persons(text: str, first: int, at: int, known: Known) -> bool:
    """Whether what stands before a place's words is a person's: a word of no language and no place, or said to be."""
    before = [part for part in parts_of(text[first:at]) if part not in PARTICLES]
    if not before:
        return False
    public = (known.is_public_word(part) or known.is_public_word(part.removesuffix("s")) for part in before)
    return not all(public) or bool(_OF_SOMEBODY.search(text[:first]))
