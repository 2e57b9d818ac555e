"""What kind of origin a name is: the alias file's word where it knows the name, else what the name's own words mean."""

from __future__ import annotations

import re
from functools import lru_cache

from recount.codebook.actors import Actor, Actors, name_key
from recount.model import OriginKind

_OF_ACTORS = {
    "state forces": OriginKind.PARTY,
    "rebel group": OriginKind.PARTY,
    "political militia": OriginKind.PARTY,
    "identity militia": OriginKind.PARTY,
    "external forces": OriginKind.PARTY,
    "government": OriginKind.PARTY,
    "rioters": OriginKind.WITNESS,
    "protesters": OriginKind.WITNESS,
    "civilians": OriginKind.WITNESS,
    "monitor": OriginKind.MONITOR,
    "news agency": OriginKind.AGENCY,
    "media": OriginKind.OUTLET,
    "international organisation": OriginKind.BODY,
}

# In order: the first that stands in a name decides. "Health ministry" goes before ministry, "police spokesman" before
# spokesman, "army hospital" is a hospital.
_WORDS = tuple(
    (kind, re.compile(rf"\b(?:{words})\b"))
    for kind, words in (
        (
            OriginKind.WITNESS,
            r"(?:eye)?witness(?:es)?|residents?|villagers?|survivors?|inhabitants?|townspeople|locals|refugees?|"
            r"relatives?|neighbou?rs?|passers ?by|bystanders?|shopkeepers?|victims?|people|wom[ae]n|m[ae]n",
        ),
        (OriginKind.AGENCY, r"news agency|press agency|wire(?: service)?|newswire"),
        (
            OriginKind.RELIEF,
            r"hospitals?|clinics?|morgue|doctors?|medics?|nurses?|paramedics?|surgeons?|ambulances?|"
            r"medical(?! examiner)|rescue(?:rs?)?|fire ?(?:fighters?|m[ae]n)|"
            r"red cross|red crescent|civil defen[cs]e|relief|aid (?:group|agency|worker|organi[sz]ation)s?|charity|"
            r"humanitarian|fire (?:brigade|department|service)",
        ),
        (
            OriginKind.AUTHORITY,
            r"health (?:ministry|department|directorate|officials?|authorities|minister)|"
            r"(?:ministry|minister|department) of (?:public )?health|emergenc(?:y|ies) (?:ministry|service|department)|"
            r"governor(?:ate)?s?|mayor|municipality|police(?:m[ae]n)?|sheriff|coroner|medical examiner|prosecutors?|"
            r"attorney|courts?|judge|investigators?|detectives?|deput(?:y|ies)|cops?|authorities|"
            r"district officials?|provincial officials?|local officials?|council(?:l?or)?s?|town hall",
        ),
        (
            OriginKind.BODY,
            r"united nations|u n|un|commission of inquiry|security council|osce|european union|african union|"
            r"arab league|rapporteur|envoy|peacekeep(?:ers|ing)",
        ),
        (
            OriginKind.MONITOR,
            r"observatory|monitor(?:s|ing|ed)?|watch|watchdog|human rights|rights (?:group|organi[sz]ation|network)s?|"
            r"documentation|coordination committees?|coordinating committees?|network|media cent(?:er|re)|"
            r"campaign group|amnesty",
        ),
        (
            OriginKind.OUTLET,
            r"tv|television|channel|radio|newspaper|daily|weekly|magazine|website|broadcaster|correspondents?|"
            r"reporters?|journalists?|photographers?|media|press|news|times|post|herald|tribune|gazette|facebook|"
            r"twitter|youtube|telegram",
        ),
        (
            OriginKind.PARTY,
            r"army|military|forces?|armed|navy|marines|brigades?|battalion|division|regiment|militias?|command(?:er|ers)?|"
            r"front|coalition|government|regime|ministry|embassy|minister|premier|president|presidency|kremlin|"
            r"pentagon|white house|chancellor|king|general|colonel|col|gen|lt|lieutenant|major|maj|captain|capt|"
            r"brigadier|brig|admiral|rebels?|insurgents?|guerrillas?|separatists?|militants?|fighters?|jihadists?|group|movement|faction|party|"
            r"alliance|council|secretary of (?:state|defen[cs]e)|intelligence|security (?:service|forces?)|"
            r"spokes(?:man|woman|person)",
        ),
        (OriginKind.AUTHORITY, r"officials?"),
    )
)


def kind_of_origin(name: str, actors: Actors) -> OriginKind:
    """The kind of an origin that reports credit by name."""
    known = actors.canonical(name)
    return kind_of_actor(known) if known is not None else _by_words(name_key(name))


def kind_of_outlet(name: str, actors: Actors) -> OriginKind:
    """The kind of an outlet on its own account: a party that publishes itself is one, too."""
    known = actors.canonical(name)
    if known is not None:
        return kind_of_actor(known)
    return OriginKind.AGENCY if _by_words(name_key(name)) is OriginKind.AGENCY else OriginKind.OUTLET


def kind_of_unnamed(words: str) -> OriginKind:
    """The kind of somebody whom an outlet does not name: a witness where its words say so ("residents")."""
    return OriginKind.WITNESS if _by_words(name_key(words)) is OriginKind.WITNESS else OriginKind.UNNAMED


def kind_of_actor(actor: Actor) -> OriginKind:
    """The kind of origin that an actor of the alias file is: as its file says, else as its kind of actor tells."""
    return actor.origin or _OF_ACTORS.get(actor.kind, OriginKind.UNKNOWN)


@lru_cache(maxsize=20_000)
def _by_words(key: str) -> OriginKind:
    return next((kind for kind, words in _WORDS if words.search(key)), OriginKind.UNKNOWN)
