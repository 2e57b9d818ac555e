"""Who is behind a request."""

from __future__ import annotations

from fastapi import Request

from recount.web.members import Member, Role
from recount.web.options import WebOptions


def member_of(request: Request, options: WebOptions) -> Member:
    """Who asks. On a desk without accounts whoever sits at the laptop may do everything."""
    return Member(options.who, Role.ADMIN)
