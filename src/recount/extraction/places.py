"""The places that a report names, each resolved to a place of the gazetteer or kept as a name.

A name is resolved by what its report speaks of: countries, their people and regions named in it, the place said to
contain it ("Azaz, Aleppo province", "the Syrian town of …"), and how well known a place is. An obscure place of a
country that the report never mentions is refused: the mention keeps its name, and no coordinates are guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from recount.extraction.place_around import Named
from recount.extraction.place_choice import Choice, choices_of
from recount.extraction.place_mentions import names_in
from recount.extraction.place_seats import outlet_spans
from recount.extraction.place_ties import Anchor, strays, ties_in
from recount.gazetteer import Gazetteer, Kind, Match
from recount.model import Cited, Place, PlacePrecision, Reading, Span

_PRECISION = {
    Kind.COUNTRY: PlacePrecision.COUNTRY,
    Kind.DEMONYM: PlacePrecision.COUNTRY,
    Kind.GOVERNORATE: PlacePrecision.GOVERNORATE,
    Kind.DISTRICT: PlacePrecision.DISTRICT,
    Kind.AREA: PlacePrecision.DISTRICT,
}
_RULE = {PlacePrecision.NEAR: "near", PlacePrecision.DISTRICT: "gazetteer"}
_HOLDERS = {
    Kind.TOWN: PlacePrecision.DISTRICT,
    Kind.DISTRICT: PlacePrecision.DISTRICT,
    Kind.AREA: PlacePrecision.DISTRICT,
    Kind.GOVERNORATE: PlacePrecision.GOVERNORATE,
}


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place named in a sentence: tokens `[first, last]`, the name as written, and what it was resolved to.

    `relation` is the preposition that governs it ("in", "near", "from"; "'s" or "" for none). `is_modifier` marks a
    people's name ("Syrian") and a place inside the name of an organisation or of somebody's army: no place of an
    event. `inside` is the mention, counted within the report, that the text says contains this one.
    """

    passage: int
    sentence: int
    first: int
    last: int
    name: Cited[str]
    place: Place | None
    relation: str
    is_modifier: bool
    kind: str = ""
    inside: int | None = None


def places_in(
    reading: Reading, gazetteer: Gazetteer, of_actor: Callable[[Span], bool] = lambda _: False
) -> tuple[PlaceMention, ...]:
    """All places that a report names, in text order.

    A word of a known actor's name (`of_actor`: "Haram" of Boko Haram) that no gazetteer knows is no place.
    """
    rows: list[tuple[int, int, Named]] = []
    words: list[tuple[str, ...]] = []
    containers: list[int | None] = []
    for passage in reading.passages:
        for s, sentence in enumerate(passage.sentences):
            offset = len(rows)
            low = tuple(token.text.lower() for token in sentence.tokens)
            for named in names_in(sentence, reading.document.text, gazetteer):
                rows.append((passage.n, s, named))
                words.append(low)
                containers.append(None if named.inside is None else offset + named.inside)
    names = tuple(named for _, _, named in rows)
    choices = choices_of(names, tuple(containers), gazetteer)
    holders = tuple(choices[c] if c is not None else None for c in containers)
    ties = ties_in(names, words, tuple((p, s) for p, s, _ in rows), choices, containers)
    outlets = outlet_spans(reading.document.text, reading.document.outlet)
    kept = [
        i
        for i, named in enumerate(names)
        if (choices[i] is not None or (named.sure and not of_actor(named.span)))
        and not any(span.contains(named.span) for span in outlets)
    ]
    position = {i: n for n, i in enumerate(kept)}
    found = []
    for i in kept:
        passage_n, sentence_n, named = rows[i]
        container = containers[i]
        choice, anchor = _meant(named, choices[i], holders[i], ties)
        refused = choices[i] if choice is None else None
        rule = _RULE[anchor.precision] if anchor is not None else "gazetteer" if choice is not None else "name"
        found.append(
            PlaceMention(
                passage=passage_n,
                sentence=sentence_n,
                first=named.first,
                last=named.last,
                name=Cited(named.text, named.span, rule),
                place=_tied(named, anchor) or _place(named, choice) or _held(named, holders[i], refused),
                relation=named.relation,
                is_modifier=named.modifier,
                kind=str(choice.entry.kind) if choice is not None else named.call,
                inside=position.get(container) if container is not None else None,
            )
        )
    return tuple(found)


def _meant(
    named: Named, choice: Choice | None, holder: Choice | None, ties: Mapping[str, Choice | Anchor | None]
) -> tuple[Choice | None, Anchor | None]:
    """What a name means after what the text ties it to: a choice, or a known place that it lies near or in."""
    if named.key in ties and not named.modifier:
        meant = ties[named.key]
        return (None, meant) if isinstance(meant, Anchor) else (meant, None)
    if choice is not None and holder is not None and strays(choice, holder.entry):
        return None, None
    return choice, None


def _tied(named: Named, anchor: Anchor | None) -> Place | None:
    """A place that no gazetteer knows, near or in one that it does ("X, 15 km west of Raqqa"): where that one is."""
    if anchor is None or anchor.entry.lat is None or anchor.entry.lon is None:
        return None
    around = anchor.entry
    at = anchor.entry.lat, anchor.entry.lon
    return Place(named.text, around.country, around.admin1, *at, anchor.precision, admin2=around.admin2)


def _place(named: Named, choice: Choice | None) -> Place | None:
    """The model's place; None for seas and continents, which have no country and no middle worth a pin."""
    if choice is None:
        return None
    entry = choice.entry
    if entry.lat is None or entry.lon is None or not entry.country:
        return None
    precision = _PRECISION.get(entry.kind, PlacePrecision.EXACT)
    if precision is PlacePrecision.EXACT:
        if choice.match is Match.FUZZY:
            precision = PlacePrecision.DISTRICT
        elif named.near or choice.by_base:
            precision = PlacePrecision.NEAR
    known = entry.geonameid, entry.admin2
    return Place(entry.name, entry.country, entry.admin1, entry.lat, entry.lon, precision, *known)


def _held(named: Named, holder: Choice | None, refused: Choice | None) -> Place | None:
    """A place that no gazetteer knows, inside one that it does ("Karm al-Beik in Aleppo"): where the holder is, at the
    precision that this leaves. Also one whose only namesake, `refused`, lies elsewhere."""
    if holder is None or named.modifier or (named.candidates and refused is None):
        return None
    around = holder.entry
    if around.lat is None or around.lon is None or around.kind not in _HOLDERS:
        return None
    return Place(named.text, around.country, around.admin1, around.lat, around.lon, _HOLDERS[around.kind])
