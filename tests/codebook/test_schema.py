"""The schemas that editors check codebooks by: well-formed, shipped, and of one mind with the loader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from recount.codebook import Role
from recount.codebook.alias_file import FIELDS as ACTOR_FIELDS
from recount.codebook.cases import FIELDS
from recount.codebook.load import PARTS
from recount.codebook.pages import parsed
from recount.codebook.rules import Shift
from recount.codebook.schema import ACTORS, EVENT_TYPE, MERGING, WORDS, built_in_folder, refusals, schema_named
from recount.model import Harm, Status

FILES = sorted(built_in_folder().glob("*.yaml"))
UNDERSTOOD = {
    "$schema", "title", "description", "type", "properties", "required", "additionalProperties", "propertyNames",
    "enum", "items", "minItems", "maxItems", "pattern", "errorMessage", "minimum", "maximum", "minLength", "oneOf",
    "anyOf", "$ref", "$defs",
}  # fmt: skip


def schemas_in(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A schema and all that stand within it."""
    yield schema
    inner = [*schema.get("properties", {}).values(), *schema.get("$defs", {}).values()]
    inner += [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
    inner += [schema[key] for key in ("items", "additionalProperties", "propertyNames") if key in schema]
    for one in inner:
        if isinstance(one, dict):
            yield from schemas_in(one)


@pytest.mark.parametrize("name", [EVENT_TYPE, WORDS, MERGING, ACTORS])
def test_a_schema_says_nothing_that_the_loader_would_not_understand(name: str) -> None:
    schema = schema_named(name)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    for one in schemas_in(dict(schema)):
        assert set(one) <= UNDERSTOOD
        assert "pattern" not in one or re.compile(one["pattern"])
        assert "$ref" not in one or one["$ref"].split("/")[-1] in schema["$defs"]


def test_every_key_that_a_desk_can_write_is_described_in_editors() -> None:
    schema = schema_named(EVENT_TYPE)
    for part in ("trigger", "conditions", "turn", "example", "claim"):
        for key, one in schema["$defs"][part]["properties"].items():
            assert one.get("description") or "$ref" in one, (part, key)
    assert all(one["description"] for one in schema["properties"].values())


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_of_the_codebook_names_its_schema_and_keeps_it(file: Path) -> None:
    head = file.read_text("utf-8").splitlines()[0]
    name = {"_words.yaml": WORDS, "_merging.yaml": MERGING, "actors.yaml": ACTORS}.get(file.name, EVENT_TYPE)
    if file.name != "actors.yaml":
        assert head == f"# yaml-language-server: $schema={name}"
    assert [str(error) for error in refusals(parsed(file), name, file.name)] == []


def test_the_schema_knows_what_the_program_knows() -> None:
    parts = schema_named(EVENT_TYPE)["$defs"]
    assert parts["trigger"]["properties"]["role"]["enum"] == [role.value for role in Role]
    assert parts["claim"]["properties"]["status"]["enum"] == [status.value for status in Status]
    assert tuple(sorted(parts["claim"]["properties"])) == tuple(sorted(FIELDS))
    harms = re.match(r"\^\(([\w|]+)\)", parts["toll"]["pattern"])
    assert harms is not None
    assert harms[1].split("|") == [harm.value for harm in Harm]
    control = schema_named(EVENT_TYPE)["properties"]["control"]["properties"]
    assert tuple(control) == (*(shift.value for shift in Shift), *PARTS)
    assert tuple(schema_named(ACTORS)["$defs"]["actor"]["properties"]) == ACTOR_FIELDS


def test_a_plain_yaml_reader_reads_the_same_values() -> None:
    for file in (file for file in FILES if file.name != "actors.yaml"):  # dates stay words in ours
        assert yaml.safe_load(file.read_text("utf-8")) == parsed(file)
