"""Which party the words of a report mean: "Islamic State positions" are the Islamic State's, "water wells" nobody's."""

from __future__ import annotations

import re

from recount.codebook.actors import Actors, name_key
from recount.codebook.nameless import classed

_OF = re.compile(r"\b(?:of|from|belonging to) (?:the )?(?P<owner>.+)$")
_THINGS = re.compile(
    r"(?i)(?:['’]s?)? (?:jets?|warplanes?|planes?|aircraft|helicopters?|gunships?|drones?|artillery|guns?|positions?|"
    r"posts?|checkpoints?|bases?|convoys?|vehicles?|headquarters|targets?|strongholds?|territory|buildings?|tanks?|"
    r"camps?|operatives?|recruits?|leaders?|commanders?|hideouts?|facilities|sites?|"
    r"(?:fuel |oil )?(?:trucks?|tankers?))$"
)


def party_named(name: str, actors: Actors) -> str | None:
    """The party that a name means, under the name that its aliases share; people without a name ("residents") as they
    are called, in small letters. None where the words name things, or nobody."""
    owner = _OF.search(name)
    for words in (name, _THINGS.sub("", name), *([owner["owner"]] if owner else [])):
        known = actors.canonical(words)
        if known is not None:
            return known.name
    bare = _THINGS.sub("", name)
    key = name_key(bare)
    called = actors.kinds_called(key) or actors.kinds_called(key.rpartition(" ")[2])
    if classed(bare) is not None or called:
        return bare if " " in bare and _is_named(bare) else key
    return bare if _is_named(bare) else None


def _is_named(words: str) -> bool:
    """Whether words are a name: one of them beyond the first has a capital, or the only one, if it is no thing's."""
    parts = words.split()
    if len(parts) == 1:
        return words[:1].isupper() and not _THINGS.search(f" {words}")
    return any(word[:1].isupper() for word in parts[1:])
