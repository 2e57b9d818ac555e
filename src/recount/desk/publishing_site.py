"""What was published, as a site: in a folder, in one archive, or page by page for the desk to show."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from recount.desk.publishing import Draft, published, releases
from recount.desk.publishing_choices import policy_of
from recount.errors import RecordError, RecountError
from recount.publishing.release import Published, Release, hash_of
from recount.publishing.site import Site, zipped
from recount.store import opened

_MARK = ".recount-site"
"""A file that says that a folder holds a site written before, which may be written over."""


def site_of(record: Path, number: int | None = None) -> Site:
    """A release of a record as a site, the last one without a number, as it is given out now; RecordError where there
    is none."""
    with closing(opened(record)) as store:
        return _kept(record, number, store.giving_out_mark())


@lru_cache(maxsize=4)
def _kept(record: Path, number: int | None, _mark: str) -> Site:
    shown = published(record, number)
    return Site(shown, tuple(one for one in releases(record) if one.number <= shown.release.number))


def site_of_draft(record: Path, made: Draft) -> Site:
    """The next release as a site, to be looked at before it is made; it is dated now, and signed by nobody."""
    incidents = tuple(one.public for one in made.candidates)
    now = datetime.now(UTC).replace(microsecond=0)
    release = Release(made.number, now, "", "", made.policy, made.basis, made.changes, made.former, hash_of(incidents))
    return Site(Published(release, incidents), (release, *releases(record)))


def public_path(record: Path, path: str) -> str:
    """The path of a page of the last release that a short one stands for: "R-4b5c6d7e" for its incident, "method" for
    the method; any other stands for itself."""
    paths = frozenset(_public_site(record, path).paths)
    some = (
        path or "index.html",
        f"{path}.html",
        f"incidents/{path}.html",
        f"incidents/{path[:2].upper()}{path[2:].lower()}.html",
    )
    return next((one for one in some if one in paths), path)


def _public_site(record: Path, path: str) -> Site:
    try:
        site = site_of(record) if policy_of(record).served else None
    except RecordError:
        site = None
    if site is None:
        raise RecordError(f"page {path[:80]}", "is not in the record", "Nothing is shown to the public here.")
    return site


def public_file(record: Path, path: str) -> bytes:
    """A file of the last release, for everybody. RecordError where the rules, as they are now, don't let the desk show
    its releases, or where the release has no such file."""
    site = _public_site(record, path)
    content = site.file(path or "index.html")
    if content is None:
        raise RecordError(f"page {path[:80]}", "is not in the record", "Begin at /public/index.html.")
    return content


def site_archive(record: Path, number: int | None = None) -> tuple[str, bytes]:
    """A release in one archive, with a name for its file."""
    site = site_of(record, number)
    return f"release-{site.release.number}.zip", zipped(site)


def write_site(record: Path, folder: Path, number: int | None = None) -> Site:
    """Write a release as a site into a folder, which is new, empty, or holds a site written before; files of that one
    that the release has not are taken away. RecountError where the folder holds other things."""
    site = site_of(record, number)
    before = _before(folder)
    try:
        for path, content in site.files():
            _written(folder / path, content)
        for path in sorted(before - set(site.paths)):
            (folder / path).unlink(missing_ok=True)
        _written(folder / _MARK, "\n".join(site.paths).encode() + b"\n")
    except OSError as error:
        what = f"can't be written ({error.strerror or error})"
        raise RecountError(str(folder), what, "Name a folder you may write to.") from error
    return site


def _before(folder: Path) -> set[str]:
    """The files of the site that the folder holds."""
    if not folder.exists():
        return set()
    if not folder.is_dir():
        raise RecountError(str(folder), "is a file, not a folder", "Name a new or empty folder for the site.")
    mark = folder / _MARK
    if not mark.is_file():
        if any(folder.iterdir()):
            remedy = "Name a new or empty folder, so that nothing gets mixed up."
            raise RecountError(str(folder), "holds other files", remedy)
        return set()
    listed = mark.read_text(encoding="utf-8").splitlines()
    return {path for path in listed if path and ".." not in path.split("/") and not path.startswith("/")}


def _written(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.part")
    half.write_bytes(content)
    os.replace(half, path)
