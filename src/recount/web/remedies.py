"""What to do about a refusal, as pages say it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from recount.desk.roles import NEEDS, Scope
from recount.web.members import Member

_COMMAND = re.compile(r"[^.;:]*`recount (source attach|\w+)[^`]*`[^.;:]*[.;:]?")
_PAGES = {
    "chronology": "The overview lists all incidents.",
    "incident": "Its incident's page lists the claims.",
    "reports": "The sources list all reports.",
    "source": "The sources list all reports.",
    "source attach": "A file that came later is attached on its page.",
    "control": "The places list all towns.",
    "judgements": "The page of judgements lists them.",
    "judge": "Correct its claims on their pages, which keeps both, or give another day.",
    "people": "The page of the people names them.",
}


_ADDRESSES = {
    "chronology": "GET {}/incidents lists the incidents.",
    "incident": "GET {}/incidents/ID/claims lists its claims.",
    "reports": "GET {}/reports lists the reports.",
    "source": "GET {}/reports lists the reports.",
    "source attach": "POST {}/reports/ID/files attaches a file that came later.",
    "control": "GET {}/places lists the towns.",
    "judgements": "GET {}/judgements lists them.",
    "judge": "Correct its claims, which keeps both, or give another day.",
    "people": "GET {}/people lists the people.",
}


def on_pages(remedy: str) -> str:
    """A remedy that names commands, told by the pages that do the same."""
    return _told_by(remedy, _PAGES)


def by_addresses(remedy: str, base: str) -> str:
    """A remedy that names commands, told by the addresses of the API, below `base`, that do the same."""
    return _told_by(remedy, {name: words.format(base) for name, words in _ADDRESSES.items()})


def _told_by(remedy: str, ways: Mapping[str, str]) -> str:
    told = _COMMAND.sub(lambda found: f" {ways[found[1]]}" if found[1] in ways else found[0], remedy)
    return " ".join(told.split())


def on_restricted(member: Member) -> str:
    """What somebody can do who is not shown what is restricted."""
    if member.token and member.own_role >= NEEDS[Scope.RESTRICTED]:
        return "Make a token with the scope “restricted”, too."
    return "Reviewers and admins may see it."
