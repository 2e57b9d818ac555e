"""Text cut into words, as the English treebanks of Universal Dependencies cut it.

"Turkey's military couldn't reach al-Bab." is Turkey | 's | military | could | n't | reach | al | - |
Bab | . Clitics and hyphenated parts are words of their own; abbreviations, numbers, dates and
addresses stay whole. Wire copies lose apostrophes, so "dont" is do | nt as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Piece(NamedTuple):
    """A word and where it stands in the text."""

    text: str
    start: int
    end: int


ABBREVIATIONS = frozenset(
    [
        "Mr",
        "Mrs",
        "Ms",
        "Messrs",
        "Dr",
        "Prof",
        "Rev",
        "Hon",
        "St",
        "Mt",
        "Ft",
        "Lt",
        "Gen",
        "Col",
        "Maj",
        "Capt",
        "Cmdr",
        "Cdr",
        "Sgt",
        "Brig",
        "Cpl",
        "Pvt",
        "Adm",
        "Gov",
        "Sen",
        "Sens",
        "Rep",
        "Reps",
        "Pres",
        "Jr",
        "Sr",
        "Inc",
        "Corp",
        "Co",
        "Ltd",
        "Bros",
        "Ave",
        "Blvd",
        "Rd",
        "Dept",
        "Univ",
        "Attn",
        "approx",
        "vs",
        "etc",
        "Jan",
        "Feb",
        "Aug",
        "Sept",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
        "Tues",
        "Thurs",
        "Ph",
        "esp",
        "ext",
        "est",
        "eg",
        "ie",
        "ca",
        "Mlle",
        "Mme",
        "Vol",
        "vol",
        "pp",
    ]
)
_PREFIXES = (
    "anti|co|counter|cross|e|ex|inter|intra|mid|mini|micro|multi|neo|non|over|post|pre|pro|pseudo"
    "|quasi|re|semi|socio|sub|ultra"
)
_JOINED = {
    "cannot": 3, "gonna": 3, "wanna": 3, "gotta": 3, "gimme": 3, "lemme": 3, "lotta": 3,
    "alot": 1, "im": 1, "ive": 1, "youre": 3, "youve": 3, "theyre": 4, "theyve": 4, "weve": 2, "thats": 4,
    "whats": 4, "theres": 5, "hes": 2, "shes": 3,
}  # fmt: skip
for _stem in [
    "do",
    "does",
    "did",
    "is",
    "was",
    "were",
    "are",
    "has",
    "have",
    "had",
    "could",
    "would",
    "should",
    "ca",
    "wo",
    "ai",
]:
    _JOINED[_stem + "nt"] = len(_stem)

_LETTER = r"[\w\u0300-\u036f\u0610-\u061a\u064b-\u065f\u00ad\u200c\u200d]"
_ABBREVIATED = "|".join(sorted(ABBREVIATIONS, key=len, reverse=True))
_UNIT = r"(?:am|pm|a\.m\.|p\.m\.|AM|PM|km|kg|mm|cm|lbs?|mph|bn|m|ft|nm|MW|GB|MB|hrs?|mins?)(?!\w)"
_DOMAIN = r"(?:com|org|net|gov|edu|mil|info|co\.uk|ac\.uk|sy|tr|ru|html?|doc|pdf|xls)"
_PATTERN = re.compile(
    rf"""
    (?P<address>
        (?:https?|ftp)://[^\s<>"“”]{{1,2000}} | www\.[^\s<>"“”]{{1,2000}}
      | [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,8}}
      | (?:[A-Za-z][\w-]{{0,62}}\.){{1,6}}{_DOMAIN}(?!\w)(?:/[^\s<>"“”]{{0,2000}})?
    )
  | (?P<whole>
        (?:[A-Za-z]\.){{2,8}}(?:[A-Z](?!\w))?
      | (?:{_ABBREVIATED})\.(?!\.)
      | (?:Ph\.D|M\.Sc|Ph\.d)\.?
      | [A-HJ-Z]\.(?=\s+[A-Z])
      | No\.(?=\s+\d) | (?<=\bet\ )al\. | [cp]\.(?=\s+\d)
      | [A-Z]{{1,3}}&[A-Z]{{1,3}}(?!\w)
      | \d{{3}}-\d{{3}}-\d{{4}}(?!\d) | \d{{3}}-\d{{4}}(?!\d) | 1-\d{{3}}-\d{{3}}-\d{{4}}(?!\d)
      | \d{{4}}-\d\d-\d\d(?!\d) | \d{{1,2}}-\d{{1,2}}-(?:\d{{4}}|\d\d)(?!\d)
      | \d{{1,3}}(?:,\d{{3}}){{1,9}}(?:\.\d{{1,20}})?(?!\w)
      | \d{{1,20}}(?:[.:/]\d{{1,20}}){{1,9}}(?!\w)
      | \d{{1,20}}(?:[.,:]\d{{1,20}}){{0,9}}(?={_UNIT})
      | \d{{1,20}}['’]s(?!\w) | ['’]\d\ds?(?!\w) | ['’](?:em|til|cause|s|ll|re|ve)(?!\w)
      | \.\d{{1,20}}(?!\w)
      | (?:[wWcCnN]/[oOaA]|[bB]/[cC])(?!\w) | [a-z]{{2,30}}(?:\.[a-z-]{{2,30}}){{2,8}}(?!\w) | US\$ | (?:[A-Z]{{1,3}})\$
      | (?:{_PREFIXES}|{_PREFIXES.title()})-{_LETTER}{{1,40}}(?!['’\w])
      | [:;=][-o]?[)(DPp/](?=\s|$)
    )
  | (?P<word> {_LETTER}{{1,100}}(?:['’]{_LETTER}{{1,100}}){{0,3}} )
  | (?P<mark> \.{{2,}} | …\.* | [-–—]{{2,}} | [!?]{{2,}} | '' | `` | ’’ | ‘‘ | ‘’ | \+{{2,}}
      | \^_\^ | \*{{2,}} | ={{2,}}
      | _{{2,}} | ~{{2,}} | \#{{2,}} | <{{2,}} | >{{2,}} | \S )
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"(?:(?<=\w)n['’]t|['’](?:s|ll|re|ve|m|d))$", re.IGNORECASE)
_TRAILING = ".,;:!?)]}>'\"’”"


def words(text: str, start: int = 0, end: int | None = None) -> Iterator[Piece]:
    """The words of `text[start:end]` in order, with offsets into `text`."""
    for found in _PATTERN.finditer(text, start, len(text) if end is None else end):
        kind, at, past = found.lastgroup, found.start(), found.end()
        form = found.group()
        if kind == "word":
            if "'" in form or "’" in form:
                yield from _without_clitics(form, at)
                continue
            cut = _JOINED.get(form.lower()) if len(form) < 9 else None
            if cut:
                yield Piece(form[:cut], at, at + cut)
                yield Piece(form[cut:], at + cut, past)
                continue
        elif kind == "address":
            yield from _without_trail(form, at)
            continue
        yield Piece(form, at, past)


def _without_clitics(form: str, at: int) -> list[Piece]:
    parts: list[Piece] = []
    while (found := _CLITIC.search(form)) and found.start() > 0:
        cut = found.start()
        parts.append(Piece(form[cut:], at + cut, at + len(form)))
        form = form[:cut]
    parts.append(Piece(form, at, at + len(form)))
    return parts[::-1]


def _without_trail(form: str, at: int) -> list[Piece]:
    """An address without the stop or bracket that closes its sentence."""
    kept = form.rstrip(_TRAILING)
    if not kept:
        kept = form
    parts = [Piece(kept, at, at + len(kept))]
    parts += [Piece(c, at + i, at + i + 1) for i, c in enumerate(form) if i >= len(kept)]
    return parts
