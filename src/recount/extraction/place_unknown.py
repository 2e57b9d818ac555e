"""Names of places that no gazetteer knows, where the text itself says that they are places."""

from __future__ import annotations

from dataclasses import replace

from recount.extraction.place_around import SURE, Named, inherited, is_taken, named_at
from recount.extraction.place_runs import HYPHENS, Marks
from recount.extraction.place_words import (
    ADMIN_WORDS,
    CLASS_WORDS,
    DIRECTIONS,
    JOINERS,
    LOCATIVE,
    NEVER_PLACES,
    ORG_WORDS,
    WITHIN,
)
from recount.gazetteer import Kind
from recount.gazetteer.names import COMMON_WORDS

MAX_NAME_TOKENS = 7
_WIDE = (Kind.COUNTRY, Kind.DEMONYM, Kind.CONTINENT, Kind.WATER, Kind.AREA)
_NOT_PLACES = frozenset({"PERSON", "ORG", "GROUP", "NORP", "EVENT", "TIME"})


def with_unknown(
    marks: Marks, found: list[Named], loose: list[int], first: int, last: int, before: Named | None
) -> list[Named]:
    """The names of a run, `found` being those of the gazetteer and `loose` the tokens left over.

    A list ("the towns of X Y and Z", its commas lost) keeps what was found and takes what lies between for names of
    their own; else the run is one name, or what was found is all.
    """
    if not loose or {marks.low[k] for k in range(first, last + 1)} & ORG_WORDS:
        return found
    opening = found[0] if found and found[0].first == first else _unknown(marks, first, last, before)
    plural = opening is not None and opening.call.endswith("s") and opening.call in ADMIN_WORDS
    started = bool(found) and found[0].first == first < found[0].last and found[0].relation in WITHIN
    if found and opening is not None and (plural or started):
        return _listed(marks, found, opening, first, last)
    if any(_is_known_for(n) for n in found):
        return found
    whole = _unknown(marks, first, last, before)
    return found if whole is None or whole.weight < SURE else [whole]


def _is_known_for(named: Named) -> bool:
    entry = named.candidates[0].entry
    return entry.kind in _WIDE or entry.kind is Kind.GOVERNORATE or entry.population >= 100_000


def _listed(marks: Marks, found: list[Named], opening: Named, first: int, last: int) -> list[Named]:
    taken = {k for named in found for k in range(named.first, named.last + 1)}
    names, start = list(found), None
    for k in range(first, last + 2):
        free = k <= last and k not in taken
        if free and start is None and marks.low[k] not in HYPHENS:
            start = k
        elif not free and start is not None:
            between = _unknown(marks, start, k - 1, None)
            if between is not None and any(marks.is_loose(i) for i in range(start, k)):
                names.append(
                    replace(between, relation=opening.relation, near=opening.near, call=opening.call, weight=SURE)
                )
            start = None
    return sorted(names, key=lambda named: named.first)


def _unknown(marks: Marks, first: int, last: int, before: Named | None) -> Named | None:
    """Tokens as one name with what speaks for its being a place; None for what can be no name."""
    while last > first and (marks.low[last] in DIRECTIONS | NEVER_PLACES | JOINERS or marks.low[last] in HYPHENS):
        last -= 1
    while first < last and marks.low[first] in DIRECTIONS | NEVER_PLACES:
        first += 1
    words = marks.low[first : last + 1]
    if len(words) > MAX_NAME_TOKENS or all(marks.tokens[k].upos != "PROPN" for k in range(first, last + 1)):
        return None
    while last > first and marks.low[last] in ADMIN_WORDS:
        last -= 1
    named = inherited(marks, before, named_at(marks, first, last, marks.tokens[last].span.end, ()))
    kinds = {marks.kind(k) for k in range(first, last + 1) if marks.low[k] not in HYPHENS}
    owner = named.last + 1 < len(marks.low) and marks.low[named.last + 1] in ("'s", "’s")
    weight = 3.5 if named.call else 1.5 if named.relation in LOCATIVE or named.near or is_taken(marks, first) else 0.0
    if "PLACE" in kinds:
        weight += 1.0
    elif kinds & _NOT_PLACES:
        # People are seldom "in" somebody; the reader takes many a village for a person.
        weight += 0.5 if kinds == {"PERSON"} and named.relation in WITHIN and not owner else -1.5
    if len(words) == 1 and (words[0] in COMMON_WORDS or words[0] in NEVER_PLACES or words[0] in CLASS_WORDS):
        weight -= 3.0
    if marks.titled or (named.text.isupper() and not marks.loud and len(named.text) < 7):
        weight -= 2.0
    return replace(named, weight=weight)
