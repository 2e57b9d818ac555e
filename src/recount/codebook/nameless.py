"""What kind of actor people are whom a report does not name: "residents", "riot police", "gunmen on motorbikes"."""

from __future__ import annotations

import re

from recount.codebook.actors import Actor, Actors, name_key

_CALLED = {
    "civilians": (
        "bystander bystanders child children civilian civilians doctor doctors families family "
        "farmers fishermen girls boys boy girl inhabitants journalist journalists labourers laborers locals medics men "
        "migrants mourners nurses passengers passersby patients peasants pedestrians people pilgrims refugees "
        "residents schoolchildren schoolgirls shepherds shoppers students teachers teenagers townspeople travellers "
        "travelers villagers woman women workers worshippers worshipers"
    ),
    "protesters": "demonstrator demonstrators marchers protester protesters protestors strikers",
    "rioters": "crowd crowds looters mob mobs rioter rioters",
    "state forces": (
        "army commandos conscripts gendarmes marines military navy officers paratroopers police policeman policemen "
        "soldier soldiers troops"
    ),
    "rebel group": (
        "guerrilla guerrillas guerillas insurgent insurgents jihadist jihadists jihadis militant militants rebel rebels"
    ),
    "political militia": (
        "assailants attackers gunman gunmen hitmen militia militias militiaman militiamen paramilitaries vigilantes"
    ),
}
_KINDS = {word: kind for kind, words in _CALLED.items() for word in words.split()}
_FORCES = {
    ("security", "forces"): "state forces",
    ("government", "forces"): "state forces",
    ("regime", "forces"): "state forces",
    ("border", "guards"): "state forces",
    ("police", "force"): "state forces",
    ("death", "squad"): "political militia",
    ("death", "squads"): "political militia",
}
# What comes after these words says whose people they are, or where, and no longer who.
_SPOKEN = frozenset(
    word
    for words in (
        "alliance allies bloc coalition element elements enemies enemy extremist extremists faction factions fighter",
        "fighters force forces government group groups islamists loyalist loyalists mercenaries mercenary occupiers",
        "opposition radical radicals regime resistance separatist separatists takfiri takfiris terrorist terrorists",
        "thugs unit units",
    )
    for word in words.split()
)
_AFTER = re.compile(r" (?:of|from|in|on|at|near|with|who|belonging|loyal|and|or) ")


def classed(name: str) -> Actor | None:
    """An actor of the kind that its words mean, with no name but them; None where the words leave the kind open.

    Nobody is one actor with another because of this: it is for ACLED's and UCDP's classes only, which take gunmen whose
    side nobody knows for a political militia.
    """
    written = _AFTER.split(f"{name} ")[0].split()
    if len(written) > 1 and written[-1].istitle():
        return None  # the Free Men of the Hills are a party's name
    words = name_key(" ".join(written)).split()
    kind = _FORCES.get((words[-2], words[-1])) if len(words) > 1 else None
    kind = kind or (_KINDS.get(words[-1]) if words else None)
    return Actor(name, kind) if kind else None


def differs_by_speaker(name: str, actors: Actors) -> bool:
    """Whether a name is a word for a kind of people rather than a name: "terrorists" are other people in the mouth of a
    government than in that of those who fight it. Not where it says whose they are: "Islamic State fighters"."""
    words = name.split()
    if not words or all(word.islower() for word in words):
        return bool(words)
    head = name_key(words[-1])
    if head not in _SPOKEN and head not in _KINDS:
        return False
    if len(words) == 1:
        return True
    return not words[-1].istitle() and actors.named(" ".join(words[:-1])) is None
