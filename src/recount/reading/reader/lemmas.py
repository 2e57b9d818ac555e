"""Lemma scripts: how a word turns into its dictionary form, as a short recipe.

"bombings" becomes "bombing" by `l|1|`: write it in lower case, strip one letter, add nothing.
A few hundred such recipes cover English; the model picks one for each word.
"""

from __future__ import annotations

from collections.abc import Callable

_CASES: dict[str, Callable[[str], str]] = {
    "l": str.lower,
    "k": lambda word: word,
    "t": lambda word: word[:1].upper() + word[1:].lower(),
}


def script(word: str, lemma: str) -> str:
    """The cheapest recipe that turns the word into the lemma."""
    best, cost = "", 1_000
    for mark, cased in _CASES.items():
        base = cased(word)
        shared = 0
        while shared < min(len(base), len(lemma)) and base[shared] == lemma[shared]:
            shared += 1
        effort = (len(base) - shared) + (len(lemma) - shared)
        if effort < cost:
            best, cost = f"{mark}|{len(base) - shared}|{lemma[shared:]}", effort
    return best


def lemma(word: str, recipe: str) -> str:
    """The lemma that a recipe makes of a word; the word itself where it is too short for it."""
    mark, strip, add = recipe.split("|", 2)
    base = _CASES[mark](word)
    if int(strip) > len(base):
        return base
    return (base[: len(base) - int(strip)] + add) or base
