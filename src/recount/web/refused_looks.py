"""Looks at named persons that are refused: who may not see them asks for a page, and the log says so."""

from __future__ import annotations

import re

from recount.errors import AccessError, RestrictedError

_NAMED = re.compile(
    r"(?:/api/v\d+)?(?:/incidents/(?P<incident>[^/]{1,80}))?/victims(?:\.csv|/(?P<person>[^/]{1,80}))?(?:/.*)?"
)


def refused_look(path: str, error: Exception) -> RestrictedError | None:
    """What somebody asked to see, by the address that they asked for, and may not; None where an error is no such
    refusal."""
    if isinstance(error, RestrictedError):
        return error
    found = _NAMED.fullmatch(path) if isinstance(error, AccessError) else None
    if found is None or not isinstance(error, AccessError):
        return None
    if found["incident"]:
        of, called = found["incident"], "named persons of an incident"
    else:
        of, called = found["person"] or "list", "a named person's entry" if found["person"] else "named persons"
    return RestrictedError("victims", of, error.source, error.what, error.remedy, called)
