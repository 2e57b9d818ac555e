"""Names of those whom a figure counts already: "two civilians, Joy and Angel", "wounded her husband Fadi"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from recount.extraction.counts import CountMention
from recount.extraction.populations import category_of, is_known_noun
from recount.extraction.whom import is_plural
from recount.extraction.wordforms import lowered
from recount.model import Category, Sentence

_OPENING = frozenset((",", "-", "–", "—", ":", "("))
_BETWEEN = frozenset((",", "and", "&", ";"))
_MOST = 40  # names one after the other


def named_again(sentence: Sentence, counts: Sequence[CountMention]) -> frozenset[int]:
    """The tokens of names that only say who those are whom the words before them count: as many names in a row as are
    counted, or one right behind a noun for one person. Names joined to fewer or more people count themselves."""
    found: set[int] = set()
    for end, n in _counted(sentence, counts):
        names = _names_behind(sentence, end)
        if len(names) == n:
            found.update(i for name in names for i in name)
    return frozenset(found)


def _counted(sentence: Sentence, counts: Sequence[CountMention]) -> Iterator[tuple[int, int]]:
    """Where words for people end, and how many people they count."""
    for count in counts:
        if count.count.low is not None and count.count.low == count.count.high:
            yield count.end, count.count.low
    heads = {count.head for count in counts}
    for token in sentence.tokens:
        low = lowered(token.text)
        if token.upos != "NOUN" or token.i in heads or not is_known_noun(low) or is_plural(token):
            continue
        if category_of(low) is not Category.OBJECT and any(
            t.deprel in ("det", "nmod:poss", "amod", "compound") for t in sentence.children(token.i)
        ):
            yield token.i, 1


def _names_behind(sentence: Sentence, end: int) -> list[list[int]]:
    """The names in a row that stand right behind a token, ages passed over."""
    tokens = sentence.tokens
    at = end + 1
    if at < len(tokens) and tokens[at].text in _OPENING:
        at += 1
    elif not (at < len(tokens) and tokens[at].upos == "PROPN" and tokens[end].upos == "NOUN"):
        return []
    names: list[list[int]] = []
    joined = True
    while at < len(tokens) and len(names) < _MOST:
        token = tokens[at]
        if token.upos == "PROPN" and (joined or (names and names[-1][-1] == at - 1)):
            names.append([at]) if joined else names[-1].append(at)
            joined = False
        elif token.upos == "NUM" and names and tokens[at - 1].text in (",", "("):
            joined = False  # his age
        elif lowered(token.text) in (*_BETWEEN, "(", ")"):
            joined = True
        else:
            break
        at += 1
    return names
