"""What the environment says, read once by whoever starts the desk: the command, or the Python door."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from recount.desk.tools import Settings


def settings_from(environment: Mapping[str, str]) -> Settings:
    """$RECOUNT_CACHE, else the folder that this kind of system keeps caches in."""
    own = environment.get("RECOUNT_CACHE")
    if own:
        return Settings(Path(own))
    if sys.platform == "darwin":
        return Settings(Path.home() / "Library" / "Caches" / "recount")
    if sys.platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return Settings((Path(local) if local else Path.home() / "AppData" / "Local") / "recount" / "Cache")
    shared = environment.get("XDG_CACHE_HOME")
    return Settings((Path(shared) if shared else Path.home() / ".cache") / "recount")
