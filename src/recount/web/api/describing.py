"""The API's description: for programs, and as a page of the desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from recount.web.api.answers import answered
from recount.web.api.description import TAGS, description
from recount.web.api.examples import EXAMPLES
from recount.web.api.routing import BASE
from recount.web.here import Anybody, Reader
from recount.web.sessions import cookie_name

router = APIRouter(prefix=BASE)
_METHODS = ("get", "post", "put", "delete")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter in words."""

    name: str
    where: str
    kind: str
    about: str
    required: bool


@dataclass(frozen=True, slots=True)
class Operation:
    """One way to ask one address, in words."""

    id: str
    method: str
    path: str
    about: str
    scope: str
    role: str
    parameters: tuple[Parameter, ...]
    body: tuple[Parameter, ...]
    answers: tuple[tuple[str, str], ...]
    fields: tuple[Parameter, ...]


@router.get("/openapi.json")
def openapi(here: Anybody) -> Response:
    """OpenAPI 3.1; it holds nothing of the record."""
    return answered(here.request, description(cookie_name(here.options, "session")))


@router.get("")
def root() -> Response:
    """The description is where one begins."""
    return RedirectResponse(f"{BASE}/docs", 303)


@router.get("/docs")
def docs(here: Reader) -> Response:
    """The API as a page, with examples that run."""
    made = description(cookie_name(here.options, "session"))
    operations = operations_in(made)
    themes = [(tag, words, [one for kind, one in operations if kind == tag]) for tag, words in TAGS.items()]
    desk = f"{here.request.url.scheme}://{here.request.headers['host']}"
    return here.page("api.html", themes=themes, examples=EXAMPLES, desk=desk, version=made["info"]["version"])


def operations_in(made: Mapping[str, Any]) -> list[tuple[str, Operation]]:
    """All operations of a description, each with its theme."""
    schemas = made["components"]["schemas"]
    return [
        (ways[method]["tags"][0], _operation(path, method, ways[method], schemas))
        for path, ways in made["paths"].items()
        for method in _METHODS
        if method in ways
    ]


def _operation(path: str, method: str, told: Mapping[str, Any], schemas: Mapping[str, Any]) -> Operation:
    body = told.get("requestBody", {}).get("content", {})
    given = _schema_in(body)
    ok = next(answer for status, answer in told["responses"].items() if status.startswith("2"))
    got = _schema_in(ok.get("content", {}))
    return Operation(
        id=told["operationId"].replace("_", "-"),
        method=method.upper(),
        path=path,
        about=told["description"].partition("\n\n")[0],
        scope=told["x-scope"],
        role=told["x-role"],
        parameters=tuple(_parameter(one, schemas) for one in told.get("parameters", ())),
        body=_fields(given, schemas),
        answers=tuple((status, answer["description"]) for status, answer in told["responses"].items()),
        fields=_fields(got, schemas),
    )


def _schema_in(content: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema of the first form of a body."""
    for form in content.values():
        schema: Mapping[str, Any] = form.get("schema", {})
        return schema
    return {}


def _parameter(one: Mapping[str, Any], schemas: Mapping[str, Any]) -> Parameter:
    required = bool(one.get("required"))
    about = one.get("description", "")
    return Parameter(one["name"], one["in"], kind_words(one.get("schema", {}), schemas), about, required)


def _fields(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> tuple[Parameter, ...]:
    """The keys of an object."""
    while "anyOf" in schema or "$ref" in schema:
        schema = schema["anyOf"][0] if "anyOf" in schema else schemas[schema["$ref"].rpartition("/")[2]]
    required = schema.get("required", ())
    return tuple(
        Parameter(name, "body", kind_words(one, schemas), one.get("description", ""), name in required)
        for name, one in schema.get("properties", {}).items()
    )


def kind_words(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> str:
    """What a value is, in a few words: "day or null", "list of text", "one of day, week, month"."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        held = schemas.get(name, {})
        return kind_words(held, schemas) if "enum" in held else name.removesuffix("Shape")
    if "enum" in schema or "const" in schema:
        return f"one of {', '.join(map(str, schema.get('enum', [schema.get('const')])))}"
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(kind_words(one, schemas) for one in schema["anyOf"]))
    kind = schema.get("type", "anything")
    if kind == "array":
        return f"list of {kind_words(schema.get('items', {}), schemas)}"
    plain = {"string": "text", "integer": "whole number", "boolean": "true or false", "object": "object"}
    return "day" if schema.get("format") == "date" else plain.get(str(kind), str(kind))
