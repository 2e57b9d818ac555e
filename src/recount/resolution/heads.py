"""Whose office a person holds or speaks for: a minister, a governor, a police chief, a spokesman.

They count as their office in all reports, by name in one and without in the next ("Tarnow governor Ana Rus", "the
provincial governor").
"""

from __future__ import annotations

import re
from functools import lru_cache

from recount.codebook.actors import name_key
from recount.codebook.offices import DEPARTMENT, LEADERS, SPEAKER, office_named
from recount.gazetteer.nations import country_called
from recount.resolution.beside import words_beside

_RANK = (
    r"(?:(?:brig(?:adier)?|gen(?:eral)?|col(?:onel)?|lt|lieutenant|maj(?:or)?|capt(?:ain)?|dr|mr|mrs|ms|sheikh|"
    r"eng(?:ineer)?)\.?[ -]?)*"
)
_WHOSE = r"(?:(?P<whose>[\w’'.-]+(?: [\w’'.-]+)?) )??"
_RULER = r"(?:(?:deputy|acting|interim)[ -])?(?<!bank )(?<!prison )(?P<ruler>governor|mayor)"
_HEAD = (
    rf"(?:(?P<department>{DEPARTMENT}) minister|minister (?:of|for) (?:the )?(?:public )?(?P<portfolio>{DEPARTMENT})|"
    rf"(?P<body>police|army|military|{DEPARTMENT} ministry) "
    rf"(?:chief|commissioner|superintendent|commander|{SPEAKER})|"
    rf"{_RULER}(?:['’]s (?:{SPEAKER}|office))?)"
)
_WHERE = r"(?: of (?:the )?(?P<where>[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,2})(?i: (?:province|state|region))?)?"
_HEAD_BEFORE = re.compile(rf"(?:^|(?<=[ ,\"“]))(?i:{_WHOSE}{_HEAD}){_WHERE},?(?i: {_RANK})?$")
_HEAD_AFTER = re.compile(rf"^, (?i:(?:who is )?(?:the |an? )?{_WHOSE}{_HEAD})\b{_WHERE}")
_HEAD_ALONE = re.compile(rf"^(?:the )?{_WHOSE}{_HEAD}(?: [A-Z].*)?$", re.IGNORECASE)
_SPEAKER_AFTER = re.compile(
    rf",? (?:who is )?(?:(?:an?|the) )?(?:{SPEAKER}|{LEADERS}) (?:for|of) (?:the )?([^,.;\n]{{3,60}})", re.IGNORECASE
)
_NO_LONGER = re.compile(r"\b(?:former|ex|late|then|one time|onetime|ousted|exiled)\b[ -]?(?:\w+ )?$", re.IGNORECASE)
_NAME_AT_END = re.compile(r"(?:[A-Z]\S*(?: |$))+$")
_NO_PLACE = re.compile(r"^(?:(?:The|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b ?)+")
_FAR = 80


def office_headed(name: str, text: str) -> str | None:
    """The office that a minister, a governor, a police chief or somebody's spokesman speaks for, as the report would
    name it: "Iraq's Health Minister Ana Rus", or Ana Rus whom it so introduces, is "Iraq's health ministry"."""
    own = _headed_by_name(name)
    if own is not None:
        return own
    if " " not in name or not name[:1].isupper():
        return None
    for before, after, end in words_beside(name, text, _FAR):
        found = _HEAD_BEFORE.search(before) or _HEAD_AFTER.match(after)
        if found is not None and (headed := _headed(found)) is not None:
            return headed
        spoken = _SPEAKER_AFTER.match(text, end, end + _FAR)
        if spoken is not None and office_named(spoken[1]) is not None:
            return spoken[1]
    return None


@lru_cache(maxsize=20_000)
def _headed_by_name(name: str) -> str | None:
    own = _HEAD_ALONE.match(name)
    return _headed(own) if own is not None else None


def _headed(found: re.Match[str]) -> str | None:
    whose = found["whose"] or ""
    if _NO_LONGER.search(f"{whose} ") or _NO_LONGER.search(found.string[: found.start()]):
        return None
    if found["ruler"]:
        where = found.groupdict().get("where") or _name_at_end(whose)
        return f"{found['ruler']} of {where}" if where else found["ruler"]
    department = found["department"] or found["portfolio"]
    body = f"{department} ministry" if department else found["body"]
    told = (words for words in (whose, whose.split(" ")[-1]) if country_called(name_key(words)) is not None)
    return " ".join((*((first,) if (first := next(told, None)) else ()), body))


def _name_at_end(words: str) -> str:
    """The name that words end with: "said North Oster's" → "North Oster"."""
    name = _NAME_AT_END.search(re.sub(r"['’]s?$", "", words))
    return _NO_PLACE.sub("", name[0]) if name is not None else ""
