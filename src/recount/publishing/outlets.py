"""What tells a newsroom from a person: its words, and the site that it writes on."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from recount.codebook.actors import name_key
from recount.export.private import COLLECTIVE
from recount.model import Origin, OriginKind
from recount.publishing.plain_words import words_of

_LETTERS = re.compile(r"[^\W\d_]+")
_MEDIA = COLLECTIVE & words_of("agency media network news press radio television times channel") | words_of(
    "tv fm post daily weekly tribune herald gazette journal newspaper magazine online today"
)
ANYBODYS = words_of(
    "facebook twitter x t telegram instagram youtube tiktok vk medium wordpress blogspot tumblr substack reddit "
    "linkedin livejournal weibo threads bsky mastodon whatsapp google archive"
)
"""Sites on which anybody may write."""

_BY_FILE = "report "


def says_outlet(name: str) -> bool:
    """Whether a name says itself that it is a newsroom's: "Harbour Post"."""
    return bool(_MEDIA.intersection(name_key(word) for word in _LETTERS.findall(name)))


def is_newsroom(origin: Origin) -> bool:
    """Whether a voice is a newsroom's own."""
    return origin.kind in (OriginKind.OUTLET, OriginKind.AGENCY) and " (" not in origin.name


def without_file(name: str) -> str | None:
    """Who speaks in a voice that goes by its report's file, as the report tells no outlet: "medics" of "medics (report
    call 3)", "" of "report call 3"; None of other voices. What a file is called is the desk's own business."""
    if name.startswith(_BY_FILE):
        return ""
    said, joint, _file = name.partition(f" ({_BY_FILE}")
    return said if joint else None


def unfiled(name: str) -> str:
    """A voice without its report's file: "medics (an outlet)", "an outlet"; others as they are."""
    said = without_file(name)
    return name if said is None else f"{said} (an outlet)" if said else "an outlet"


def host_labels(address: str | None) -> frozenset[str]:
    """The words of the site of an address, without its hyphens: www.daily-hill.example → dailyhill."""
    try:
        host = urlsplit((address or "").strip()).hostname or ""
    except ValueError:
        return frozenset()
    if ANYBODYS.intersection(host.split(".")):
        return frozenset()
    return frozenset(label.replace("-", "") for label in host.split(".")[:-1] if label not in ("www", "m", "co"))
