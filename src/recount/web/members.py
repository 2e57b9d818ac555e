"""Who is at the desk, and what each role may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Role(IntEnum):
    """What a member may do; each role may do what those before it may.

    A reader reads. A coder judges claims and incidents, corrects values and adds claims and sources. A reviewer grades,
    publishes and sees restricted reports and victims' names. An admin also manages people, takes down, and changes
    what holds for the whole desk.
    """

    NOBODY = 0
    READER = 1
    CODER = 2
    REVIEWER = 3
    ADMIN = 4


@dataclass(frozen=True, slots=True)
class Member:
    """A person at the desk: the name that stands in the history, the role, and the token that their forms carry."""

    name: str
    role: Role
    csrf: str = ""


NOBODY = Member("", Role.NOBODY)
