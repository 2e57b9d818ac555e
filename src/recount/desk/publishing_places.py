"""What a publication knows to be places: names that it would else have to withhold as perhaps persons'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice

from recount.codebook.actors import name_key
from recount.model import Claim, Place
from recount.publishing.known import Known
from recount.publishing.making import Material, quoted
from recount.publishing.places_in_names import surnames_only
from recount.publishing.told_as_persons import is_called_after
from recount.publishing.well_known import towns_called
from recount.store import Filters, SqlStore
from recount.store.finding import Finding
from recount.store.matching import needed_for

_LONGEST_PLACE = 4  # words
_TOLD_BY = 12  # incidents of a place that are looked at for how reports speak of it
_WORD = re.compile(r"[^\W\d_]+(?:['’`´‑-][^\W\d_]+)*")
_BEFORE = re.compile(
    r"\b(?:in|at|near|outside|around|into|inside|from|on|to|of|toward|towards|across|over|for|between|and|reached|left"
    r"|entered|retook|recaptured|seized|captured)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_OWNS = re.compile(r"['’]s?\b")


def places_in(materials: Iterable[Material]) -> frozenset[str]:
    """The keys of what the places of these incidents are called."""
    return frozenset(key for one in materials for name in _places_of(one) if (key := name_key(name)))


def towns_said(materials: Sequence[Material]) -> frozenset[str]:
    """The keys of well-known towns and regions of the countries of these incidents that their sentences name; one of a
    single word, which may be somebody's name as well, where a sentence speaks of it as of a place."""
    countries = {place.country for one in materials for place in _all_places(one)}
    towns = frozenset(key for country in countries for key in towns_called().get(country, ()))
    found: set[str] = set()
    for words in {quoted(one, claim)[0] for one in materials for claim in one.claims}:
        for key, start, end in _phrases_at(words):
            if key in towns and key not in found and (" " in key or _is_told(words, start, end)):
                found.add(key)
    return frozenset(found)


def _all_places(one: Material) -> Iterator[Place]:
    places = (one.incident.place, *(claim.place for claim in one.claims))
    return (place for place in places if place is not None)


def places_beyond(store: SqlStore, materials: Sequence[Material], known: Known) -> frozenset[str]:
    """The keys of places that these incidents' sentences name and that only other incidents of the record happened at.

    A governorate is one because the gazetteer says so. Of another name the other incidents' reports have to speak as of
    a place: the machine takes a surname for a place as well, and a person's name is not published because of that.
    """
    said = frozenset(phrase for one in materials for claim in one.claims for phrase in _phrases(quoted(one, claim)[0]))
    with store.finding((*needed_for(Filters(places=("",))), "place", "admin1")) as finding:
        regions = {name_key(word) for word in finding.columns.coded["admin1"].words if word}
        called = {*finding.columns.coded["place"].words, *finding.columns.listed["folded_places"].folded}
        doubtful = {
            key: name for name in sorted(called) if (key := name_key(name)) in said - known.places - regions and key
        }
        claims = {key: _claims_at(store, finding, name) for key, name in doubtful.items()}
    places = {key for key, some in claims.items() if _is_place(store, key, some, known)}
    return frozenset(places | (regions & said))


def _places_of(one: Material) -> Iterator[str]:
    """What the places of an incident are called: by the gazetteer, and by the reports where it knew their words."""
    for place in (one.incident.place, *(claim.place for claim in one.claims)):
        if place is not None:
            yield from (name for name in (place.name, place.admin1, place.admin2) if name)
    for claim in one.claims:
        if claim.place is not None and claim.place_from is None:
            yield from (cited.value for cited in claim.places[:1] if len(cited.value.split()) <= _LONGEST_PLACE)


def _phrases(words: str) -> Iterator[str]:
    """The keys of what may be a place's name in a sentence."""
    return (key for key, _, _ in _phrases_at(words))


def _phrases_at(words: str) -> Iterator[tuple[str, int, int]]:
    """The same with where each stands."""
    tokens = list(_WORD.finditer(words))
    for first, token in enumerate(tokens):
        if token[0][:1].isupper() or "-" in token[0]:
            for last in tokens[first : first + _LONGEST_PLACE]:
                yield name_key(words[token.start() : last.end()]), token.start(), last.end()


def _claims_at(store: SqlStore, finding: Finding, name: str) -> tuple[Claim, ...]:
    found = islice(finding.incidents(Filters(places=(name,))), _TOLD_BY)
    return store.claims({claim for one in found for claim in one.claims})


def _is_place(store: SqlStore, key: str, claims: Sequence[Claim], known: Known) -> bool:
    """Whether a report speaks of this name as of a place that the gazetteer has."""
    own = [one for one in claims if one.place is not None and key in _keys(one)]
    documents = {document.id: document for document in store.documents({one.document for one in own})}
    sentences = cache(store.sentences)
    if key in surnames_only(own, documents, sentences, known):
        return False
    spans = [
        (documents[one.document].text, cited.span) for one in own for cited in one.places if _calls(cited.value, key)
    ]
    return any(_is_told(text, span.start, span.end) for text, span in spans)


def _keys(claim: Claim) -> set[str]:
    place = {name_key(claim.place.name)} if claim.place is not None else set()
    return place | {name_key(cited.value) for cited in claim.places[:1]}


def _calls(words: str, key: str) -> bool:
    return name_key(words) == key or f" {key} " in f" {name_key(words)} "


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether a report speaks of something as of a place: "in Zardana", not "in Zardana's house"."""
    return _BEFORE.search(text, max(0, start - 24), start) is not None and not (
        _OWNS.match(text, end) or is_called_after(text, start, end)
    )
