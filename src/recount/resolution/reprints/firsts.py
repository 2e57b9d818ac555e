"""Which of two texts came first and why, and whose copy a text says it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from recount.model import Document, LabelKind

_HEAD = 400  # characters of the body in which a byline stands
_TAIL = 160

# Agencies whose copy other outlets print, by the name that the built-in actors know each by.
_AGENCIES = {
    "Agence France-Presse": r"AFP|Agence France[ -]Presse",
    "Associated Press": r"AP|Associated Press",
    "Reuters": r"Reuters|REUTERS|Thomson Reuters",
    "Anadolu Agency": r"AA|Anadolu(?: Agency)?|Anatolia News Agency",
    "SANA": r"SANA|Syrian Arab News Agency",
    "RIA Novosti": r"RIA Novosti|RIA",
    "Interfax": r"Interfax|INTERFAX",
    "TASS": r"(?:Itar|ITAR)-(?:Tass|TASS)|TASS",
    "Sputnik": r"Sputnik|SPUTNIK",
    "Xinhua": r"Xinhua|XINHUA",
    "EFE": r"EFE",
    "ACAN-EFE": r"ACAN[ -]{1,3}EFE|ACAN",
    "Deutsche Presse-Agentur": r"DPA|dpa|Deutsche Presse-Agentur",
    "ANSA": r"ANSA",
    "United Press International": r"UPI|United Press International",
    "Tasnim": r"Tasnim(?: News Agency)?",
    "Fars News Agency": r"FNA|Fars News(?: Agency)?|FARS",
    "IRNA": r"IRNA",
    "National News Agency of Lebanon": r"NNA",
    "Petra News Agency": r"Petra",
    "Saudi Press Agency": r"SPA|Saudi Press Agency",
    "WAFA": r"WAFA",
    "Press Trust of India": r"PTI|Press Trust of India",
    "Indo-Asian News Service": r"IANS|Indo-Asian News Service",
    "Kyodo News": r"Kyodo(?: News)?|KYODO",
    "Yonhap": r"Yonhap|YONHAP",
}
_NAME = "|".join(f"(?P<a{n}>{names})" for n, names in enumerate(_AGENCIES.values()))
_NAMED = re.compile(rf"(?<![\w/-])(?:{_NAME})(?![\w'’-])")
_CREDIT = re.compile(
    rf"\((?:source:? |via |with )?(?:{_NAME})\)"
    rf"|\b[Bb]y (?:[A-Z][\w.'’-]+,? ){{1,4}}(?:of )?(?:[Tt]he )?(?:{_NAME.replace('?P<a', '?P<b')})\b"
    rf"|^(?:{_NAME.replace('?P<a', '?P<c')})\s*(?:[-–—:|]|\n)"
)
# "QUAY SAAR (Northern Wire) - ": whoever stands there, known or not, has the story from there.
_DATELINE = re.compile(
    r"^\W{0,3}(?:[A-Z][\w.'’/-]{0,30}[, ]{1,2}){0,6}"
    r"\((?P<name>[A-Z][\w.&'’-]{1,30}(?: [A-Z][\w.&'’-]{1,30}){0,3})\)\s?[-–—]{1,2}\s",
    re.MULTILINE,
)
_NOBODY = frozenset({"agencies", "photo", "photos", "picture", "video", "update", "updated", "exclusive", "opinion"})
_TAILED = re.compile(rf"(?:[-–—]\s?|\(|[Ss]ource:?\s|[Vv]ia\s)(?:[Tt]he )?(?:{_NAME})[.)\]]*\s*$")
# "A checkpoint is seen near the river, June 6 (Northern Wire)": whose picture it is, not whose story.
_OF_PICTURE = re.compile(
    r"(?:photo|picture|video) $|\b(?:(?:is|are|was|were) (?:seen|pictured|shown)|pictured|seen here)\b[^.!?\n]*$"
    r"|\b(?:(?:in|on) this (?:[a-z]+ )?(?:photo|picture|image)|file (?:photo|picture))\b[^.!?\n]*\.?\s*$",
    re.IGNORECASE,
)
_LATER_VERSION = re.compile(
    r"^\W*(?:update\s?\d{0,2}\b|updated?\s?:|correct(?:s|ed|ion)\b|refil(?:es|ed)\b|\(?adds\b|recasts\b|wrap(?:up)?\s?\d)",
    re.IGNORECASE,
)
_CORRECTED = re.compile(r"\((?:updates|corrects|adds|refiles|recasts)\b[^)]{1,120}\)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Credit:
    """An agency whose copy a report is, and the report's words that say so."""

    agency: str
    words: str


def agency_of(document: Document) -> str | None:
    """The agency whose copy a report is by its own word; see `credit_of`."""
    found = credit_of(document)
    return found.agency if found is not None else None


def credit_of(document: Document) -> Credit | None:
    """What a report says of whose copy it is: its dateline, its byline, its last line, or its outlet.

    An agency that is not known by name counts where it stands in a dateline's brackets. "Agencies" and "with input
    from" several are nobody's copy. A photo's credit or "told Reuters" says nothing.
    """
    if document.outlet and (own := _whole(document.outlet)):
        return Credit(own, document.outlet)
    for label in document.labels:
        if label.kind is LabelKind.DATELINE and (found := _NAMED.search(label.span.of(document.text)[:200])):
            return Credit(_name(found), label.span.of(document.text)[: max(80, found.end())])
    spans = [span for passage in document.passages for span in passage]
    start = spans[0].start if spans else 0
    head = document.text[start : start + _HEAD]
    # A credit stands in brackets, after "by", or first of all: most heads need not be searched.
    search = _CREDIT.search if "(" in head or "by " in head or "By " in head else _CREDIT.match
    found = search(head)
    if found is not None and _OF_PICTURE.search(head[: found.start()]):
        found = _CREDIT.search(head, found.end())
    if found is not None and not _OF_PICTURE.search(head[: found.start()]):
        return Credit(_name(found), found[0])
    if found := _TAILED.search(document.text[-_TAIL:]):
        return Credit(_name(found), found[0])
    head = document.text[:_HEAD]
    credited = _DATELINE.search(head) if "(" in head else None
    if credited is None or credited["name"].casefold() in _NOBODY:
        return None
    return Credit(credited["name"], credited[0])


class Standing(NamedTuple):
    """Where a text stands among those that say the same: what came first is smallest.

    First the day of publication, undated last; on one day the corrected version after what it corrects, an agency's
    own page before the outlets that credit it, these before those that credit nobody, then the longer, uncut text.
    """

    first: date
    last: date
    version: int
    credit: int
    cut: int
    report: str

    @classmethod
    def of(cls, document: Document, words: int, agency: str | None) -> Standing:
        """A report's standing; `words` are those that it is compared by."""
        published = document.published
        own = agency is not None and document.outlet is not None and _whole(document.outlet) == agency
        known = agency in _AGENCIES  # of another the own page can't be told from an outlet's
        return cls(
            first=published.first or published.last or date.max,
            last=published.last or date.max,
            version=int(_is_later_version(document)),
            credit=0 if own else 1 if known else 2,
            cut=-words,
            report=document.id,
        )

    @property
    def rank(self) -> tuple[int, int, int]:
        """What orders the prints of one day: version, credit, and how little is cut."""
        return self.version, self.credit, self.cut

    def line(self) -> str:
        """Itself as a line of text, for keeping."""
        numbers = f"{self.version}|{self.credit}|{self.cut}"
        return f"{self.first.isoformat()}|{self.last.isoformat()}|{numbers}|{self.report}"

    @classmethod
    def from_line(cls, line: str) -> Standing:
        """The standing that a line was made of."""
        first, last, version, credit, cut, report = line.split("|", 5)
        return cls(date.fromisoformat(first), date.fromisoformat(last), int(version), int(credit), int(cut), report)

    def why_before(self, other: Standing) -> str:
        """Why this text is held to have come before another that says the same."""
        if (self.first, self.last) != (other.first, other.last):
            return f"published {_days(self)}, the other {_days(other)}"
        known = f"both published {_days(self)}" if self.first != date.max else "both undated"
        if self.version != other.version:
            return f"{known}; the other says that it is an update or a correction"
        if self.credit != other.credit:
            own = "it is the agency's own" if self.credit == 0 else "it credits an agency, the other doesn't"
            return f"{known}; {own}"
        if self.cut != other.cut:
            words = f"{-self.cut} words in full sentences, the other {-other.cut}"
            return f"{known}; it is the longer, uncut text ({words})"
        return f"{known}; nothing else tells them apart"


def report_order(document: Document) -> tuple[date, date, str]:
    """The order in which reports came out: by first and last possible day of publication, undated ones at the end."""
    published = document.published
    return published.first or published.last or date.max, published.last or date.max, document.id


def _days(standing: Standing) -> str:
    if standing.first == date.max:
        return "on no known day"
    if standing.first == standing.last:
        return f"on {standing.first}"
    return f"from {standing.first} on" if standing.last == date.max else f"{standing.first} to {standing.last}"


def _is_later_version(document: Document) -> bool:
    title = document.title or document.text[:120]
    return bool(_LATER_VERSION.match(title) or _CORRECTED.search(document.text[:_HEAD]))


@lru_cache(maxsize=4096)
def _whole(outlet: str) -> str | None:
    """The agency that an outlet is, if it is one."""
    found = _NAMED.fullmatch(outlet.strip()) or _NAMED.fullmatch(outlet.strip().upper())
    if found is None:
        return next((name for name in _AGENCIES if name.casefold() == outlet.strip().casefold()), None)
    return _name(found)


def _name(found: re.Match[str]) -> str:
    group = next(name for name, words in found.groupdict().items() if words is not None)
    return list(_AGENCIES)[int(group[1:])]
