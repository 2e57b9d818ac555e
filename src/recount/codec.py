"""Model values as plain JSON and back, by their type annotations.

A span is `[start, end]`, a day an ISO string, a tuple a list; every other value is an object whose keys are the
field names. Fields that hold their default are left out, so a later version may add a field with a default and still
read what an earlier one wrote.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from functools import cache
from json.encoder import encode_basestring_ascii as quoted
from math import isfinite
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


def compiled(given: str, lines: Iterable[str], names: dict[str, Any]) -> Callable[..., Any]:
    """A function of the values `given`, made of lines of Python that know these `names`: for each class one that looks
    nothing up, as `dataclasses` makes its methods. Lines are made of field names and constants of this program."""
    source = "\n".join([f"def made({given}):", *(f" {line}" for line in lines)])
    exec(source, names)  # noqa: S102
    way: Callable[..., Any] = names["made"]
    return way


def packed(value: object) -> str:
    """A model value as one line of JSON, the same bytes for equal values."""
    return _LINE[type(value)](value)


class _Lines(dict[type, Callable[[Any], str]]):
    """How values of each type are written as JSON; found when the first one comes. What `json` writes of their plain
    form, in half the time."""

    def __missing__(self, kind: type) -> Callable[[Any], str]:
        self[kind] = way = _line_of(kind)
        return way


def _line_of(kind: type) -> Callable[[Any], str]:
    way: Callable[[Any], str] = _line_of_rest
    if issubclass(kind, Span):
        way = _line_of_span
    elif issubclass(kind, Enum):
        way = quoted if issubclass(kind, str) else _line_of_member
    elif issubclass(kind, tuple | list):
        way = _line_of_items
    elif dataclasses.is_dataclass(kind):
        way = _line_of_fields(kind)
    elif issubclass(kind, float):
        way = _line_of_float
    return way


def _line_of_rest(value: object) -> str:
    return _REST.encode(plain(value))


def _line_of_span(span: Span) -> str:
    return f"[{span.start},{span.end}]"


def _line_of_member(member: Enum) -> str:
    return packed(member.value)


def _line_of_items(items: Sequence[object]) -> str:
    return f"[{','.join([_LINE[type(item)](item) for item in items])}]"


def _line_of_float(number: float) -> str:
    return float.__repr__(number) if isfinite(number) else _REST.encode(number)


def _line_of_fields(kind: type) -> Callable[[Any], str]:
    """An object's fields that don't hold their defaults, in order of their names, by a function made for the class."""
    names: dict[str, Any] = {"line": _LINE}
    lines = ["told = []"]
    for n, field in enumerate(sorted(dataclasses.fields(kind), key=attrgetter("name"))):
        names[f"default{n}"] = field.default
        differs = "is not" if field.default is None or field.default is dataclasses.MISSING else "!="
        lines += [
            f"held = value.{field.name}",
            f"if held {differs} default{n}:",
            f" told.append({quoted(field.name) + ':'!r} + line[type(held)](held))",
        ]
    return compiled("value", [*lines, "return '{' + ','.join(told) + '}'"], names)


_REST = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":"))
_LINE = _Lines(
    {
        str: quoted,
        int: int.__repr__,
        float: _line_of_float,
        bool: {True: "true", False: "false"}.__getitem__,
        type(None): {None: "null"}.__getitem__,
    }
)


def value_of(kind: type[T], data: Any) -> T:
    """The value of type `kind` that `data` was made from; KeyError, TypeError or ValueError where it was not."""
    decode: Decoder = _decoder(kind)  # type: ignore[arg-type]
    result: T = decode(data)
    return result


_READ = json.JSONDecoder().raw_decode  # which looks for no blanks around: there are none


def unpacked(kind: type[T], line: str) -> T:
    """What `packed` made the line from."""
    return value_of(kind, _READ(line)[0])


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
        return f"{_known(_span_reader(), names)}({data})"
    if kind in (date, datetime):
        return f"{_known(kind.fromisoformat, names)}({data})"
    if dataclasses.is_dataclass(origin or kind):
        return f"{_known(_dataclass_decoder(kind), names)}({data})"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return f"{_known({one.value: one for one in kind}, names)}[{data}]"
    return data


@cache
def _span_reader() -> Decoder:
    """Spans are half of what a claim is made of."""
    names: dict[str, Any] = {}
    return compiled("data", ["start, end = data", *made_of(Span, {"start": "start", "end": "end"}, names)], names)


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
    names: dict[str, Any] = {}
    given = {}
    for field in dataclasses.fields(origin):
        if not field.init:
            continue
        value = _reading(bound.get(hints[field.name], hints[field.name]), f"data[{field.name!r}]", names)
        if field.default is not dataclasses.MISSING:
            value = f"({value}) if {field.name!r} in data else {_known(field.default, names)}"
        elif field.default_factory is not dataclasses.MISSING:
            value = f"({value}) if {field.name!r} in data else {_known(field.default_factory, names)}()"
        given[field.name] = value
    return compiled("data", made_of(origin, given, names), names)


def copier(kind: type[T], *changed: str) -> Callable[..., T]:
    """What copies a value of a dataclass with other values for some of its fields, given in this order: what
    `dataclasses.replace` does, several times as fast."""
    names: dict[str, Any] = {}
    held = [field.name for field in dataclasses.fields(kind)]  # type: ignore[arg-type]
    given = {name: name if name in changed else f"value.{name}" for name in held}
    return compiled(", ".join(("value", *changed)), made_of(kind, given, names), names)


def made_of(kind: type, given: Mapping[str, str], names: dict[str, Any]) -> list[str]:
    """Lines that return a value of a dataclass, with expressions for its fields; `names` gets what they know.

    A frozen class sets its fields one by one through `object`, which is most of the time that reading takes. A blank
    that has the same slots, but is not frozen, is filled several times as fast, and then declared to be of the class.
    """
    names["_kind"] = kind
    slots = kind.__dict__.get("__slots__")
    if slots is None or set(slots) != set(given):
        return [f"return _kind({', '.join(f'{name}=({value})' for name, value in given.items())})"]
    origins = {"__orig_bases__": kind.__orig_bases__} if hasattr(kind, "__orig_bases__") else {}
    names["_blank"] = types.new_class("Blank", kind.__bases__, {}, lambda held: held.update(origins, __slots__=slots))
    filled = [f"_new.{name} = {value}" for name, value in given.items()]
    checked = ["_new.__post_init__()"] if hasattr(kind, "__post_init__") else []
    return ["_new = _blank()", *filled, "_new.__class__ = _kind", *checked, "return _new"]


def _as_it_is(data: Any) -> Any:
    return data
