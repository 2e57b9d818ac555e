"""Shapes that many answers share, and shapes made from the values of the model."""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Mapping
from functools import cache
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from recount.model import Span

T = TypeVar("T")
Day = str | None
"""A day as 2017-06-05; null where none is stated."""


class Shape(BaseModel):
    """An object of an answer; later versions add keys, and rename none."""

    model_config = ConfigDict(populate_by_name=True)


class Refusal(Shape):
    """Why something was not done."""

    status: int = Field(description="The HTTP status.", examples=[404])
    source: str = Field(description="What it is about.", examples=["incident i0000"])
    what: str = Field(description="What is wrong with it.", examples=["is not in the record"])
    remedy: str = Field(description="What to do.", examples=["Look for it in the list of incidents."])
    fields: dict[str, str] | None = Field(
        None, description="Of 422: by its name, what is wrong with a value.", examples=[{"limit": "is more than 1,000"}]
    )
    entries: list[str] | None = Field(
        None, description="Of 409: the ids of the entries that it may be already.", examples=[["v4c817b9cf567"]]
    )


class Problem(Shape):
    """The one shape of all errors."""

    error: Refusal


class Listed(Shape, Generic[T]):
    """A page of a list."""

    items: list[T]
    next: str | None = Field(description="What to give as `after` for the next page; null on the last.")
    total: int = Field(description="How many there are on all pages.")


class Id(Shape):
    """The id of something."""

    id: str


@cache
def shape(kind: type) -> type[BaseModel]:
    """The shape of a value of the model as plain JSON; fields that may be left out hold their defaults then."""
    hints = get_type_hints(kind)
    fields: dict[str, Any] = {}
    for field in dataclasses.fields(kind):
        given = field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
        fields[field.name] = (mapped(hints[field.name]), ... if given else None)
    about = (kind.__doc__ or "").partition("\n\n")[0]
    made: type[BaseModel] = create_model(kind.__name__, __base__=Shape, __doc__=" ".join(about.split()), **fields)
    return made


def mapped(hint: Any) -> Any:
    """How the values of a type stand in JSON."""
    if hint is Span:
        return tuple[int, int]
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return shape(hint)
    origin, parts = get_origin(hint), get_args(hint)
    if origin is tuple and len(parts) == 2 and parts[1] is Ellipsis:
        return list[mapped(parts[0])]  # type: ignore[misc]
    if origin in (Union, types.UnionType):
        return Union[tuple(mapped(part) for part in parts)]  # noqa: UP007 — made of what is found
    if origin is not None and isinstance(origin, type) and issubclass(origin, Mapping):
        return dict[str, mapped(parts[1])]  # type: ignore[misc]
    return hint
