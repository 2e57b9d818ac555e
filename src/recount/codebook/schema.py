"""The JSON Schema of codebook files, and its use: editors and the loader refuse the same mistakes by the same file.

What stands in the `.schema.json` files beside the built-in codebook is all there is to the form of a file; the loader
checks nothing about form by itself. Only the keywords of JSON Schema that these files use are understood here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, cast

from recount.codebook.pages import Block, Row
from recount.errors import CodebookError

Schema = Mapping[str, Any]

EVENT_TYPE = "event-type.schema.json"
WORDS = "words.schema.json"
MERGING = "merging.schema.json"
ACTORS = "actors.schema.json"

_TYPES: Mapping[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}
_WANTED = {
    "object": ("holds no `key: value` lines", "Write it as `key: value` lines below, or in braces."),
    "array": ("is no list", "Begin every entry with a dash, or write it in square brackets."),
    "string": ("is no text", "Write words; put what YAML reads as yes, no or a number in quotes."),
    "integer": ("is no whole number", "Write a number without quotes, such as 5."),
    "number": ("is no number", "Write a number without quotes, such as 0.5."),
    "boolean": ("is true or false", "Write true, or leave it out."),
}
_LONGEST = 60  # characters of a wrong value that are shown


@cache
def schema_named(name: str) -> Schema:
    """A schema that ships with Recount, as it stands beside the built-in codebook."""
    file = built_in_folder() / name
    return cast("Schema", json.loads(file.read_text(encoding="utf-8")))


def built_in_folder() -> Path:
    """Where the codebook that comes with Recount lies."""
    return Path(str(resources.files("recount") / "codebooks" / "conflict"))


@dataclass(frozen=True, slots=True)
class _At:
    """A value of a file: what it is called in messages, and its line."""

    file: str
    called: str
    line: int

    def refuse(self, what: str, remedy: str) -> CodebookError:
        return CodebookError(f"{self.file}:{self.line}", what, remedy)


def refusals(page: Block, name: str, file: str) -> Iterator[CodebookError]:
    """Everything about the form of a file that its schema refuses, each with its own line and remedy."""
    schema = schema_named(name)
    return _refused(page, schema, schema, _At(file, "", page.line))


def _refused(value: Any, schema: Schema, root: Schema, at: _At) -> Iterator[CodebookError]:
    if "$ref" in schema:
        yield from _refused(value, _resolved(schema["$ref"], root), root, at)
        return
    if "anyOf" in schema:
        yield from _refused_by_all(value, schema, root, at)
        return
    kind = schema.get("type")
    if kind is not None and not _is(value, kind):
        what, remedy = _WANTED[kind]
        yield at.refuse(f"`{at.called}` {what}", remedy)
        return
    if "enum" in schema and value not in schema["enum"]:
        yield _not_among(value, schema["enum"], at)
    elif isinstance(value, dict):
        yield from _refused_block(cast("Block", value), schema, root, at)
    elif isinstance(value, list):
        yield from _refused_row(cast("Row", value), schema, root, at)
    else:
        yield from _refused_scalar(value, schema, at)


def _resolved(ref: str, root: Schema) -> Schema:
    node: Any = root
    for step in ref.removeprefix("#/").split("/"):
        node = node[step]
    return cast("Schema", node)


def _is(value: Any, kind: str) -> bool:
    if kind in ("integer", "number") and isinstance(value, bool):
        return False
    return isinstance(value, _TYPES[kind])


def _refused_by_all(value: Any, schema: Schema, root: Schema, at: _At) -> Iterator[CodebookError]:
    """A value that none of several forms accepts: what the form of its own kind has against it."""
    answers = [list(_refused(value, one, root, at)) for one in schema["anyOf"]]
    if not all(answers):
        return
    if isinstance(value, list) and not value:
        yield at.refuse(f"`{at.called}` is empty", "List words in square brackets, or leave the key out.")
    elif "errorMessage" in schema and not (isinstance(value, list) and all(isinstance(x, str) for x in value)):
        remedy = "Write words in square brackets; put what YAML reads as yes, no or a number in quotes."
        yield at.refuse(f"`{at.called}` is {schema['errorMessage']}", remedy)
    else:
        yield from answers[-1] if isinstance(value, list) else answers[0]


def _refused_block(block: Block, schema: Schema, root: Schema, at: _At) -> Iterator[CodebookError]:
    known: Mapping[str, Schema] = schema.get("properties", {})
    for key in schema.get("required", ()):
        if key not in block:
            yield at.refuse(f"`{key}` is missing", f"Add `{key}:`. {_described(known.get(key, {}), root)}".strip())
    if "oneOf" in schema and sum(all(k in block for k in one["required"]) for one in schema["oneOf"]) != 1:
        yield at.refuse(schema["errorMessage"], "Keep exactly one of the two in each entry.")
    others = schema.get("additionalProperties")
    for key, value in block.items():
        here = _At(at.file, key, block.lines[key])
        if key in known:
            yield from _refused(value, known[key], root, here)
        elif isinstance(others, dict):
            yield from _refused(value, others, root, here)
        elif others is False:
            yield here.refuse(f"unknown key `{key}`", _instead(key, known))
    if "propertyNames" in schema:
        pattern = schema["propertyNames"]["pattern"]
        for key in (key for key in block if not re.search(pattern, key)):
            here = _At(at.file, key, block.lines[key])
            yield here.refuse(f"`{_short(key)}` can't be a name", "Use lower-case letters, digits and _.")


def _refused_row(row: Row, schema: Schema, root: Schema, at: _At) -> Iterator[CodebookError]:
    if len(row) < schema.get("minItems", 0):
        yield at.refuse(f"`{at.called}` is empty", "Add an entry.")
    if len(row) > schema.get("maxItems", len(row)):
        if schema["maxItems"] == 0:
            yield at.refuse(f"`{at.called}` has no modes", f"Write `{at.called}: []`.")
        else:
            yield at.refuse(f"`{at.called}` has more than {schema['maxItems']} entries", "Split the file.")
    for item, line in zip(row, row.lines, strict=True):
        yield from _refused(item, schema.get("items", {}), root, _At(at.file, at.called, line))


def _refused_scalar(value: Any, schema: Schema, at: _At) -> Iterator[CodebookError]:
    if isinstance(value, str):
        if "minLength" in schema and not value.strip():
            yield at.refuse(f"`{at.called}` is empty", f"Write `{at.called}:` followed by words.")
        elif "pattern" in schema and not re.search(schema["pattern"], value):
            yield at.refuse(f"`{at.called}: {_short(value)}`: {schema['errorMessage']}", "Write it in that form.")
    elif isinstance(value, (int, float)) and not schema.get("minimum", value) <= value <= schema.get("maximum", value):
        bounds = f"from {schema['minimum']} to {schema['maximum']}"
        yield at.refuse(f"`{at.called}: {value}` is out of range", f"Write a number {bounds}.")


def _not_among(value: Any, known: Iterable[str], at: _At) -> CodebookError:
    options = list(known)
    if value is True or value is False:
        word = "on" if value else "off"
        return at.refuse(f"`{at.called}` holds a bare yes, no, on or off", f'Put it in quotes: "{word}".')
    if isinstance(value, (dict, list)):
        return at.refuse(f"`{at.called}` is no word", f"Use one of: {', '.join(options)}.")
    near = _meant(str(value), options)
    return at.refuse(f"`{at.called}: {_short(str(value))}` is not known", f"{near}Use one of: {', '.join(options)}.")


def _instead(key: str, known: Mapping[str, Schema]) -> str:
    if " " in key.strip():
        return "Did a comma or colon end the words before it? Put all of them in quotes."
    return f"{_meant(key, known)}Known here are: {', '.join(known)}."


def _meant(word: str, known: Iterable[str]) -> str:
    near = get_close_matches(word[:_LONGEST], list(known), 1, 0.7)
    return f"Did you mean `{near[0]}`? " if near else ""


def _described(schema: Schema, root: Schema) -> str:
    if "description" in schema:
        return str(schema["description"])
    return _described(_resolved(schema["$ref"], root), root) if "$ref" in schema else ""


def _short(word: str) -> str:
    return word if len(word) <= _LONGEST else f"{word[:_LONGEST]}…"
