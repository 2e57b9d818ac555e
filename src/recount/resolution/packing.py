"""Accounts as lines of JSON and back: an index keeps a million of them, and reads hundreds for each new report.

Fields stand in lists in the order of their types, sets in order: shorter and several times faster than `codec`, and
equal values give equal lines. A line is read only by a Recount that has the same types, see `FORM`.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from functools import cache, lru_cache
from hashlib import blake2b
from json.encoder import encode_basestring as quoted
from math import isfinite
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from recount.codebook import Merging, conflict_merging
from recount.codec import compiled, made_of
from recount.errors import RecordError
from recount.model import Claim
from recount.resolution.accounts import Account, Places
from recount.resolution.grouping import Told

T = TypeVar("T")
_Way = Callable[[Any], Any]
_READ = json.JSONDecoder().raw_decode  # which looks for no blanks around: there are none


def packed(told: Told) -> str:
    """An account as one line."""
    return line_of(Told, told)


def unpacked(line: str) -> Told:
    """What `packed` made the line from; RecordError where a Recount with other types wrote it."""
    try:
        return value_of(Told, line)
    except (LookupError, TypeError, ValueError):
        raise _of_another_version() from None


def account_in(line: str) -> Account:
    """The account of such a line, without what its report says of it."""
    account: Account = _reader(Account)(_READ(line)[0][_AT])
    return account


def line_of(kind: Any, value: object) -> str:
    """A value of some type as one line; fields whose names begin with `_` are left out."""
    line: str = _writer(kind)(value)
    return line


def value_of(kind: type[T], line: str) -> T:
    """What `line_of` made the line from."""
    read: _Way = _reader(kind)  # type: ignore[arg-type]
    value: T = read(_READ(line)[0])
    return value


def merging_of(line: str) -> Merging:
    """A codebook's part on merges from the line that a record keeps of it; the built-in codebook's without one.

    Raises RecordError where a Recount with other weights wrote the line.
    """
    if not line:
        return conflict_merging()
    try:
        return value_of(Merging, line)
    except (LookupError, TypeError, ValueError):
        raise _of_another_version() from None


def _of_another_version() -> RecordError:
    what, remedy = "was brought together by another version of Recount", "First: recount run --reread --record DIR"
    return RecordError("the record", what, remedy)


def _fields(kind: Any) -> list[tuple[str, Any]]:
    """A type's fields with their types; claims are not kept with accounts."""
    hints = get_type_hints(kind)
    names = [field.name for field in dataclasses.fields(kind) if not field.name.startswith("_")]
    return [(name, hints[name]) for name in names if hints[name] != tuple[Claim, ...]]


def _item(kind: Any) -> tuple[Any, tuple[Any, ...]]:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return "maybe", tuple(argument for argument in arguments if argument is not type(None))
    return origin, arguments


@cache
def _writer(kind: Any) -> _Way:
    names: dict[str, Any] = {}
    data = _writing(kind, "value", names)
    return compiled("value", [f"return {data}"], names)


def _writing(kind: Any, value: str, names: dict[str, Any]) -> str:
    """An expression for the JSON of `value`, an expression itself; `names` gets what it knows."""
    origin, arguments = _item(kind)
    if origin == "maybe":
        return f"('null' if {value} is None else {_writing(arguments[0], value, names)})"
    if origin is tuple and arguments[-1] is not Ellipsis:
        return _list_of([_writing(kind, f"{value}[{n}]", names) for n, kind in enumerate(arguments)])
    if origin in (frozenset, tuple):
        item = _new("item", None, names)
        data, held = _writing(arguments[0], item, names), f"sorted({value})" if origin is frozenset else value
        way = data.removesuffix(f"({item})")  # a function of the item alone
        items = f"map({way}, {held})" if way.isidentifier() else f"[{data} for {item} in {held}]"
        return f"('[' + ','.join({items}) + ']' if {value} else '[]')"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key = _new("key", None, names)
        pair = _list_of([_writing(arguments[0], key, names), _writing(arguments[1], f"{value}[{key}]", names)])
        return f"('[' + ','.join([{pair} for {key} in sorted({value})]) + ']')"
    if kind is Places and value != "value":  # a war's towns are named again and again
        return f"{_new('places', lru_cache(maxsize=16384)(_writer(kind)), names)}({value})"
    if dataclasses.is_dataclass(kind):
        return _list_of([_writing(hint, f"{value}.{name}", names) for name, hint in _fields(kind)])
    if isinstance(kind, type) and issubclass(kind, Enum):
        return f"{_new('quoted', quoted, names)}({value if issubclass(kind, str) else f'{value}.value'})"
    if kind is bool:
        return f"('true' if {value} else 'false')"
    if kind is date:
        return f"str({value}.toordinal())"
    return f"{_new('way', quoted if kind is str else _number, names)}({value})"


def _list_of(items: Sequence[str]) -> str:
    return f"'[' + ','.join(({', '.join(items)},)) + ']'"


def _number(value: float) -> str:
    return repr(value) if isfinite(value) else json.dumps(value)


@cache
def _reader(kind: Any) -> _Way:
    names: dict[str, Any] = {}
    value = _reading(kind, "data", names)
    return compiled("data", [f"return {value}"], names)


def _reading(kind: Any, data: str, names: dict[str, Any]) -> str:
    """An expression for the value that `data`, an expression itself, was made of; `names` gets what it knows."""
    origin, arguments = _item(kind)
    if origin == "maybe":
        if (value := _reading(arguments[0], data, names)) == data:
            return data
        return f"None if {data} is None else {value}"
    if origin is tuple and arguments[-1] is not Ellipsis:
        items = [_reading(kind, f"{data}[{n}]", names) for n, kind in enumerate(arguments)]
        return f"({', '.join(items)},)"
    if origin in (frozenset, tuple):
        item = _new("item", None, names)
        value = _reading(arguments[0], item, names)
        return f"{origin.__name__}({data if value == item else f'[{value} for {item} in {data}]'})"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, held = _new("key", None, names), _new("held", None, names)
        way = f"{_reading(arguments[0], key, names)}: {_reading(arguments[1], held, names)}"
        return f"{{{way} for {key}, {held} in {data}}}"
    if dataclasses.is_dataclass(kind):
        return f"{_new('read', _reader_of_fields(kind), names)}({data})"
    if isinstance(kind, type) and issubclass(kind, Enum):
        return f"{_new('member', {one.value: one for one in kind}, names)}[{data}]"
    return f"{_new('day', date.fromordinal, names)}({data})" if kind is date else data


def _new(name: str, value: Any, names: dict[str, Any]) -> str:
    name = f"{name}{len(names)}"
    names[name] = value
    return name


def _reader_of_fields(kind: Any) -> _Way:
    """A function made for the class; what is not kept is empty."""
    names: dict[str, Any] = {}
    hints = get_type_hints(kind)
    held = dict(_fields(kind))
    given = {
        name: _reading(hint, f"at_{name}", names) if name in held else "()"
        for name, hint in hints.items()
        if name in held or hint == tuple[Claim, ...]
    }
    at = f"{', '.join(f'at_{name}' for name in held)}, = data"
    return compiled("data", [at, *made_of(kind, given, names)], names)


def _form(kind: Any, seen: set[Any]) -> str:
    origin, arguments = _item(kind)
    if origin is not None:
        return f"{origin}[{','.join(_form(argument, seen) for argument in arguments)}]"
    if not dataclasses.is_dataclass(kind) or kind in seen:
        return str(kind)
    seen.add(kind)
    return f"{kind}({','.join(f'{name}:{_form(hint, seen)}' for name, hint in _fields(kind))})"


_AT = [name for name, _ in _fields(Told)].index("account")
FORM = blake2b(_form(Told, set()).encode(), digest_size=8).hexdigest()
"""Which fields lines are made of: an index written in another form has to be made anew."""
