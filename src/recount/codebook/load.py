"""YAML files -> Codebook. A wrong file is refused with its name and line, what is wrong, and the remedy."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any, cast

import yaml

from recount.codebook.rules import Codebook, Condition, EventType, Example, Role, Trigger
from recount.errors import CodebookError

_REQUIRED = ("type", "name", "code_when", "because", "same_as", "family", "gravity", "triggers", "examples")
_TYPE_KEYS = frozenset({*_REQUIRED, "means", "means_rank"})
_TRIGGER_KEYS = frozenset({"noun", "verb", "role", "agent", "target", "place", "needs", "unless", "by_means", "finite"})
_EXAMPLE_KEYS = frozenset({"text", "claims", "because"})
# Where an argument stands: a grammatical relation, or the preposition that joins it to the trigger.
_PREPOSITIONS = frozenset(
    {
        "by", "from", "of", "between", "with", "on", "against", "at", "for", "in", "into", "over", "to", "near",
        "among", "toward", "under", "along",
    }
)  # fmt: skip
# "nobody" for verbs whose subject counts or suffers and does not act.
_RELATIONS = _PREPOSITIONS | {"subject", "object", "possessor", "modifier", "nobody"}
_WHERE = frozenset({"clause", "sentence", "subject", "object", "of", "modifier", "words"})
_KINDS = frozenset({"place", "toll", "name", "any"})
_NEAR_MISSES = 2
_MAX_BYTES = 1_000_000
WORDS_FILE = "_words.yaml"
NOT_TYPES = frozenset({WORDS_FILE, "actors.yaml"})


class _Lines(yaml.SafeLoader):
    """A loader that remembers on which line each mapping begins, under the key `__line__`."""


def _mapping_with_line(loader: _Lines, node: yaml.MappingNode) -> dict[str, Any]:
    seen: dict[str, Any] = {"__line__": node.start_mark.line + 1}
    for key_node, value_node in node.value:
        key = str(loader.construct_object(key_node, deep=True))
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"`{key}` stands twice", key_node.start_mark)
        seen[key] = loader.construct_object(value_node, deep=True)
    return seen


_Lines.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping_with_line)


def conflict_codebook() -> Codebook:
    """The codebook that comes with Recount."""
    folder = resources.files("recount") / "codebooks" / "conflict"
    return load_codebook(Path(str(folder)))


def load_codebook(folder: Path) -> Codebook:
    """The codebook in a folder of YAML files, one event type a file.

    Raises CodebookError with the file, the line, what is wrong and what to do about it.
    """
    if not folder.is_dir():
        raise CodebookError(str(folder), "no such folder", "Give a folder with one YAML file for each event type.")
    files = sorted(folder.glob("*.yaml"))
    classes = _classes(folder / WORDS_FILE) if (folder / WORDS_FILE).exists() else {}
    types: dict[str, EventType] = {}
    digest = hashlib.sha256()
    for path in files:
        if path.name != "actors.yaml":
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        if path.name in NOT_TYPES:
            continue
        event_type = _event_type(path, classes)
        if event_type.name in types:
            raise CodebookError(path.name, f"the type `{event_type.name}` stands in two files", "Keep one of them.")
        types[event_type.name] = event_type
    if not types:
        raise CodebookError(str(folder), "holds no event type", "Add YAML files, or name another folder.")
    return Codebook(digest.hexdigest()[:16], types, classes, _index(types), _means(types, classes))


def _parsed(path: Path) -> dict[str, Any]:
    if path.stat().st_size > _MAX_BYTES:
        raise CodebookError(path.name, f"larger than {_MAX_BYTES} bytes", "Split it into several event types.")
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=_Lines)  # noqa: S506  (a SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise CodebookError(f"{path.name}:{line}", f"is no YAML: {error.problem}", "Mend the line.") from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise CodebookError(path.name, f"can't be read: {error}", "Save it as UTF-8 YAML.") from error
    if not isinstance(loaded, dict):
        raise CodebookError(f"{path.name}:1", "holds no `key: value` lines", "Begin with `type:`.")
    return cast("dict[str, Any]", loaded)


class _Page:
    """One mapping of a file, with the checks that name file and line when they fail."""

    def __init__(self, file: str, values: Mapping[str, Any]) -> None:
        self.file = file
        self.line = int(values.get("__line__", 1))
        self.values = {key: value for key, value in values.items() if key != "__line__"}

    def refuse(self, what: str, remedy: str) -> CodebookError:
        return CodebookError(f"{self.file}:{self.line}", what, remedy)

    def only(self, known: frozenset[str]) -> None:
        for key in self.values:
            if key not in known:
                raise self.refuse(f"unknown key `{key}`", f"Known here are: {', '.join(sorted(known))}.")

    def text(self, key: str) -> str:
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.refuse(f"`{key}` is missing or no text", f"Write `{key}:` followed by words.")
        return value.strip()

    def strings(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        items = value if isinstance(value, list) else [value]
        if not all(isinstance(item, str) for item in items):
            raise self.refuse(
                f"`{key}` is no list of words", "Put words that YAML reads as yes, no or numbers in quotes."
            )
        return tuple(item.strip().lower() for item in items)

    def chosen(self, key: str, known: frozenset[str]) -> tuple[str, ...]:
        for item in (items := self.strings(key)):
            if item not in known:
                raise self.refuse(f"`{key}: {item}` is not known", f"Use some of: {', '.join(sorted(known))}.")
        return items

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.refuse(f"`{key}` is true or false", f"Write `{key}: true`, or leave it out.")
        return value

    def pages(self, key: str) -> tuple[_Page, ...]:
        value = self.values.get(key) or []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.refuse(f"`{key}` is no list of `- key: value`", "Begin every entry with a dash.")
        return tuple(_Page(self.file, item) for item in value)

    def under(self, key: str) -> _Page | None:
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.refuse(f"`{key}` is no `{{key: value}}`", "Write it as `key: value` lines below.")
        return _Page(self.file, value)


def _classes(path: Path) -> dict[str, frozenset[str]]:
    page = _Page(path.name, _parsed(path))
    return {name: frozenset(page.strings(name)) for name in page.values}


def _event_type(path: Path, classes: Mapping[str, frozenset[str]]) -> EventType:
    page = _Page(path.name, _parsed(path))
    page.only(_TYPE_KEYS)
    for key in _REQUIRED:
        if key not in page.values:
            raise page.refuse(f"`{key}` is missing", f"Add `{key}:`; the other files show how.")
    name = page.text("type")
    same_as = page.under("same_as")
    examples = tuple(_example(case, f"{name}-{i}") for i, case in enumerate(page.pages("examples"), 1))
    if sum(not example.claims for example in examples) < _NEAR_MISSES:
        raise page.refuse(
            "fewer than two near misses", "Add examples with `claims: []` that look like an event and are none."
        )
    if all(not example.claims for example in examples):
        raise page.refuse("no example that is coded", "Add an example with its claims.")
    gravity, rank = page.values["gravity"], page.values.get("means_rank", 0)
    if not isinstance(gravity, int) or not isinstance(rank, int):
        raise page.refuse("`gravity` and `means_rank` are whole numbers", "Write `gravity: 5`.")
    triggers: list[Trigger] = []
    for entry in page.pages("triggers"):
        triggers += _triggers(entry, name, f"{name}/{len(triggers) + 1}", classes)
    return EventType(
        name=name,
        title=page.text("name"),
        code_when=page.text("code_when"),
        because=page.text("because"),
        same_as={key: str(value) for key, value in same_as.values.items()} if same_as else {},
        family=page.text("family"),
        gravity=gravity,
        means=frozenset(page.strings("means")),
        means_rank=rank,
        triggers=tuple(triggers),
        examples=examples,
    )


def _triggers(page: _Page, name: str, rule: str, classes: Mapping[str, frozenset[str]]) -> list[Trigger]:
    page.only(_TRIGGER_KEYS)
    verb = "verb" in page.values
    if verb == ("noun" in page.values):
        raise page.refuse("a trigger is either `noun` or `verb`", "Keep one of the two in each entry.")
    words = page.strings("verb" if verb else "noun")
    if not words:
        raise page.refuse("a trigger without words", "List its lemmas in square brackets.")
    role = page.strings("role") or ("cause",)
    if role[0] not in list(Role):
        raise page.refuse(f"`role: {role[0]}` is not known", "Use cause, result, mention or echo.")
    agent = page.chosen("agent", _RELATIONS) or (("subject",) if verb else ("possessor", "modifier", "by"))
    target = page.chosen("target", _RELATIONS)
    by_means, finite = page.flag("by_means"), page.flag("finite")
    shared = {
        "type": name, "verb": verb, "role": Role(role[0]), "agent": agent, "target": target,
        "place": page.chosen("place", _RELATIONS), "needs": _conditions(page, "needs", classes),
        "unless": _conditions(page, "unless", classes), "by_means": by_means, "finite": finite,
    }  # fmt: skip
    return [
        Trigger(rule=f"{rule} {word}", words=tuple(word.replace("-", " ").split()), **cast("dict[str, Any]", shared))
        for word in words
    ]


def _conditions(page: _Page, key: str, classes: Mapping[str, frozenset[str]]) -> tuple[Condition, ...]:
    under = page.under(key)
    if under is None:
        return ()
    under.only(_WHERE)
    found = []
    for where in under.values:
        words = under.strings(where)
        named = frozenset(word[1:] for word in words if word.startswith("@"))
        for name in named - _KINDS:
            if name not in classes:
                raise under.refuse(
                    f"no word class `@{name}`", f"Define `{name}:` in {WORDS_FILE}, or write its words out."
                )
        lemmas = {word for word in words if not word.startswith("@")}
        for name in named - _KINDS:
            lemmas |= classes[name]
        found.append(Condition(where, frozenset(lemmas), named & _KINDS))
    return tuple(found)


def _example(page: _Page, example_id: str) -> Example:
    page.only(_EXAMPLE_KEYS)
    claims = page.values.get("claims")
    if not isinstance(claims, list):
        raise page.refuse("an example without `claims`", "List its claims, or write `claims: []` for a near miss.")
    if not claims and "because" not in page.values:
        raise page.refuse("a near miss without its reason", "Say in `because:` why it is not coded.")
    coded = tuple({key: value for key, value in claim.items() if key != "__line__"} for claim in claims)
    return Example(example_id, page.text("text"), coded, page.values.get("because"))


def _index(types: Mapping[str, EventType]) -> dict[str, tuple[Trigger, ...]]:
    found: dict[str, list[Trigger]] = {}
    for event_type in types.values():
        for trigger in event_type.triggers:
            found.setdefault(trigger.words[0], []).append(trigger)
    # longer wordings first, then guarded ones, the narrowest guard first: "car bomb" before "bomb", "capture" with a
    # fighter as its object before "capture" with anything
    return {
        first: tuple(sorted(ts, key=lambda t: (-len(t.words), -len(t.needs), sum(len(c.lemmas) for c in t.needs))))
        for first, ts in found.items()
    }


def _means(
    types: Mapping[str, EventType], classes: Mapping[str, frozenset[str]]
) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for event_type in types.values():
        words: set[str] = set()
        for word in event_type.means:
            words |= classes.get(word[1:], frozenset()) if word.startswith("@") else {word}
        for word in words:
            parts = tuple(word.replace("-", " ").split())
            found.setdefault(parts[0], []).append((parts, event_type.name))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}
