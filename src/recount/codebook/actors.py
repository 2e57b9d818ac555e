"""Who is who: the alias file that says which names are one actor, and a desk's own file merged over it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from recount.codebook.actor import Actor as Actor
from recount.codebook.actor import Allegiance as Allegiance
from recount.codebook.alias_file import AliasFile
from recount.errors import CodebookError

_BRACKETS = re.compile(r"[(\[][^()\[\]]*[)\]]")
_ARTICLE = re.compile(r"^(?:the|so called|a|an) ")
_MEMBERS = re.compile(
    r" (?:group|militant group|terrorist group|militia|movement|forces|fighters|militants|gunmen|rebels|insurgents|"
    r"guerrillas|terrorists|extremists|jihadists|troops|soldiers|units|members|aircraft|warplanes|fighter jets|jets|"
    r"planes|helicopters|gunships|drones)$"
)
_TITLE = re.compile(
    r"^(?:(?:mr|mrs|ms|dr|general|colonel|major|captain|lieutenant|commander|spokes(?:man|woman)|director) )+"
)
_REMEMBERED = 50_000  # names; the same few are asked for again and again
_ARMED = frozenset({"state forces", "rebel group", "political militia", "identity militia", "external forces"})


@dataclass(frozen=True)
class Actors:
    """The alias table. Two names are one actor only when this table says so, never because they look alike.

    `kinds` gives for each kind the words by which a report calls an actor of it once it has been named
    ("the Observatory", "the agency"). `version` is a hash of the content, for the record.
    """

    actors: tuple[Actor, ...]
    kinds: dict[str, tuple[str, ...]]
    version: str
    _by_key: dict[str, Actor]
    _by_exact: dict[str, Actor]
    _longest: dict[str, int]
    _by_person: dict[str, Actor]
    _asked: dict[str, Actor | None] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __hash__(self) -> int:
        return hash(self.version)

    def spoken_for_by(self, person: str) -> Actor | None:
        """The actor that a person speaks for, with a title before the name or without; None where none is known."""
        return self._by_person.get(_TITLE.sub("", name_key(person)))

    def longest_name(self, word: str) -> int:
        """How many words the longest name has that begins with `word` as `name_key` writes it; 0 where none does."""
        return self._longest.get(word, 0)

    def named(self, name: str) -> Actor | None:
        """The actor that has exactly this name, capitals aside where they don't matter; None where none has."""
        return self._by_exact.get(name) or self._by_key.get(name_key(name))

    def canonical(self, name: str) -> Actor | None:
        """The actor that goes by `name`, with or without article, possessive or "fighters"; None where none does.

        Names listed as `exact` count only with their capitals; whether "IS" is a verb, only its sentence tells.
        """
        if name not in self._asked:
            if len(self._asked) >= _REMEMBERED:
                self._asked.clear()
            self._asked[name] = self._going_by(name)
        return self._asked[name]

    def _going_by(self, name: str) -> Actor | None:
        whole = self.named(" ".join(name.split()))
        if whole is not None:
            return whole
        bare = " ".join(_BRACKETS.sub(" ", name).split())
        found = self._by_exact.get(re.sub(r"^[Tt]he |['’]s?$", "", bare))
        if found is not None:
            return found
        key = name_key(bare)
        found = self._by_key.get(key)
        if found is None and key.endswith("s"):
            found = self._by_key.get(key[:-1].strip())
        if found is None and (shorter := _MEMBERS.sub("", key)) != key:
            whole = self._by_key.get(shorter) or self._by_exact.get(_MEMBERS.sub("", bare))
            found = whole if whole is not None and whole.kind in _ARMED else None
        return found

    def same(self, a: str, b: str) -> bool:
        """Whether two names are one actor: equal but for capitals, accents and article, or so by the alias table."""
        if name_key(a) == name_key(b):
            return True
        first = self.canonical(a)
        return first is not None and first == self.canonical(b)

    def needs_context(self, name: str) -> bool:
        """Whether `name` is a word as well ("IS"), so that only its sentence tells whether it names anybody."""
        return name in self._by_exact

    def kinds_called(self, words: str) -> frozenset[str]:
        """The kinds of actor that a description means: "the war monitor" → monitor, "the agency" → news agency …"""
        key = name_key(words)
        return frozenset(kind for kind, called in self.kinds.items() if key in called)


_UNWRITTEN = str.maketrans("", "", "'’‘ʿʾ`.\"“”")
_NO_WORD = re.compile(r"[^\w]+")


@lru_cache(maxsize=20_000)
def name_key(name: str) -> str:
    """A name as it is compared: small letters, no accents, apostrophes, hyphens or leading article."""
    text = name.lower()
    if not name.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", name).lower() if not unicodedata.combining(c))
    text = " ".join(_NO_WORD.sub(" ", text.translate(_UNWRITTEN)).split())
    return _ARTICLE.sub("", text)


@cache
def built_in_actors() -> Actors:
    """The alias file that comes with Recount."""
    return load_actors()


def actors_over(own: Path | None) -> Actors:
    """The alias table of a desk: the built-in one, with its own file over it where it has one."""
    if own is None:
        return built_in_actors()
    try:
        content = own.read_bytes()
    except OSError:
        return load_actors(own)  # which says what is wrong with it
    return _actors_in(own, content)


@lru_cache(maxsize=4)
def _actors_in(own: Path, _content: bytes) -> Actors:
    """A desk's alias table as its file says it now: each page asks for it."""
    return load_actors(own)


def load_actors(*own: Path) -> Actors:
    """The built-in alias file with a desk's `own` files merged over it, the last one strongest.

    Raises CodebookError, naming file and line, for a file that is not in the form that actors.yaml describes.
    """
    built_in = files("recount") / "codebooks" / "conflict" / "actors.yaml"
    texts = [("actors.yaml", built_in.read_text(encoding="utf-8"))]
    for path in own:
        try:
            texts.append((str(path), path.read_text(encoding="utf-8")))
        except (OSError, UnicodeDecodeError) as error:
            raise CodebookError(str(path), f"can't be read ({error})", "Give a YAML file in UTF-8.") from error
    kinds: dict[str, tuple[str, ...]] = {}
    actors: dict[str, Actor] = {}
    for source, text in texts:
        _merge(AliasFile(source, text), kinds, actors)
    return _table(actors, kinds)


def _table(actors: dict[str, Actor], kinds: dict[str, tuple[str, ...]]) -> Actors:
    by_key: dict[str, Actor] = {}
    by_exact: dict[str, Actor] = {}
    for actor in actors.values():
        by_exact.update(dict.fromkeys(actor.exact, actor))
        names = (actor.name, *actor.aliases)
        by_key.update({name_key(name): actor for name in names if name not in actor.exact})
    longest: dict[str, int] = {}
    for name in (*by_key, *map(name_key, by_exact)):
        words = name.split() or [""]
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    digest = hashlib.sha256(repr((tuple(actors.values()), sorted(kinds.items()))).encode()).hexdigest()
    by_person = {name_key(person): actor for actor in actors.values() for person in actor.people}
    return Actors(tuple(actors.values()), kinds, digest[:16], by_key, by_exact, longest, by_person)


def _merge(file: AliasFile, kinds: dict[str, tuple[str, ...]], actors: dict[str, Actor]) -> None:
    """Lays one file over what the files before it say."""
    for kind, called in file.kinds().items():
        kinds[kind] = tuple(dict.fromkeys((*kinds.get(kind, ()), *map(name_key, called))))
    entries = file.actors(tuple(sorted(kinds)))
    _refuse_names_given_twice(file, entries)
    taken = {name_key(name): entry.name for _, entry in entries for name in (*entry.aliases, *entry.exact)}
    for name, actor in actors.items():
        kept = tuple(a for a in actor.aliases if taken.get(name_key(a), name) == name)
        kept_exact = tuple(a for a in actor.exact if taken.get(name_key(a), name) == name)
        actors[name] = replace(actor, aliases=kept, exact=kept_exact)
    for line, given in entries:
        entry = given
        before = actors.get(entry.name)
        if before is not None:
            entry = replace(
                entry,
                kind=entry.kind or before.kind,
                countries=entry.countries or before.countries,
                side=entry.side or before.side,
                sides=entry.sides or before.sides,
                origin=entry.origin or before.origin,
                people=tuple(dict.fromkeys((*before.people, *entry.people))),
                aliases=tuple(dict.fromkeys((*before.aliases, *entry.aliases))),
                exact=tuple(dict.fromkeys((*before.exact, *entry.exact))),
            )
        if not entry.kind:
            raise file.error(line, f"{entry.name} has no kind", f"Add `kind:`, one of {', '.join(sorted(kinds))}.")
        actors[entry.name] = entry
    for line, entry in entries:
        for side in (entry.side, *(one.side for one in entry.sides)):
            if side is not None and side not in actors:
                remedy = "Name an actor of this file or of the built-in one, or leave the side out."
                raise file.error(line, f"the side of {entry.name}, {side}, is no actor", remedy)


def _refuse_names_given_twice(file: AliasFile, entries: list[tuple[int, Actor]]) -> None:
    owners: dict[str, str] = {}
    for line, entry in entries:
        names = (entry.name, *entry.aliases) if entry.name not in entry.exact else entry.aliases
        for key in {*map(name_key, names), *entry.exact}:
            owner = owners.setdefault(key, entry.name)
            if owner != entry.name or not key:
                what = f'"{key}" is a name of {owner} and of {entry.name}' if key else f"{entry.name} has an empty name"
                raise file.error(line, what, "Leave each name with one actor.")
    if len({entry.name for _, entry in entries}) < len(entries):
        listed = [entry.name for _, entry in entries]
        line, twice = next((line, e.name) for i, (line, e) in enumerate(entries) if e.name in listed[:i])
        raise file.error(line, f"{twice} is listed twice", "Put its aliases into one entry.")
