"""Accounts and accesses, as the API tells them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from recount.web.api.shapes.common import Listed, Shape

RoleName = Literal["reader", "coder", "reviewer", "admin"]


class PersonShape(Shape):
    """An account."""

    id: str
    name: str
    role: RoleName
    invited: bool = Field(description="They have not followed their link yet.")
    made: str
    closed: str | None


People = Listed[PersonShape]


class AccessShape(Shape):
    """That somebody opened something restricted, or asked for it."""

    when: str
    who: str
    kind: str = Field(description="report, victims, list; with “, refused” behind it where nothing was shown.")
    of: str
    what: str
    address: str


Accesses = Listed[AccessShape]


class MeShape(Shape):
    """Who asks, and what they may do."""

    name: str
    role: RoleName
    scopes: list[Literal["read", "judge", "restricted", "admin"]]
    accounts: bool
