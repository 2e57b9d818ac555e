"""Frozen values that are made quickly are the values that `dataclasses` makes."""

from __future__ import annotations

import inspect
import pickle
from copy import copy
from dataclasses import FrozenInstanceError, dataclass, field, replace

import pytest

from recount.model import Span
from recount.model.making import quickly


@dataclass(frozen=True, slots=True)
class _Slow:
    one: int
    two: str = "x"

    def __post_init__(self) -> None:
        if self.one < 0:
            raise ValueError(self.one)


@quickly
@dataclass(frozen=True, slots=True)
class _Quick:
    one: int
    two: str = "x"

    def __post_init__(self) -> None:
        if self.one < 0:
            raise ValueError(self.one)


@quickly
@dataclass(frozen=True, slots=True)
class _Alone:
    one: int


def test_a_value_made_quickly_is_as_any_other() -> None:
    quick = _Quick(1, two="y")
    assert quick == _Quick(1, "y")
    assert hash(quick) == hash(_Slow(1, "y"))
    assert repr(quick) == repr(_Slow(1, "y")).replace("_Slow", "_Quick")
    assert _Quick(3).two == "x"
    assert replace(quick, one=2) == _Quick(2, "y")
    assert inspect.signature(_Quick) == inspect.signature(_Slow)


def test_it_is_the_same_in_another_process() -> None:
    for value in (_Quick(1, "y"), _Alone(3), Span(1, 2)):
        assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 — our own
        assert copy(value) == value


def test_it_stays_frozen_and_checked() -> None:
    with pytest.raises(FrozenInstanceError):
        Span(1, 2).start = 0  # type: ignore[misc]
    with pytest.raises(ValueError, match="no span"):
        Span(2, 1)
    with pytest.raises(ValueError, match="-1"):
        _Quick(-1)
    with pytest.raises(TypeError, match="missing"):
        _Quick()  # type: ignore[call-arg]


def test_only_plain_fields_are_set_by_slots() -> None:
    @dataclass(frozen=True, slots=True)
    class Listed:
        held: tuple[int, ...] = field(default_factory=tuple)

    with pytest.raises(TypeError, match=r"Listed\.held"):
        quickly(Listed)
