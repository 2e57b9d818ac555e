"""What to do about a refusal, as pages say it."""

from __future__ import annotations

import re

_COMMAND = re.compile(r"[^.;:]*`recount (\w+)[^`]*`[^.;:]*[.;:]?")
_PAGES = {
    "chronology": "The overview lists all incidents.",
    "incident": "Its incident's page lists the claims.",
    "reports": "The sources list all reports.",
    "source": "The sources list all reports.",
    "control": "The places list all towns.",
    "judgements": "The page of judgements lists them.",
    "judge": "Correct its claims on their pages, which keeps both, or give another day.",
    "people": "The page of the people names them.",
}


def on_pages(remedy: str) -> str:
    """A remedy that names commands, told by the pages that do the same."""
    told = _COMMAND.sub(lambda found: f" {_PAGES[found[1]]}" if found[1] in _PAGES else found[0], remedy)
    return " ".join(told.split())
