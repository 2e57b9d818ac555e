"""Whom a figure counts, in words that do not say twice what became of them: "74 wounded", "several men wounded"."""

from __future__ import annotations

from functools import lru_cache

from recount.model import Harm

_SAYING = {
    Harm.KILLED: "killed dead slain deceased died",
    Harm.WOUNDED: "wounded injured hurt maimed",
    Harm.MISSING: "missing disappeared vanished unaccounted",
    Harm.DISPLACED: "displaced uprooted homeless fled",
    Harm.CAPTURED: "captured arrested detained seized",
    Harm.ABDUCTED: "abducted kidnapped",
    Harm.DESTROYED: "destroyed ruined demolished flattened razed",
}
_SAYS = {harm: frozenset(words.split()) for harm, words in _SAYING.items()}
_SAYS[Harm.CASUALTIES] = _SAYS[Harm.KILLED] | _SAYS[Harm.WOUNDED]
"""Words that stand for a harm, at the end of the words for people or before them."""
_NOUNS = {Harm.KILLED: frozenset({"deaths", "corpses", "bodies", "fatalities", "death", "corpse", "body"})}
_NO_PEOPLE = frozenset({"injuries", "injury", "lives", "life", "casualties", "casualty"})
_ANY = frozenset().union(*_SAYS.values())
_JOINTS = frozenset({"and", "or", "the", "of", "as", "those", "who", "were"})


@lru_cache(maxsize=4096)
def whom_and_harm(who: str, harm: Harm) -> tuple[str, str]:
    """Whom a figure counts and what became of them, each left out where the other tells it.

    >>> whom_and_harm("wounded men", Harm.WOUNDED), whom_and_harm("dead", Harm.KILLED)
    (('men', 'wounded'), ('dead', ''))
    """
    words, plain, own = who.split(), _plain(who), _SAYS[harm]
    if plain and plain[-1] in own | _NOUNS.get(harm, frozenset()) | {harm.value}:
        return who, ""
    while len(plain) > 2 and plain[-1] in _NO_PEOPLE and plain[-2] in _JOINTS:  # "one civilian and injury"
        del plain[-2:], words[-2:]
    if not plain or plain[-1] in _NO_PEOPLE:
        return "", harm.value
    while plain and plain[-1] in _ANY | _JOINTS:  # another harm's word counts nobody: "31 killed and 74 wounded"
        if own.intersection(plain):
            return who, ""
        del plain[-1], words[-1]
    at = next((n for n, word in enumerate(plain) if word in own), None)
    if at is None:
        return " ".join(words), harm.value
    if at and plain[at - 1].endswith("ly"):  # "severely injured children": how gravely is said nowhere else
        return " ".join(words), ""
    return " ".join(words[:at] + words[at + 1 :]), harm.value


@lru_cache(maxsize=4096)
def people_in(who: str, harm: Harm) -> str:
    """The people alone of whom a figure counts, where what became of them stands beside it.

    >>> people_in("severely injured children", Harm.WOUNDED), people_in("dead", Harm.KILLED)
    ('children', '')
    """
    own = frozenset() if harm is Harm.CASUALTIES else _SAYS[harm]  # of which the killed, or the wounded, are some
    plain, telling = _plain(who), own | _NOUNS.get(harm, frozenset()) | _NO_PEOPLE | {harm.value}
    gone = {n for n, word in enumerate(plain) if word in telling}
    gone |= {n - 1 for n in gone if n and plain[n - 1].endswith("ly")}
    left = [n for n in range(len(plain)) if n not in gone]
    while gone and left and plain[left[-1]] in _JOINTS:
        left.pop()
    words = who.split()
    return " ".join(words[n] for n in left)


def _plain(who: str) -> list[str]:
    return [word.casefold().strip(",.;:") for word in who.split()]
