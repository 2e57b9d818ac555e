"""Which party the words of a report mean: "Islamic State positions" are the Islamic State's, "water wells" nobody's.

Soldiers, militants and residents of whom no name is told are no party: they stand together under what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from recount.codebook.actors import Actor, Actors, name_key
from recount.codebook.former import are_former
from recount.codebook.nameless import classed

CIVILIANS = "civilians"
STATE_FORCES = "unnamed state forces"
FIGHTERS = "unnamed fighters"
FOREIGN = "unnamed coalition"
NAMELESS = frozenset({CIVILIANS, STATE_FORCES, FIGHTERS, FOREIGN})
"""What people without a name are called."""

STATES = frozenset({"state forces", "government"})
_CLASSES = {
    "civilians": CIVILIANS,
    "protesters": CIVILIANS,
    "rioters": CIVILIANS,
    "state forces": STATE_FORCES,
    "government": STATE_FORCES,
    "rebel group": FIGHTERS,
    "political militia": FIGHTERS,
    "identity militia": FIGHTERS,
    "external forces": FOREIGN,
}
_ANYBODY = frozenset({"people", "man", "men", "person", "persons", "crowd", "crowds"})
_OF = re.compile(r"\b(?:of|from|belonging to) (?:the )?(?P<owner>.+)$")
_THINGS = re.compile(
    r"(?i)(?:['’]s?)? (?:jets?|warplanes?|planes?|aircraft|helicopters?|gunships?|drones?|artillery|guns?|positions?|"
    r"posts?|outposts?|checkpoints?|bases?|convoys?|depots?|fortifications?|vehicles?|headquarters|targets?|strongholds?|territory|buildings?|tanks?|"
    r"camps?|operatives?|recruits?|leaders?|commanders?|hideouts?|facilities|sites?|"
    r"(?:fuel |oil )?(?:trucks?|tankers?))$"
)
_MEN = re.compile(r"(?i)(?<=coalition) (?:forces|troops|soldiers|pilots|fighters|air ?strikes|strikes|raids)$")
_RULERS = re.compile(
    r"(?:government|regime)(?: (?:forces|troops|army|soldiers|military|fighters|security forces|air force|police))?"
)
_ARMS = ("army", "government", "regime", "coalition")


def party_named(name: str, actors: Actors, country: str | None = None) -> str | None:
    """The party that a name means, under the name that its aliases share; people without a name under what they are.

    "The regime" is the government of `country`, an ISO code.
    Former fighters are civilians. None where the words name things, anybody, or nobody.
    """
    if are_former(name):
        return CIVILIANS
    owner = _OF.search(name)
    for words in (name, _THINGS.sub("", name), *([owner["owner"]] if owner else [])):
        known = actors.canonical(words)
        if known is not None:
            return known.name
    bare = _THINGS.sub("", name)
    key = name_key(bare)
    if country is not None and _RULERS.fullmatch(key):
        return _government_of(country, actors) or STATE_FORCES
    if " " not in bare and bare[:1].isupper():
        return _of_one_word(bare, actors)
    if _is_named(bare):
        return bare
    return None if key in _ANYBODY else _nameless(bare, key, actors)


def without_things(name: str) -> str:
    """A name without the arms and things of its owner: "Turkish artillery" → "Turkish"."""
    return _THINGS.sub("", name)


def owner_named(name: str, actors: Actors) -> str | None:
    """The actor of the alias file whose positions, convoys, men or jets words name; None where they are nobody's."""
    bare = without_things(name)
    known = actors.canonical(bare) if bare != name else None
    return known.name if known is not None else None


def full_name(name: str, among: Iterable[str], actors: Actors) -> str:
    """The name of the one party among others that a short form in a report can mean: "the coalition", "coalition jets"
    beside the US-led coalition; `name` itself where there is none, or more than one."""
    if actors.canonical(name) is not None:
        return name
    forms = (name_key(name), name_key(_MEN.sub("", _THINGS.sub("", name))))
    key, kinds = next(((form, kinds) for form in forms if (kinds := actors.kinds_called(form))), ("", frozenset[str]()))
    if not kinds:
        return name
    known = (actors.canonical(other) for other in among)
    meant = {actor.name for actor in known if actor is not None and actor.kind in kinds and _ends_with(actor, key)}
    return meant.pop() if len(meant) == 1 else name


def _ends_with(actor: Actor, key: str) -> bool:
    return any(name_key(name).endswith(f" {key}") for name in (actor.name, *actor.aliases))


def _government_of(country: str, actors: Actors) -> str | None:
    """The government of a country, where the alias file has one that is under no other."""
    own = [a.name for a in actors.actors if a.kind == "government" and a.countries == (country,) and a.side is None]
    return own[0] if len(own) == 1 else None


def _of_one_word(word: str, actors: Actors) -> str | None:
    """The party of one word with a capital: "Turkish" is the Turkish army, "Syrians" are anybody."""
    known = (actors.canonical(f"{word} {arm}") for arm in _ARMS)
    found = next((actor.name for actor in known if actor is not None), None)
    if found is not None:
        return found
    if any(actors.canonical(f"{word.removesuffix('s')} {arm}") for arm in _ARMS) or name_key(word) in _ANYBODY:
        return None
    if actors.kinds_called(name_key(word)) or not _is_named(word):
        return _nameless(word, name_key(word), actors)
    return _nameless(word, name_key(word), actors) or word


def _nameless(words: str, key: str, actors: Actors) -> str | None:
    called = classed(words)
    if called is not None:
        return _CLASSES.get(called.kind)
    last = key.rpartition(" ")[2]
    if last == "fighters":
        return FIGHTERS
    for said in (key, last):
        kinds = {_CLASSES.get(kind) for kind in actors.kinds_called(said)}
        if len(kinds) == 1:
            return kinds.pop()
    return None


def _is_named(words: str) -> bool:
    """Whether words are a name: one of them beyond the first has a capital, or the only one, if it is no thing's."""
    parts = words.split()
    if len(parts) == 1:
        return words[:1].isupper() and not _THINGS.search(f" {words}")
    return any(word[:1].isupper() for word in parts[1:])
