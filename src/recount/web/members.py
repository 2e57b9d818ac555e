"""Who is at the desk."""

from __future__ import annotations

from dataclasses import dataclass, field

from recount.desk.roles import Role as Role
from recount.desk.roles import Scope


@dataclass(frozen=True, slots=True)
class Member:
    """A person at the desk, or a program with a token of theirs.

    `name` stands in the history. `role` is what they may do here: with a token, no more than its scopes allow; without
    one, `scopes` are all that the role has. `csrf` is the token that their forms carry. `id` is the account's, "" on a
    desk without accounts; `session` and `token` are the hashes of what they signed in with; `account` is
    the role of the account that a token was made by.
    """

    name: str
    role: Role
    csrf: str = field(default="", repr=False)
    scopes: frozenset[Scope] = frozenset()
    id: str = ""
    session: str = field(default="", repr=False)
    token: str = field(default="", repr=False)
    account: Role = Role.NOBODY

    @property
    def own_role(self) -> Role:
        """The role of their account, whatever a token of it allows."""
        return max(self.role, self.account)

    @property
    def sees_restricted(self) -> bool:
        """Whether restricted reports and victims' names are shown."""
        return Scope.RESTRICTED in self.scopes


NOBODY = Member("", Role.NOBODY)
