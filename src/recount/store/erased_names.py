"""The names that were erased on request, as they are looked for: whole names everywhere, their parts (a given name, a
surname alone) where a whole name stands in the same report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, insert, select

from recount.store.blocking import Found, Sought, hashed, sought, spellings_of, tokens_of
from recount.store.coded_without import letters_of
from recount.store.victims_tables import REMOVED

NAME, PART = "words", "part"
"""How a hash of erased words is kept: of a whole name, and of what goes only beside one."""


@dataclass(frozen=True, slots=True)
class ErasedNames:
    """Whole names, and the parts of names that are erased only in reports where one of these stands."""

    names: Sought
    parts: Sought
    letters: Mapping[str, str] = field(default_factory=dict)
    """For the words of names, as long as these are known."""

    def within(self, found: Sequence[Found]) -> Sought:
        """What is looked for in a report in which these names were found. A part is told by the letters of the name
        that it is a part of, so that one person is not taken for two."""
        if not found or not self.parts.sizes:
            return self.names
        of_word = {word: one.token for one in reversed(found) for word in one.words}

        def token_of(key: str) -> str:
            own = (of_word[word] for word in key.split() if word in of_word)
            return self.names.token_of(key) or next(own, found[0].token)

        def is_name(key: str) -> bool:
            return self.names.is_name(key) or self.parts.is_name(key)

        return Sought(is_name, {*self.names.sizes, *self.parts.sizes}, token_of)


def names_told(names: Collection[str], parts: Collection[str], removal: int, salt: str) -> ErasedNames:
    """Names and parts that are to be erased by a removal."""
    by_hash = {hashed(salt, key): key for key in spellings_of(names)}
    tokens = {by_hash[one]: token for one, token in tokens_of(removal, by_hash).items()}
    told = letters_of((token, key.split()) for key, token in tokens.items())
    return ErasedNames(sought(names, tokens), sought(parts), told)


def keep_names(connection: Connection, names: Collection[str], parts: Collection[str], removal: int, salt: str) -> None:
    """Keep salted hashes of what was erased, to know it again when it comes."""
    for kind, keys in ((NAME, spellings_of(names)), (PART, spellings_of(parts))):
        for key in sorted(keys):
            row = {"removal": removal, "kind": kind, "hash": hashed(salt, key), "words": key.count(" ") + 1}
            connection.execute(insert(REMOVED).values(**row))


def names_kept(connection: Connection, salt: str) -> ErasedNames:
    """All names and parts of names that were ever erased, known by their hashes."""
    rows = connection.execute(select(REMOVED).where(REMOVED.c.kind.in_((NAME, PART)))).all()
    of_removal: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        if row.kind == NAME:
            of_removal[row.removal].append(row.hash)
    tokens: dict[str, str] = {}
    for removal, hashes in sorted(of_removal.items(), reverse=True):
        tokens |= tokens_of(removal, hashes)
    parts = {row.hash: "" for row in rows if row.kind == PART}
    sizes = {kind: {row.words for row in rows if row.kind == kind} for kind in (NAME, PART)}
    return ErasedNames(_by_hash(tokens, sizes[NAME], salt), _by_hash(parts, sizes[PART], salt))


def _by_hash(tokens: Mapping[str, str], sizes: Collection[int], salt: str) -> Sought:
    return Sought(lambda words: hashed(salt, words) in tokens, sizes, lambda words: tokens.get(hashed(salt, words), ""))
