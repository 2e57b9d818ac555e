"""The head of a report: its title, the title told again, and the line that says who sent it, from where and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recount.model import Label, LabelKind, Span
from recount.reading.dates import full_dates
from recount.reading.furniture import AGENCIES
from recount.reading.layout import Word, words_of

_MAX_TITLE = 240
_HEAD = 700  # characters of a paragraph in which a head can run on
_SITE_NAME = re.compile(r"\s+(?:\||»|::)\s.{2,80}$|(?:\s[-–—]\s(?:[A-Z][\w'’]*\s?){1,4}){1,4}$")
_SITE_FIRST = re.compile(r"^(?:[A-Z][\w'’]*\s?){1,3}(?:Agency|News|Times|Online|Press)\s[-–|]\s")

_NAME = r"[^\W\d_][\w'’.-]*"
_CAPS = r"[A-Z][A-Z'’.-]+"
_BRACKETS = rf"(?:\s*\[[^\]\n]{{2,200}}(?:\n[^\]]{{0,120}})?\])"
_AGENCY = rf"(?:{AGENCIES})"
_DAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    r"(?:\d{1,2}\s+(?:[A-Z]{3,9}|[A-Z][a-z]{2,8})\.?|(?:[A-Z]{3,9}|[A-Z][a-z]{2,8})\.?\s+\d{1,2})(?:,?\s+(?:\d{4}|\d{2}))?"
)
# "SAN SALVADOR, 16 MAR 89 (CANAL DOCE TELEVISION) -- [TEXT]"
_WIRE = re.compile(
    rf"(?:{_CAPS}[ ,]{{0,2}}){{1,5}}(?:\((?:{_CAPS}[ ,]?){{1,3}}\))?,?\s*(?:{_DAY}|NO DATE)\s*(?:\([^()]{{2,80}}\))?\s*"
    rf"(?:--|[–—-])\s*{_BRACKETS}{{0,4}}",
)
# "BEIRUT (Reuters) - ", "MOSCOW October 18 (RIA Novosti) -", "DAMASCUS, (SANA) 5 March 2013 -", "ALEPPO, Syria, June 5 - "
_PLACE = (
    rf"(?:{_CAPS}(?:[ /-]{_CAPS}){{0,3}}|[A-Z][a-z]+(?:[ /-][A-Z][a-z]+){{0,2}})(?:,\s[A-Z][\w.]+(?:\s[A-Z][\w.]+)?)?"
)
_CITY = re.compile(
    rf"(?P<place>{_PLACE}),?\s*(?P<day1>{_DAY})?,?\s*(?P<agency>\([^()]{{2,40}}\)|{_AGENCY}\b)?,?\s*(?P<day2>{_DAY})?\s*"
    r"(?P<dash>--|[–—_|-](?=\s)|:(?=\s))?\s*(?P<next>[\"“'‘(\[]?\w)"
)
_AGENCY_ONLY = re.compile(rf"\(?(?:{_AGENCY})\)?(?:/{_AGENCY})?\s*(?:--|[–—_-])\s+(?=\S)")
_MARKS = re.compile(
    r"(?:date of publication|(?:first )?published(?: on| at)?|posted(?: on| at)?|last updated?(?: at| on)?|updated?(?: at| on)?|title)\s*:?\s*"
    r"(?=\S)",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(
    r"\s*(?:at\s)?(?:\d{1,2}:?\d{2}(?::?\d{2})?\b\s*(?:[AaPp]\.?[Mm]\b\.?|GMT|UTC|KSA|BST|EST|EDT)?|\(updated[^)]{0,40}\)|\))"
    r"|\s*Get short URL(?:\s+\d{1,6}){0,4}\b"
    r"|\s*Topic\s[^()]{3,80}\(\d{1,4}\)(?:\s+\d{1,7})?"
    r"|\s*(?:Print|Tweet|Share|Email)\b(?=\s(?:Print|Tweet|Share|Views|[A-Z0-9]))|\s*Views\s\d{1,7}\b"
    r"|\s*by\s(?:[A-Z][\w'’-]+\s?){1,4}?(?=\s(?:[A-Z]\w+\s[a-z]|At\s|A\s|An\s|The\s)|\s*$)"
    r"|\s*(?:Regional|Politics|World|Region)\s+(?=[A-Z]{2,6}\s-\s)",
)
_STARTERS = frozenset(
    "a an the at in on two three four five six seven eight nine ten dozens hundreds several some".split()
)


def title_span(text: str, first: Span, given: str | None, lead_follows: bool) -> Span | None:
    """The title in a text's first paragraph, its site's name left out; None where the paragraph is no title.

    A given title counts where the paragraph says it; otherwise a short line without a full stop, with a longer
    paragraph after it, is one.
    """
    line = first.of(text)
    if "\n" in line or len(line) > _MAX_TITLE:
        return None
    same = given is not None and [w.form for w in words_of(given)] == [w.form for w in words_of(line)]
    if not same and not (lead_follows and looks_like_headline(line) and dateline_end(text, first) is None):
        return None
    start = m.end() if (m := _SITE_FIRST.match(line)) is not None else 0
    cut = m.start() if (m := _SITE_NAME.search(line, start)) is not None and m.start() - start >= 20 else len(line)
    return Span(first.start + start, first.start + cut)


def looks_like_headline(line: str) -> bool:
    """A line of four to twenty-four words, no full stop in or after it, opening with a capital, a figure or a quotation."""
    words = line.split()
    if not 4 <= len(words) <= 24 or len(line) > _MAX_TITLE or "\n" in line:
        return False
    opens = line.lstrip("\"'“‘‹«")[:1]
    return (opens.isupper() or opens.isdigit()) and not re.search(r"[.!?:;,…][\"”’']?$|[a-z]{2}[.!?]\s+[A-Z]", line)


def repeat_end(text: str, title: Sequence[Word], span: Span) -> int | None:
    """Where the title ends that is told again at the start of `span`; None where it is not.

    The head of a story often lost its line ends, so the repeat runs straight into the first sentence; a title
    that was shortened ("… : monitor" for "… : monitoring group") is followed to its full stop if that is near.
    """
    if len(title) < 3:
        return None
    said = words_of(text, span.start, span.end, limit=len(title) + 8)
    same = 0
    while same < min(len(title), len(said)) and title[same].form == said[same].form:
        same += 1
    if same < max(3, round(0.75 * len(title))):
        return None
    end = said[same - 1].span.end
    stop = re.compile(r"[^.!?\n]{0,40}?[.!?](?=\s|$)").match(text, end, span.end)
    if stop is not None and len(words_of(text, end, stop.end())) <= 4:
        return stop.end()
    ahead = [w.form for w in said[same : same + 3]]
    for i, form in enumerate(ahead[1:], start=1):
        if form in _STARTERS and said[same + i].span.of(text)[0].isupper() and ahead[0] not in _STARTERS and i < 3:
            return said[same + i - 1].span.end if same == len(title) and i == 1 and ahead[0].isalpha() else end
    return end


def dateline_end(text: str, span: Span) -> int | None:
    """Where the dateline ends that opens `span` ("BEIRUT (Reuters) - "); None where none does."""
    wire = _WIRE.match(text, span.start, min(span.end, span.start + _HEAD))
    if wire is not None:
        return wire.end()
    alone = _AGENCY_ONLY.match(text, span.start, span.end)
    if alone is not None:
        return alone.end()
    m = _CITY.match(text, span.start, min(span.end, span.start + 200))
    if m is None:
        return None
    agency, dash, dated = m["agency"], m["dash"], m["day1"] or m["day2"]
    shouted = m["place"].split(",")[0].isupper() and len(m["place"]) > 3
    opens = m["next"].lstrip("\"“'‘([")
    known = agency is not None and re.fullmatch(rf"\(?{_AGENCY}\)?", agency.strip(), re.IGNORECASE) is not None
    if dash == ":" and not (shouted and known):
        return None
    if (
        (known and (dash or (opens.isupper() and (shouted or "(" in (agency or "")))))
        or (dash and (agency or dated or dash != "-") and (shouted or (agency and dated)))
        or (dash and shouted and dash != ":")
    ):
        return m.start("next")
    return None


def sender_label(text: str, span: Span) -> Label | None:
    """The line before the story that says who sent it and when, at the start of `span`: "AFP Monday 24 Oct 2016",
    "Published April 29 2017", "06.04.2017Get short URL 185". None where the story begins at once."""
    start = span.start
    if (mark := _MARKS.match(text, start, span.end)) is not None and _sentence_does_not_open(text, mark.end()):
        start = mark.end()
    end = dateline_end(text, Span(start, span.end))
    if end is None and (end := _dated_head(text, start, span.end)) is None:
        if start == span.start:
            return None
        end = start
    while (more := _AFTER_DATE.match(text, end, span.end)) is not None and more.end() > end:
        end = more.end()
    return Label(LabelKind.DATELINE, Span(span.start, end), "says who sent the report, from where or when")


def _dated_head(text: str, start: int, end: int) -> int | None:
    """The end of a date that stands at `start` or behind words that are all names or figures."""
    for found in full_dates(text, start, min(end, start + 110))[:1]:
        before = text[start : found.span.start].split()
        if (
            len(before) <= 9
            and all(word[0].isupper() or not word[0].isalpha() for word in before)
            and not any(word.endswith(".") and len(word) > 3 for word in before)
        ):
            return found.span.end
    return None


def _sentence_does_not_open(text: str, at: int) -> bool:
    return (
        bool(full_dates(text, at, at + 40))
        or text[at - 1 : at].isspace()
        and text[max(0, at - 7) : at].lower().startswith("title")
    )


def standfirst_break(text: str, span: Span) -> Label | None:
    """A sender's line between a standfirst and its story: "… in Damascus AFP Tuesday 6 Aug 2013 A bomb …",
    "… in Tabqa Operation MOSCOW (Sputnik) The …"."""
    window = min(span.end, span.start + 900)
    for m in re.compile(
        rf"\b(?:{_AGENCY}\s+(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s\d)|{_CAPS}(?:\s{_CAPS})?\s\({_AGENCY}\)\s)"
    ).finditer(text, span.start, window):
        label = sender_label(text, Span(m.start(), span.end))
        if label is not None and text[label.span.end : label.span.end + 3].strip()[:1].isupper():
            return label
    return None
