"""Words by which somebody can be found or reached: what reaches them, positions, and the addresses of
houses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from recount.publishing.reached import ways_to_reach

_POSITION = re.compile(
    r"(?<!\w)\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}(?:\s?\d{2,5})?(?!\w)"
    r"|(?<![\w.])-?\d{1,3}\.\d{3,}\s*°?\s*[NSEW]?(?![\w.])|\d{1,3}°\s*\d{1,2}[′'](?:\s*[\d.]+[″\"])?\s*[NSEW]?"
    r"|(?<![\w.])\d{1,2}\.\d{2,}\s?°?\s?[NS]?[,;]?\s+\d{1,3}\.\d{2,}\s?°?\s?[EW]?(?![\w.])"
    r"|(?<!\w)[2-9CFGHJMPQRVWX]{4,8}\+[2-9CFGHJMPQRVWX]{2,3}(?!\w)|(?<!\w)///\w+\.\w+\.\w+"
)
"""Where something lies: grid references, degrees, codes of squares."""

_ARTICLE = r"(?:(?:al|el|as|ash|at|ad|an|ar|az)[-\s]\s?)"
_NAMED = rf"(?:{_ARTICLE}?[A-Z][^\W\d_]*(?:['’-][^\W\d_]+)*\.?\s+){{1,4}}"
_LANE = r"(?:(?:[Ss]treet|[Aa]venue|[Ll]ane|[Aa]lley|[Bb]oulevard)\b|(?:Ave|Blvd)\b\.?|St\b\.?(?!\s*[A-Z]))"
_WAY = rf"(?:{_LANE}|(?:[Rr]oad|[Ss]quare|[Hh]ighway)\b|Rd\b\.?)"
_CALLED = r"\b(?:[Cc]alle|[Cc]arrera|[Aa]venida|[Rr]ua|[Rr]ue|[Uu]litsa)\s+"
_BEHIND = rf"{_CALLED}(?:(?:de|del|da|do|la|al)[-\s]+){{0,2}}(?:[A-Z]\w+\s+){{0,3}}[A-Z]\w+"
_STREET = rf"(?:(?:{_NAMED}|\d{{1,3}}(?:st|nd|rd|th)\s+){_WAY}|{_BEHIND})"
_NUMBER = r"(?:(?:[Nn]o\.?|[Nn]umber|[Nn]r\.?|#)\s*)?(?!(?:19|20)\d\d\b)\d{1,4}(?:[-/]\d{1,4})?[a-zA-Z]?"
_AT = r"(?:in|on|at|near|of|off|by|beside|opposite|behind|from|to|where|when|was|and)\b"
_ENDS = rf"\b(?!\.\d)(?!\s+(?!{_AT})[a-z])"  # a number of people or of kilometres is none of a house
_ROOM = (
    r"\b(?:[Ff]lat|[Aa]partment|[Aa]pt|[Rr]oom|[Ff]loor|[Hh]ouse|[Bb]uilding|[Bb]ldg|[Bb]lock|[Vv]illa|[Ss]taircase"
    r"|[Ee]ntrance|[Uu]nit|[Ss]uite)\b\.?\s*"
)
_ORDINAL = r"\b(?:\d{1,2}(?:st|nd|rd|th)|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ff]ifth|[Ss]ixth|[Ss]eventh|[Tt]op)"
_JOINT = r"\s*,?\s*(?:(?:of|in|on|at|off|and)\s+)?(?:the\s+)?"
_HOUSE = rf"{_ROOM}{_NUMBER}{_ENDS}"
_STOREY = rf"{_ORDINAL}[\s-]+[Ff]loor\b"
_HOUSED = rf"(?:{_HOUSE}|{_STOREY})"
_ADDRESS = re.compile(
    rf"{_HOUSED}(?:{_JOINT}{_HOUSED})*{_JOINT}(?:{_NUMBER},?\s+)?{_STREET}(?:,?\s*{_NUMBER}{_ENDS})?"
    rf"|(?<![\w.,]){_NUMBER},?\s+{_STREET}(?:{_JOINT}{_HOUSED})*"
    rf"|\b{_STREET},?\s*{_NUMBER}{_ENDS}(?:{_JOINT}{_HOUSED})*"
    rf"|\b{_STREET}(?:{_JOINT}{_HOUSED})+"
    rf"|\b(?:[Cc]orner|[Cc]rossing|[Jj]unction)\s+of\s+(?:the\s+)?{_STREET}(?:\s+(?:and|with)\s+{_STREET})?"
    rf"|{_CALLED}{_NUMBER}\s+{_NUMBER}{_ENDS}"
    rf"|{_STOREY}(?:{_JOINT}{_HOUSED})+|{_HOUSE}(?:{_JOINT}{_HOUSED})*"
    r"|\bP\.?\s?O\.?\s?[Bb]ox\s+\d+"
)
"""A house by its number, in whatever order: "12 Orchard Street", "Orchard Street 12", "flat 4 of building 7"."""

_ALONE = re.compile(rf"\b{_NAMED}{_LANE}(?!\s+[A-Z])|{_BEHIND}")
_LAST = re.compile(rf"(?i)\b(?:street|avenue|lane|alley|boulevard|blvd|st\.?|ave\.?)$|^{_CALLED}")


def addresses(text: str, *, streets: bool) -> Iterator[tuple[int, int]]:
    """Where a text says how somebody is found or reached; with `streets` also where it names a street without a
    house."""
    yield from ways_to_reach(text)
    for some in (_POSITION, _ADDRESS, *((_ALONE,) if streets else ())):
        for match in some.finditer(text):
            words = match[0].rstrip(" ,")
            yield match.start(), match.start() + len(words)


def is_address(name: str, *, streets: bool = True) -> bool:
    """Whether a place is called by its house, or with `streets` by its street: nearer than a village or a quarter.

    >>> [is_address(name) for name in ("al-Nil Street", "Building 7", "Tel Nour", "the Hill quarter")]
    [True, True, False, False]
    """
    return bool((streets and _LAST.search(name.strip())) or _ADDRESS.search(name))
