"""Who fights whom in an incident, as others' tables want it: a name, a kind, a country."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from recount.codebook.actors import Actor, Actors
from recount.codebook.former import are_former
from recount.codebook.nameless import classed
from recount.export.countries import country_rows, of_country
from recount.export.elsewhere import countries_called
from recount.export.private import A_PERSON

ARMED = frozenset({"state forces", "government", "rebel group", "political militia", "identity militia"}) | {
    "external forces",
    "international organisation",
}
"""Kinds of the alias file that fight, or in whose name others do."""

STATES = frozenset({"state forces", "government"})


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_THINGS = _set(
    "area areas artillery barracks base bases building buildings camp camps centre centres checkpoint "
    "checkpoints city command commander convoy convoys crossing depot depots dump facilities facility factory "
    "fighter fighters fleet fortifications gathering gatherings headquarters hideout hideouts hospital "
    "hospitals house houses line lines member members militant militants military oil outpost outposts patrol "
    "place places plane planes point points position positions post posts reinforcements roads school schools "
    "site sites soldier soldiers stronghold strongholds supply tank tanks target targets truck trucks vehicle "
    "vehicles village villages weapon weapons"
)
_FORCES = _set(
    "air aircraft airforce airstrikes armed army artillery border coast commandos drone drones fighter force "
    "forces gunships guard guards helicopter helicopters jet jets marines military missiles navy officer officers "
    "paratroopers plane planes police policeman policemen soldier soldiers special troops units warplane warplanes "
    "warship warships"
)
_FIGHTERS = _set(
    "assailant assailants attacker attackers bomber bombers combatants extremist extremists faction factions "
    "fighter fighters force forces group groups gunman gunmen insurgent insurgents jihadist jihadists men "
    "militant militants opposition rebel rebels snipers sniper terrorist terrorists alliance coalition allies"
)
_AT_HOME = "a state's forces without a name are those of the country where it happened"
_SPEAKS = "a ministry, or who speaks for forces, stands for these forces"
_SPEAKER = re.compile(
    r"(?:['’]s?)? (?:chief |press )?spokes(?:man|woman|person|people)$|"
    r"^(?:(?:an?|the) )?(?:chief |press )?spokes(?:man|woman|person) (?:for|of) (?:the )?",
    re.IGNORECASE,
)
_MINISTRY = re.compile(
    r"^(?:the )?(?:(?P<whose>.+?)(?:['’]s?)? )?(?:(?:defen[cs]e|(?P<home>interior)) (?:ministry|department)|"
    r"(?:ministry|department) of (?:the )?(?:defen[cs]e|(?P<inner>interior)))(?: (?:of|in) (?:the )?(?P<where>.+))?$",
    re.IGNORECASE,
)
_RULERS = _set("regime government state")
_WHOLE_FORCES = ("army", "military", "armed forces", "forces")
_POLICE = _set("police policeman policemen policewoman policewomen")
_STATES_OWN = (
    *((word,) for word in sorted(_POLICE)),
    ("army",),
    ("military",),
    ("navy",),
    ("air", "force"),
    ("armed", "forces"),
    ("security", "forces"),
)
_FLYING = _set(
    "air aircraft airforce airstrikes helicopter helicopters gunships jet jets plane planes warplane warplanes"
)
_GROUPS = _set(
    "alliance army battalion battalions brigade brigades coalition corps council division faction federation "
    "forces front group guard jihad league legion liberation militia movement organisation organization party "
    "regiment resistance union"
)
_BEFORE_ANOTHER = _set("of from for against by in near at and with former pro anti non")
_IN_NAMES = _set("of the for and al ad an ar as ash el de del la los las y e des du le bin ibn")


@dataclass(frozen=True, slots=True)
class Party:
    """One side's name. `kind` is one of the alias file's, "group" for a name that looks like a group's but whose kind
    nobody tells, "" for things and words that name no party. `name` is "" for people without a name of their own;
    `said` are the incident's words; `by` is the rule that gave the name where these words don't."""

    name: str
    kind: str
    said: str
    actor: Actor | None = None
    countries: tuple[str, ...] = ()
    by: str = ""

    @property
    def fights(self) -> bool:
        """Whether it is an armed party, or a state."""
        return self.kind in ARMED or self.kind == "group"


def parties(names: Iterable[str], actors: Actors, *, acting: bool) -> tuple[Party, ...]:
    """The parties behind names of an incident in their order, each once; things ("posts") stand for whose they are.

    Of a country that is `acting` its forces are meant; one that something is done to may be anybody there.
    """
    found: dict[tuple[str, str], Party] = {}
    for name in names:
        party = _party(name, actors, acting)
        found.setdefault((party.name or party.kind, party.kind), party)
    return tuple(found.values())


def _party(name: str, actors: Actors, acting: bool) -> Party:
    if are_former(name):
        return Party("", "political militia" if acting else "civilians", name)
    spoken_for = _SPEAKER.sub("", name)
    if spoken_for != name and actors.canonical(name) is None:
        told = _party(spoken_for, actors, acting)
        return replace(told, said=name, by=told.by or _SPEAKS)
    for owner in (*_whose(name), *([f"{name} coalition"] if name.endswith("-led") else [])):
        known = actors.canonical(owner)
        if known is not None:
            return _of_ministry(known, name, actors) or Party(known.name, known.kind, name, known, known.countries)
    if (ministry := _MINISTRY.match(name)) is not None:
        code = countries_called().get((ministry["whose"] or ministry["where"] or "").casefold(), "")
        return _spoken_for(ministry, code, name, actors) if code else Party("", "state forces", name)
    if name.startswith(A_PERSON):
        return Party("", "civilians", name)
    called_after = _called_after_a_country(name, actors, acting)
    if called_after is not None:
        return called_after
    for owner in _whose(name):
        called = classed(owner)
        if called is not None:
            return Party("", called.kind, name)
    kinds = actors.kinds_called(name) & ARMED
    if len(kinds) == 1:
        return Party("", next(iter(kinds)), name)
    plain = _plain(name)
    if plain and plain[0] in _RULERS and all(word in _FORCES for word in plain[1:]):
        return Party("", "state forces", name)
    group = next((owner for owner in _whose(name) if _is_groups_name(owner)), None)
    if group is not None:
        return Party(group, "group", name)
    if plain and (plain[-1] in _FIGHTERS or (set(plain) & (_FORCES - {"air", "special", "border"}))):
        return Party("", "group", name)
    return Party("", "", name)


def _of_ministry(known: Actor, said: str, actors: Actors) -> Party | None:
    """The forces for which an actor speaks that is a government's ministry; None for others, and for whole
    governments."""
    names = (_MINISTRY.match(name) for name in (known.name, *known.aliases))
    ministry = next((found for found in names if found is not None), None)
    if known.kind != "government" or not known.side or ministry is None or len(known.countries) != 1:
        return None
    return _spoken_for(ministry, known.countries[0], said, actors)


def _spoken_for(ministry: re.Match[str], code: str, said: str, actors: Actors) -> Party:
    """The forces of a country that a ministry speaks for: the police of an interior ministry, else all."""
    inner = ministry["home"] or ministry["inner"]
    return replace(_forces_of(code, ["police"] if inner else [], said, actors), by=_SPEAKS)


def with_forces(told: tuple[Party, ...], actors: Actors, *, flying: bool) -> tuple[Party, ...]:
    """Parties without ministries beside forces of their country that are told of; in what aircraft do a ministry stands
    for the air force."""
    forces = {code for p in told if p.kind == "state forces" and p.name and p.by != _SPEAKS for code in p.countries}
    found: dict[str, Party] = {}
    for n, party in enumerate(told):
        if party.by == _SPEAKS and party.countries:
            if not forces.isdisjoint(party.countries):
                continue
            if flying and _MINISTRY.search(party.said):
                party = replace(_forces_of(party.countries[0], ["air"], party.said, actors), by=_SPEAKS)
        found.setdefault(party.name or f"{n}", party)
    return tuple(found.values())


def _plain(name: str) -> list[str]:
    return [word.casefold().removesuffix("'s").removesuffix("’s") for word in name.split()]


def _called_after_a_country(name: str, actors: Actors, acting: bool) -> Party | None:
    """A country's forces or its people, where a name is made of its name: "Turkish artillery", "Syrians"."""
    plain = _plain(name)
    for n in (3, 2, 1):
        country = countries_called().get(" ".join(plain[:n]))
        if country and all(word in _FORCES for word in plain[n:]):
            if plain[n:] or (acting and not _are_people(plain)):
                return _forces_of(country, plain[n:], name, actors)
            return Party("", "civilians" if _are_people(plain) else "", name)
    return None


def _is_groups_name(words: str) -> bool:
    """Whether words are the name of an armed group, as far as they tell, and no description of one: "Hill Front", but
    not "members of the front and of the Hill Brigades"."""
    parts = words.split()
    if len(parts) == 1:
        return words.isupper() and words.isalpha()
    small = {word.casefold() for word in parts if not word[:1].isupper()}
    named = sum(word[:1].isupper() for word in parts)
    return named > 1 and small <= _IN_NAMES and bool({word.casefold() for word in parts} & _GROUPS or words.isupper())


def _are_people(words: Sequence[str]) -> bool:
    """Whether words are a country's people: "Syrians"."""
    return len(words) == 1 and words[0].endswith("s") and words[0][:-1] in countries_called()


def _whose(name: str) -> Iterator[str]:
    """The name, and whose the things are that it names: "posts of the Democratic Forces", "the group's positions"."""
    yield name
    words = name.split()
    plain = next((n for n, word in enumerate(words) if not (word.islower() and word.isalpha())), 0)
    if plain and words[plain][:1].isupper() and not set(words[:plain]) & _BEFORE_ANOTHER:
        yield " ".join(words[plain:])  # "other members" and the like before a name
    for n, word in enumerate(words[:-1]):
        if word in ("of", "from", "for") and n and not _are_several(words[:n]):
            yield " ".join(words[n + 1 :]).removeprefix("the ")
    for n in range(1, min(3, len(words))):
        if words[-n].casefold() in _THINGS:
            yield " ".join(words[:-n])


def _are_several(words: Sequence[str]) -> bool:
    """Whether words tell of several kinds of people, of whom the last alone are those of the name that follows:
    "guards and members"."""
    plain = {word.casefold().strip(",") for word in words}
    return ("and" in plain or any(word.endswith(",") for word in words)) and not plain <= _THINGS | {"and"}


def at_home(party: Party, code: str, actors: Actors, *, alone: bool) -> Party:
    """Of a state's forces without a name those of the country where it happened: the regime's always, "the army", "the
    air force" and the police where they are `alone`, as no other state's are named. "Soldiers" may be anybody's."""
    if party.name or party.kind not in STATES:
        return party
    said = _SPEAKER.sub("", party.said)
    plain = [word.casefold() for word in said.split()]
    plain = plain[1:] if plain[:1] == ["the"] else plain
    ruling = int(bool(plain) and plain[0] in _RULERS)
    ministry = _MINISTRY.match(said) if alone else None
    if ministry is not None:
        return _spoken_for(ministry, code, party.said, actors) if code else party
    own = ruling or next((len(w) for w in _STATES_OWN if alone and tuple(plain[: len(w)]) == w), 0)
    if not own or any(word not in _FORCES | _THINGS for word in plain[own:]):
        return party
    ruler = ["government"] if len(plain) == ruling else []
    return replace(_forces_of(code, plain, party.said, actors, *ruler), by=_AT_HOME)


def _forces_of(code: str, plain: Sequence[str], said: str, actors: Actors, *ruler: str) -> Party:
    """A country's forces by the alias file's name for them, which is the same whatever words are for them: its army,
    its air force where they fly; "Military forces of", or "Police forces of", a country of which it has none."""
    wings = ["air force"] if set(plain) & _FLYING else []
    police = bool(set(plain) & _POLICE)
    for words in (" ".join(plain), *wings, *(ruler or (() if police else _WHOLE_FORCES))):
        for demonym in country_rows().get(code, {}).get("demonyms", ()) if words else ():
            known = actors.canonical(f"{demonym} {words}")
            if known is not None and known.kind in STATES and code in known.countries:
                return Party(known.name, known.kind, said, known, known.countries)
    kind = "Police" if police else "Military"
    return Party(f"{kind} forces of {of_country(code)}", "state forces", said, None, (code,))


def root_of(party: Party, actors: Actors) -> str:
    """The party at whose side it stands in the end, itself where it stands alone."""
    name, seen = party.name, set[str]()
    while name not in seen:
        seen.add(name)
        known = actors.named(name)
        name = known.side if known is not None and known.side else name
    return name
