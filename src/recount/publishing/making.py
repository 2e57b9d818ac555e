"""Incidents of a record as the public sees them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from recount.codebook.actors import Actors, name_key
from recount.export.contract import place_name
from recount.export.headings import heading_of
from recount.export.private import OFFICES
from recount.export.wording import count_words, date_words, estimate_words, figure_words, place_words, toll_words
from recount.judging.correcting import BY_PERSON
from recount.model import Claim, Document, Harm, Incident, LedgerEntry, Origin, OriginKind, Span
from recount.publishing.content import (
    PublicFigure,
    PublicHeadline,
    PublicIncident,
    PublicOrigin,
    PublicPlace,
    PublicQuote,
    PublicSource,
    PublicVictim,
)
from recount.publishing.known import Known, parts_of, with_private
from recount.publishing.lines import public_lines
from recount.publishing.names import office_holders, private_names
from recount.publishing.outlets import host_labels, without_file
from recount.publishing.places_in_names import name_around, surnames_only
from recount.publishing.redaction import NAME, Redactor
from recount.publishing.shortening import clean
from recount.publishing.unreleased import name_parts
from recount.publishing.well_known import heads_called
from recount.tolls.estimates import Estimate, contradicted
from recount.tolls.headlines import HeadlineRule, headline_of
from recount.tolls.standing import standing
from recount.tolls.withheld import told_without

_LONGEST_PLACE = 4  # words
_WORDS = re.compile(r"(?<![\w/.@#-])[^\W\d_]{2,}(?![\w/@-])")


@dataclass(frozen=True, slots=True)
class Material:
    """An incident with all that stands behind it: claims as people corrected them, reports by id, and where the
    sentences of a report lie. `public` is its public id, `hidden` are reports of which nothing may be shown,
    `corrected` the fields of the incident that people gave, `unreleased` the names of its named persons, in all
    spellings, that were not released."""

    incident: Incident
    public: str
    claims: tuple[Claim, ...]
    documents: Mapping[str, Document]
    sentences: Callable[[str], Sequence[Span]]
    hidden: frozenset[str] = frozenset()
    graded: str = ""
    victims: tuple[PublicVictim, ...] = ()
    corrected: tuple[str, ...] = ()
    unreleased: tuple[str, ...] = ()


def common_words(texts: Iterable[str]) -> frozenset[str]:
    """Words that stand in small letters at least as often as with a capital; those of addresses and handles are left
    out."""
    small: Counter[str] = Counter()
    for text in texts:
        for word in _WORDS.findall(text):
            small[name_key(word)] += 1 if word.islower() else -1
    return frozenset(word for word, more in small.items() if more >= 0)


def with_names_of(known: Known, materials: Iterable[Material], redactor: Callable[[Known], Redactor]) -> Known:
    """What is known of names after all incidents of a publication were looked through: a private person named in one
    is withheld in all, and so is who has a part of that name. Holders of a high office are public, as far as no such
    person has their name. A place that stands in names of persons only is none."""
    materials = list(materials)
    hosts = {host for one in materials for document in one.documents.values() for host in host_labels(document.url)}
    known = replace(known, places=known.places - _surnames(materials, known), hosts=frozenset(hosts))
    private: set[str] = set()
    public: set[str] = set()
    heads: set[str] = set()
    asked = redactor(known)
    newsrooms = frozenset(name_key(name) for name in _outlets(materials) if asked.is_outlet(name))
    known = replace(known, outlets=newsrooms)
    asked = redactor(known)
    for one in materials:
        incident = one.incident
        named = [*incident.agents, *incident.targets, *(entry.who for entry in incident.ledger if entry.who)]
        found = [name for name in named if asked.is_private(name)]
        voices = [origin for origin in incident.origins if without_file(origin.name) is None]
        found += [origin.name for origin in voices if asked.is_private_voice(origin)]
        private.update(part for name in found for part in _persons_in(name, known))
        for claim in one.claims:
            words, _ = quoted(one, claim)
            public.update(office_holders(words, known))
            told = [words[s.start : s.end] for s in private_names(words, known)]
            heads.update(key for name in told if (key := name_key(name)) in heads_called())
            private.update(name for name in told if " " in name.strip())
    # that a sentence tells of an outlet makes it no person
    private = {name for name in private if name_key(name) not in newsrooms}
    unreleased = [name for one in materials for name in one.unreleased]
    free = _free(public, heads, private, [*unreleased, *known.unreleased])
    whole = {_without_places(name, known) for name in private if not _is_one_of(name_key(name), free)}
    return with_private(replace(known, released=known.released | free), {*whole, *unreleased})


def _free(public: Iterable[str], heads: Iterable[str], private: Iterable[str], unreleased: Iterable[str]) -> set[str]:
    """The keys by which holders of a high office are named: as a whole and by the last name, as far as no private
    person has that, and `heads` of states who are known anyhow, as far as no named person has it who was not
    released."""
    known = {whole for key in heads for whole in heads_called()[key] if " " in key}
    holders = {name_key(name) for name in public} | known
    named = {part for name in unreleased for part in name_parts(name)}
    taken = {
        part for name in private if not _is_one_of(name_key(name), holders) for part in name_key(name).split()
    } | named
    last = {key.split()[-1] for key in holders if key.split()[-1] not in taken and len(key.split()[-1]) > 3}
    free = {key for key in holders if key.split()[-1] in last} | {key for key in heads if key not in taken}
    return {*free, *known, *last, *(key.split()[-1] for key in known if key.split()[-1] not in named)} - named


def _is_one_of(key: str, holders: Collection[str]) -> bool:
    """Whether a name is that of a holder of an office, with or without the office: "President Kamal Sarrout"."""
    parts = key.split()
    return any(" ".join(parts[at:]) in holders for at in range(len(parts)) if all(p in OFFICES for p in parts[:at]))


def _without_places(name: str, known: Known) -> str:
    """A name without the places of several words in it, which a list of names runs together."""
    parts = name_key(name).split()
    for length in range(min(_LONGEST_PLACE, len(parts) - 1), 1, -1):
        for at in range(len(parts) - length, -1, -1):
            if " ".join(parts[at : at + length]) in known.places:
                del parts[at : at + length]
    return " ".join(parts)


def _outlets(materials: Iterable[Material]) -> set[str]:
    return {document.outlet for one in materials for document in one.documents.values() if document.outlet}


def _surnames(materials: Iterable[Material], known: Known) -> frozenset[str]:
    """The keys of places that stand in names of persons wherever a report tells of them."""
    claims: dict[str, Claim] = {}
    documents: dict[str, Document] = {}
    sentences: dict[str, Callable[[str], Sequence[Span]]] = {}
    for one in materials:
        claims |= {claim.id: claim for claim in one.claims}
        documents |= one.documents
        sentences |= dict.fromkeys(one.documents, one.sentences)
    return surnames_only(claims.values(), documents, lambda key: sentences[key](key), known)


def place_in_name(one: Material, known: Known) -> str:
    """The person's name in which an incident's place stands; "" where it stands in none."""
    return name_around(one.incident, one.claims, one.documents, one.sentences, known)


def _persons_in(name: str, known: Known) -> list[str]:
    spans = private_names(name, known)
    return [*(name[span.start : span.end] for span in spans), *known.unknown_words(name)] or [name]


def quoted(one: Material, claim: Claim) -> tuple[str, int]:
    """The sentences of a claim, and where in them its clause begins."""
    text = one.documents[claim.document].text
    holding = [span for span in one.sentences(claim.document) if span.overlaps(claim.clause)]
    start = min((span.start for span in holding), default=claim.clause.start)
    end = max((span.end for span in holding), default=claim.clause.end)
    return text[start:end], claim.clause.start - start


def public_incident(material: Material, redactor: Redactor, rule: HeadlineRule) -> PublicIncident | None:
    """An incident as it goes out; None where all its reports are hidden."""
    one = without_reports(material, redactor.known.actors)
    told = one.claims if one is not None else ()
    sentences = tuple(dict.fromkeys(clean(quoted(material, claim)[0]) for claim in told))
    redactor.turn_to(material.incident.id, sentences, material.unreleased)
    hidden = len([key for key in material.incident.documents if key in material.hidden])
    if hidden:
        redactor.note("report", f"{hidden} of {len(material.incident.documents)}", "restricted")
    if one is None:
        return None
    incident = one.incident
    called = redactor.voices(incident.origins)
    ledger = [_cleaned(entry, called, redactor) for entry in incident.ledger]
    documents = list(dict.fromkeys(incident.documents))
    origins = _origins(incident, ledger, called, redactor)
    numbers = {origin.name: n for n, origin in enumerate(origins)}
    places = {key: n for n, key in enumerate(documents)}
    shown, bare = _place(one, redactor)
    when = redactor.text(date_words(incident.when))
    estimates = _estimates(incident.ledger, rule)
    return PublicIncident(
        id=material.public,
        heading=heading_of(bare, when),  # the desk's own words, and a place and a date that may be told
        type=incident.type,
        status=incident.status,
        grade=incident.grade,
        when=when,
        first=incident.when.first if incident.when else None,
        last=incident.when.last if incident.when else None,
        place=shown,
        agents=redactor.parties(incident.agents),
        targets=redactor.parties(incident.targets),
        headlines=tuple(map(_headline, estimates)),
        figures=_figures(incident.ledger, ledger, numbers, places, {claim.id: claim for claim in one.claims}),
        origins=origins,
        sources=tuple(_source(material.documents[key], redactor) for key in documents),
        quotes=_quotes(one, places, redactor, estimates, rule),
        victims=material.victims,
        contested=any(map(contradicted, estimates)),
        withheld_reports=hidden,
        graded=redactor.text(material.graded) if redactor.policy.signed else "",
        corrected=material.corrected,
        lines=public_lines(incident.ledger, ledger, numbers, rule),
    )


def _place(one: Material, redactor: Redactor) -> tuple[PublicPlace, Incident]:
    """Where it happened as it goes out, and the incident with no other place than that."""
    within = place_in_name(one, redactor.known)
    incident, shared = one.incident, False
    if not within:
        incident, shared = redactor.without_shared(incident, given="place" in one.corrected)
    incident = redactor.without_streets(incident)
    shown = redactor.place(place_name(incident), place_words(incident), incident.place, within)
    if shared:
        shown = replace(shown, lat=None, lon=None, radius=0.0)
    bare = replace(incident, place_names=(shown.name,)) if shown.name != "not stated" else _placeless(incident)
    return shown, (replace(bare, place=None) if shown.name == NAME else bare)


def _placeless(incident: Incident) -> Incident:
    return replace(incident, place_names=(), place=None)


def _cleaned(entry: LedgerEntry, called: Mapping[str, str], redactor: Redactor) -> LedgerEntry:
    """A figure with its speaker and its people as the public may know them. The report's words stay for its number to
    be worded by ("more than 60"); they are not given out themselves."""
    origin = called.get(entry.origin)
    if origin is None:
        origin = redactor.voices([Origin(entry.origin, True, (), (), entry.kind, entry.side)])[entry.origin]
    side = entry.side if entry.side and not redactor.is_private(entry.side) else None
    return replace(entry, who=redactor.counted(entry.who), origin=origin, side=side, via=(), chain=())


def _origins(
    incident: Incident, ledger: Iterable[LedgerEntry], called: Mapping[str, str], redactor: Redactor
) -> tuple[PublicOrigin, ...]:
    made = {}
    for one in incident.origins:
        side = clean(one.side) if one.side and not redactor.is_private(one.side) else None
        made[called[one.name]] = PublicOrigin(called[one.name], one.kind, side, len(one.documents))
    for entry in ledger:
        made.setdefault(entry.origin, PublicOrigin(entry.origin, OriginKind(entry.kind), entry.side, 1))
    return tuple(made.values())


def _estimates(ledger: Sequence[LedgerEntry], rule: HeadlineRule) -> list[Estimate]:
    """What the rule makes of the figures as the desk has them: whom they count, and their words, tell which compete.
    Nothing of these but numbers goes out."""
    found = [headline_of(rule, ledger, harm) for harm in Harm if any(entry.harm is harm for entry in ledger)]
    return [one for one in found if one is not None]


def _headline(one: Estimate) -> PublicHeadline:
    return PublicHeadline(one.harm, estimate_words(one), one.how, one.low, one.best, one.high, one.most)


def _figures(
    told: Sequence[LedgerEntry],
    cleaned: Iterable[LedgerEntry],
    origins: Mapping[str, int],
    sources: Mapping[str, int],
    claims: Mapping[str, Claim],
) -> tuple[PublicFigure, ...]:
    """The figures as the public may see them, `cleaned`; which of them stand is known of them as they were `told`."""
    stand = set(map(id, standing(told)))
    return tuple(
        PublicFigure(
            harm=entry.harm,
            words=toll_words(entry),
            low=entry.count.low,
            high=entry.count.high,
            category=entry.category,
            origin=origins[entry.origin],
            source=sources[entry.document],
            sub=entry.sub,
            campaign=entry.campaign,
            stands=id(own) in stand,
            revises=entry.revises is not None,
            reprint=entry.reprint_of is not None,
            first=entry.reported.first,
            last=entry.reported.last,
            about=entry.count.approx,
            number=said if (said := figure_words(entry)) != count_words(entry.count) else "",
            by_desk=_by_desk(own, claims.get(own.claim)),
        )
        for own, entry in zip(told, cleaned, strict=True)
    )


def _by_desk(entry: LedgerEntry, claim: Claim | None) -> str:
    """What the desk did to a figure: "added", "corrected", or nothing."""
    told = (
        [one for one in claim.tolls if (one.value.harm, one.value.count) == (entry.harm, entry.count)] if claim else []
    )
    same = [one for one in told if one.value.who == entry.who] or told
    if claim is None or not same or not same[0].rule.startswith(BY_PERSON):
        return ""
    return "added" if same[0].rule == claim.rule else "corrected"


def _source(document: Document, redactor: Redactor) -> PublicSource:
    published = document.published
    if document.kind != "report":
        # what somebody took by hand is described by its kind alone: who gave it is nobody's business
        return PublicSource(f"the desk's own {document.kind}", "", published.first, published.last, document.kind)
    return PublicSource(
        redactor.outlet(document.outlet), redactor.url(document.url), published.first, published.last, "report"
    )


def _quotes(
    one: Material, sources: Mapping[str, int], redactor: Redactor, estimates: Sequence[Estimate], rule: HeadlineRule
) -> tuple[PublicQuote, ...]:
    """The sentences that bound the headline figures, for each origin that does; and of each other report one: of a
    claim with a figure where there is one, of the main one, else of the first; the figure stands in it. What another
    report has already said in the same words, or reprints, is not said again."""
    bounding = _bounding(one.incident.ledger, estimates, rule)
    reprints = {entry.document: entry.reprint_of for entry in one.incident.ledger if entry.reprint_of in sources}
    made: list[tuple[int, int, str]] = []
    tried: set[str] = set()
    said_before: set[str] = set()
    for claim in sorted(one.claims, key=lambda claim: (claim.id not in bounding, not claim.tolls, not claim.main)):
        document = one.documents[claim.document]
        if document.kind != "report" or (claim.id not in bounding and claim.document in tried):
            continue
        words, around = quoted(one, claim)
        tried.add(claim.document)
        if (key := " ".join(parts_of(words))) in said_before or claim.document in reprints:
            continue
        said_before.add(key)
        if said := redactor.quote(words, around, claim.document, _figure_in(claim, around, len(words))):
            made.append((sources[claim.document], claim.clause.start, said))
    return tuple(PublicQuote(said, source) for source, _, said in sorted(made))


def _bounding(ledger: Sequence[LedgerEntry], estimates: Iterable[Estimate], rule: HeadlineRule) -> frozenset[str]:
    """The claims whose figures an origin bounds a headline by: its lowest or highest number, or the highest stated."""
    found: set[str] = set()
    for one in estimates:
        for origin in dict.fromkeys(entry.origin for entry in one.entries):
            own = headline_of(rule, [entry for entry in ledger if entry.origin == origin], one.harm)
            if own is not None and (own.low == one.low or own.most == one.most or own.high == one.high is not None):
                found.update(entry.claim for entry in one.entries if entry.origin == origin)
    return frozenset(found)


def _figure_in(claim: Claim, around: int, length: int) -> tuple[int, int]:
    """Where in a claim's sentences its figure for the dead stands, else another; where its clause begins if none."""
    first = claim.clause.start - around
    told = sorted(claim.tolls, key=lambda toll: (toll.value.harm is not Harm.KILLED, toll.span.start))
    places = [(toll.span.start - first, toll.span.end - first) for toll in told]
    return next((place for place in places if 0 <= place[0] < place[1] <= length), (around, around))


def unsaid(materials: Iterable[Material]) -> Mapping[str, tuple[str, ...]]:
    """By public id, the names of named persons that were not released, and their parts: no list of changes says what
    was told of them before."""
    return {
        one.public: (*one.unreleased, *(part for name in one.unreleased for part in name_parts(name)))
        for one in materials
        if one.unreleased
    }


def reports_shown(one: Material) -> tuple[tuple[str, str], ...]:
    """The reports that tell what is published of an incident, each with the hash of its bytes."""
    return tuple((key, one.documents[key].sha256) for key in one.incident.documents if key not in one.hidden)


def without_reports(one: Material, actors: Actors) -> Material | None:
    """An incident as if its hidden reports had never come: what only they say is gone; None where nothing is left.

    Values are those that a claim of the others gives; a date and a place are then such a claim's own.
    """
    shown = told_without(one.incident, one.claims, one.hidden, actors)
    if shown is None or shown is one.incident:
        return one if shown else None
    claims = tuple(claim for claim in one.claims if claim.document not in one.hidden)
    return replace(one, incident=shown, claims=claims)
