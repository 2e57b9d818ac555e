"""The values of an address, read one by one; RecordError names the one that can't be read, and says how to write it."""

from __future__ import annotations

from datetime import date
from math import isfinite

from starlette.datastructures import QueryParams

from recount.errors import RecordError

_MOST_VALUES = 60
_LONGEST_VALUE = 200
_LONGEST_TEXT = 400
_MOST_COUNTED = 10**9


def values_of(params: QueryParams, name: str) -> tuple[str, ...]:
    """What an address gives under a name that may stand there more than once, each once."""
    given = [" ".join(value.split()) for value in params.getlist(name)]
    found = tuple(dict.fromkeys(value for value in given if value))
    if len(found) > _MOST_VALUES or any(len(value) > _LONGEST_VALUE for value in found):
        raise refused(name, "is too long", f"Give up to {_MOST_VALUES} names of up to {_LONGEST_VALUE} letters.")
    return found


def text_of(params: QueryParams) -> str:
    """The words that are searched for."""
    text = " ".join(params.get("text", "").split())
    if len(text) > _LONGEST_TEXT:
        raise refused("text", f"has more than {_LONGEST_TEXT} letters", "Search for a few words.")
    return text


def day_of(params: QueryParams, name: str) -> date | None:
    """A day; None where none is given."""
    given = params.get(name, "").strip()
    if not given:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise refused(name, f"is no date: “{given[:40]}”", "Write it as 2017-06-05.") from None


def whole_of(params: QueryParams, name: str) -> int | None:
    """A whole number; None where none is given."""
    given = params.get(name, "").strip()
    if not given:
        return None
    if not given.isascii() or not given.isdecimal():
        raise refused(name, f"is no number: “{given[:40]}”", "Write it in digits.")
    if len(given) > 10 or int(given) > _MOST_COUNTED:
        raise refused(name, f"is too large: “{given[:40]}”", f"Give {_MOST_COUNTED:,} at most.")
    return int(given)


def numbers_of(params: QueryParams, name: str, count: int, remedy: str) -> list[float] | None:
    """So many numbers with commas between; None where none are given. `remedy` says how they are written."""
    given = params.get(name, "").strip()
    return numbers_in(given, name, count, remedy) if given else None


def numbers_in(given: str, name: str, count: int, remedy: str) -> list[float]:
    """So many numbers with commas between."""
    try:
        numbers = [float(part) for part in given[:200].split(",")]
    except ValueError:
        numbers = []
    if len(numbers) != count or not all(map(isfinite, numbers)):
        raise refused(name, f"can't be read: “{given[:60]}”", remedy)
    return numbers


def one_of(params: QueryParams, name: str, words: tuple[str, ...]) -> str:
    """One of a few words; "" where none is given."""
    given = params.get(name, "").strip()
    return known(given, name, words) if given else ""


def known(given: str, name: str, words: tuple[str, ...]) -> str:
    """A word, where it is one of those that can be meant."""
    if given in words:
        return given
    raise refused(name, f"is not known: “{given[:40]}”", f"There are: {', '.join(words)}.")


def refused(name: str, what: str, remedy: str) -> RecordError:
    """What is said of a part of the address that can't be read."""
    return RecordError(f"the filter “{name}”", what, remedy)
