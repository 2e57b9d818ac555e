"""What changed from release to release, for feed readers (Atom, RFC 4287), and the list of pages for search engines."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from xml.sax.saxutils import escape, quoteattr

from recount.publishing.changes import Deed, PublicChange
from recount.publishing.release import Release

MOST = 300
"""Entries of a feed, the newest."""
_SPACE = uuid.UUID("6f9f3d0e-52a5-5a0b-9f0c-0d6a2f1b7c11")
_DEEDS = {
    Deed.ADDED: "Added: {}",
    Deed.CHANGED: "Changed: {}",
    Deed.MERGED: "Merged into another incident: {}",
    Deed.SPLIT: "Split: {}",
    Deed.WITHDRAWN: "Withdrawn: {}",
}


def atom_text(releases: Sequence[Release], release: Release) -> str:
    """The changes of all releases up to this one, the newest first.

    Links are whole where the policy says where the site will stand, and lead from the feed's own place where not: then
    it doesn't say where it stands itself.
    """
    policy = release.policy
    entries = [(made, change) for made in releases for change in made.changes][:MOST]
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">',
        f"<title>{_text(policy.title)}: changes</title>",
        f"<id>{_id('feed', _first(releases))}</id>",
        f"<updated>{_time(release.made)}</updated>",
        f"<author><name>{_text(release.who if policy.signed else policy.title)}</name></author>",
        *(
            [f'<link rel="self" type="application/atom+xml" href={_to(policy.address, "changes.atom")}/>']
            if policy.address
            else []
        ),
        f'<link rel="alternate" type="text/html" href={_to(policy.address, "index.html")}/>',
        f"<generator version={quoteattr(release.basis.version)}>Recount</generator>",
        *([f"<rights>{_text(policy.licence)}</rights>"] if policy.licence else []),
        *(_entry(made, change, releases, policy.address) for made, change in entries),
        "</feed>",
    ]
    return "\n".join(lines) + "\n"


def _entry(release: Release, change: PublicChange, releases: Sequence[Release], address: str) -> str:
    said = "; ".join(f"{one.field}: {one.was} → {one.now}" for one in change.fields)
    also = f"See {', '.join(change.to)}." if change.to else ""
    summary = " ".join(part for part in (f"Release {release.number}.", said and f"{said}.", also) if part)
    page = quoteattr(f"{address}incidents/{change.id}.html")
    return (
        f"<entry><title>{_text(_DEEDS[change.deed].format(change.heading))}</title>"
        f"<id>{_id(_first(releases), str(release.number), change.deed.value, change.id)}</id>"
        f'<link rel="alternate" type="text/html" href={page}/>'
        f"<updated>{_time(release.made)}</updated><category term={quoteattr(change.deed.value)}/>"
        f"<summary>{_text(summary)}</summary></entry>"
    )


def _first(releases: Sequence[Release]) -> str:
    """What stands for the publication itself, in every release of it."""
    first = releases[-1]
    return f"{first.made.isoformat()} {first.content}"


def _id(*parts: str) -> str:
    return f"urn:uuid:{uuid.uuid5(_SPACE, ' '.join(parts))}"


def _time(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _text(words: str) -> str:
    return escape("".join(c for c in words if c.isprintable() or c in "\n\t"))


def _to(address: str, path: str) -> str:
    return quoteattr(f"{address}{path}")


def sitemap_text(paths: Iterable[str], release: Release) -> str:
    """All pages by their whole addresses (sitemaps.org)."""
    pages = [path for path in paths if path.endswith(".html")]
    lines = [
        f"<url><loc>{escape(release.policy.address + path)}</loc><lastmod>{release.made:%Y-%m-%d}</lastmod></url>"
        for path in pages
    ]
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join([head, *lines, "</urlset>"]) + "\n"
