"""Names of persons and families that are called as towns are: by what is theirs, and by what they are called before."""

from __future__ import annotations

from recount.extraction.place_runs import Marks
from recount.extraction.place_words import words_of

_FAMILIES = words_of("family clan household brothers sisters siblings cousins twins")
_ANY = words_of("a an one another each every")
_THEIRS = words_of(
    """farm farmhouse house home shop store kiosk cafe orchard garden grove vineyard barn tent caravan car van truck
    pickup motorcycle motorbike taxi tractor workshop garage apartment flat villa salon pharmacy body corpse remains
    funeral grave burial wedding wife husband widow son daughter father mother brother sister cousin uncle aunt nephew
    niece family relatives"""
)
_SORTS = words_of("late little elder older eldest younger youngest pregnant own family small")
_CALLED = words_of("abu abou umm haj hajj hajji haji mr mr. mrs mrs. ms ms. miss")


def is_somebodys(marks: Marks, first: int, last: int, *, well_known: bool) -> bool:
    """Whether a name is a person's or a family's: "X's farm", "the X family", "Abu X"; not "an X family", which comes
    from there. A town that is `well_known` may open a line with its families ("X family flees")."""
    low = marks.low
    if first and low[first - 1] in _CALLED and marks.tokens[first - 1].text[:1].isupper():
        return True
    after = last + 1
    if after < len(low) and low[after] in _FAMILIES:
        return _is_called_so(marks, first, well_known=well_known)
    if after < len(low) and low[after] in ("'s", "’s"):
        after += 1
    elif not marks.text[marks.tokens[last].span.start : marks.tokens[last].span.end].endswith(("'s", "’s")):
        return False
    if after < len(low) and low[after] in _SORTS and after + 1 < len(low) and low[after + 1] in _THEIRS:
        after += 1
    return after < len(low) and low[after] in _THEIRS


def _is_called_so(marks: Marks, first: int, *, well_known: bool) -> bool:
    k = first - 1
    while k >= 0 and marks.tokens[k].upos == "ADJ":
        k -= 1
    if k >= 0 and marks.low[k] in _ANY:
        return False
    return not well_known or (k >= 0 and marks.low[k] == "the")
