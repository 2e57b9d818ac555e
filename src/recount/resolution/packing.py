"""Accounts as lines of JSON and back: an index keeps a million of them, and reads hundreds for each new report.

Fields stand in lists in the order of their types, sets in order: shorter and several times faster than `codec`, and
equal values give equal lines. A line is read only by a Recount that has the same types, see `FORM`.
"""

from __future__ import annotations

import dataclasses
import json
import types
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from hashlib import blake2b
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from recount.codebook import Merging, conflict_merging
from recount.errors import RecordError
from recount.model import Claim
from recount.resolution.accounts import Account
from recount.resolution.grouping import Told

T = TypeVar("T")
_Way = Callable[[Any], Any]


def packed(told: Told) -> str:
    """An account as one line."""
    return line_of(Told, told)


def unpacked(line: str) -> Told:
    """What `packed` made the line from."""
    return value_of(Told, line)


def account_in(line: str) -> Account:
    """The account of such a line, without what its report says of it."""
    account: Account = _reader(Account)(json.loads(line)[_AT])
    return account


def line_of(kind: Any, value: object) -> str:
    """A value of some type as one line; fields whose names begin with `_` are left out."""
    return json.dumps(_writer(kind)(value), ensure_ascii=False, separators=(",", ":"))


def value_of(kind: type[T], line: str) -> T:
    """What `line_of` made the line from."""
    read: _Way = _reader(kind)  # type: ignore[arg-type]
    value: T = read(json.loads(line))
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
        what, remedy = "was brought together by another version of Recount", "First: recount run --reread --record DIR"
        raise RecordError("the record", what, remedy) from None


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
    origin, arguments = _item(kind)
    if origin == "maybe":
        inner = _writer(arguments[0])
        return lambda value: None if value is None else inner(value)
    if origin is frozenset:
        inner = _writer(arguments[0])
        return lambda value: sorted(map(inner, value))
    if origin is tuple and arguments[-1] is Ellipsis:
        inner = _writer(arguments[0])
        return lambda value: [inner(item) for item in value]
    if origin is tuple:
        inners = tuple(map(_writer, arguments))
        return lambda value: [inner(item) for inner, item in zip(inners, value, strict=True)]
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, inner = map(_writer, arguments)
        return lambda value: sorted([key(k), inner(v)] for k, v in value.items())
    if dataclasses.is_dataclass(kind):
        ways = tuple((name, _writer(hint)) for name, hint in _fields(kind))
        return lambda value: [way(getattr(value, name)) for name, way in ways]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda value: value.value
    if kind is date:
        return date.toordinal
    return _itself


@cache
def _reader(kind: Any) -> _Way:
    origin, arguments = _item(kind)
    if origin == "maybe":
        inner = _reader(arguments[0])
        return lambda data: None if data is None else inner(data)
    if origin in (frozenset, tuple) and arguments[-1] is not Ellipsis and origin is tuple:
        inners = tuple(map(_reader, arguments))
        return lambda data: tuple([inner(item) for inner, item in zip(inners, data, strict=True)])
    if origin in (frozenset, tuple):
        inner = _reader(arguments[0])
        return origin if inner is _itself else lambda data: origin([inner(item) for item in data])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        key, inner = map(_reader, arguments)
        return lambda data: {key(k): inner(v) for k, v in data}
    if dataclasses.is_dataclass(kind):
        return _reader_of_fields(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind is date:
        return date.fromordinal
    return _itself


def _reader_of_fields(kind: Any) -> _Way:
    names = tuple(name for name, _ in _fields(kind))
    ways = tuple(_reader(hint) for _, hint in _fields(kind))
    left = {name: () for name, hint in get_type_hints(kind).items() if hint == tuple[Claim, ...]}
    if left or names != tuple(field.name for field in dataclasses.fields(kind)):
        return lambda data: kind(**left, **{n: way(v) for n, way, v in zip(names, ways, data, strict=True)})
    return lambda data: kind(*[way(value) for way, value in zip(ways, data, strict=True)])


def _itself(value: Any) -> Any:
    return value


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
