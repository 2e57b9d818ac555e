"""The API as a program reads it: OpenAPI 3.1, made from the routes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, get_type_hints

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from recount.version import VERSION
from recount.web.api.asking import CSV, FORM, is_list
from recount.web.api.fields import with_meanings
from recount.web.api.routes import API
from recount.web.api.shapes.incidents import FeaturesShape
from recount.web.here import ApiAdmin, ApiJudge, ApiReader, ApiRestricted, ApiReviewer

_ABOUT = """What a desk knows, and all that can be judged at it. Unknown values are null, which is not 0. Figures of \
different origins stand side by side and are never added up.

Sign in with a token, which a member makes on their account's page: `Authorization: Bearer rct_…`. What it may do are \
its scopes (read, judge, restricted, admin), as far as its member's role goes. On a desk without accounts, on a \
laptop, no token is needed.
"""
_MAY = {
    ApiReader: ("read", "reader"),
    ApiJudge: ("judge", "coder"),
    ApiReviewer: ("judge", "reviewer"),
    ApiRestricted: ("restricted", "reader"),
    ApiAdmin: ("admin", "admin"),
}
TAGS = {
    "incidents": "The list by the overview's filters, map, timeline, counts; one incident with its ledger and history.",
    "claims": "What one sentence says, and why the record says what it says.",
    "reports": "What the desk received: texts, bytes, claims, prints; who may see them.",
    "judgements": "What people decided, and deciding.",
    "queue": "What to look at next, and answering.",
    "sums": "Places, parties, dyads, origins, totals, coverage, delay; the codebook and the aliases behind them.",
    "codebook": "Changes of the codebook: drafted, tried, adopted.",
    "sources": "How the record came to be: sources by hand, imports, feeds, runs, problems, jobs.",
    "desk": "Tags and fields of the desk's own, saved views, alerts.",
    "publishing": "Releases, rules of publication, situation reports.",
    "victims": "Named persons of incidents, for who may see restricted things; each look is written down.",
    "takedown": "Embargoes, and what is erased on request.",
    "people": "Who asks, accounts, who opened what is restricted.",
}


def routes() -> tuple[APIRoute, ...]:
    """All routes of the API, in order."""
    return tuple(route for router in API for route in router.routes if isinstance(route, APIRoute))


def may(route: APIRoute) -> tuple[str, str]:
    """The scope and the role that a route takes."""
    return _MAY[get_type_hints(route.endpoint, include_extras=True)["here"]]


@lru_cache(maxsize=4)
def description(cookie: str) -> dict[str, Any]:
    """The OpenAPI document; `cookie` is what the session's cookie is called at this desk."""
    app = FastAPI(openapi_url=None)
    for router in API:
        app.include_router(router)
    made: dict[str, Any] = get_openapi(
        title="Recount",
        version=VERSION,
        openapi_version="3.1.0",
        description=_ABOUT,
        routes=app.routes,
        tags=[{"name": name, "description": words} for name, words in TAGS.items()],
    )
    schemas = made["components"]["schemas"]
    geojson = FeaturesShape.model_json_schema(mode="serialization", ref_template="#/components/schemas/{model}")
    schemas |= geojson.pop("$defs") | {"FeaturesShape": geojson}
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    with_meanings(schemas)
    made["components"]["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer", "description": "A token of a member's account."},
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": cookie,
            "description": "A browser's session; what changes something takes the header `X-CSRF-Token`, too.",
        },
    }
    made["security"] = [{"token": []}, {"session": []}, {}]
    for route in routes():
        for method in route.methods or ():
            _described(made["paths"][route.path_format][method.lower()], route, method, schemas)
    return made


def _exemplified(content: dict[str, Any], schemas: dict[str, Any]) -> None:
    """Puts the example of a body's shape beside the body, where programs look for it."""
    schema = content["schema"].get("anyOf", [content["schema"]])[0]
    shape = schemas[schema["$ref"].rpartition("/")[2]] if "$ref" in schema else schema
    if "examples" not in content and "examples" in shape:
        content["example"] = shape["examples"][0]


def _described(operation: dict[str, Any], route: APIRoute, method: str, schemas: dict[str, Any]) -> None:
    """Says in an operation what it takes, and that its errors have the desk's shape."""
    scope, role = may(route)
    operation["operationId"] = route.name
    words = (route.endpoint.__doc__ or "").split()
    operation["summary"] = " ".join(words).partition(". ")[0].rstrip(".")
    operation["description"] = f"{' '.join(words)}\n\nTakes the scope `{scope}` and the role {role}."
    operation["x-scope"], operation["x-role"] = scope, role
    operation["responses"]["422"]["content"]["application/json"]["schema"] = {"$ref": "#/components/schemas/Problem"}
    for content in operation.get("requestBody", {}).get("content", {}).values():
        _exemplified(content, schemas)
    ok = operation["responses"].get("200")
    if (
        method == "GET"
        and is_list(route)
        and not any(one["name"] == "format" for one in operation.get("parameters", ()))
    ):
        operation.setdefault("parameters", []).append(FORM)
        ok["content"][CSV] = {"schema": {"type": "string"}}
    if method == "GET" and ok is not None:
        ok["description"] = "What was asked for."
        ok["headers"] = {"ETag": {"schema": {"type": "string"}, "description": "For `If-None-Match`."}}
