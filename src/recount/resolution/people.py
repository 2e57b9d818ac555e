"""Names and ages of people that a report gives: two reports that share them mostly tell of one happening.

They are compared here and published nowhere; whether a name is shown is the desk's to say.
"""

from __future__ import annotations

import re
from functools import lru_cache

from recount.resolution.words import RARE, rarity, stem_of

_NAME = re.compile(  # begins with a capital, and not with where a word begins: so most of a text is passed over at once
    r"([A-Z])(?<!\w.)(?=([a-z]+(?:['’-][A-Z]?[a-z]+)?) (?:[A-Z]\.? )?((?:Mc|Mac|O['’]|De|La|El|Al-)?[A-Z][a-z]{2,})\b)"
)
_SMALL = re.compile(r"\b[a-z]{3,}\b")
_SPEAKER = re.compile(
    r"(?:\b(?i:agent|aide|attorney|brig|capt|captain|chief|cmdr|col|colonel|commander|commissioner|coroner|corporal|cpl"
    r"|councilman|councilwoman|deputy|det|detective|director|dr|gen|general|governor|insp|inspector|investigator|judge"
    r"|lieutenant|lt|maj|major|mayor|minister|mr|ms|mrs|officer|president|prosecutor|reporter|rev|secretary|senator"
    r"|sergeant|sgt|sheriff|spokesman|spokesperson|spokeswoman|superintendent|supt|trooper|by)\b\.? )$"
)
_SPEAKS = re.compile(
    r"^(?:,? (?:said|says|told|tweeted|wrote|added|announced|reports|reported)\b"
    r"|, (?:an?|the|who)? ?(?:[\w’'-]+ ){0,6}(?i:spokes\w+|director|head|chief|attorney|prosecutor|officer|captain"
    r"|mayor|coroner|reporter|editor|sheriff|commander|president|minister|activist|monitor)\b"
    r"|, (?:AP|AFP|Reuters)\b)"
)
_TELLING = 2 * RARE
_SHORT = 5.0  # the rarity of words too short for the table
_NO_NAMES = frozenset(
    """
    about after all also an and are as at before but by during for from had has have he her here his how in inside into
    is it its near no not of on one or our out outside over she since so than that then there they this to two under
    until was we were when where which while who why will with you your
    academy advertisement agency airport apartments april area army arsonist assistant associated attorney august
    authority avenue base bay beach board bomb boulevard branch bridge brigade buy camp capital captain caption
    cathedral center central centre channel chief children church circuit city clinic club college colonel command
    commission commissioner common community company copyright coroner corporation council county court crime
    department deputy detective detectives director district division drive east eastern examiner february federal
    field fire force forces foundation free friday front full general governor governorate group heights high
    highway hill hills home homicide hospital hotel house image images inc inspector institute investigation island
    jail january journal judge july june justice king lake lane lieutenant lord magazine mall march market mayor
    medical memorial metro metropolitan middle minister ministry monday mosque mount movement municipal museum
    national network new news north northern november observatory october office officer old parish park party
    patrol photo place plaza police port post prefecture president press prince prison professor prosecutor province
    public queen red regional republic river road royal saint sam san santa saturday school secretary security
    senator september sergeant service services sheriff shopping society south southern special spokesman
    spokeswoman springs square staff state states station store street sunday superintendent superior supreme team
    television the their thursday times tower town township tribune tuesday twitter union unit united university
    upper valley victim video view village wednesday west western white witness year
    """.split()  # noqa: SIM905 (read as prose)
)
_AGE = re.compile(
    r"\b(\d{1,2})[- ](?:year|yr)s?[- ]olds?\b|(?<=[a-z]), (\d{1,2})(?=,|\.\s| and )|\b(?:aged?) (\d{1,2})\b"
)

_AFTER_COMMA = re.compile(r", \d")
_MAY_BE_AGE = re.compile(r", \d|[- ](?:year|yr)|aged? \d")  # what all ages have, found sooner


def people_in(text: str) -> frozenset[str]:
    """First and last names in small letters, as far as capitals tell: two words that are rare together, and that the
    text never has in small letters. Those who speak for others, or of what they saw, are left out: one officer or
    reporter tells of many happenings."""
    named: set[str] = set()
    speakers: set[str] = set()
    small: set[str] | None = None
    for match in _NAME.finditer(text):
        first, last = (match[1] + match[2]).lower(), match[3].lower()
        if not _may_name(first) or not _may_name(last) or _rarity(first) + _rarity(last) < _TELLING:
            continue
        if small is None:
            small = set(_SMALL.findall(text))
        if first not in small and last not in small:
            named.add(f"{first} {last}")
            if _SPEAKER.search(text[max(0, match.start() - 20) : match.start()]) or _SPEAKS.match(
                text[match.end(3) : match.end(3) + 80]
            ):
                speakers.add(f"{first} {last}")
    return frozenset(named - speakers)


def ages_in(text: str) -> frozenset[int]:
    """The ages of people that a text gives."""
    told = "year" in text or "age" in text or "yr" in text or _AFTER_COMMA.search(text)
    if not told or not _MAY_BE_AGE.search(text):
        return frozenset()
    return frozenset(int(age) for ages in _AGE.findall(text) for age in ages if age)


@lru_cache(maxsize=65536)
def _may_name(word: str) -> bool:
    return re.sub("['’]s$", "", word) not in _NO_NAMES


@lru_cache(maxsize=65536)
def _rarity(word: str) -> float:
    return rarity(stem_of(word)) if len(word) >= 4 else _SHORT
