"""Where a sentence names a place.

Nothing is resolved here. Each name carries how much speaks for its being a place at all: a preposition, a class
word ("town of"), the reader's entity; against it speak a title before it, a common word, a person's entity. A name
that no gazetteer knows is still a mention when the text itself says that it is a place.
"""

from __future__ import annotations

from dataclasses import replace

from recount.extraction.place_around import (
    SURE,
    Named,
    in_organisation,
    inherited,
    is_fallen,
    is_hit,
    is_taken,
    named_at,
)
from recount.extraction.place_owners import is_somebodys
from recount.extraction.place_runs import Marks
from recount.extraction.place_seats import (
    introduces_person,
    is_motive,
    is_outlet,
    is_speaker,
    name_start,
    says_seat,
    speaks_for_state,
)
from recount.extraction.place_unknown import MAX_NAME_TOKENS, with_unknown
from recount.extraction.place_words import (
    ADMIN_WORDS,
    CLASS_WORDS,
    DIRECTIONS,
    JOINERS,
    LOCATIVE,
    NEVER_NAMES,
    NEVER_PLACES,
    ORG_WORDS,
    REGION_WORDS,
    SURNAMES,
    TAKEN_VERBS,
    TITLES,
    TOWN_PARTS,
)
from recount.gazetteer import Candidate, Gazetteer, Kind, Match
from recount.gazetteer.names import COMMON_WORDS
from recount.model import Sentence

_LEAST = -1.0
_UNSURE = SURE - 0.1
_FIRST_NAMES = frozenset({"jordan", "georgia", "chad", "israel", "china", "india", "kenya", "carolina", "virginia"})
_WIDE = (Kind.COUNTRY, Kind.DEMONYM, Kind.CONTINENT, Kind.WATER, Kind.AREA)


def names_in(sentence: Sentence, text: str, gazetteer: Gazetteer) -> tuple[Named, ...]:
    """The places that a sentence names, in text order; `text` is the whole document's."""
    marks = Marks(sentence, text)
    found: list[Named] = []
    for first, last in marks.runs():
        names = _without_persons(marks, _of_run(marks, gazetteer, first, last, found[-1] if found else None))
        matched = {k for named in names for k in range(named.first, named.last + 1)}
        loose = frozenset(k for k in range(first, last + 1) if k not in matched and _is_loose_name(marks, k))
        for named in names:
            listed = inherited(marks, found[-1] if found else None, named)
            weighed = _weighed(marks, listed, first, last, loose, found[-1] if found else None)
            if weighed is not None:
                found.append(replace(weighed, modifier=weighed.modifier or _is_no_scene(marks, weighed, first, last)))
    return _linked(marks, tuple(found))


def _of_run(marks: Marks, gazetteer: Gazetteer, first: int, last: int, before: Named | None) -> list[Named]:
    """All names inside one run, longest first from the left, and those that only the text calls places."""
    found: list[Named] = []
    loose: list[int] = []
    i = first
    while i <= last:
        hit = _longest(marks, gazetteer, i, last)
        if hit is None:
            if marks.is_loose(i) and marks.low[i] not in CLASS_WORDS:
                loose.append(i)
            i += 1
            continue
        named = named_at(marks, i, *hit)
        found.append(named)
        i = named.last + 1
    return with_unknown(marks, found, loose, first, last, before)


def _without_persons(marks: Marks, names: list[Named]) -> list[Named]:
    """The names without those of people who are called as two towns are ("Hamza Palmyra, a medic, said"), who are
    introduced ("a man called Mosul"), or to whom something belongs ("Palmyra's farm", "the Palmyra family")."""
    persons: set[int] = set()
    for n, named in enumerate(names):
        if named.call or named.is_demonym or _is_wide(named):
            continue
        known = bool(named.candidates) and _is_prominent(named.candidates[0])
        if is_somebodys(marks, named.first, named.last, well_known=known):
            persons.add(n)
        if named.relation:
            continue
        if introduces_person(marks, named.first):
            persons.add(n)
        other = names[n + 1] if n + 1 < len(names) else None
        beside = other is not None and other.first == named.last + 1 and not other.is_demonym and not _is_wide(other)
        if other is not None and beside and is_speaker(marks, other.last):
            persons |= {n, n + 1}
    return [named for n, named in enumerate(names) if n not in persons]


def _longest(marks: Marks, gazetteer: Gazetteer, i: int, last: int) -> tuple[int, int, tuple[Candidate, ...]] | None:
    """The longest gazetteer name that starts at token `i`: its last token, its end in the text, its candidates."""
    tokens, low = marks.tokens, marks.low[i]
    if not low[:1].isalnum() and low[:1] not in "‘'’":
        return None
    start = tokens[i].span.start
    for j in range(min(last, i + MAX_NAME_TOKENS - 1), i - 1, -1):
        word = marks.low[j]
        if word in JOINERS or not (word[-1:].isalnum() or word.endswith(".")):
            continue
        if i == j and (low.rstrip(".") in NEVER_PLACES or low in CLASS_WORDS or low in SURNAMES):
            continue
        name = marks.text[start : tokens[j].span.end]
        if " ".join(name.lower().split()) in NEVER_NAMES:
            return None
        candidates = _known(gazetteer, name)
        if candidates and j > i and word in REGION_WORDS:
            shorter = _known(gazetteer, marks.text[start : tokens[j - 1].span.end])
            if {c.entry.id for c in shorter} & {c.entry.id for c in candidates}:
                continue  # "Basra governorate": the class stays outside the name.
        if candidates:
            return j, tokens[j].span.end, candidates
        if word.endswith("s") and len(word) > 4:
            # A possessive that lost its apostrophe: "Syrias Idlib".
            candidates = tuple(c for c in _known(gazetteer, name[:-1]) if _is_prominent(c))
            if candidates and candidates[0].entry.kind is not Kind.DEMONYM:
                return j, tokens[j].span.end - 1, candidates
    return None


def _known(gazetteer: Gazetteer, name: str) -> tuple[Candidate, ...]:
    name = " ".join(name.split())
    letters = len(name.replace(".", ""))
    candidates = gazetteer.lookup(name)
    if letters < 3:
        # Two letters are a country's or a state's ("US", "D.C."), and then capitals.
        return tuple(c for c in candidates if name.isupper() and c.entry.kind in (Kind.COUNTRY, Kind.GOVERNORATE))
    return _peoples_first(candidates)


def _peoples_first(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Candidates with a people before little towns that are called like it: "Malian" is of Mali, not of a village in
    China."""
    people = [c for c in candidates if c.entry.kind is Kind.DEMONYM and c.match is Match.EXACT]
    if not people or any(_is_prominent(c) for c in candidates if c.entry.kind is not Kind.DEMONYM):
        return candidates
    return (*people, *(c for c in candidates if c not in people))


def _is_prominent(candidate: Candidate) -> bool:
    """Whether a name is better known as this place than as a person or a thing."""
    entry = candidate.entry
    return entry.kind in _WIDE or entry.kind is Kind.GOVERNORATE or entry.population >= 100_000


def _is_loose_name(marks: Marks, k: int) -> bool:
    return marks.is_loose(k) and marks.low[k] not in CLASS_WORDS and marks.tokens[k].upos == "PROPN"


def _weighed(
    marks: Marks, named: Named, first: int, last: int, loose: frozenset[int], before: Named | None = None
) -> Named | None:
    """A name with what speaks for and against its being a place's; None where too much speaks against it."""
    if not named.candidates:
        return named
    tokens, top = marks.tokens, named.candidates[0]
    span = range(named.first, named.last + 1)
    kind = top.entry.kind
    weight = 0.5
    weight += 2.0 if any(marks.kind(k) == "PLACE" for k in span) else 0.0
    weight += 2.0 if named.relation in LOCATIVE or named.near else 0.0
    surely_taken = is_taken(marks, named.first) or is_hit(marks, named.first) or is_fallen(marks, named.last)
    taken = surely_taken or is_taken(marks, named.first, TAKEN_VERBS)
    weight += 2.5 if named.call else 2.0 if taken else 0.0
    weight += 2.0 if kind in _WIDE or kind is Kind.GOVERNORATE else 1.0 if _is_prominent(top) else 0.0
    weight += 0.5 if named.last > named.first else 0.0
    entity = marks.entity(named.first)
    inner = entity is not None and (entity.first < named.first or entity.last > named.last)
    modifier = named.modifier
    if entity is not None and entity.kind == "PERSON":
        torn = any(entity.first <= k <= entity.last for k in loose)
        # The reader takes many a town that was bombed for a person.
        weight -= (0.5 if taken else 2.0) + (3.0 if torn or named.base.lower() in _FIRST_NAMES else 0.0)
    elif entity is not None and inner and entity.kind in ("ORG", "GROUP", "EVENT", "OTHER", "WEAPON"):
        modifier = modifier or not named.call
    modifier = modifier or in_organisation(marks, named.first, before)
    touching = [k for k in (named.first - 1, named.last + 1) if k in loose]
    if any(marks.low[k] in ORG_WORDS for k in range(first, last + 1)) and not named.call:
        modifier = True
    elif kind is not Kind.DEMONYM and any(marks.kind(k) not in ("PLACE", "") or not marks.titled for k in touching):
        weight -= 1.0 + (1.5 if named.base.lower() in _FIRST_NAMES or not _is_prominent(top) else 0.0)
    if named.first and marks.low[named.first - 1] in TITLES and not named.call:
        weight -= 3.0
    if named.first == named.last and marks.low[named.first] in COMMON_WORDS:
        weight -= 3.0
    if marks.titled and kind is not Kind.DEMONYM:
        weight -= 0.5
    if all(tokens[k].upos != "PROPN" for k in span) and kind not in (Kind.DEMONYM, Kind.COUNTRY):
        weight -= 2.0
    if entity is not None and entity.kind == "PERSON" and taken and not (surely_taken or named.call):
        weight = min(weight, _UNSURE)  # persons are captured and lost as well: the report must speak of the country
    return replace(named, weight=weight, modifier=modifier) if weight >= _LEAST else None


def _is_no_scene(marks: Marks, named: Named, first: int, last: int) -> bool:
    """Whether a name in the run `[first, last]` tells where somebody sits or speaks or why he acts, or is an
    outlet's."""
    if named.is_demonym or says_seat(marks, named.first, named.last) or is_motive(marks, named.first, named.last):
        return True
    if not named.relation and not named.call and speaks_for_state(marks, named.first, named.last):
        return True
    if named.relation or named.call or (named.candidates and named.last > named.first):
        return False
    opens = named.first == name_start(marks, first)
    if opens and (marks.titled or (named.candidates and _is_prominent(named.candidates[0]))):
        return False  # "Aleppo Siege, 4 May": a title that speaks of the place.
    return (named.last == last or not marks.titled) and is_outlet(marks, first, last)


def _linked(marks: Marks, found: tuple[Named, ...]) -> tuple[Named, ...]:
    """Names with what contains them: "Azaz, Aleppo province", "X in the north of Y", "Syria's Y", "Syrian Y"."""
    out = []
    for n, named in enumerate(found):
        inside = None
        after = found[n + 1] if n + 1 < len(found) else None
        country = bool(named.candidates) and named.candidates[0].entry.kind in (Kind.COUNTRY, Kind.DEMONYM)
        if after is not None and not country and not after.is_demonym and _leads_to(marks, named, after):
            inside = n + 1
        elif n and not country and _owns(marks, found[n - 1], named):
            inside = n - 1
        out.append(replace(named, inside=inside))
    return tuple(out)


_CHAIN = frozenset({",", "in", "of", "(", "the", "'s", "’s", "near", "also"}) | ADMIN_WORDS | DIRECTIONS


def _leads_to(marks: Marks, named: Named, after: Named) -> bool:
    gap = range(named.last + 1, after.first)
    words = {marks.low[k] for k in gap}
    if len(gap) > 7 or any(marks.low[k] not in _CHAIN and marks.tokens[k].upos not in ("ADJ", "DET") for k in gap):
        return False
    if words & {"in", "of", "("}:
        return True
    # A bare comma, or one that was lost: only a wider place can follow ("Kilis Turkey"), else it is a list.
    return (not words or words <= _CHAIN) and _is_wide(after)


def _is_wide(named: Named) -> bool:
    kinds = {c.entry.kind for c in named.candidates[:8] if c.match == named.candidates[0].match}
    return bool(kinds & {Kind.COUNTRY, Kind.GOVERNORATE, Kind.AREA})


def _owns(marks: Marks, owner: Named, named: Named) -> bool:
    gap = range(owner.last + 1, named.first)
    if len(gap) > 6 or not owner.candidates:
        return False
    words = {marks.low[k] for k in gap}
    fits = all(marks.low[k] in _CHAIN or marks.tokens[k].upos == "ADJ" for k in gap)
    wide = owner.candidates[0].entry.kind in (Kind.COUNTRY, Kind.DEMONYM, Kind.GOVERNORATE)
    if fits and named.call in TOWN_PARTS and gap and marks.low[gap[0]] in ("'s", "’s"):
        return True  # "Mosul's X district"
    return wide and fits and "," not in words and (owner.is_demonym or "in" not in words)
