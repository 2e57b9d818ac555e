"""Texts given in full under a speaker's name: communiqués of monitored radios, recordings, press conferences.

Monitoring services mark them in brackets, "[COMMUNIQUE] [GENERAL COMMAND] [TEXT] …", "[REPORTER] … [CERDA] …", and
ministries in capitals at the head of a line, "MINISTER TEL: …".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from recount.model import Span

_GIVEN = (
    r"COMMUNIQU[EÉ]|STATEMENT|SPEECH|ADDRESS|MESSAGE|LETTER|DECLARATION|PROCLAMATION|NEWS CONFERENCE|PRESS CONFERENCE"
)
_HEADER = re.compile(rf"\[(?:{_GIVEN})\]\s*\[([^\[\]]{{2,120}})\]")
_HEADER_BY = re.compile(rf"\[(?:{_GIVEN})\b[^\[\]]{{0,60}}?\sBY\s+([^\[\]]{{2,80}}?)(?=\]|,|\s(?:IN|AT|ON|TO)\s)")
_TURN = re.compile(r"(?:(?<=\n)|(?<=\] )|(?<=\]\n)|(?<=\s{2}))\s*\[([A-Z][A-Z .'’-]{2,40})\](?=\s)")
_LINE = re.compile(r"^((?:[A-Z][A-Z.'’-]+ ){0,3}[A-Z][A-Z.'’-]{2,}):(?=\s)", re.MULTILINE)
_REPORTER = re.compile(r"\[(?:REPORT|COMMENTARY|EDITORIAL|ARTICLE|STATION COMMENTARY)\]\s*\[([^\[\]]{2,80})\]")
_RECORDED = re.compile(r"\[(?:REPORTER|QUESTION|MODERATOR|BEGIN\s+RECORDING)\]")
_END = re.compile(r"\[END\s+RECORDING\]")
_ASKING = re.compile(r"\b(?:REPORTERS?|QUESTION|MODERATOR|ANNOUNCER|INTERVIEWER|CORRESPONDENT|UNIDENTIFIED|SPEAKER)\b")
_NOBODY = re.compile(
    r"\b(?:TEXT|EXCERPTS?|CONTINUED|INDISTINCT|OMITTED|RECORDING|COMMUNIQU[EÉ]|REPORT|SUMMARY|EDITORIAL|COMMENTARY|SIGNED|PASSAGE|WORDS?|"
    r"VIDEO|AS HEARD|AS RECEIVED|SPEECH|STATEMENT|ARTICLE|DATED|SIC)\b"
)
_HEAD = 900
_MOST_TURNS = 500


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says at a stretch: where name and words stand; no name for a reporter's question."""

    name: Span | None
    content: Span


def turns_in(text: str) -> tuple[Turn, ...]:
    """The turns of a text that is, or holds, a transcript; none for other texts."""
    marks: list[tuple[int, int, Span | None]] = []
    header = _HEADER.search(text, 0, _HEAD) or _HEADER_BY.search(text, 0, _HEAD)
    if header is not None and not _NOBODY.search(header.group(1)):
        marks.append((header.start(), header.end(), Span(*header.span(1))))
    if _RECORDED.search(text):
        reporter = _REPORTER.search(text, 0, _HEAD)
        asked = reporter.start(1) - 1 if reporter is not None else -1
        turns = (m for m in _TURN.finditer(text) if not _NOBODY.search(m.group(1)) and _opens(text, m.start(1) - 1))
        marks += [(m.start(), m.end(), _name(m)) for m in turns if m.start(1) - 1 != asked]
        marks += [(m.start(), m.end(), None) for m in _END.finditer(text)]
    if sum(map(str.islower, text[:4000])) > 100:
        lines = [m for m in _LINE.finditer(text) if not _NOBODY.search(m.group(1))]
        marks += [(m.start(), m.end(), _name(m)) for m in lines] if len(lines) > 1 else []
    marks = sorted(marks, key=lambda mark: mark[0])[:_MOST_TURNS]
    if not marks:
        return ()
    ends = [start for start, _, _ in marks[1:]] + [len(text)]
    return tuple(Turn(name, Span(first, max(first, last))) for (_, first, name), last in zip(marks, ends, strict=True))


def _opens(text: str, bracket: int) -> bool:
    """Whether a bracket follows a full stop or another bracket, and does not spell out a name: "the FMLN [FRONT …]"."""
    before = text[max(0, bracket - 40) : bracket].rstrip()
    return not before or before[-1] in '.?!]:-"' or "\n\n" in text[max(0, bracket - 8) : bracket]


def _name(found: re.Match[str]) -> Span | None:
    return None if _ASKING.search(found.group(1)) else Span(*found.span(1))
