"""The items of any list as rows of a table: what is in an object stands in columns of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

Column = tuple[str, tuple[str, ...]]
"""A column's name, and the keys that lead to its cells: place_name, ("place", "name")."""
_DEEPEST = 3


@cache
def columns_of(listed: type[BaseModel]) -> tuple[Column, ...]:
    """The columns of a list, from the shape of its items."""
    (item,) = get_args(listed.model_fields["items"].annotation)
    return tuple(_columns(item, ()))


def _columns(shape: type[BaseModel], above: tuple[str, ...]) -> Iterable[Column]:
    for name, field in shape.model_fields.items():
        keys = (*above, field.alias or name)
        inner = _object_in(field.annotation)
        if inner is not None and len(keys) < _DEEPEST:
            yield from _columns(inner, keys)
        else:
            yield "_".join(keys), keys


def _object_in(hint: Any) -> type[BaseModel] | None:
    """The shape of an object, or of one that may be null."""
    parts = [one for one in get_args(hint) if one is not type(None)]
    only = parts[0] if len(parts) == 1 and type(None) in get_args(hint) else hint
    return only if isinstance(only, type) and issubclass(only, BaseModel) else None


def cells_of(columns: Iterable[Column], item: Mapping[str, Any]) -> list[Any]:
    """An item's cells. What is unknown is empty, a list of words has semicolons between them, and what is no row of
    plain values stands as JSON."""
    return [_cell(_value(item, keys)) for _, keys in columns]


def _value(item: Any, keys: tuple[str, ...]) -> Any:
    for key in keys:
        item = item.get(key) if isinstance(item, Mapping) else None
    return item


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return value
