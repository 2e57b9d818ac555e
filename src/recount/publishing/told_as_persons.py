"""What stands beside a name tells that a person bears it, though it is a place's or a month's as well: kin before it,
an age behind it, what people do. "Her sister Zahra", "Salma, 34,", "May Issa"."""

from __future__ import annotations

import re

from recount.codebook.actors import name_key
from recount.export.elsewhere import capitals, countries_called
from recount.publishing.plain_words import CALENDAR, FUNCTION, KIN, words_of

_TRADES = words_of(
    "baker barber butcher carpenter cameraman cook doctor driver engineer farmer fisherman goldsmith grocer lawyer "
    "mechanic nurse paramedic pharmacist photographer plumber schoolboy schoolgirl seamstress shepherd shopkeeper "
    "student surgeon tailor teacher toddler trader volunteer waiter widow widower activist journalist orphan infant"
)
_RELATIVES = KIN - words_of("family friend neighbour neighbor martyr child baby boy girl")
_SOMEBODY = KIN | _TRADES | words_of("man woman teenager youth person somebody someone resident")
_OWN = r"(?:his|her|their|my|our|your|[^\W\d_]+['’]s?)"
_SORT = r"(?:late|little|elder|older|eldest|younger|youngest|pregnant|newborn|infant|own|twin|baby|only|first|second)"


def _one_of(words: frozenset[str]) -> str:
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


_KIN_BEFORE = re.compile(rf"\b{_one_of(KIN | _TRADES)}\s+(?:called\s+|named\s+)?[‘“\"']?$", re.IGNORECASE)
_OWN_KIN_BEFORE = re.compile(rf"\b{_OWN}\s+(?:{_SORT}\s+)?{_one_of(KIN)},?\s+[‘“\"']?$", re.IGNORECASE)
_KIN_OF = re.compile(rf"\b{_one_of(_RELATIVES)}\s+of\s+(?:little\s+)?$", re.IGNORECASE)
_CALLED = re.compile(
    rf"\b(?:{_one_of(_SOMEBODY)}|[Ww]ho(?:\s+was|\s+is)?)\s+(?:named|called)\s+[‘“\"']?$", re.IGNORECASE
)
_TITLED = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\b\.?\s+$")
_OLD_BEFORE = re.compile(r"\b[\w-]+[\s-]year[\s-]olds?\s+(?:(?:boy|girl|baby|child)\s+)?$", re.IGNORECASE)
_SPEAKS_BEFORE = re.compile(r"\b(?:said|says|told|recalled|explained)\s+$")
_FEW = r"(?:\d{1,2}|1[01]\d|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|[a-z]+ty(?:-[a-z]+)?)"
_AGED = re.compile(
    rf"['’\"”]?\s*,?\s*\(?(?:aged?)\s+(?:of\s+)?{_FEW}\b|['’\"”]?\s*,?\s+(?:was\s+)?(?:an?|the)\s+[\w-]+[\s-]year[\s-]old"
    rf"|\s+(?:was|is|had\s+been)\s+(?:only\s+|just\s+)?{_FEW}(?=\s*[,.;]|\s+years?\b|\s+when\b)"
)
_NUMBERED = re.compile(rf"['’\"”]?\s*(?:,\s*{_FEW}(?=\s*(?:[,.;)]|$)|\s+(?:and|years?)\b)|\(\s*{_FEW}\s*\))")
_OWNS_KIN = re.compile(rf"['’]s?\s+(?:{_SORT}\s+|\w+[\s-]year[\s-]old\s+)?{_one_of(_RELATIVES)}\b")
_BELONGINGS = words_of(
    "farm farmhouse house home shop store kiosk cafe orchard garden grove vineyard barn tent caravan car van truck "
    "pickup motorcycle motorbike taxi tractor workshop garage apartment flat villa salon pharmacy body corpse remains "
    "funeral grave burial wedding killing murder arrest death"
)
_OWNS_THINGS = re.compile(rf"['’]s?\s+(?:{_SORT}\s+)?(?:[a-z]+\s+)?{_one_of(_BELONGINGS)}\b(?!\s+toll)")
_OF_FAMILY = re.compile(r"\s+(?:family|clan|household|brothers|sisters|siblings|cousins|twins)\b")
_ANY_BEFORE = re.compile(r"\b(?:an?|one|another|each|every)\s+(?:[a-z][\w-]*\s+)?$", re.IGNORECASE)
_ARTICLE = re.compile(r"an?\s", re.IGNORECASE)
_APPOSED = re.compile(
    rf"['’\"”]?\s*,\s+(?:an?|the|his|her|their|my|our|both|all)\s+(?:[a-z][\w-]*\s+){{0,2}}?{_one_of(_SOMEBODY)}s?"
    r"(?=\s*(?:[,.;:)]|$)|\s+(?:who|from|of|aged|and\s+(?:his|her|their))\b)"
    r"(?![^.,;]{0,60}?\b(?:said|says|told|adds|added|reported)\b)"
)
_DOES = re.compile(r"\s+(?:said|says|told|recalled|explained|wept|added|died|survived)\b")
_WHO = re.compile(r",\s+(?:who|whose)\b")
_BEGINS = re.compile(r"(?:^|[.!?:;\n“\"]\s*|[”\"’'],?\s*)$")
_PLACED = re.compile(
    r"\b(?:in|at|near|of|from|to|into|inside|outside|around|toward|towards|across|over|on|between|via|through|for|since"
    r"|until|by|last|this|next)\s+(?:the\s+)?(?:[A-Z][^\W\d_]*(?:['’-][^\W\d_]+)*(?:,\s+(?:\d+,?\s+)?|\s+)"
    r"(?:(?:and|or)\s+)?){0,8}$",
)
_WINDOW = 90  # characters looked at on either side
_DATED = re.compile(
    r"\b(?:in|on|since|until|till|by|from|of|to|between|during|late|early|mid|last|this|next|every|each|the|through"
    rf"|before|after|past|following|previous|\d+(?:st|nd|rd|th)?|{_one_of(CALENDAR)}(?:,|\s+and|\s+or))[\s-]+$",
    re.IGNORECASE,
)
_HARMED = re.compile(r"\b(?:kill(?:ed|ing|s)|wound(?:ed|ing)|injur(?:ed|ing)|shot|buried|murdered|arrested)\s+$")
_SUFFERS = re.compile(
    r"\s+(?:was|were|died|said|told)\b|,\s+(?:an?|the|his|her|both|all)\s|\s+and\s+(?:his|her|[A-Z])", re.UNICODE
)
_HARMED_ENDS = re.compile(r"\s*(?:[,.;:)]|$)|\s+(?:and|in|at|on|near|who|with|by|dead|while|as)\b")
_CAPITALS_BEFORE = re.compile(
    rf"(?<!\w)((?:(?!(?i:{_one_of(FUNCTION)})\b)[A-Z][^\W\d_]*(?:['’-][^\W\d_]+)*\s+){{1,3}})$"
)
_CAPITALS_BEHIND = re.compile(r"(?:\s+(?:(?:al|el|abu|bin|ibn)[\s-])?[A-Z][^\W\d_]*(?:-[^\W\d_]+)*){1,3}")
_MONTHS = words_of("january february march april may june july august september october november december")


def whole_name(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch with the words with capitals that stand at it: "Damascus" → Damascus Al-Ahmad."""
    before = _CAPITALS_BEFORE.search(text, max(0, start - _WINDOW), start)
    behind = _CAPITALS_BEHIND.match(text, end)
    return (before.start(1) if before else start), (behind.end() if behind else end)


def is_told_as_person(text: str, start: int, end: int) -> bool:
    """Whether a place's words stand as the name of a person here, by what is beside them."""
    before, behind = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    if any(some.search(before) for some in (_OLD_BEFORE, _KIN_BEFORE, _OWN_KIN_BEFORE, _KIN_OF, _CALLED, _TITLED)):
        return True
    if _AGED.match(behind) or _OWNS_KIN.match(behind):
        return True
    if (_NUMBERED.match(behind) or _APPOSED.match(behind)) and not _PLACED.search(before):
        return True
    key = name_key(text[start:end])
    if key in capitals() or key in countries_called():
        return False  # "Damascus said"
    if is_called_after(text, start, end):
        return True
    if _SPEAKS_BEFORE.search(before) and _WHO.match(behind):
        return True
    return bool(_DOES.match(behind) and _BEGINS.search(before))


def is_called_after(text: str, start: int, end: int) -> bool:
    """Whether what stands behind a name is somebody's or a family's: "Wardiya's farm", "the Wardiya family"; not "a
    Wardiya family", which comes from there."""
    behind = text[end : end + _WINDOW]
    if _OF_FAMILY.match(behind):
        article = _ARTICLE.match(text, start, end)
        return not article and _ANY_BEFORE.search(text, max(0, start - _WINDOW), start) is None
    return _OWNS_THINGS.match(behind) is not None


def is_harmed(text: str, start: int, end: int) -> bool:
    """Whether a word stands alone as whom something was done to: "killed Jihad and two others"; not "killed Christian
    worshippers"."""
    before = text[max(0, start - _WINDOW) : start]
    return _HARMED.search(before) is not None and _HARMED_ENDS.match(text, end) is not None


def is_person_at_head(text: str, end: int) -> bool:
    """Whether a common word with which a sentence begins, and which ends here, is a person's by what stands behind it:
    "Hope, a baker, was killed"."""
    behind = text[end : end + _WINDOW]
    return any(some.match(behind) for some in (_AGED, _NUMBERED, _APPOSED))


def is_dated_person(text: str, start: int, end: int) -> bool:
    """Whether a day's or month's name is a person's by itself: "her daughter April, 7,"; not "his son Friday"."""
    before, behind = text[max(0, start - _WINDOW) : start], text[end : end + _WINDOW]
    if _DATED.search(before):
        return False
    kin = _KIN_BEFORE.search(before) or _OWN_KIN_BEFORE.search(before) or _CALLED.search(before)
    if kin and (name_key(text[start:end]) in _MONTHS or _TITLED.search(before)):
        return True
    return bool(_AGED.match(behind) or (_NUMBERED.match(behind) and (kin or not _PLACED.search(before))))


def is_given_name(text: str, start: int, end: int, last: int) -> bool:
    """Whether a day's or month's name (from `start` to `end`) is a person's first name, as it stands right before what
    may be a surname (up to `last`): "May Issa", "Friday Okonkwo was killed"; not "in May Issa", "said Friday Issa"."""
    before, behind = text[max(0, start - _WINDOW) : start], text[last : last + _WINDOW]
    if _DATED.search(before):
        return False
    if name_key(text[start:end]) in _MONTHS or _AGED.match(behind) or _NUMBERED.match(behind):
        return True
    return bool(_HARMED.search(before) or _KIN_BEFORE.search(before) or _SUFFERS.match(behind))
