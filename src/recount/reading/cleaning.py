"""Which stretches of a report are story and which are not. Everything is labelled, nothing is rewritten."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recount.model import Label, LabelKind, Span
from recount.reading.dates import full_dates
from recount.reading.furniture import headline_tail, is_caption, is_promo, run_in_credits, run_in_tags, tail_start
from recount.reading.heads import (
    byline_end,
    dateline_end,
    is_byline,
    looks_like_headline,
    repeat_end,
    sender_label,
    standfirst_break,
    title_core,
    title_span,
)
from recount.reading.layout import Paragraph, Word, ends_in_stop, paragraphs_of, trimmed, words_of
from recount.reading.repeats import told_again

_LEAD = 12  # words that a story's first sentence has at least
_SMALL_WORDS = frozenset(
    {"a", "an", "and", "are", "as", "at", "by", "for", "from", "have", "has", "in", "into", "is", "its", "of", "on"}
    | {"or", "over", "since", "that", "the", "to", "until", "was", "were", "with", "after", "before", "dated"}
)
_LOOSE = re.compile(r"[\s.,;:)\]–—-]*")
_STOP_AFTER = re.compile(r"\s*[.:]\s")
_NO_WORDS = re.compile(r"\S{1000,}")  # an address can run to hundreds of characters, nothing that is read to more
_SENTENCE_BREAK = re.compile(r"[a-z]{2}[.!?]\s+[A-Z]")


@dataclass(frozen=True, slots=True)
class Parts:
    """What a text is made of: its title, its labelled stretches, and the passages of one story each."""

    title: str | None
    labels: tuple[Label, ...]
    passages: tuple[tuple[Span, ...], ...]


def parts_of(text: str, given_title: str | None = None) -> Parts:
    """The labels and passages of a text. A title is the first span of its passage; title repeats, datelines,
    captions and page furniture stand in none. Labels never overlap."""
    sheet = _Sheet(text, paragraphs_of(text), given_title)
    for i in range(len(sheet.paragraphs)):
        sheet.read_paragraph(i)
    labels = sheet.labels
    labels.extend(told_again(text, [label.span for label in labels]))
    labels.extend(_data_labels(text, tuple(label.span for label in labels)))
    labels.sort(key=lambda label: label.span)
    title = sheet.titles[0].of(text) if sheet.titles and sheet.story_start in sheet.starts else None
    return Parts(given_title or title, tuple(labels), _passages(text, sheet.paragraphs, labels, sheet.starts))


def _data_labels(text: str, taken: Sequence[Span]) -> Iterator[Label]:
    """Pictures and keys that were saved as letters: no words, and long work for the reader model."""
    for found in _NO_WORDS.finditer(text):
        span = Span(*found.span())
        if not any(span.overlaps(other) for other in taken):
            yield Label(LabelKind.PROMO, span, "a thousand characters and more without a space: data, not words")


class _Sheet:
    """A text on its way through labelling, paragraph by paragraph, with what has been seen above the current one."""

    def __init__(self, text: str, paragraphs: Sequence[Paragraph], given_title: str | None) -> None:
        self.text = text
        self.paragraphs = paragraphs
        self.given_title = given_title
        self.labels: list[Label] = []
        self.titles: list[Span] = []
        self.starts: set[int] = set()  # where paragraphs begin that open a story
        self.story_start = len(text)  # of the first paragraph that is not furniture
        self.has_lead = False
        self.has_stop = False
        self.datelines = 0
        self.last = max((i for i, p in enumerate(paragraphs) if not is_promo(p.span.of(text))), default=-1)

    def read_paragraph(self, i: int) -> None:
        """Labels paragraph `i` and remembers what it was."""
        span = self.paragraphs[i].span
        if (whole := self._whole_label(i)) is not None:
            self.labels.append(whole)
            return
        title = self._title(i)
        self.story_start = min(self.story_start, span.start)
        if title is not None:
            self.labels.extend(_title_labels(self.text, span, title))
            self.titles.append(title)
            self.starts.add(span.start)
            return
        self._read_story(i)
        if ends_in_stop(span.of(self.text)):
            self.has_stop = True
            self.has_lead = self.has_lead or len(words_of(self.text, span.start, span.end, _LEAD)) >= _LEAD

    def _whole_label(self, i: int) -> Label | None:
        """The label of a paragraph that is page furniture or a caption as a whole; None for all others."""
        span = self.paragraphs[i].span
        line = span.of(self.text)
        if is_promo(line):
            return Label(LabelKind.PROMO, span, "page furniture: a button, a link or an advertisement")
        if (is_caption(line) and dateline_end(self.text, span) is None) or _is_dated_caption(self.text, span):
            return Label(LabelKind.CAPTION, span, "a photograph's caption: its credit, its opening or its bare date")
        if self._is_caption_under_title(i):
            return Label(LabelKind.CAPTION, span, "a short line without a full stop between the title and the story")
        if is_byline(line):
            return Label(LabelKind.DATELINE, span, "the names of those who wrote the report")
        if i == self.last and self.has_lead and _is_headline_case(line):
            return Label(LabelKind.PROMO, span, "a headline with no story under it")
        return None

    def _is_caption_under_title(self, i: int) -> bool:
        """Straight under the title, with a blank line below: where pages put the words of the picture."""
        if not self.labels or self.labels[-1].kind not in (LabelKind.TITLE, LabelKind.TITLE_REPEAT):
            return False
        if i + 1 >= len(self.paragraphs) or self.labels[-1].span.end != self.paragraphs[i - 1].span.end:
            return False
        span = self.paragraphs[i].span
        line = span.of(self.text)
        short = len(line.split()) <= 14 and not ends_in_stop(line)
        apart = self.paragraphs[i].gap == 1 and self.paragraphs[i + 1].gap > 1
        return short and apart and sender_label(self.text, span) is None and not self._repeats_title(span)

    def _repeats_title(self, span: Span) -> bool:
        return repeat_end(self.text, self._title_words(), span) is not None

    def _title_words(self) -> list[Word]:
        """The words of the title above, or of the one that was given, where the text does not hold it."""
        if self.titles:
            return words_of(self.text, self.titles[-1].start, self.titles[-1].end)
        return words_of(self.given_title, *title_core(self.given_title)) if self.given_title else []

    def _title(self, i: int) -> Span | None:
        """The title that paragraph `i` is: that of the report, or that of another story spliced in below."""
        paragraph = self.paragraphs[i]
        following = self.paragraphs[i + 1] if i + 1 < len(self.paragraphs) else None
        line = paragraph.span.of(self.text)
        if not self.titles and self.story_start == len(self.text):
            below = self.paragraphs[i + 1 : i + 3]
            lead_follows = any(p.span.end - p.span.start > 0.8 * len(line) for p in below)
            return title_span(self.text, paragraph.span, self.given_title, lead_follows)
        if following is None or not self.has_stop or not looks_like_headline(line):
            return None
        ahead = words_of(self.text, following.span.start, following.span.end, limit=60)
        if (
            len(ahead) < _LEAD
            or self.text[following.span.start].islower()
            or not ends_in_stop(following.span.of(self.text))
        ):
            return None
        own = {word.form for word in words_of(line)} - _SMALL_WORDS
        shared = own & {word.form for word in ahead}
        apart = paragraph.gap >= 3 and len(shared) >= 2
        return paragraph.span if apart or len(shared) >= max(3, round(0.6 * len(own))) else None

    def _read_story(self, i: int) -> None:
        span = self.paragraphs[i].span
        tail = tail_start(self.text, span.start, span.end) if i >= self.last - 2 else None
        rest = Span(span.start, span.end if tail is None else tail)
        found: list[Label] = []
        if not self.has_lead:
            found.extend(_lead_labels(self.text, rest, self._title_words(), is_told=bool(self.titles)))
        elif (end := dateline_end(self.text, rest)) is not None:
            found.append(Label(LabelKind.DATELINE, Span(span.start, end), "says where the report was sent from"))
        if found and found[0].kind is LabelKind.DATELINE and found[0].span.start == span.start:
            self.datelines += 1
            if self.has_lead and self.datelines > 1:  # another dispatch begins
                self.starts.add(span.start)
        if i == self.last:
            link = headline_tail(self.text, found[-1].span.end if found else span.start, rest.end)
            tail = link if link is not None else tail
        if tail is not None and (furniture := trimmed(self.text, Span(tail, span.end))) is not None:
            found.append(Label(LabelKind.PROMO, furniture, "page furniture run into the last sentence"))
        if (title := next((label.span for label in found if label.kind is LabelKind.TITLE), None)) is not None:
            self.titles.append(title)
            self.starts.add(span.start)
        self.labels.extend(found)


def _is_dated_caption(text: str, span: Span) -> bool:
    """One sentence that ends in a date with no preposition before it: "… wait for bread in Homs March 3, 2014."

    Captions are dated so; a story's sentence says "on March 3, 2014".
    """
    if span.end - span.start > 400 or span.of(text).isupper():
        return False
    found = full_dates(text, max(span.start, span.end - 40), span.end)
    if not found or text[found[-1].span.end : span.end].strip(" .)") or found[-1].span.start - span.start < 20:
        return False
    sentence = text[span.start : found[-1].span.start]
    before = sentence.split()[-1]
    is_word = re.fullmatch(r"[^\W\d][\w.’'-]*,?", before) is not None and before.lower().strip(",") not in _SMALL_WORDS
    return is_word and _SENTENCE_BREAK.search(sentence) is None


def _is_headline_case(line: str) -> bool:
    """A line in headline capitals of five words and more, which a last sentence that lost its stop is not."""
    long_words = [word for word in line.split() if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long_words)
    enough = len(line.split()) >= 5 and capitals >= 0.75 * len(long_words)
    return enough and looks_like_headline(line) and not line.isupper()


def _title_labels(text: str, paragraph: Span, title: Span) -> Iterator[Label]:
    yield Label(LabelKind.TITLE, title, "a line of its own above the story")
    for around in (Span(paragraph.start, title.start), Span(title.end, paragraph.end)):
        if (site := trimmed(text, around)) is not None:
            yield Label(LabelKind.PROMO, site, "the site's name beside the title")


def _lead_labels(text: str, span: Span, title: Sequence[Word], *, is_told: bool) -> Iterator[Label]:
    """What stands before a story's first sentences, and between them where line ends were lost."""
    start = span.start
    for label in _head_labels(text, span, title, is_told=is_told):
        yield label
        start = label.span.end
    opening = start
    if (between := standfirst_break(text, Span(start, span.end))) is not None:
        link = headline_tail(text, start, between.span.start)
        if link is not None:
            yield Label(LabelKind.PROMO, Span(link, between.span.start), "a headline run in between two sentences")
        yield between
        start = between.span.end
    elif (tags := run_in_tags(text, start, span.end)) is not None:
        yield Label(LabelKind.PROMO, Span(*tags), "the page's list of tags")
        start = tags[1]
    for first, last in run_in_credits(text, max(start, opening), min(span.end, start + 1200)):
        yield Label(LabelKind.CAPTION, Span(first, last), "a photograph's credit")


def _head_labels(text: str, span: Span, title: Sequence[Word], *, is_told: bool) -> Iterator[Label]:
    """Title repeats and sender's lines at the start of a story, in whatever order they come; the title itself, where it
    has no line of its own and so was not told before."""
    at = span.start
    repeated = False
    for _ in range(6):
        rest = trimmed(text, Span(at, span.end))
        if rest is None:
            return
        end = None if repeated else repeat_end(text, title, rest)
        if end is not None:
            if is_told:
                yield Label(LabelKind.TITLE_REPEAT, Span(rest.start, end), "the title told again")
            else:
                yield Label(LabelKind.TITLE, Span(rest.start, end), "the title given, run into the story")
            stop = _STOP_AFTER.match(text, end, span.end)
            repeated, at = True, stop.end() if stop is not None else end
        elif (label := sender_label(text, rest)) is not None:
            yield label
            at = label.span.end
        elif at > span.start and (end := byline_end(text, rest)) is not None:
            yield Label(LabelKind.DATELINE, Span(rest.start, end), "the names of those who wrote the report")
            at = end
        else:
            return


def _passages(
    text: str, paragraphs: Sequence[Paragraph], labels: Sequence[Label], starts: set[int]
) -> tuple[tuple[Span, ...], ...]:
    """The unlabelled stretches, a new passage wherever a story starts; a title stays in as a span of its own."""
    passages: list[list[Span]] = [[]]
    k = at = 0
    for paragraph in paragraphs:
        if paragraph.span.start in starts:
            passages.append([])
        at = max(at, paragraph.span.start)  # a repeat may run over several paragraphs
        while k < len(labels) and labels[k].span.start < paragraph.span.end:
            passages[-1].extend(_worded(text, at, labels[k].span.start))
            if labels[k].kind is LabelKind.TITLE:
                passages[-1].append(labels[k].span)
            at = max(at, labels[k].span.end)
            k += 1
        passages[-1].extend(_worded(text, at, paragraph.span.end))
    return tuple(tuple(passage) for passage in passages if passage)


def _worded(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretch without the white space around it and loose punctuation before it, if a word stands in it."""
    span = trimmed(text, Span(start, end)) if start < end else None
    if span is not None and words_of(text, span.start, span.end, limit=1):
        loose = _LOOSE.match(text, span.start, span.end)
        yield Span(loose.end() if loose is not None else span.start, span.end)
