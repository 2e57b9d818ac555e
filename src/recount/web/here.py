"""What every page has at hand: the desk it belongs to, who asks, and how an answer is given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from recount.desk.judging import By, Effect
from recount.web.members import Member, Role
from recount.web.options import WebOptions
from recount.web.rendering import rendered
from recount.web.sessions import member_of


@dataclass(frozen=True, slots=True)
class Here:
    """One request at the desk."""

    request: Request
    options: WebOptions
    member: Member

    @property
    def record(self) -> Path:
        """The record's folder."""
        return self.options.record

    @property
    def quick(self) -> bool:
        """Whether only a part of the page is asked for."""
        return self.request.headers.get("HX-Request") == "true"

    def by(self, why: str = "") -> By:
        """Who judges, for `desk.judging`; exports are written anew by the next run, not while somebody waits."""
        return By(self.member.name, why, self.options.rules.actors, exports=False)

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """A page, or with htmx a part of one."""
        return rendered(self, template, status, values)

    def done(self, to: str, effect: Effect | None = None, said: str = "") -> Response:
        """To a page after something was done there: it tells what, and offers to undo a judgement.

        `said` names one of `notices.NOTICES`.
        """
        told = {"done": effect.standing.judgement.id} if effect else {"said": said}
        path, hash_, fragment = to.partition("#")
        joint = "&" if "?" in path else "?"
        return RedirectResponse(f"{path}{joint}{urlencode(told)}{hash_}{fragment}", 303)


def at_least(role: Role) -> Callable[[Request], Here]:
    """A dependency that lets in members of a role and above."""

    def here(request: Request) -> Here:
        options: WebOptions = request.app.state.options
        member = member_of(request, options)
        if member.role < role:
            if member.role is Role.NOBODY:
                raise HTTPException(401, "Sign in first.")
            raise HTTPException(403, f"This takes the role {role.name.lower()}; yours is {member.role.name.lower()}.")
        return Here(request, options, member)

    return here


Anybody = Annotated[Here, Depends(at_least(Role.NOBODY))]
Reader = Annotated[Here, Depends(at_least(Role.READER))]
Coder = Annotated[Here, Depends(at_least(Role.CODER))]
Reviewer = Annotated[Here, Depends(at_least(Role.REVIEWER))]
Admin = Annotated[Here, Depends(at_least(Role.ADMIN))]
