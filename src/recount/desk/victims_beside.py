"""What is held beside the named persons of an incident: what its origins say, names that its claims may tell, and
entries elsewhere that may be the same person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from recount.codebook.actors import Actors, name_key
from recount.codebook.nameless import classed
from recount.desk.asking import opened_incident
from recount.desk.judged import actors_of_record
from recount.desk.likeness import ALIKE, likeness
from recount.export.wording import estimate_words, toll_words
from recount.model import Claim, Document, Harm, Incident, LedgerEntry
from recount.store import SqlStore, opened
from recount.store.victims import Victim, keys_of
from recount.tolls.headlines import DEFAULT, headline_of
from recount.tolls.standing import standing

HARMS = {
    "killed": (Harm.KILLED,),
    "wounded": (Harm.WOUNDED,),
    "missing": (Harm.MISSING,),
    "detained": (Harm.CAPTURED, Harm.ABDUCTED),
}
"""The harms of the ledger that a status is held against; who survived is in none."""
_CHILD = re.compile(r"\b(child(ren)?|bab(y|ies)|infants?|toddlers?|minors?|girls?|boys?|teen\w*|school\w*)\b", re.I)
_FEMALE = re.compile(r"\b(wom[ae]n|females?|girls?|mothers?|daughters?|wi(fe|ves)|sisters?|schoolgirls?)\b", re.I)
_MALE = re.compile(r"\b(m[ae]n|males?|boys?|fathers?|sons?|husbands?|brothers?|schoolboys?)\b", re.I)
PARTS = (("children", _CHILD), ("women and girls", _FEMALE), ("men and boys", _MALE))
"""Populations that origins give parts of a toll for, by the words they use."""
_NAME = r"[^\W\d_]['’\w.-]*(?:[ -](?:al-|el-|bin |ibn |abu |umm |van |de )?[^\W\d_]['’\w.-]*){1,3}"
_AGED = re.compile(rf"(?P<name>{_NAME})(?:,| \()\s?(?:aged |age )?(?P<age>\d{{1,2}})(?=[,.;)\s]|$)")
_WHO = "boy|girl|man|woman|child|baby|student|pupil|son|daughter"
_AGE_FIRST = re.compile(rf"(?P<age>\d{{1,2}})[- ]year[- ]old,? (?:(?:{_WHO}) )?(?P<name>{_NAME})")
_KIN = (
    "(?:grand|step|half-?)?(?:brother|sister|son|daughter|child|father|mother|parent)(?:ren|s)?(?:-in-law)?|wi(?:fe|ves)|"
    "husband|widow|fianc[ée]+|uncles?|aunts?|cousins?|nephews?|nieces?|relatives?|family|house|home|car|bodyguards?"
)
_BELONGING = rf"(?i:\b(?:{_KIN}) of (?:(?:the|late|Mr|Mrs|Ms|Dr|Sheikh)\.? )*)"
_LINKS = {"al", "el", "bin", "ibn", "abu", "umm", "van", "de"}
_MOST_PROPOSED = 40
_SURE = 95.0
_YEARS_APART = 3
_MOST_ALIKE = 12


@dataclass(frozen=True, slots=True)
class Part:
    """What one row of the comparison says of a population: the named ones, or an origin's words ("" where none)."""

    origin: str
    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """The named persons of one status beside what origins say of that harm: "8 named of 8 to 22 (3 origins)"."""

    status: str
    named: tuple[Victim, ...]
    headline: str
    how: str
    origins: int
    rows: tuple[Part, ...]
    over: bool

    @property
    def parts(self) -> tuple[str, ...]:
        """Of the named ones: children, women and girls, men and boys, as far as it is known."""
        children = sum(one.age_group == "child" for one in self.named)
        unknown = sum(not one.age_group for one in self.named)
        sexes = [sum(one.sex == sex for one in self.named) for sex in ("female", "male")]
        of = f" ({unknown} of unknown age)" if unknown else ""
        untold = sum(not one.sex for one in self.named)
        of_sex = f" ({untold} of unknown sex)" if untold else ""
        return (f"{children}{of}", *(f"{number}{of_sex}" for number in sexes))


@dataclass(frozen=True, slots=True)
class Proposal:
    """A name that a claim may tell, with the age and the status beside it; `words` are the clause."""

    name: str
    age: str
    status: str
    claim: str
    words: str
    origin: str


@dataclass(frozen=True, slots=True)
class Alike:
    """An entry that may be the same person, with its incident and why it may be."""

    victim: Victim
    incident: Incident | None
    why: str


@dataclass(frozen=True, slots=True)
class Around:
    """All that the page of an incident's named persons shows; `reports` are those that the proposals quote."""

    incident: Incident
    named: tuple[Victim, ...]
    beside: tuple[Beside, ...]
    proposals: tuple[Proposal, ...]
    reports: tuple[str, ...]


def around(record: Path, incident: Incident, own: Path | None) -> Around:
    """The named persons of an incident beside what its claims say."""
    with closing(opened(record)) as store:
        named = store.victims_of([incident.id]).get(incident.id, ())
        whole = opened_incident(store, incident, own)
        actors = actors_of_record(store, own)
    proposed = names_told(whole.claims, whole.documents, actors, incident, named)
    beside = tuple(found for status in HARMS if (found := _beside(status, named, incident)) is not None)
    return Around(incident, named, beside, proposed, tuple(incident.documents))


def _beside(status: str, named: Sequence[Victim], incident: Incident) -> Beside | None:
    own = tuple(one for one in named if one.status == status)
    harms = HARMS[status]
    entries = [entry for entry in standing(incident.ledger) if entry.harm in harms and entry.reprint_of is None]
    if not own and not entries:
        return None
    harm = next((harm for harm in harms if any(entry.harm is harm for entry in entries)), harms[0])
    estimate = headline_of(DEFAULT, incident.ledger, harm) if entries else None
    origins = list(dict.fromkeys(entry.origin for entry in entries))
    rows = tuple(_row(origin, [entry for entry in entries if entry.origin == origin]) for origin in origins)
    bounds = [estimate.high, estimate.most] if estimate is not None else []
    highest = max((n for n in bounds if n is not None), default=None)
    over = highest is not None and estimate is not None and estimate.high is not None and len(own) > highest
    how = estimate.how if estimate is not None else ""
    return Beside(status, own, estimate_words(estimate) if estimate else "", how, len(origins), rows, over)


def _row(origin: str, entries: Sequence[LedgerEntry]) -> Part:
    def words(some: Iterable[LedgerEntry]) -> str:
        return "; ".join(dict.fromkeys(toll_words(entry) for entry in some))

    parts = tuple(words(entry for entry in entries if found.search(entry.who)) for _, found in PARTS)
    return Part(origin, words(entry for entry in entries if not entry.sub), parts)


def names_told(
    claims: Iterable[Claim],
    documents: Mapping[str, Document],
    actors: Actors,
    incident: Incident,
    named: Iterable[Victim],
) -> tuple[Proposal, ...]:
    """Names that claims of an incident may tell of persons who are not `named` yet, with whose word each is."""
    taken = {key for one in named for key in keys_of(one.names).splitlines()}
    places = {name_key(name) for name in _places(incident)}
    found: dict[str, Proposal] = {}
    for claim in claims:
        clause = claim.clause.of(documents[claim.document].text)
        held = next((one.name for one in incident.origins if claim.id in one.claims), "")
        origin = claim.origin[0].value if claim.origin else held
        status = _status(claim)
        for name, age in _names_in(claim, clause):
            key = keys_of([name])
            if _only_named_for_others(name, clause):
                continue
            known = actors.canonical(name) or classed(name) or name_key(name) in places
            if key and key not in taken and not known and key not in found:
                found[key] = Proposal(name, age, status, claim.id, clause, origin)
    return tuple(found.values())[:_MOST_PROPOSED]


def aged_names(clause: str) -> Iterator[tuple[str, str]]:
    """Names with an age behind or before them.

    >>> list(aged_names("Amina Testova, 9, and 12-year-old Yusuf Muster died"))
    [('Amina Testova', '9'), ('Yusuf Muster', '12')]
    """
    for match in _AGED.finditer(clause):
        if name := _persons(match["name"]):
            yield name, match["age"]
    for match in _AGE_FIRST.finditer(clause):
        if name := _persons(_leading(match["name"])):
            yield name, match["age"]


def _names_in(claim: Claim, clause: str) -> Iterator[tuple[str, str]]:
    """Names with an age behind or before them, and who a toll of one counts where that is a name."""
    yield from aged_names(clause)
    if any(toll.value.count.low == toll.value.count.high == 1 for toll in claim.tolls):
        told = [toll.value.who for toll in claim.tolls if toll.value.count.high == 1]
        for words in (*told, *(target.value for target in claim.targets)):
            if name := _persons(words):
                yield name, ""


def _only_named_for_others(name: str, clause: str) -> bool:
    """Whether a clause names somebody only to say whose relative, house or car it tells of: Omar Muster of "Omar
    Muster's brother was wounded" and of "the brother of Omar Muster was wounded"."""
    plain = clause.replace("’", "'")
    own = re.escape(re.sub(r"'s?$", "", name.replace("’", "'")))
    named = len(re.findall(rf"(?<!\w){own}(?!\w)", plain))
    for_others = re.findall(rf"{_BELONGING}{own}(?!\w)|(?<!\w){own}'(?:s|(?=\s))", plain)
    return 0 < named <= len(for_others)


def _persons(words: str) -> str:
    """The part of some words that may be a person's name: two words or more with a capital, from the end."""
    kept: list[str] = []
    for word in reversed(words.replace("’", "'").split()):
        small = word.lower().strip(".-")
        caseless = word[:1].isalpha() and word.lower() == word.upper()
        linked = small in _LINKS or small.startswith(("al-", "el-"))
        if not (word[:1].isupper() or linked or caseless):
            break
        kept.append(word.strip(',;:()"“”'))
    while kept and not kept[-1][:1].isupper() and kept[-1].lower() != kept[-1].upper():
        kept.pop()
    return " ".join(reversed(kept)) if len(kept) > 1 else ""


def _leading(words: str) -> str:
    """The words up to the first in small letters that is no part of a name: "Samir Jabbour" of "Samir Jabbour died"."""
    kept = []
    for word in words.split():
        if (
            word[:1].islower()
            and word.lower().strip(".-") not in _LINKS
            and not word.lower().startswith(("al-", "el-"))
        ):
            break
        kept.append(word)
    return " ".join(kept)


def _status(claim: Claim) -> str:
    harms = [toll.value.harm for toll in claim.tolls]
    return next((status for status, some in HARMS.items() if any(harm in some for harm in harms)), "")


def _places(incident: Incident) -> Iterator[str]:
    yield from incident.place_names
    if incident.place is not None:
        yield from (name for name in (incident.place.name, incident.place.admin1, incident.place.admin2) if name)


def alike(record: Path, names: Iterable[str], ages: tuple[int | None, int | None], but: str = "") -> tuple[Alike, ...]:
    """Entries, the most alike first, that may be of the person with these names; `but` is the person's own id.

    Spellings are compared in plain Latin letters, with and without vowels; ages more than a few years apart make two
    persons unless a spelling is the same.
    """
    own = keys_of(names).splitlines()
    with closing(opened(record)) as store:
        scored = []
        for key, keys, low, high in store.victim_names():
            if key == but:
                continue
            score = max((likeness(a, b) for a in own for b in keys.splitlines()), default=0.0)
            apart = _apart(ages, (low, high))
            if score >= (_SURE if apart else ALIKE):
                scored.append((-score, key, apart))
        return _found(store, sorted(scored)[:_MOST_ALIKE])


def _found(store: SqlStore, scored: Sequence[tuple[float, str, bool]]) -> tuple[Alike, ...]:
    homes = store.homes_of([key for _, key, _ in scored])
    made = []
    for score, key, apart in scored:
        words = "the same spelling" if score <= -100 else "a similar spelling"
        home = homes.get(key)
        made.append(
            Alike(store.victim(key), store.incident(home) if home else None, words + (", another age" if apart else ""))
        )
    return tuple(made)


def _apart(a: tuple[int | None, int | None], b: tuple[int | None, int | None]) -> bool:
    if a[0] is None or a[1] is None or b[0] is None or b[1] is None:
        return False
    return a[0] - b[1] > _YEARS_APART or b[0] - a[1] > _YEARS_APART
