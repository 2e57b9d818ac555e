"""Name to place candidates: loaders, the built gazetteer, the overlay."""

from recount.gazetteer.build import build, fingerprint
from recount.gazetteer.lookup import Candidate, Entry, Gazetteer, Match, built
from recount.gazetteer.overlay import Kind, overlay_of

__all__ = ["Candidate", "Entry", "Gazetteer", "Kind", "Match", "build", "built", "fingerprint", "overlay_of"]
