"""Who is who: the alias file that says which names are one actor, and a desk's own file merged over it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import yaml

from recount.codebook.actor_classes import ACLED_CLASSES, UCDP_CLASSES
from recount.codebook.yaml_remedies import yaml_remedy
from recount.errors import CodebookError
from recount.model import OriginKind

LONGEST_FILE = 2_000_000
"""Characters; an alias file of ten thousand actors is a third of this."""

ORIGIN_KINDS = tuple(kind.value for kind in OriginKind if kind not in (OriginKind.UNNAMED, OriginKind.UNKNOWN))
"""What an actor can be as a source of reports."""

FIELDS = ("name", "kind", "country", "side", "sides", "origin", "people", "aliases", "exact")

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


@dataclass(frozen=True, slots=True)
class Allegiance:
    """The actor that another belongs to from the day `first` to the day `last`, both included; None: an open end."""

    side: str
    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the allegiance held on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Actor:
    """A party, monitor or newsroom of the alias file; `countries` are ISO codes, `side` the actor it belongs to.

    `sides` are allegiances that began or ended; on their days they go before `side`. `origin` is what it is as a source
    of reports, where its kind does not tell; `people` are those who speak for it and for nobody else.
    """

    name: str
    kind: str
    countries: tuple[str, ...] = ()
    side: str | None = None
    aliases: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    sides: tuple[Allegiance, ...] = ()
    origin: OriginKind | None = None
    people: tuple[str, ...] = ()

    @property
    def acled(self) -> str | None:
        """Its ACLED actor class; None for monitors and newsrooms."""
        return ACLED_CLASSES.get(self.kind)

    @property
    def ucdp(self) -> str | None:
        """Its UCDP actor class; None where UCDP has none."""
        return UCDP_CLASSES.get(self.kind)

    @property
    def allegiances(self) -> tuple[Allegiance, ...]:
        """The dated allegiances, then the one that holds on all other days."""
        return (*self.sides, *((Allegiance(self.side),) if self.side is not None else ()))

    def side_on(self, day: date) -> str | None:
        """The actor it belonged to on a day; None where it stood alone."""
        return next((one.side for one in self.sides if one.holds(day)), self.side)


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
        _merge(_AliasFile(source, text), kinds, actors)
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


def _merge(file: _AliasFile, kinds: dict[str, tuple[str, ...]], actors: dict[str, Actor]) -> None:
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


def _refuse_names_given_twice(file: _AliasFile, entries: list[tuple[int, Actor]]) -> None:
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


class _AliasFile:
    """One alias file, read with its line numbers."""

    def __init__(self, source: str, text: str) -> None:
        self._source = source
        if len(text) > LONGEST_FILE:
            raise self.error(1, f"more than {LONGEST_FILE:,} characters", "Split the file.")
        try:
            root = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            line = mark.line + 1 if mark is not None else 1
            raise self.error(line, f"is no YAML ({getattr(error, 'problem', error)})", yaml_remedy(error)) from error
        self._parts = self._mapping(root, ("kinds", "actors")) if root is not None else {}

    def error(self, line: int, what: str, remedy: str) -> CodebookError:
        """The refusal of this file at `line`."""
        return CodebookError(f"{self._source}:{line}", what, remedy)

    def kinds(self) -> dict[str, list[str]]:
        """The kinds this file names, each with the words for one of it."""
        node = self._parts.get("kinds")
        return {kind: self._words(value) for kind, value in self._mapping(node).items()} if node is not None else {}

    def actors(self, kinds: tuple[str, ...]) -> list[tuple[int, Actor]]:
        """The actors this file names, each with its line; `kind` is "" where the file leaves it to the one below."""
        node = self._parts.get("actors")
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            raise self.error(node.start_mark.line + 1, "`actors` is no list", "Start each actor with `- name: …`.")
        return [self._actor(item, kinds) for item in node.value]

    def _actor(self, node: yaml.Node, kinds: tuple[str, ...]) -> tuple[int, Actor]:
        line = node.start_mark.line + 1
        fields = self._mapping(node, FIELDS)
        if "name" not in fields:
            raise self.error(line, "an actor without a name", "Add `name:`.")
        kind = self._word(fields["kind"]) if "kind" in fields else ""
        if kind and kind not in kinds:
            raise self.error(line, f'unknown kind "{kind}"', f"Use one of {', '.join(kinds)}.")
        return line, Actor(
            name=self._word(fields["name"]),
            kind=kind,
            countries=tuple(self._words(fields["country"])) if "country" in fields else (),
            side=self._word(fields["side"]) if "side" in fields else None,
            aliases=tuple(self._words(fields["aliases"])) if "aliases" in fields else (),
            exact=tuple(self._words(fields["exact"])) if "exact" in fields else (),
            sides=tuple(self._allegiances(fields["sides"])) if "sides" in fields else (),
            origin=self._origin(fields["origin"]) if "origin" in fields else None,
            people=tuple(self._words(fields["people"])) if "people" in fields else (),
        )

    def _origin(self, node: yaml.Node) -> OriginKind:
        word = self._word(node)
        if word not in ORIGIN_KINDS:
            raise self.error(node.start_mark.line + 1, f'unknown origin "{word}"', f"Use {', '.join(ORIGIN_KINDS)}.")
        return OriginKind(word)

    def _allegiances(self, node: yaml.Node) -> list[Allegiance]:
        if not isinstance(node, yaml.SequenceNode):
            remedy = "Write `sides: [{side: NAME, from: 2014-06, to: 2016}]`."
            raise self.error(node.start_mark.line + 1, "`sides` is no list", remedy)
        found = []
        for item in node.value:
            fields = self._mapping(item, ("side", "from", "to"))
            if "side" not in fields:
                raise self.error(item.start_mark.line + 1, "an allegiance without a side", "Add `side:`.")
            first, last = (self._day(fields[key], key) if key in fields else None for key in ("from", "to"))
            if first is not None and last is not None and last < first:
                raise self.error(item.start_mark.line + 1, "an allegiance ends before it begins", "Swap the dates.")
            found.append(Allegiance(self._word(fields["side"]), first, last))
        return found

    def _day(self, node: yaml.Node, key: str) -> date:
        """A day; of a month or a year the first as `from`, the last as `to`."""
        words = self._word(node)
        try:
            year, month, day = (int(part) for part in [*words.split("-"), "0", "0"][:3])
            first = date(year, month or 1, day or 1)
            if key == "from" or day:
                return first
            return date(year, month or 12, monthrange(year, month or 12)[1])
        except ValueError:
            remedy = "Write 2014, 2014-06 or 2014-06-29."
            raise self.error(node.start_mark.line + 1, f'"{words}" is no date', remedy) from None

    def _mapping(self, node: yaml.Node, known: tuple[str, ...] = ()) -> dict[str, yaml.Node]:
        line = node.start_mark.line + 1
        if not isinstance(node, yaml.MappingNode):
            raise self.error(line, "a list of `key: value` lines is expected here", "See the head of actors.yaml.")
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            name = self._word(key)
            if known and name not in known:
                raise self.error(key.start_mark.line + 1, f'unknown key "{name}"', f"Use one of {', '.join(known)}.")
            if name in found:
                raise self.error(key.start_mark.line + 1, f'"{name}" stands twice', "Keep one of them.")
            found[name] = value
        return found

    def _word(self, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode) and node.value.strip():
            return str(node.value).strip()
        raise self.error(node.start_mark.line + 1, "a name is expected here", "Write one name, in quotes if need be.")

    def _words(self, node: yaml.Node) -> list[str]:
        if isinstance(node, yaml.SequenceNode):
            return [self._word(item) for item in node.value]
        return [self._word(node)]
