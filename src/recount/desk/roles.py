"""What each role may do, and what a token may."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum, StrEnum

from recount.model import Verdict


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

    @property
    def word(self) -> str:
        """As it stands in the database and on pages."""
        return self.name.lower()


ROLES = tuple(role for role in Role if role is not Role.NOBODY)
"""The roles that a person can have, the least first."""


class Scope(StrEnum):
    """What a token is allowed; none of it goes beyond the role of the member who made it."""

    READ = "read"
    JUDGE = "judge"
    RESTRICTED = "restricted"
    ADMIN = "admin"


NEEDS = {
    Scope.READ: Role.READER,
    Scope.JUDGE: Role.CODER,
    Scope.RESTRICTED: Role.REVIEWER,
    Scope.ADMIN: Role.ADMIN,
}
"""The role that a member must have for a scope to mean anything."""


JUDGES: Mapping[Verdict, Role] = dict.fromkeys(Verdict, Role.CODER) | {
    Verdict.CONFIRM: Role.REVIEWER,
    Verdict.PUBLISH: Role.REVIEWER,
}
"""The role that a member must have to make a judgement of each sort, and to withdraw one."""


def role_named(word: str) -> Role:
    """The role that a word means; ValueError where it means none."""
    for role in ROLES:
        if role.word == word.strip().lower():
            return role
    raise ValueError(word)


def role_by_token(role: Role, scopes: frozenset[Scope]) -> Role:
    """What a token may do: the role of its member, as far as its scopes go."""
    if Scope.ADMIN in scopes:
        return role
    if Scope.JUDGE in scopes:
        return min(role, Role.REVIEWER)
    return min(role, Role.READER) if Scope.READ in scopes else Role.NOBODY


def scopes_of(role: Role) -> frozenset[Scope]:
    """The scopes that a role has."""
    return frozenset(scope for scope, needed in NEEDS.items() if role >= needed)
