"""Model values as plain JSON and back, by their type annotations.

A span is `[start, end]`, a day an ISO string, a tuple a list; every other value is an object whose keys are the
field names. Fields that hold their default are left out, so a later version may add a field with a default and still
read what an earlier one wrote.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from recount.model import Span

T = TypeVar("T")


def plain(value: object) -> Any:
    """A model value as what JSON can hold."""
    if value is None or type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            name: plain(held) for name, default in _defaults(type(value)) if (held := getattr(value, name)) != default
        }
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


_AS_THEY_ARE = frozenset({str, int, float, bool})


@cache
def _defaults(kind: type) -> tuple[tuple[str, object], ...]:
    """The fields of a dataclass with their defaults."""
    return tuple((field.name, field.default) for field in dataclasses.fields(kind))


def packed(value: object) -> str:
    """A model value as one line of JSON, the same bytes for equal values."""
    return json.dumps(plain(value), ensure_ascii=True, sort_keys=True, separators=(",", ":"))


def value_of(kind: type[T], data: Any) -> T:
    """The value of type `kind` that `data` was made from; KeyError, TypeError or ValueError where it was not."""
    decode: Decoder = _decoder(kind)  # type: ignore[arg-type]
    result: T = decode(data)
    return result


def unpacked(kind: type[T], line: str) -> T:
    """What `packed` made the line from."""
    return value_of(kind, json.loads(line))


Decoder = Callable[[Any], Any]


@cache
def _decoder(kind: Any) -> Decoder:
    if kind is Span:
        return lambda data: Span(data[0], data[1])
    if kind is date:
        return date.fromisoformat
    if kind is datetime:
        return datetime.fromisoformat
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _tuple_decoder(arguments)
    if origin in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not type(None))
        decode = _decoder(inner)
        return decode if decode is _as_it_is else lambda data: None if data is None else decode(data)
    if dataclasses.is_dataclass(origin or kind):
        return _dataclass_decoder(origin or kind, arguments)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _as_it_is


def _tuple_decoder(arguments: tuple[Any, ...]) -> Decoder:
    if len(arguments) != 2 or arguments[1] is not Ellipsis:
        raise TypeError(f"only tuples of any length and one type are stored, not {arguments}")
    decode = _decoder(arguments[0])
    return tuple if decode is _as_it_is else lambda data: tuple([decode(item) for item in data])


def _dataclass_decoder(kind: Any, arguments: tuple[Any, ...]) -> Decoder:
    bound = dict(zip(getattr(kind, "__parameters__", ()), arguments, strict=True))
    hints = get_type_hints(kind)
    decoders = {field.name: _decoder(bound.get(hints[field.name], hints[field.name])) for field in _fields(kind)}
    changing = {name: way for name, way in decoders.items() if way is not _as_it_is}

    def decode(data: dict[str, Any]) -> Any:
        given = data if data.keys() <= decoders.keys() else {name: data[name] for name in data if name in decoders}
        return kind(**{**given, **{name: way(data[name]) for name, way in changing.items() if name in data}})

    return decode


def _as_it_is(data: Any) -> Any:
    return data


def _fields(kind: Any) -> tuple[dataclasses.Field[Any], ...]:
    return tuple(field for field in dataclasses.fields(kind) if field.init)
