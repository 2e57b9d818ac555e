"""Other forms in which texts tell a person: another spelling, the last name first, a title with one name, an e-mail
address or a handle, and one name alone."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from recount.desk.likeness import LINKS, is_like, spelled_alike
from recount.publishing.plain_words import TITLES
from recount.store.blocking import pieces_of, words_of

_WIDEST = 6  # characters between two words of a name
_SHORTEST = 3  # letters of one name alone, and of one within an address
_TELLING = 4  # letters from which on a word tells a name within another word, or in another spelling
_LETTERS = re.compile(r"[a-z]+")
_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|(?<![\w@])@\w[\w.]{2,39}")


def other_forms(text: str, names: Collection[tuple[str, ...]]) -> Iterator[str]:
    """Words of a text that may tell one of these persons in another form than by their names, which are given by their
    words in plain small letters."""
    yield from spelled_alike(text, names)
    own = [bare for name in names if len(bare := single_names(name)) > 1]
    yield from _in_other_order(text, own)
    yield from _titled(text, own)
    ends = {word for name in own for word in (name[0], name[-1])}
    for match in _ADDRESS.finditer(text):
        keys = words_of(match[0].replace(".", " ").replace("_", " "))
        if any(word in key for key in keys for word in ends if len(word) > _SHORTEST):
            yield match[0].rstrip(".")


def alone(text: str, names: Collection[tuple[str, ...]]) -> Iterator[str]:
    """The single names that a text has by themselves, as it spells them: "Salma was 34"."""
    own = {word for name in names if len(name) > 1 for word in single_names(name) if len(word) >= _SHORTEST}
    for start, end, key in pieces_of(text):
        if key in own and not text[start].islower():
            yield text[start:end]


def tells_a_part(text: str, names: Collection[tuple[str, ...]]) -> bool:
    """Whether a text, such as the number of a request, tells any word of these names: alone, with its article, within
    "REQ7alJundi", or in a spelling like it."""
    own = {word for name in names for word in single_names(name) or name if len(word) > 1}
    told = {run for _, _, key in pieces_of(text) for run in (key, *_LETTERS.findall(key))}
    return any(_tells(one, word) for one in told for word in own)


def _tells(one: str, word: str) -> bool:
    return one == word or (min(len(one), len(word)) >= _TELLING and (word in one or is_like(one, word)))


def single_names(name: Sequence[str]) -> tuple[str, ...]:
    """The words of a name without articles, titles and what links them."""
    return tuple(word for word in name if word not in LINKS and word not in TITLES)


def _in_other_order(text: str, names: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The last name before the first: "Nour, Hassan"."""
    found = pieces_of(text)
    for n, (start, _, key) in enumerate(found):
        for name in names:
            if key != name[-1]:
                continue
            after = [one for one in found[n + 1 : n + 4] if one[2] not in LINKS][:1]
            if after and after[0][2] == name[0] and after[0][0] - found[n][1] <= _WIDEST:
                yield " ".join(text[start : after[0][1]].split())


def _titled(text: str, names: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """A title with the first or the last name: "Mr Nour"."""
    found = pieces_of(text)
    ends = {word for name in names for word in (name[0], name[-1])}
    for n, (start, begun, key) in enumerate(found):
        after = [one for one in found[n + 1 : n + 3] if one[2] not in LINKS][:1]
        if key not in TITLES or not after or after[0][2] not in ends:
            continue
        if after[0][0] - begun <= _WIDEST and not text[after[0][0]].islower():
            yield " ".join(text[start : after[0][1]].split())
