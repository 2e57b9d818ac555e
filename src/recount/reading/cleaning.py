"""Which stretches of a report are story and which are not. Everything is labelled, nothing is rewritten."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from recount.model import Label, LabelKind, Span
from recount.reading.dates import full_dates
from recount.reading.furniture import is_caption, is_promo, run_in_credits, tail_start
from recount.reading.heads import (
    dateline_end,
    looks_like_headline,
    repeat_end,
    sender_label,
    standfirst_break,
    title_span,
)
from recount.reading.layout import Paragraph, Word, ends_in_stop, paragraphs_of, trimmed, words_of

_SHINGLE = 10  # words that a repeated sentence has at least
_OUT = frozenset({LabelKind.TITLE_REPEAT, LabelKind.DATELINE, LabelKind.CAPTION, LabelKind.PROMO})
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]{0,2}\s+$")
_SMALL_WORDS = frozenset(
    "a an and are as at by for from has have in into is its of on or over that the their to was were with after".split()
)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a text is made of: its title, its labelled stretches, and the passages of one story each."""

    title: str | None
    labels: tuple[Label, ...]
    passages: tuple[tuple[Span, ...], ...]


def parts_of(text: str, given_title: str | None = None) -> Parts:
    """The labels and passages of a text. A title is the first span of its passage; title repeats, datelines,
    captions and page furniture stand in none. Labels never overlap."""
    paragraphs = paragraphs_of(text)
    labels: list[Label] = []
    starts: set[int] = set()
    titles: list[Span] = []
    for i, paragraph in enumerate(paragraphs):
        if _is_furniture(text, paragraphs, i, labels):
            continue
        if (title := _title_at(text, paragraphs, i, given_title if not titles else None, bool(titles))) is not None:
            labels.extend(_title_labels(paragraph.span, title))
            starts.add(title.start)
            titles.append(title)
            continue
        told = words_of(text, titles[-1].start, titles[-1].end) if titles else []
        labels.extend(
            _paragraph_labels(text, paragraph.span, told, is_lead=not _has_lead(text, paragraphs[:i], labels))
        )
        if _is_second_dateline(paragraph.span, labels):
            starts.add(paragraph.span.start)
    labels.extend(_told_again(text, paragraphs, labels))
    labels.sort(key=lambda label: label.span)
    passages = _passages(text, paragraphs, labels, starts)
    title_words = titles[0].of(text) if titles and titles[0].start == min(starts) else None
    return Parts(given_title or title_words, tuple(labels), passages)


def _is_furniture(text: str, paragraphs: Sequence[Paragraph], i: int, labels: list[Label]) -> bool:
    """Labels a paragraph that is page furniture or a caption as a whole; whether it was one."""
    span = paragraphs[i].span
    line = span.of(text)
    if is_promo(line):
        labels.append(Label(LabelKind.PROMO, span, "page furniture: a button, a link or an advertisement"))
    elif is_caption(line) or _dated_caption(text, span):
        labels.append(
            Label(LabelKind.CAPTION, span, "a photograph's caption: its credit, its opening or its bare date")
        )
    elif _is_caption_under_title(text, paragraphs, i, labels):
        labels.append(
            Label(LabelKind.CAPTION, span, "a short line without a full stop between the title and the story")
        )
    elif _is_orphan_headline(text, paragraphs, i, labels):
        labels.append(Label(LabelKind.PROMO, span, "a headline with no story under it"))
    else:
        return False
    return True


def _dated_caption(text: str, span: Span) -> bool:
    """One sentence that ends in a date with no preposition before it: "… gather for water in Syria May 19, 2017."

    Captions are dated so; a story's sentence says "on May 19, 2017".
    """
    if span.end - span.start > 400:
        return False
    found = full_dates(text, max(span.start, span.end - 40), span.end)
    if not found or text[found[-1].span.end : span.end].strip(" .)") or found[-1].span.start - span.start < 20:
        return False
    before = text[span.start : found[-1].span.start].split()
    one_sentence = re.search(r"[a-z]{2}[.!?]\s+[A-Z]", text[span.start : found[-1].span.start]) is None
    return (
        one_sentence
        and before[-1].lower().strip(",") not in _SMALL_WORDS
        and re.match(r"[\w.’'-]+,?$", before[-1]) is not None
    )


def _is_caption_under_title(text: str, paragraphs: Sequence[Paragraph], i: int, labels: Sequence[Label]) -> bool:
    if i == 0 or not labels or labels[-1].kind not in (LabelKind.TITLE, LabelKind.TITLE_REPEAT):
        return False
    span = paragraphs[i].span
    return (
        labels[-1].span.end == paragraphs[i - 1].span.end
        and paragraphs[i].gap == 1
        and i + 1 < len(paragraphs)
        and paragraphs[i + 1].gap > 1
        and len(span.of(text).split()) <= 14
        and not ends_in_stop(span.of(text))
        and sender_label(text, span) is None
    )


def _is_orphan_headline(text: str, paragraphs: Sequence[Paragraph], i: int, labels: Sequence[Label]) -> bool:
    """A last line in headline capitals after a story: a link to another page."""
    line = paragraphs[i].span.of(text)
    if not looks_like_headline(line) or not _has_lead(text, paragraphs[:i], labels) or line.isupper():
        return False
    if any(not is_promo(p.span.of(text)) for p in paragraphs[i + 1 :]):
        return False
    long_words = [word for word in line.split() if len(word) > 3]
    return len(line.split()) >= 5 and sum(word[0].isupper() for word in long_words) >= 0.75 * len(long_words)


def _has_lead(text: str, before: Sequence[Paragraph], labels: Sequence[Label]) -> bool:
    """Whether a sentence of the story stands before: a paragraph of twelve words with its full stop, not labelled."""
    labelled = {label.span.start for label in labels}
    return any(
        p.span.start not in labelled
        and ends_in_stop(p.span.of(text))
        and len(words_of(text, p.span.start, p.span.end, 12)) >= 12
        for p in before
    )


def _title_at(text: str, paragraphs: Sequence[Paragraph], i: int, given: str | None, again: bool) -> Span | None:
    """The title that paragraph `i` is: that of the report, or of another story spliced in below (`again`)."""
    paragraph = paragraphs[i]
    following = paragraphs[i + 1] if i + 1 < len(paragraphs) else None
    line = paragraph.span.of(text)
    if i == 0 or not again and all(is_promo(p.span.of(text)) for p in paragraphs[:i]):
        lead = following is not None and len(following.span.of(text)) > 0.8 * len(line)
        return title_span(text, paragraph.span, given, lead)
    if following is None or not looks_like_headline(line) or not ends_in_stop(following.span.of(text)):
        return None
    ahead = words_of(text, following.span.start, following.span.end, limit=60)
    if len(ahead) < 12 or not any(ends_in_stop(p.span.of(text)) for p in paragraphs[:i]):
        return None
    own = {w.form for w in words_of(line)} - _SMALL_WORDS
    shared = own & {w.form for w in ahead}
    apart = paragraph.gap >= 3 and len(shared) >= 2
    return paragraph.span if apart or len(shared) >= max(3, round(0.6 * len(own))) else None


def _title_labels(paragraph: Span, title: Span) -> Iterator[Label]:
    if paragraph.start < title.start:
        yield Label(LabelKind.PROMO, Span(paragraph.start, title.start), "the site's name before the title")
    yield Label(LabelKind.TITLE, title, "a line of its own above the story")
    if title.end < paragraph.end:
        yield Label(LabelKind.PROMO, Span(title.end, paragraph.end), "the site's name after the title")


def _paragraph_labels(text: str, span: Span, title: Sequence[Word], *, is_lead: bool) -> Iterator[Label]:
    """What stands in a paragraph before, after and (where line ends were lost) between its sentences."""
    start = span.start
    if is_lead:
        for label in _head_labels(text, span, title):
            yield label
            start = label.span.end
        if (between := standfirst_break(text, Span(start, span.end))) is not None:
            yield between
            start = between.span.end
        for first, last in run_in_credits(text, start, min(span.end, start + 1200)):
            yield Label(LabelKind.CAPTION, Span(first, last), "a photograph's credit")
            start = last
    elif (end := dateline_end(text, span)) is not None:
        yield Label(LabelKind.DATELINE, Span(span.start, end), "says where the report was sent from, when or by whom")
        start = end
    if (tail := tail_start(text, start, span.end)) is not None:
        yield Label(LabelKind.PROMO, Span(tail, span.end), "page furniture run into the last sentence")


def _head_labels(text: str, span: Span, title: Sequence[Word]) -> Iterator[Label]:
    """Title repeats and sender's lines at the start of a story, in whatever order they come."""
    at = span.start
    repeated = False
    for _ in range(6):
        rest = trimmed(text, Span(at, span.end))
        if rest is None:
            return
        end = None if repeated else repeat_end(text, title, rest)
        if end is not None:
            yield Label(LabelKind.TITLE_REPEAT, Span(rest.start, end), "the title told again")
            repeated, at = True, _past_stop(text, end, span.end)
            continue
        label = sender_label(text, rest)
        if label is None:
            return
        yield label
        at = label.span.end


def _past_stop(text: str, at: int, end: int) -> int:
    return m.end() if (m := re.compile(r"\s*[.:]\s").match(text, at, end)) is not None else at


def _is_second_dateline(span: Span, labels: Sequence[Label]) -> bool:
    """Whether a paragraph opens with a dateline although the report has had one: another dispatch begins."""
    datelines = [label for label in labels if label.kind is LabelKind.DATELINE]
    return len(datelines) > 1 and datelines[-1].span.start == span.start and labels[-1].kind is not LabelKind.PROMO


def _told_again(text: str, paragraphs: Sequence[Paragraph], labels: Sequence[Label]) -> Iterator[Label]:
    """Whole sentences that stand above word for word: a standfirst that the story opens with once more."""
    taken = [label.span for label in labels if label.kind in _OUT or label.kind is LabelKind.TITLE]
    seen: dict[tuple[str, ...], int] = {}
    words: list[Word] = []
    for paragraph in paragraphs:
        words.extend(w for w in words_of(text, paragraph.span.start, paragraph.span.end))
    free = _free_words(words, taken)
    i = 0
    while i + _SHINGLE <= len(free):
        key = tuple(w.form for w in free[i : i + _SHINGLE])
        earlier = seen.setdefault(key, i)
        if earlier + _SHINGLE > i or not _opens_sentence(text, free[i].span.start, taken, paragraphs):
            i += 1
            continue
        length = _SHINGLE
        while i + length < len(free) and earlier + length < i and free[earlier + length].form == free[i + length].form:
            length += 1
        end = _last_sentence_end(text, free[i : i + length])
        if end is not None:
            yield Label(LabelKind.TITLE_REPEAT, Span(free[i].span.start, end), "the same words stand above")
            i += length
        else:
            i += 1


def _free_words(words: Sequence[Word], taken: Sequence[Span]) -> list[Word]:
    spans = sorted(taken)
    free: list[Word] = []
    k = 0
    for word in words:
        while k < len(spans) and spans[k].end <= word.span.start:
            k += 1
        if k == len(spans) or not spans[k].overlaps(word.span):
            free.append(word)
    return free


def _opens_sentence(text: str, at: int, taken: Sequence[Span], paragraphs: Sequence[Paragraph]) -> bool:
    before = text[max(0, at - 6) : at].rstrip("\"'“‘( ")
    return not before.strip() or before[-1] in '.!?\n"”’)'


def _last_sentence_end(text: str, words: Sequence[Word]) -> int | None:
    """The end of the last whole sentence within `words`, if ten words or more lie before it."""
    for n in range(len(words), _SHINGLE - 1, -1):
        end = words[n - 1].span.end
        m = re.compile(r"[\"'”’)]{0,2}[.!?][\"'”’)]{0,2}(?=\s|$)").match(text, end)
        if m is not None:
            return m.end()
    return None


def _passages(
    text: str, paragraphs: Sequence[Paragraph], labels: Sequence[Label], starts: set[int]
) -> tuple[tuple[Span, ...], ...]:
    """The unlabelled stretches, a new passage wherever a story starts; a title label stays in as a span of its own."""
    passages: list[list[Span]] = [[]]
    cuts = [label.span for label in labels]
    kept = {label.span for label in labels if label.kind is LabelKind.TITLE}
    k = 0
    for paragraph in paragraphs:
        if paragraph.span.start in starts or any(t.start in starts and paragraph.span.contains(t) for t in kept):
            passages.append([])
        at = paragraph.span.start
        while k < len(cuts) and cuts[k].start < paragraph.span.end:
            passages[-1].extend(_worded(text, at, cuts[k].start))
            if cuts[k] in kept:
                passages[-1].append(cuts[k])
            at = max(at, cuts[k].end)
            k += 1
        passages[-1].extend(_worded(text, at, paragraph.span.end))
    return tuple(tuple(passage) for passage in passages if passage)


def _worded(text: str, start: int, end: int) -> Iterator[Span]:
    """The stretch without white space and loose punctuation at its start; nothing where no word stands in it."""
    if start >= end:
        return
    span = trimmed(text, Span(start, end))
    if span is not None and words_of(text, span.start, span.end, limit=1):
        loose = re.compile(r"[\s.,;:)\]–—-]*").match(text, span.start, span.end)
        yield Span(loose.end() if loose is not None else span.start, span.end)
