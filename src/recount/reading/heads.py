"""The head of a report: its title, the title told again, and the line that says who sent it, from where and when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from recount.model import Label, LabelKind, Span
from recount.reading.dates import MONTH_NAMES, full_dates
from recount.reading.furniture import AGENCIES
from recount.reading.layout import Word, words_of

_MAX_TITLE = 240
_HEAD = 700  # characters of a paragraph in which a head can run on
_SITE_WORD = (
    r"(?:News|Online|Times|Post|Daily|Today|Herald|Tribune|Press|Journal|Agency|Sun|TV|Radio|\w+\.(?:com|org|net))"
)
# "… | Jordan Times", "… - Region - World - Ahram Online"; not "… - Reports", which is the headline's own
_SITE_NAME = re.compile(
    r"\s+(?:\||»|::)\s.{2,80}$|(?:\s[-–—]\s(?:[A-Z][\w'’]*\s?){1,4}){2,4}$"
    rf"|\s[-–—]\s(?=[^–—]{{0,60}}\b{_SITE_WORD}\b)[^–—]{{2,80}}$"
)
_SITE_FIRST = re.compile(r"^(?:[A-Z][\w'’]*\s?){1,3}(?:Agency|News|Times|Online|Press)\s[-–|]\s")
_CAPS = r"[A-Z][A-Z'’.-]+"
_MONTH = rf"(?i:{MONTH_NAMES})\b\.?"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_DAY = rf"(?:(?i:{_WEEKDAY}),?\s)?(?:\d{{1,2}}\s{_MONTH}|{_MONTH}\s\d{{1,2}})(?:,?\s(?:\d{{4}}|\d{{2}})\b)?"
_AGENCY = rf"(?:{AGENCIES})"
# "SAN JUAN, 4 JUN 90 (CANAL NUEVE RADIO) -- [TEXT]"
_WIRE = re.compile(
    rf"(?:{_CAPS}[ ,]{{1,2}}){{1,5}}(?:\((?:{_CAPS}[ ,]?){{1,3}}\))?,?\s?(?:{_DAY}|NO DATE)"
    r"\s{0,2}(?:\([^()]{2,80}\))?\s{0,2}(?:--|[–—-])\s{0,2}(?:\s?\[[^\]]{2,300}\]){0,4}",
)
# "BEIRUT (Reuters) - ", "MOSCOW October 18 (RIA Novosti) -", "DAMASCUS, (SANA) 5 March 2013 -"
_TOWN = rf"(?:{_CAPS}(?:[ /-]{_CAPS}){{0,3}}|[A-Z][a-z]+(?:[ /-][A-Z][a-z]+){{0,2}})"
_PLACE = _TOWN + r"(?:,\s[A-Z][\w.]{1,20}(?:\s[A-Z][\w.]{1,20})?)?"
_CITY = re.compile(
    rf"(?P<place>{_PLACE}),?\s{{0,2}}(?P<day1>{_DAY})?,?\s{{0,2}}(?P<agency>\([^()]{{2,40}}\)|{_AGENCY}\b)?,?\s{{0,2}}"
    rf"(?P<day2>{_DAY})?\s{{0,2}}(?P<dash>--|[–—_|-](?=\s)|:(?=\s))?\s{{0,3}}(?P<next>[\"“'‘(\[]?\w)"
)
_AGENCY_FIRST = re.compile(rf"\(?{_AGENCY}\)?(?:/{_AGENCY})?\s{{0,2}}(?:--|[–—_-])\s+(?=\S)")
_KNOWN_AGENCY = re.compile(rf"\(?{_AGENCY}\)?", re.IGNORECASE)
_MARK = re.compile(
    r"(?:date of publication|(?:first )?published(?: on| at)?|posted(?: on| at)?|last updated?(?: at| on)?|"
    r"updated?(?: at| on)?|title)\s{0,2}:?\s{0,2}(?=\S)",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(
    r"\s{0,3}(?:"
    r"(?:at\s\d{3,4}|(?:at\s)?\d{1,2}:\d{2}(?::\d{2})?|\d{6}|\d{3,4}(?=\s?(?:[AaPp][Mm]|GMT|UTC)\b))\b"
    r"\s?(?:[AaPp]\.?[Mm]\b\.?|GMT\b|UTC\b|KSA\b)?(?:\s?[BECMP][SD]T\b)?|\(updated[^)]{0,40}\)|\)"
    r"|(?:Get short URL|Topic\s[^()]{3,80}\(\d{1,4}\))(?:\s\d{1,7}){0,4}"
    r"(?=\s(?:Topic\s|\d{1,7}\s[a-z]|[^\W\d_a-z]|[\"“(])|\s*$)"
    r"|(?:Print|Tweet|Share|Email)\b(?=\s(?:Print|Tweet|Share|Views|[A-Z0-9]))|Views\s\d{1,7}\b(?:\sRelated\b)?"
    r"|by\s(?:[A-Z][\w'’-]+\s?){1,4}?(?=\s(?:[A-Z]\w+\s[a-z]|At\s|A\s|An\s|The\s)|\s*$)"
    r"|(?:Regional|Politics|World|Region)\s(?=[A-Z]{2,6}\s-\s)"
    r")",
)
# "Last updated at Oct 3 2017 BEIRUT Government jets …": a dateline that lost its brackets and its dash
_BARE_CITY = re.compile(r"\s{0,3}(?P<city>[A-Z]{5,})\s(?=[A-Z][a-z]*\s)")
_NO_CITIES = frozenset(
    {"UNICEF", "UNESCO", "UNHCR", "INTERPOL", "UPDATE", "UPDATED", "VIDEO", "WATCH", "BREAKING", "EXCLUSIVE"}
)
_SENDER_LATER = re.compile(
    rf"\b(?:(?P<dated>{_AGENCY}\s(?=(?i:{_WEEKDAY})\s\d)|(?:Posted|Published|Updated|Last [Uu]pdated)\s?:\s)"
    rf"|{_CAPS}(?:\s{_CAPS})?(?:,?\s{_DAY})?\s\({_AGENCY}\)\s)"
)
_BYLINE = re.compile(r"(?:[A-Z][\w'’-]+\s){1,7}[A-Z][\w'’-]{3,}\.\s+(?=[A-Z\"“])")
_BY = re.compile(r"(?:By|BY)\s(?:(?:and\s)?[A-Z][\w.'’-]{0,30},?\s?){1,10}")
_STOP_NEAR = re.compile(r"[^.!?\n]{0,40}?[.!?](?=\s|$)")
_DASH = re.compile(r"\s(?:--|[–—-])\s")
_SENTENCE = re.compile(r"[^.!?\n]{20,400}[.!?]")  # what has a full stop and the length of one
_PREPOSITIONS = frozenset(
    {"on", "in", "since", "of", "by", "from", "until", "before", "after", "to", "for", "the", "dated"}
)
_STARTERS = frozenset(
    {"a", "an", "the", "at", "in", "on", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}
    | {"dozens", "hundreds", "several", "some"}
)


def title_core(title: str) -> tuple[int, int]:
    """Where the headline itself begins and ends in a title that may name its site before or after it."""
    title = title[:_MAX_TITLE]
    start = m.end() if (m := _SITE_FIRST.match(title)) is not None else 0
    found = _SITE_NAME.search(title, start)
    return start, found.start() if found is not None and found.start() - start >= 20 else len(title)


def title_span(text: str, first: Span, given: str | None, lead_follows: bool) -> Span | None:
    """The title in a text's first paragraph, its site's name left out; None where the paragraph is no title.

    A title that was given counts where the paragraph says it, or most of its words; without one, a short line
    that has no full stop and a longer paragraph after it is the title.
    """
    line = first.of(text)
    if "\n" in line or len(line) > _MAX_TITLE:
        return None
    said = [word.form for word in words_of(line)]
    if given is not None:
        told = [word.form for word in words_of(given, limit=80)]
        if said != told and (len(said) < 4 or len(set(said) & set(told)) < 0.6 * len(set(said))):
            return None
    elif not lead_follows or not looks_like_headline(line) or sender_label(text, first) is not None:
        return None
    start, end = title_core(line)
    return Span(first.start + start, first.start + end)


def looks_like_headline(line: str) -> bool:
    """A line of four to twenty-four words without a full stop, opening with a capital, a figure or a quotation."""
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
    stop = _STOP_NEAR.match(text, end, span.end)
    if stop is not None and len(words_of(text, end, stop.end())) <= 4:
        return stop.end()
    if same < 4 or text[end : end + 4].lstrip()[:1].islower():
        return None  # the story's first sentence opens as the title does
    ahead = [word.form for word in said[same : same + 2]]
    if same == len(title) and len(ahead) == 2 and ahead[0] not in _STARTERS and ahead[1] in _STARTERS:
        opener = said[same + 1].span.of(text)  # "… state TV A bomb …": the title lost its last word
        return said[same].span.end if opener[0].isupper() else end
    return end


def dateline_end(text: str, span: Span) -> int | None:
    """Where the dateline ends that opens `span` ("BEIRUT (Reuters) - "); None where none does."""
    window = min(span.end, span.start + _HEAD)
    for form in (_WIRE, _AGENCY_FIRST):
        if (m := form.match(text, span.start, window)) is not None:
            return m.end()
    m = _CITY.match(text, span.start, min(span.end, span.start + 200))
    return m.start("next") if m is not None and _is_dateline(m) else None


def _is_dateline(m: re.Match[str]) -> bool:
    """Whether a place with an agency, a day or a dash behind it is a dateline, rather than how a sentence opens.

    "Syrian Democratic Forces (SDF) said" is none; a dash or an agency known by name is what tells them apart.
    """
    agency, dash = m["agency"] or "", m["dash"]
    place = m["place"].split(",")[0]
    shouted = place.isupper() and len(place) > 3 and not m.string[m.start("next") : m.start("next") + 60].isupper()
    known = _KNOWN_AGENCY.fullmatch(agency.strip()) is not None
    if known:
        opens = m["next"].lstrip("\"“'‘([")[:1].isupper()
        return bool(dash) or (opens and (shouted or agency.startswith("(")))
    if not dash or dash == ":":
        return False
    if not (m["agency"] or m["day1"] or m["day2"]) and _opens_alone(m):
        return True
    return shouted or (bool(agency) and (m["day1"] or m["day2"]) is not None)


def _opens_alone(m: re.Match[str]) -> bool:
    """Whether a place stands before a dash that no second one answers, and a story after it that tells something:
    "Maiduguri - Gunmen took ten girls." but not "Amir Dalal - the mayor - said" or a heading."""
    story = _SENTENCE.match(m.string, m.start("next"))
    if story is None or not m.string[m.start("dash") - 1 : m.start("dash")].isspace():
        return False
    return m["next"].lstrip("\"“'‘([")[:1].isupper() and not _DASH.search(story[0])


def sender_label(text: str, span: Span) -> Label | None:
    """The line before the story that says who sent it and when, at the start of `span`: "AFP Monday 24 Oct 2016",
    "Published April 29 2017", "06.04.2017Get short URL 185". None where the story begins at once."""
    start = span.start
    mark = _MARK.match(text, start, span.end)
    if mark is not None and (mark[0].lower().startswith("title") or full_dates(text, mark.end(), mark.end() + 40)):
        start = mark.end()
    end = dateline_end(text, Span(start, span.end))
    if end is None:
        end = _dated_head(text, start, span.end)
    if end is None:
        if start == span.start:
            return None
        end = start
    while (more := _AFTER_DATE.match(text, end, span.end)) is not None and more.end() > end:
        end = more.end()
    if (city := _BARE_CITY.match(text, end, span.end)) is not None and city["city"] not in _NO_CITIES:
        end = city.end()
    return Label(LabelKind.DATELINE, Span(span.start, end), "says who sent the report, from where or when")


def _dated_head(text: str, start: int, end: int) -> int | None:
    """The end of a date that stands at `start` or behind words that are all names or figures."""
    for found in full_dates(text, start, min(end, start + 110))[:1]:
        before = text[start : found.span.start].split()
        names = all(word[0].isupper() or not word[0].isalpha() for word in before)
        stops = any(word[-1] in ".!?" and len(word) > 3 for word in before)
        if len(before) <= 9 and names and not stops and (not before or before[-1].lower() not in _PREPOSITIONS):
            return found.span.end
    return None


def is_byline(line: str) -> bool:
    """Whether a paragraph only names who wrote the report: "By Amal Haddad and Jon Reed"."""
    return len(line) <= 160 and _BY.fullmatch(line) is not None


def byline_end(text: str, span: Span) -> int | None:
    """Where a run of two to eight names ends that stands with a full stop before the story; None where none does."""
    m = _BYLINE.match(text, span.start, min(span.end, span.start + 160))
    return m.end() if m is not None else None


def standfirst_break(text: str, span: Span) -> Label | None:
    """A sender's line between a standfirst and its story: "… in Harran AFP Friday 3 May 2019 Shells …",
    "… in Tabqa Operation MOSCOW (Sputnik) The …"."""
    for m in _SENDER_LATER.finditer(text, span.start, min(span.end, span.start + 900)):
        label = sender_label(text, Span(m.start(), span.end))
        if label is not None and (m["dated"] or text[label.span.end : label.span.end + 3].strip()[:1].isupper()):
            return label
    return None
