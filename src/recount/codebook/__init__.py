"""Rules as data: folders of YAML files, one event type a file, compiled once into a Codebook."""

from recount.codebook.load import conflict_codebook, conflict_merging, load_codebook
from recount.codebook.merging import Merging
from recount.codebook.rules import NOTHING, Codebook, Condition, EventType, Example, Role, SameAs, Trigger, Turn

__all__ = [
    "NOTHING",
    "Codebook",
    "Condition",
    "EventType",
    "Example",
    "Merging",
    "Role",
    "SameAs",
    "Trigger",
    "Turn",
    "conflict_codebook",
    "conflict_merging",
    "load_codebook",
]
