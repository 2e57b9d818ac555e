"""Model values as plain JSON and back, by their type annotations.

A span is `[start, end]`, a day an ISO string, a tuple a list; every other value is an object whose keys are the
field names. Fields that hold their default are left out, so a later version may add a field with a default and still
read what an earlier one wrote.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache
from operator import attrgetter, methodcaller
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from recount.model import Span

T = TypeVar("T")


def plain(value: object) -> Any:
    """A model value as what JSON can hold."""
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    return (_PLAIN.get(kind) or _plain_of(kind))(value)


_Way = Callable[[Any], Any]
_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})
_PLAIN: dict[type, _Way] = {}


def _plain_of(kind: type) -> _Way:
    """How values of a type become plain; found once for each type."""
    way: _Way
    if issubclass(kind, Span):
        way = _ends
    elif issubclass(kind, Enum):
        way = attrgetter("value")
    elif issubclass(kind, tuple | list):
        way = _items
    elif dataclasses.is_dataclass(kind):
        way = _plain_fields(kind)
    elif issubclass(kind, date | datetime):
        way = methodcaller("isoformat")
    else:
        way = _as_it_is
    _PLAIN[kind] = way
    return way


def _ends(span: Span) -> list[int]:
    return [span.start, span.end]


def _items(items: Sequence[object]) -> list[Any]:
    return [item if type(item) in _AS_THEY_ARE else plain(item) for item in items]


def _plain_fields(kind: type) -> _Way:
    """An object's fields that don't hold their defaults, as a function made for the class."""
    names: dict[str, Any] = {"plain": plain, "as_they_are": _AS_THEY_ARE}
    lines = ["data = {}"]
    for n, field in enumerate(dataclasses.fields(kind)):
        names[f"default{n}"] = field.default
        lines += [
            f"held = value.{field.name}",
            f"if held {'is not' if field.default is None else '!='} default{n}:",
            f" data[{field.name!r}] = held if type(held) in as_they_are else plain(held)",
        ]
    return compiled("value", [*lines, "return data"], names)


def compiled(given: str, lines: Iterable[str], names: dict[str, Any]) -> Callable[[Any], Any]:
    """A function of one value, `given`, made of lines of Python that know these `names`: for each class one that looks
    nothing up, as `dataclasses` makes its methods. Lines are made of field names and constants of this program."""
    source = "\n".join([f"def made({given}):", *(f" {line}" for line in lines)])
    exec(source, names)  # noqa: S102
    way: Callable[[Any], Any] = names["made"]
    return way


def packed(value: object) -> str:
    """A model value as one line of JSON, the same bytes for equal values."""
    return _LINES.encode(plain(value))


_LINES = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":"))


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
    names: dict[str, Any] = {}
    value = _reading(kind, "data", names)
    return _as_it_is if value == "data" else compiled("data", [f"return {value}"], names)


def _reading(kind: Any, data: str, names: dict[str, Any]) -> str:
    """An expression for the value that `data`, an expression itself, was made of; `names` gets what it knows."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _reading_items(arguments, data, names)
    if origin in (Union, types.UnionType):
        (inner,) = (argument for argument in arguments if argument is not type(None))
        held = f"held{len(names)}"
        names[held] = None
        value = _reading(inner, held, names)
        return data if value == held else f"None if ({held} := {data}) is None else {value}"
    if kind is Span:
        return f"{_known(Span, names)}(*{data})"
    if kind in (date, datetime):
        return f"{_known(kind.fromisoformat, names)}({data})"
    if dataclasses.is_dataclass(origin or kind):
        return f"{_known(_dataclass_decoder(kind), names)}({data})"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return f"{_known({one.value: one for one in kind}, names)}[{data}]"
    return data


def _known(value: Any, names: dict[str, Any]) -> str:
    name = f"known{len(names)}"
    names[name] = value
    return name


def _reading_items(arguments: tuple[Any, ...], data: str, names: dict[str, Any]) -> str:
    if len(arguments) != 2 or arguments[1] is not Ellipsis:
        raise TypeError(f"only tuples of any length and one type are stored, not {arguments}")
    value = _reading(arguments[0], "item", names)
    if ":=" in value:  # in a comprehension a name would be that of the whole function
        value = f"{_known(_decoder(arguments[0]), names)}(item)"
    return f"tuple({data})" if value == "item" else f"tuple([{value} for item in {data}])"


@cache
def _dataclass_decoder(kind: Any) -> Decoder:
    origin = get_origin(kind) or kind
    bound = dict(zip(getattr(origin, "__parameters__", ()), get_args(kind), strict=True))
    hints = get_type_hints(origin)
    names: dict[str, Any] = {"kind": origin}
    given = []
    for field in dataclasses.fields(origin):
        if not field.init:
            continue
        value = _reading(bound.get(hints[field.name], hints[field.name]), f"data[{field.name!r}]", names)
        if field.default is not dataclasses.MISSING:
            value = f"({value}) if {field.name!r} in data else {_known(field.default, names)}"
        elif field.default_factory is not dataclasses.MISSING:
            value = f"({value}) if {field.name!r} in data else {_known(field.default_factory, names)}()"
        given.append(f"{field.name}=({value})")
    return compiled("data", [f"return kind({', '.join(given)})"], names)


def _as_it_is(data: Any) -> Any:
    return data
