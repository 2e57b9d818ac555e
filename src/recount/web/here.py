"""What every page has at hand: the desk it belongs to, who asks, and how an answer is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar
from urllib.parse import urlencode

from fastapi import Depends, Request
from fastapi.responses import RedirectResponse, Response

from recount.desk import restricting
from recount.desk.colours import colours
from recount.desk.judging import By, Effect
from recount.desk.named_parties import named_among
from recount.desk.parties_shown import without_named
from recount.desk.people import Doer
from recount.desk.restricting import Viewer
from recount.desk.roles import NEEDS, Role, Scope
from recount.desk.tools import Rules, rules_of
from recount.errors import AccessError, RecordError
from recount.store.restricting import Restriction
from recount.web.members import Member
from recount.web.options import WebOptions
from recount.web.rendering import rendered
from recount.web.sessions import SignInFirst, local_path, member_of

T = TypeVar("T")


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
    def rules(self) -> Rules:
        """The rules that the record is read by."""
        return rules_of(self.record, self.options.rules)

    @property
    def quick(self) -> bool:
        """Whether only a part of the page is asked for."""
        return self.request.headers.get("HX-Request") == "true"

    @property
    def address(self) -> str:
        """The network address that the request came from."""
        return self.request.client.host if self.request.client else ""

    @property
    def viewer(self) -> Viewer:
        """Who looks, for `desk.restricting`."""
        return Viewer(self.member.name, self.member.sees_restricted, self.address)

    @property
    def doer(self) -> Doer:
        """Who changes something about people or rules, for the log."""
        return Doer(self.member.id, self.member.name, self.address)

    def by(self, why: str = "") -> By:
        """Who judges, for `desk.judging`; exports are written anew by the next run, not while somebody waits."""
        return By(self.member.name, why, self.options.rules.actors, False, self.member.role, self.hidden)

    def withheld(self) -> Mapping[str, Restriction]:
        """The reports that who asks may not see, by id: nothing of their words, titles, addresses and values is shown.

        Empty for reviewers and admins; for what they see of restricted reports there is `saw`.
        """
        return restricting.withheld_from(self.record, self.viewer)

    @property
    def hidden(self) -> frozenset[str]:
        """The ids of these reports, as `Asked.hidden` takes them."""
        return frozenset(self.withheld())

    def saw(self, reports: Iterable[str], where: str) -> None:
        """Write down that words of these reports are about to be shown; of those that are not restricted nothing is.

        `where` is what the log says of it, such as "incident i3f2a91c0".
        """
        if self.member.sees_restricted:
            restricting.see_restricted(self.record, self.viewer, reports, where)

    def parties(self, value: T, incidents: Iterable[str] = ()) -> T:
        """What is about to be shown, as who asks may see its parties and origins: where named persons are restricted,
        without the names of private persons. `incidents` are those that it belongs to, where it does not say so."""
        if self.member.sees_restricted:
            return value
        return without_named(self.record, value, self.rules.actors, incidents)

    def parties_named(self, names: Iterable[str], words: str, *, speak: bool = False) -> frozenset[str]:
        """Those of the names of parties, or with `speak` of origins, that have some words in them, as far as who asks
        may see them; all of them where no words are given: what is then shown goes through `parties`."""
        asked = words.strip().casefold()
        found = frozenset(name for name in names if asked in name.casefold())
        return self.parties_seen(found, speak=speak) if asked else found

    def parties_seen(self, names: Iterable[str], *, speak: bool = False) -> frozenset[str]:
        """Those of the names of parties, or with `speak` of origins, that who asks may see."""
        found = frozenset(names)
        if self.member.sees_restricted:
            return found
        return found - named_among(self.record, found, self.rules.actors, speak=speak)

    def party_called(self, name: str, what: str, *, speak: bool = False) -> str:
        """The name of a party, or with `speak` of an origin, that is asked for; RecordError where who asks may not see
        it, as where there is none of that name."""
        if not self.parties_seen([name], speak=speak):
            raise RecordError(f"{what} {name[:80]}", "is not in the record", f"See the list of {what}s.")
        return name

    def saw_whole(self, where: str) -> None:
        """Write down that a list or sums are about to be shown that restricted reports have a part in."""
        if self.member.sees_restricted:
            restricting.see_whole(self.record, self.viewer, where)

    @property
    def colours(self) -> Mapping[str, int]:
        """The colour of each side that has one, from 1."""
        return colours(self.record, self.options.rules, self.hidden)

    def page(self, template: str, status: int = 200, **values: Any) -> Response:
        """A page, or with htmx a part of one."""
        return rendered(self, template, status, values)

    def done(self, to: str, effect: Effect | None = None, said: str = "") -> Response:
        """To a page of this desk after something was done there: it tells what, and offers to undo a judgement.

        `said` names one of `notices.NOTICES`. An address that leads elsewhere leads to the overview.
        """
        told = {"done": effect.standing.judgement.id} if effect else {"said": said}
        path, hash_, fragment = local_path(to).partition("#")
        joint = "&" if "?" in path else "?"
        return RedirectResponse(f"{path}{joint}{urlencode(told)}{hash_}{fragment}", 303)


def at_least(role: Role) -> Callable[[Request], Here]:
    """A dependency that lets in members of a role and above."""

    def here(request: Request) -> Here:
        options: WebOptions = request.app.state.options
        member = member_of(request)
        if member.role < role:
            if member.role is Role.NOBODY:
                raise SignInFirst
            what = f"takes the role {role.word}; yours is {member.role.word}"
            raise AccessError("This page", what, "An admin of the desk can change roles.")
        return Here(request, options, member)

    return here


def by_program(role: Role, scope: Scope) -> Callable[[Request], Here]:
    """A dependency of the API that lets in members of a role and above; with a token, where it has the scope."""

    def here(request: Request) -> Here:
        found = at_least(Role.READER)(request)
        needed = max(role, NEEDS[scope])
        if found.member.own_role < needed:
            what = f"takes the role {needed.word}; yours is {found.member.own_role.word}"
            raise AccessError("This request", what, "An admin of the desk can change roles.")
        if scope not in found.member.scopes or found.member.role < role:
            what = f"has not the scope “{scope}”"
            raise AccessError("The token", what, "Make one that has it on your account's page.")
        return found

    return here


Anybody = Annotated[Here, Depends(at_least(Role.NOBODY))]
Reader = Annotated[Here, Depends(at_least(Role.READER))]
Coder = Annotated[Here, Depends(at_least(Role.CODER))]
Reviewer = Annotated[Here, Depends(at_least(Role.REVIEWER))]
Admin = Annotated[Here, Depends(at_least(Role.ADMIN))]

ApiReader = Annotated[Here, Depends(by_program(Role.READER, Scope.READ))]
ApiJudge = Annotated[Here, Depends(by_program(Role.CODER, Scope.JUDGE))]
ApiReviewer = Annotated[Here, Depends(by_program(Role.REVIEWER, Scope.JUDGE))]
ApiRestricted = Annotated[Here, Depends(by_program(Role.READER, Scope.RESTRICTED))]
ApiAdmin = Annotated[Here, Depends(by_program(Role.ADMIN, Scope.ADMIN))]
