"""The version of the installed package."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

VERSION = version("recount")


@cache
def program_mark() -> str:
    """A short hash of the program's own files: two builds of one version can read the same report differently."""
    here = Path(__file__).parent
    mark = hashlib.sha256()
    for path in sorted(here.rglob("*.py")):
        mark.update(str(path.relative_to(here)).encode() + b"\0" + path.read_bytes())
    return mark.hexdigest()[:16]
